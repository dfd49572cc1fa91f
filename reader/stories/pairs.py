"""The second pass: which articles of the same days are alike, by the terms they share.

Single pass over the stream of news with a window of time, as topic detection and tracking does it (Allan, Papka and
Lavrenko, "On-line new event detection and tracking", SIGIR 1998): an article is compared with those of the days around
it only. The degree to which two belong together is the cosine of their weighted terms, less for what is further apart
in time, and less where what they share may be chance: among many articles of the same days some share a rare word.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise
from operator import itemgetter

from reader.stories.features import DAY
from reader.stories.term_stats import Terms
from reader.stories.weights import STEP

WINDOW = 8 * DAY
"""Articles further apart in time than this are not compared; a column that comes every week is at its edge."""

LEAST = 0.1
"""Degrees below this are not told."""

COPY = 0.8
"""The degree to which the same text makes two articles one story; see `same_text`."""

_TITLE = 1.5
"""How much more a term of the title weighs."""

_TERMS = 32
"""Terms of an article that are compared, the heaviest."""

_DECAY = 0.8
"""The part of the degree that is lost by the end of the window."""

_OWN = 0.6
"""The part of the degree that is left within one outlet."""

_SURE = 3.0
"""Evidence beyond chance (as a weight: 20 times rarer than chance) from which the degree counts in full."""

_RARE = 1.0
"""A pair must share a term no further (as a weight) below chance than this."""

_THINGS = 3
_NEIGHBOURS = 16
_TIDY_EVERY = 2_000
_COPY_FROM = 0.4
_COPY_TERMS = 8
_SHARED = 0.8


class _Seen:
    """An article of the window."""

    __slots__ = ("date", "number", "outlet", "terms", "vector")

    def __init__(
        self, number: int, date: int, outlet: object, terms: Terms, vector: dict[int, float]
    ) -> None:
        self.number = number
        self.date = date
        self.outlet = outlet
        self.terms = terms
        self.vector = vector


class Window:
    """The articles of the last days seen, when all are given newest first."""

    def __init__(self, weights: bytes) -> None:
        self._weights = weights
        self._seen: deque[_Seen] = deque()
        self._first = 0
        self._having: dict[int, list[int]] = {}
        self._of_text: dict[bytes, int] = {}
        self._taken = 0

    def alike(self, number: int, date: int, outlet: object, terms: Terms) -> list[tuple[int, float, bool]]:
        """Return the articles given before that the next one is like: number, degree (0 to 1), whether the text is one.

        `date` is in seconds and not above that of the article before. No more than the 16 most alike are returned.
        """
        self._forget(date + WINDOW)
        mine = _Seen(number, date, outlet, terms, self._vector(terms))
        found: list[tuple[int, float, bool]] = []
        for other in self._candidates(mine):
            degree, copy = self._degree(mine, other)
            if degree >= LEAST:
                found.append((other.number, degree, copy))
        self._take(mine)
        found.sort(key=itemgetter(1), reverse=True)
        return found[:_NEIGHBOURS]

    def _degree(self, mine: _Seen, other: _Seen) -> tuple[float, bool]:
        theirs = other.vector
        shared = mine.vector.keys() & theirs.keys()
        degree = sum([mine.vector[term] * theirs[term] for term in shared])
        if degree >= _COPY_FROM and same_text(mine.terms.excerpt, other.terms.excerpt):
            return max(degree, COPY), True
        degree *= 1 - _DECAY * (other.date - mine.date) / WINDOW
        if other.outlet == mine.outlet:
            # An outlet seldom prints one thing twice, but its pieces are alike by their manner.
            degree *= _OWN
        if degree < LEAST:
            return 0.0, False
        evidence = min(self._evidence(mine.terms, shared), self._evidence(other.terms, shared))
        beyond_chance = (evidence - self._chance()) / _SURE
        return degree * max(0.0, min(1.0, beyond_chance)), False

    def _evidence(self, terms: Terms, shared: Set[int]) -> float:
        """Return what the strongest three things shared weigh together.

        Shared terms that stand side by side are one thing: a name of three words is no more evidence than one of one.
        """
        weights = self._weights
        things: list[int] = []
        for sequence in terms:
            heaviest = 0
            for term in sequence:
                if term in shared:
                    heaviest = max(heaviest, weights[term])
                elif heaviest:
                    things.append(heaviest)
                    heaviest = 0
            things.append(heaviest)
        things.sort(reverse=True)
        return sum(things[:_THINGS]) / STEP

    def _chance(self) -> float:
        """Return what two articles of the window share by chance, as a weight: the more there are, the more."""
        return math.log(len(self._seen) + 1)

    def _vector(self, terms: Terms) -> dict[int, float]:
        """Return the heaviest terms of an article with their weights, of length 1."""
        weights = self._weights
        vector = {term: weights[term] / STEP for term in terms.excerpt}
        vector |= {term: _TITLE * weights[term] / STEP for term in terms.title}
        heavy = sorted(vector.items(), key=itemgetter(1), reverse=True)[:_TERMS]
        length = math.sqrt(sum([weight * weight for _term, weight in heavy])) or 1.0
        return {term: weight / length for term, weight in heavy if weight}

    def _candidates(self, mine: _Seen) -> Iterator[_Seen]:
        """Yield the articles of the window that share a term too rare to be shared by chance, or the whole text.

        Of those with one text the latest before is enough: it leads to the others.
        """
        weights, having, first = self._weights, self._having, self._first
        least = STEP * (self._chance() - _RARE)
        found: set[int] = set()
        if (place := self._of_text.get(mine.terms.excerpt.tobytes(), -1)) >= first:
            found.add(place)
        for term in mine.vector:
            if weights[term] >= least and (places := having.get(term)) is not None:
                if places[0] < first:
                    places[:] = [place for place in places if place >= first]
                found.update(places)
        seen = self._seen
        return (seen[place - first] for place in found)

    def _take(self, article: _Seen) -> None:
        place = self._first + len(self._seen)
        self._seen.append(article)
        if len(article.terms.excerpt) >= _COPY_TERMS:
            self._of_text[article.terms.excerpt.tobytes()] = place
        for term in article.vector:
            places = self._having.get(term)
            if places is None:
                self._having[term] = [place]
            else:
                places.append(place)
        self._taken += 1
        if self._taken % _TIDY_EVERY == 0:
            self._of_text = {text: last for text, last in self._of_text.items() if last >= self._first}
            self._having = {
                term: places for term, places in self._having.items() if places[-1] >= self._first
            }

    def _forget(self, after: int) -> None:
        """Forget the articles later than an instant."""
        seen = self._seen
        while seen and seen[0].date > after:
            seen.popleft()
            self._first += 1


def same_text(one: Sequence[int], other: Sequence[int]) -> bool:
    """Tell whether two texts, as terms in their order, are one: a copy, cut off or under another dateline.

    They are when four fifths of the neighbouring pairs of terms of the shorter one stand in the longer one too
    (shingling: Broder, "On the resemblance and containment of documents", 1997). Texts of fewer than eight terms say
    too little.
    """
    if min(len(one), len(other)) < _COPY_TERMS:
        return False
    ones, others = set(pairwise(one)), set(pairwise(other))
    return len(ones & others) >= _SHARED * min(len(ones), len(others))
