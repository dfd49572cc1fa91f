"""From a title and an excerpt to terms: numbers that stand for words, each knowing whether it was written as a name.

Numbers instead of words keep the memory for any vocabulary the same: words are hashed into 2**20 places. That two words
share a place is rare, and does no harm as long as two texts must share several terms to be taken for one story.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence

from reader.text.fold import fold

PLACES = 1 << 20
"""How many different terms there are."""

PLACE = PLACES - 1
"""The bits of a term that say which one it is; the bits above say how it was written."""

CAPITAL, NUMBER = PLACES, PLACES << 1
"""Bits of a term: written with a capital letter, with a digit."""

LONGEST = 60
"""Terms of an excerpt that count: what comes after is the story's background."""

_WORD = re.compile(r"[^\W_]+(?:[.,'’][^\W_]+)*")
_SENTENCE = re.compile(r"(?<=[.!?…])[\"”’')\]]*\s+")
# Scripts without spaces between words: each two neighbouring characters are a term.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+")

_COMMON_WORDS = """\
a about above after again against all almost also although always am among an and another any are around as at away
back be became because become been before behind being below between both but by came can cannot come comes could
did do does doing done down during each either else enough even ever every few first for found from full further get
gets getting give given gives go goes going gone got had has have having he her here hers herself him himself his
how however i if in inside instead into is it its itself just keep kept last later least less let like likely made
make makes making many may me might mine more most much must my near need needs never new next no nor not now of off
often on once one only onto or other others our ours out outside over own per put rather really said same say saying
says see seen set shall she should since so some soon still such take taken takes taking than that the their theirs
them then there these they thing things this those though three through thus to together told too took toward two
under until up upon us use used uses using very via want wants was way ways we well went were what when where
whether which while who whole whom whose why will with within without would year years yes yet you your yours
according ahead amid day days month months week weeks today tomorrow tonight yesterday time times
monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
october november december jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun
news report reports reported reporting announced announces announce statement update updates updated
"""
"""Words that tell nothing of an event: function words, days and months, and those in which any news is said."""

_COMMON = frozenset(_COMMON_WORDS.split())


class TermCache(dict[str, int]):
    """From a word as written to its term, -1 for words that tell nothing. Forgets all when it has grown large."""

    LIMIT = 40_000

    def __missing__(self, word: str) -> int:
        if len(self) >= self.LIMIT:
            self.clear()
        plain = fold(word).removesuffix("'s")
        if len(plain) < 2 or plain in _COMMON:
            term = -1
        else:
            term = zlib.crc32(plain.encode("utf-8", "surrogatepass")) & PLACE
            if plain[0].isdigit() or plain[-1].isdigit():
                term |= NUMBER
            elif word[0].isupper():
                term |= CAPITAL
        self[word] = term
        return term


def words_of(text: str) -> list[str]:
    """Return the words of a text as written."""
    if not text.isascii():
        text = _UNSPACED.sub(_pairs, text)
    return _WORD.findall(text)


def sentences(text: str) -> Sequence[str]:
    """Return the sentences of a text, told by their final stops."""
    return _SENTENCE.split(text)


def is_headline_case(words: Sequence[str]) -> bool:
    """Tell whether a title has Capitals on Most of Its Words, so that they tell nothing about names."""
    long = [word for word in words[1:] if len(word) > 3]
    return 2 * len([word for word in long if word[0].isupper()]) >= len(long)


def _pairs(run: re.Match[str]) -> str:
    text = run[0]
    return f" {' '.join(_neighbours(text))} " if len(text) > 1 else f" {text} "


def _neighbours(text: str) -> Iterator[str]:
    return (text[place : place + 2] for place in range(len(text) - 1))
