"""From pairs that belong together by some degree to stories: agglomerative clustering by group centroids.

Of the methods that find events in an archive, Yang, Pierce and Carbonell ("A study on retrospective and on-line event
detection", SIGIR 1998) found clustering by group averages the best. Two groups become one when the cosine of their
centroids is high enough, the closest two first. All pairs between them count, those not known to be alike as nothing:
so one chance likeness, one link to a hub or one article on two matters does not join two stories, and what a group is
to take up must be like all of it. Since degrees fall with time and end with the window, no group grows without end.
"""

from __future__ import annotations

import heapq
import math
from array import array
from collections.abc import Iterable, Iterator
from itertools import groupby

THRESHOLD = 0.3
"""The cosine of centroids from which two groups are one story."""


class Pairs:
    """Pairs of articles, each once, with the degree to which the two belong together: 12 bytes a pair."""

    def __init__(self) -> None:
        self.lefts, self.rights, self.degrees = array("I"), array("I"), array("f")

    def __len__(self) -> int:
        return len(self.lefts)

    def add(self, left: int, right: int, degree: float) -> None:
        """Note a pair."""
        self.lefts.append(left)
        self.rights.append(right)
        self.degrees.append(degree)


def clustered(count: int, pairs: Pairs, threshold: float = THRESHOLD) -> array[int]:
    """Return for each of `count` articles the least number of an article of its story (its own where it is alone)."""
    sets = _Sets(count)
    for left, right, degree in zip(pairs.lefts, pairs.rights, pairs.degrees, strict=True):
        if degree >= threshold:
            sets.join(left, right)
    story_of = array("I", range(count))
    # What does not hang together by strong pairs never becomes one: an average is no higher than its highest part.
    inside = [
        place for place, left in enumerate(pairs.lefts) if sets.top(left) == sets.top(pairs.rights[place])
    ]
    inside.sort(key=lambda place: sets.top(pairs.lefts[place]))
    for _top, places in groupby(inside, key=lambda place: sets.top(pairs.lefts[place])):
        group = _Groups((pairs.lefts[place], pairs.rights[place], pairs.degrees[place]) for place in places)
        for members in group.merged(threshold):
            least = min(members)
            for member in members:
                story_of[member] = least
    return story_of


def square(size: int, inner: float) -> float:
    """Return the square of the length of the sum of a group's articles, each of length 1.

    `inner` is the sum of the degrees of all pairs in the group.
    """
    return min(size + 2 * inner, size * size)


class _Sets:
    """Which articles hang together: disjoint sets, each known by its least member."""

    def __init__(self, count: int) -> None:
        self._up = array("I", range(count))

    def top(self, one: int) -> int:
        up = self._up
        while up[one] != one:
            up[one] = up[up[one]]
            one = up[one]
        return one

    def join(self, one: int, other: int) -> None:
        one, other = self.top(one), self.top(other)
        self._up[max(one, other)] = min(one, other)


class _Groups:
    """The groups of some articles that hang together, each known by one of its members."""

    def __init__(self, pairs: Iterable[tuple[int, int, float]]) -> None:
        self._near: dict[int, dict[int, float]] = {}
        for left, right, degree in pairs:
            self._near.setdefault(left, {})[right] = degree
            self._near.setdefault(right, {})[left] = degree
        self._members = {one: [one] for one in self._near}
        self._inner = dict.fromkeys(self._near, 0.0)

    def merged(self, threshold: float) -> Iterator[list[int]]:
        """Yield the groups of more than one member that are left when no two are close enough any more."""
        near, members = self._near, self._members
        waiting = [self._entry(one, other) for one, others in near.items() for other in others if one < other]
        waiting = [entry for entry in waiting if -entry[0] >= threshold]
        heapq.heapify(waiting)
        while waiting:
            _close, one, other, size, other_size = heapq.heappop(waiting)
            # A group that has changed since is recognised by its size.
            if len(members.get(one, ())) != size or len(members.get(other, ())) != other_size:
                continue
            self._merge(one, other)
            for third in near[one]:
                entry = self._entry(min(one, third), max(one, third))
                if -entry[0] >= threshold:
                    heapq.heappush(waiting, entry)
        return (found for found in members.values() if len(found) > 1)

    def _merge(self, one: int, other: int) -> None:
        near = self._near
        self._inner[one] += self._inner[other] + near[one][other]
        self._members[one] += self._members.pop(other)
        for third, degree in near.pop(other).items():
            del near[third][other]
            if third != one:
                near[one][third] = near[third][one] = near[one].get(third, 0.0) + degree

    def _entry(self, one: int, other: int) -> tuple[float, int, int, int, int]:
        """Return how close two groups are (negated, for the heap), the groups, and their sizes."""
        size, other_size = len(self._members[one]), len(self._members[other])
        lengths = square(size, self._inner[one]) * square(other_size, self._inner[other])
        return -self._near[one][other] / math.sqrt(lengths), one, other, size, other_size
