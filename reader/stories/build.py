"""All articles of a corpus to stories: from related links, and from what titles and excerpts have in common.

The rule, in short. Two articles belong together to a degree between 0 and 1: that of the rare terms they share
(`reader.stories.pairs`), raised where one names the other as related coverage or both name the same third. Groups are
joined while they are close enough as a whole (`reader.stories.cluster`). So a link alone joins two articles, but does
not draw in a third one that shares no word with them. Ghosts belong to the stories of the articles that name them.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations, groupby
from operator import itemgetter
from typing import NamedTuple

from reader.stories.better import clearly_better
from reader.stories.cluster import Pairs, clustered
from reader.stories.pairs import DAY, Window
from reader.stories.reading import FirstReading
from reader.stories.rows import BETTER, COPY, MOST, StoryRows

LINK = 0.8
"""The degree that a related link gives two articles."""

OWN_LINK = 0.4
"""The degree of a link within one outlet: more of its own as often as more on the matter."""

SHARED_LINK = 0.4
"""The degree of naming the same third piece of coverage."""

LINK_DAYS = 21
"""Linked articles further apart than this are background to each other."""

HUB = 12
"""What more articles than this name is a page that everything leads to, and says nothing."""

USUAL = 12
"""Entries of related coverage from which each counts the less: a list of everything is no list of one event."""


class Entry(NamedTuple):
    """What counts of a related entry: its id as a number, its outlet, its quality."""

    id: int
    outlet: str
    quality: float | None


class Piece(NamedTuple):
    """What counts of an article; `date` is in seconds. Dates and qualities that there are none of are None."""

    title: str
    excerpt: str
    date: int | None
    outlet: str
    quality: float | None
    related: Sequence[Entry] = ()


class CancelledError(Exception):
    """The work was called off."""


NO_DATE = -(1 << 62)
_NOT_SCORED = -1.0
_ASK_EVERY = 256


class _Kept:
    """What is remembered of every article, and of every ghost it names: 24 bytes and 16."""

    def __init__(self) -> None:
        self.dates, self.outlets, self.qualities = array("q"), array("I"), array("f")
        self.usual = array("f")
        self.ghosts, self.ghost_outlets, self.ghost_qualities = array("Q"), array("I"), array("f")
        self.ghosts_from = array("I", [0])
        self._codes: dict[str, int] = {"": 0}

    def __len__(self) -> int:
        return len(self.dates)

    def take(self, piece: Piece, is_article: Callable[[int], bool]) -> None:
        self.dates.append(NO_DATE if piece.date is None else piece.date)
        self.outlets.append(self._code(piece.outlet))
        self.qualities.append(_NOT_SCORED if piece.quality is None else piece.quality)
        self.usual.append(min(1.0, USUAL / max(1, len(piece.related))))
        for entry in piece.related:
            if not is_article(entry.id):
                self.ghosts.append(entry.id)
                self.ghost_outlets.append(self._code(entry.outlet))
                self.ghost_qualities.append(_NOT_SCORED if entry.quality is None else entry.quality)
        self.ghosts_from.append(len(self.ghosts))

    def _code(self, outlet: str) -> int:
        return self._codes.setdefault(outlet, len(self._codes))

    def near(self, one: int, other: int) -> bool:
        """Tell whether a link between two articles means something, by their dates; without dates it does."""
        dates = self.dates[one], self.dates[other]
        return NO_DATE in dates or abs(dates[0] - dates[1]) <= LINK_DAYS * DAY


def build(
    pieces: Iterable[Piece],
    links: Iterable[tuple[int, int]],
    article_of: Callable[[int], int | None],
    *,
    texts: bool = True,
    cancelled: Callable[[], bool] = lambda: False,
) -> StoryRows:
    """Return the stories of all articles of a corpus.

    `pieces` are the articles, newest first, undated ones last; they are known by their place in this order. `links` are
    pairs of the id that is named (as a number) and the article that names it, all of one id together. `article_of`
    gives the article with an id. Without `texts` the stories are those of links alone, which takes a tenth of the time.
    Raises `CancelledError` soon after `cancelled` says so.
    """
    kept = _Kept()
    with FirstReading() as reading:
        for number, piece in enumerate(pieces):
            _ask(number, cancelled)
            day = None if piece.date is None else piece.date // DAY
            if texts:
                reading.add(piece.title, piece.excerpt, piece.outlet, day)
            kept.take(piece, lambda one: article_of(one) is not None)
        linked = _Linked(links, article_of, kept)
        if texts:
            pairs, copies = _pairs(reading, kept, linked, cancelled)
        else:
            pairs, copies = Pairs(), frozenset[int]()
            for number in range(len(kept)):
                for other, degree in linked.of(number).items():
                    pairs.add(other, number, min(degree, 1.0))
    return _rows(clustered(len(kept), pairs), kept, copies)


class _Linked:
    """The links between articles, to be asked for article by article in their order."""

    def __init__(
        self, links: Iterable[tuple[int, int]], article_of: Callable[[int], int | None], kept: _Kept
    ) -> None:
        # (later article, earlier article, degree in hundredths) as one number each.
        found: list[int] = []
        for named, group in groupby(links, key=itemgetter(0)):
            naming = sorted({article for _named, article in group})
            target = article_of(named)
            if len(naming) > HUB:
                continue
            if target is not None:
                for article in naming:
                    if article != target and kept.near(article, target):
                        own = kept.outlets[article] == kept.outlets[target] != 0
                        degree = (OWN_LINK if own else LINK) * kept.usual[article]
                        found.append(_packed(article, target, degree))
            else:
                for one, other in combinations(naming, 2):
                    if kept.near(one, other):
                        degree = SHARED_LINK * min(kept.usual[one], kept.usual[other])
                        found.append(_packed(one, other, degree))
        self._found = array("Q", sorted(found))
        self._next = 0

    def of(self, number: int) -> dict[int, float]:
        """Return the earlier articles that one is linked with, and the degrees. To be asked of each in their order."""
        degrees: dict[int, float] = {}
        while self._next < len(self._found) and self._found[self._next] >> _HIGH == number:
            packed = self._found[self._next]
            other, degree = packed >> _LOW & _NUMBER, (packed & _DEGREE) / 100
            degrees[other] = degrees.get(other, 0.0) + degree
            self._next += 1
        return degrees


_LOW, _HIGH = 8, 36
_NUMBER, _DEGREE = (1 << _HIGH - _LOW) - 1, (1 << _LOW) - 1


def _packed(one: int, other: int, degree: float) -> int:
    return max(one, other) << _HIGH | min(one, other) << _LOW | round(100 * degree)


def _pairs(
    reading: FirstReading, kept: _Kept, linked: _Linked, cancelled: Callable[[], bool]
) -> tuple[Pairs, frozenset[int]]:
    """Return all pairs that belong together to some degree, and the articles whose text another one has too."""
    pairs, copies = Pairs(), set[int]()
    window = Window(reading.weights())
    for number, terms in enumerate(reading.terms()):
        _ask(number, cancelled)
        links = linked.of(number)
        if kept.dates[number] != NO_DATE:
            for other, degree, copy in window.alike(number, kept.dates[number], kept.outlets[number], terms):
                pairs.add(other, number, min(1.0, degree + links.pop(other, 0.0)))
                if copy:
                    copies.update((number, other))
        for other, degree in links.items():
            pairs.add(other, number, min(1.0, degree))
    return pairs, frozenset(copies)


def _rows(story_of: array[int], kept: _Kept, copies: frozenset[int]) -> StoryRows:
    """Return the columns that the list wants, the ghosts of each story counted in."""
    count = len(story_of)
    sizes, outlets, flags = array("H", bytes(2 * count)), array("H", bytes(2 * count)), bytearray(count)
    for members in _members(story_of):
        ghosts: set[int] = set()
        names: set[int] = set()
        best = _NOT_SCORED
        for member in members:
            start, end = kept.ghosts_from[member], kept.ghosts_from[member + 1]
            ghosts.update(kept.ghosts[start:end])
            names.update(kept.ghost_outlets[start:end])
            names.add(kept.outlets[member])
            best = max(best, kept.qualities[member], *kept.ghost_qualities[start:end])
        names.discard(0)
        size = min(MOST, len(members) + len(ghosts))
        for member in members:
            sizes[member] = size
            outlets[member] = min(MOST, max(1, len(names)))
            own = kept.qualities[member]
            if own != _NOT_SCORED and clearly_better(own, best):
                flags[member] |= BETTER
            if member in copies:
                flags[member] |= COPY
    return StoryRows(story_of, sizes, outlets, bytes(flags))


def _members(story_of: array[int]) -> Iterator[list[int]]:
    """Yield the articles of each story; `story_of` names the least of them for each."""
    following = array("I", bytes(4 * len(story_of)))
    last = array("I", range(len(story_of)))
    for number, least in enumerate(story_of):
        if number != least:
            following[last[least]] = number
            last[least] = number
    for number, least in enumerate(story_of):
        if number == least:
            members = [number]
            while after := following[members[-1]]:
                members.append(after)
            yield members


def _ask(number: int, cancelled: Callable[[], bool]) -> None:
    if not number % _ASK_EVERY and cancelled():
        raise CancelledError
