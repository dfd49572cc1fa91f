"""The first pass over the articles: their terms, what the terms weigh, and which sentences say nothing.

What is kept of each article for the second pass stands in a nameless file, some 200 bytes each, so that memory does not
grow with the corpus.
"""

from __future__ import annotations

import sys
import tempfile
import zlib
from array import array
from collections.abc import Iterator
from types import TracebackType
from typing import NamedTuple

from reader.stories.terms import LONGEST, NUMBER, PLACE, TermCache, is_headline_case, sentences, words_of
from reader.stories.weights import Counts

REPEATED_DAYS = 3
"""A sentence that is still (or again) printed after more days than this belongs to no event."""

_REPEATED_AT_MOST = 50_000
_SEEN = 1 << 18
_LONG_ENOUGH = 4
_HEADER = 3


class Terms(NamedTuple):
    """The terms of one article: of its title, of its excerpt in order."""

    title: array[int]
    excerpt: array[int]


class Learnt(NamedTuple):
    """What reading articles has taught: the weight of each term, which sentences say nothing, and of how many articles.

    `repeated` are the signatures of the sentences that recur over days: a masthead's slogan, an invitation to
    subscribe, the title of a column. They are no part of any event and left out of the terms.
    """

    weights: bytes = b""
    repeated: frozenset[int] = frozenset()
    articles: int = 0


NOTHING_READ = Learnt()


class FirstReading:
    """Takes articles one by one, newest first, and gives their terms back in that order. Closed at the end of a `with`.

    What was `learnt` from other articles of the same corpus stands; of what these show besides, they are the measure.
    """

    def __init__(self, learnt: Learnt = NOTHING_READ) -> None:
        self._counts = Counts()
        self._before = learnt
        self.repeated = set(learnt.repeated)
        self._words = TermCache()
        self._file = tempfile.TemporaryFile(prefix="reader-")  # noqa: SIM115 - closed by __exit__
        self._signs = array("I", bytes(4 * _SEEN))
        self._days = array("i", bytes(4 * _SEEN))

    def __enter__(self) -> FirstReading:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def add(self, title: str, excerpt: str, outlet: str, day: int | None) -> None:
        """Take the next article; `day` counts from any day."""
        term_of = self._words.__getitem__
        written = words_of(title)
        titles = list(map(term_of, written))
        parts = [list(map(term_of, words_of(sentence))) for sentence in sentences(excerpt)]
        self._counts.add(titles, parts, capitals=not is_headline_case(written))
        sign = self._sign(titles, outlet)
        record = [0, sign, 0, *[term & PLACE for term in titles if term >= 0]]
        record[2] = len(record) - _HEADER
        self._note(sign, day)
        room = LONGEST
        for part in parts:
            terms = [term & PLACE for term in part if term >= 0][:room]
            room -= len(terms)
            if terms:
                sign = self._sign(part, "") if len(part) >= _LONG_ENOUGH else 0
                self._note(sign, day)
                record += (sign, len(terms), *terms)
        record[0] = len(record) - 1
        array("I", record).tofile(self._file)

    def learnt(self) -> Learnt:
        """Return what is known by the articles taken so far."""
        before = self._before
        total = max(before.articles, self._counts.articles)
        return Learnt(self._counts.weights(before.weights, total), frozenset(self.repeated), total)

    def terms(self) -> Iterator[Terms]:
        """Yield the terms of all articles, without those of sentences that say nothing."""
        file, repeated = self._file, self.repeated
        file.flush()
        file.seek(0)
        while head := file.read(4):
            record = array("I")
            record.fromfile(file, int.from_bytes(head, sys.byteorder))
            sign, count = record[0], record[1]
            place = 2 + count
            title = array("I") if sign in repeated else record[2:place]
            excerpt = array("I")
            while place < len(record):
                sign, count = record[place], record[place + 1]
                place += 2
                if sign not in repeated:
                    excerpt += record[place : place + count]
                place += count
            yield Terms(title, excerpt)

    @staticmethod
    def _sign(terms: list[int], outlet: str) -> int:
        """Return what a sentence is recognised by; never 0. Which numbers stand in it does not matter."""
        if terms and max(terms) >= NUMBER:
            terms = [NUMBER if term >= NUMBER else term for term in terms]
        return zlib.crc32(array("i", terms), zlib.crc32(outlet.encode("utf-8", "surrogatepass"))) or 1

    def _note(self, sign: int, day: int | None) -> None:
        """Remember when a sentence was printed; of sentences that share a place, the one seen last is remembered."""
        if not sign or day is None:
            return
        place = sign % _SEEN
        if self._signs[place] != sign:
            self._signs[place], self._days[place] = sign, day
        elif self._days[place] - day > REPEATED_DAYS and len(self.repeated) < _REPEATED_AT_MOST:
            self.repeated.add(sign)
