"""What each term tells: counted over the whole corpus, in memory that does not grow with it.

A term weighs the more the fewer articles have it (inverse document frequency, Spärck Jones 1972), and a name or number
weighs more than another word: who and where tell two events of one kind apart (Kumaran and Allan, "Text classification
and named entities for new event detection", 2004). What is a name is read off the corpus itself: a word that stands in
the middle of sentences with a capital letter. Languages without capitals go by rarity alone.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Sequence

from reader.stories.terms import CAPITAL, NUMBER, PLACE, PLACES

STEP = 16
"""Weights are kept as whole sixteenths, so that a byte holds one."""

_NAME, _UNKNOWN, _WORD, _NUMBER = 1.0, 0.7, 0.4, 0.8
_MOST = 65_535
_ALL_UP_TO, _ONE_IN = 10_000, 4


class Counts:
    """In how many articles each term is, and how often it was written as a name and how often not."""

    def __init__(self) -> None:
        self.articles = 0
        self._in = array("I", bytes(4 * PLACES))
        self._capital = array("H", bytes(2 * PLACES))
        self._small = array("H", bytes(2 * PLACES))
        self._numbers = bytearray(PLACES)

    def add(self, title: Sequence[int], sentences: Sequence[Sequence[int]], *, capitals: bool) -> None:
        """Count one article: the terms of its title, in which capitals may mean something, and of its sentences.

        Terms are below 0 for words that tell nothing.
        """
        self.articles += 1
        found = self._in
        for place in {term & PLACE for part in (title, *sentences) for term in part if term >= 0}:
            found[place] += 1
        # How words are written is known well enough from some of the articles when there are very many.
        if self.articles > _ALL_UP_TO and self.articles % _ONE_IN:
            return
        for sentence in (title, *sentences) if capitals else sentences:
            # The first word of a sentence is written with a capital letter whatever it is.
            for term in sentence[1:]:
                if term < 0:
                    continue
                if term & CAPITAL:
                    if self._capital[term & PLACE] < _MOST:
                        self._capital[term & PLACE] += 1
                elif term & NUMBER:
                    self._numbers[term & PLACE] = 1
                elif self._small[term & PLACE] < _MOST:
                    self._small[term & PLACE] += 1

    def weights(self, known: bytes = b"", total: int | None = None) -> bytes:
        """Return the weight of every term, in sixteenths: 0 for one that no article has.

        Terms that have a weight in `known` keep it; `total` is how many articles there are, if not those counted.
        """
        weights = bytearray(known or PLACES)
        articles = (self.articles if total is None else total) + 1
        for place, count in enumerate(self._in):
            if not count or weights[place]:
                continue
            rarity = math.log(articles / (count + 0.5))
            capital, small = self._capital[place], self._small[place]
            if self._numbers[place]:
                kind = _NUMBER
            elif not capital + small:
                kind = _UNKNOWN
            else:
                kind = _WORD + (_NAME - _WORD) * capital / (capital + small)
            weights[place] = max(1, min(255, round(STEP * rarity * kind)))
        return bytes(weights)
