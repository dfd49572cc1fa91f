"""All articles of a corpus to stories: from related links, and from what titles and excerpts have in common.

The rule, in short. Two articles belong together to a degree between 0 and 1: that of the rare terms they share
(`reader.stories.pairs`), raised where one names the other as related coverage or both name the same third
(`reader.stories.links`). Groups are joined while they are close enough as a whole (`reader.stories.cluster`). So a link
alone joins two articles, but does not draw in a third one that shares no word with them. Ghosts belong to the stories
of the articles that name them. What comes later is joined to the stories there are (`reader.stories.join`).
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import NamedTuple

from reader.stories.better_source import clearly_better
from reader.stories.cluster import Pairs, clustered
from reader.stories.features import DAY, NO_DATE, NOT_SCORED, ArticleFeatures, FeatureStore
from reader.stories.links import Linked, Places
from reader.stories.pairs import Window
from reader.stories.rows import BETTER, COPY, MOST, StoryRows
from reader.stories.term_stats import NOTHING_READ, FirstReading, Learnt

_ASK_EVERY = 256

Cancelled = Callable[[], bool]


class CancelledError(Exception):
    """The work was called off."""


class Compared(NamedTuple):
    """What came of comparing articles: the pairs, those whose text another has too, and what was learnt of words."""

    kept: FeatureStore
    pairs: Pairs
    copies: frozenset[int]
    learnt: Learnt


def build(
    pieces: Iterable[ArticleFeatures],
    links: Iterable[tuple[int, int]],
    article_of: Places,
    *,
    texts: bool = True,
    cancelled: Cancelled = lambda: False,
) -> tuple[StoryRows, Learnt]:
    """Return the stories of all articles of a corpus, and what their making has taught of words.

    `pieces` are the articles, newest first, undated ones last; they are known by their place in this order. `links` are
    pairs of the id that is named (as a number) and the article that names it, all of one id together. `article_of`
    gives the article with an id. Without `texts` the stories are those of links alone, which takes a tenth of the time.
    Raises `CancelledError` soon after `cancelled` says so.
    """
    found = compared(pieces, links, article_of, lambda article: article, texts=texts, cancelled=cancelled)
    story_of = clustered(len(found.kept), found.pairs)
    return columns(story_of, found.kept, found.copies), found.learnt


def compared(
    pieces: Iterable[ArticleFeatures],
    links: Iterable[tuple[int, int]],
    article_of: Places,
    place_of: Places,
    *,
    learnt: Learnt = NOTHING_READ,
    texts: bool = True,
    cancelled: Cancelled = lambda: False,
) -> Compared:
    """Compare all articles of `pieces` with those of the days around them; the rest is as in `build`.

    `place_of` gives the place among the pieces of an article, and `learnt` is what is known of words beforehand.
    """
    kept = FeatureStore()
    with FirstReading(learnt) as reading:
        for number, piece in enumerate(pieces):
            _ask(number, cancelled)
            day = None if piece.date is None else piece.date // DAY
            if texts:
                reading.add(piece.title, piece.excerpt, piece.outlet, day)
            kept.take(piece, lambda one: article_of(one) is not None)
        linked = Linked(links, article_of, place_of, kept)
        if not texts:
            return Compared(kept, _linked_pairs(len(kept), linked), frozenset(), learnt)
        known = reading.learnt()
        pairs, copies = _pairs(reading, known.weights, kept, linked, cancelled)
    return Compared(kept, pairs, copies, known)


def _pairs(
    reading: FirstReading, weights: bytes, kept: FeatureStore, linked: Linked, cancelled: Cancelled
) -> tuple[Pairs, frozenset[int]]:
    """Return all pairs that belong together to some degree, and the articles whose text another one has too."""
    pairs, copies = Pairs(), set[int]()
    window = Window(weights)
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


def _linked_pairs(count: int, linked: Linked) -> Pairs:
    pairs = Pairs()
    for number in range(count):
        for other, degree in linked.of(number).items():
            pairs.add(other, number, min(degree, 1.0))
    return pairs


def columns(story_of: array[int], kept: FeatureStore, copies: Collection[int]) -> StoryRows:
    """Return the columns that the list wants, the ghosts of each story counted in.

    `story_of` has for each article the least number of one of its story, `copies` those whose text another has too.
    """
    count = len(story_of)
    sizes, outlets, flags = array("H", bytes(2 * count)), array("H", bytes(2 * count)), bytearray(count)
    for members in _members(story_of):
        ghosts: set[int] = set()
        names: set[int] = set()
        best = NOT_SCORED
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
            if own != NOT_SCORED and clearly_better(own, best):
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


def _ask(number: int, cancelled: Cancelled) -> None:
    if not number % _ASK_EVERY and cancelled():
        raise CancelledError
