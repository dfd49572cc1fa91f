"""Related links between articles, and the degree to which each makes two articles one story."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from itertools import combinations, groupby
from operator import itemgetter

from reader.stories.features import FeatureStore

LINK = 0.8
"""The degree that a related link gives two articles."""

OWN_LINK = 0.4
"""The degree of a link within one outlet: more of its own as often as more on the matter."""

SHARED_LINK = 0.4
"""The degree of naming the same third piece of coverage."""

HUB = 12
"""What more articles than this name is a page that everything leads to, and says nothing."""

Places = Callable[[int], int | None]
"""Gives the number under which an article was taken, None for one that was not."""

_LOW, _HIGH = 8, 36
_NUMBER, _DEGREE = (1 << _HIGH - _LOW) - 1, (1 << _LOW) - 1


class Linked:
    """The links between the articles of `kept`, to be asked for article by article in their order.

    `links` are pairs of the id that is named (as a number) and the article that names it, all of one id together;
    `article_of` gives the article with an id, and `place_of` the number in `kept` of an article. Where only some of the
    articles are taken, the others still count for what is a hub.
    """

    def __init__(
        self, links: Iterable[tuple[int, int]], article_of: Places, place_of: Places, kept: FeatureStore
    ) -> None:
        # (later article, earlier article, degree in hundredths) as one number each.
        found: list[int] = []
        for named, group in groupby(links, key=itemgetter(0)):
            naming = sorted({article for _named, article in group})
            if len(naming) > HUB:
                continue
            places = [place for article in naming if (place := place_of(article)) is not None]
            article = article_of(named)
            if article is None:
                for one, other in combinations(places, 2):
                    if kept.near(one, other):
                        degree = SHARED_LINK * min(kept.usual[one], kept.usual[other])
                        found.append(_packed(one, other, degree))
            elif places and (target := place_of(article)) is not None:
                for place in places:
                    if place != target and kept.near(place, target):
                        own = kept.outlets[place] == kept.outlets[target] != 0
                        degree = (OWN_LINK if own else LINK) * kept.usual[place]
                        found.append(_packed(place, target, degree))
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


def _packed(one: int, other: int, degree: float) -> int:
    return max(one, other) << _HIGH | min(one, other) << _LOW | round(100 * degree)
