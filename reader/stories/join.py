"""What has come since the stories were made, joined to them: each article on its own, the oldest first.

The single pass of topic detection and tracking (Allan, Papka and Lavrenko 1998): an article joins the story it is
closest to, by the measure by which stories are made (`reader.stories.cluster`), or begins one of its own. Stories that
there are neither fall apart nor become one for it; where much has come they are made anew instead. It takes as long as
reading the articles of three weeks before and after, not those of the whole archive.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable, Collection, Iterable, Sequence

from reader.stories.build import Cancelled, columns, compared
from reader.stories.cluster import THRESHOLD, Pairs, square
from reader.stories.features import ArticleFeatures, FeatureStore
from reader.stories.links import Places
from reader.stories.rows import StoryRows
from reader.stories.term_stats import Learnt

Read = Callable[[Sequence[int]], Iterable[ArticleFeatures]]
"""Gives what counts of some articles, in their order."""


def joined(
    stories: StoryRows,
    new: Collection[int],
    around: Sequence[int],
    read: Read,
    links: Sequence[tuple[int, int]],
    article_of: Places,
    *,
    learnt: Learnt,
    thinner: Collection[int] = (),
    cancelled: Cancelled = lambda: False,
) -> StoryRows:
    """Return the stories with the articles in `new`, which are alone in `stories`.

    `around` are those and the articles of the days around them, ascending. `thinner` are the numbers of stories that
    have lost an article. `learnt` is what making the stories has taught; the rest is as in `reader.stories.build`.
    Raises `CancelledError` soon after `cancelled` says so.
    """
    places = {article: place for place, article in enumerate(around)}
    found = compared(read(around), links, article_of, places.get, learnt=learnt, cancelled=cancelled)
    labels = [stories.numbers[article] for article in around]
    fresh = {places[article] for article in new}
    _join(labels, fresh, found.pairs)
    numbers = stories.numbers[:]
    for article, label in zip(around, labels, strict=True):
        numbers[article] = label
    copies = {around[place] for place in found.copies}
    # A ghost that has become an article is one source, not two.
    named = {naming for entry, naming in links if article_of(entry) in new}
    changed = {numbers[article] for article in (*new, *named, *copies)} | set(thinner)
    members = [article for article, number in enumerate(numbers) if number in changed]
    return _renewed(stories, numbers, members, copies, read, article_of)


def _join(labels: list[int], fresh: Collection[int], pairs: Pairs) -> None:
    """Give each fresh article the label of the story it is closest to, if it is close enough."""
    near: dict[int, dict[int, float]] = {}
    inner: dict[int, float] = {}
    sizes: dict[int, int] = {}
    for label in labels:
        sizes[label] = sizes.get(label, 0) + 1
    for left, right, degree in zip(pairs.lefts, pairs.rights, pairs.degrees, strict=True):
        if labels[left] == labels[right]:
            inner[labels[left]] = inner.get(labels[left], 0.0) + degree
        if left in fresh or right in fresh:
            near.setdefault(left, {})[right] = degree
            near.setdefault(right, {})[left] = degree
    waiting = set(fresh)
    for place in sorted(fresh, reverse=True):
        waiting.discard(place)
        sums: dict[int, float] = {}
        for other, degree in near.get(place, {}).items():
            if other not in waiting:
                sums[labels[other]] = sums.get(labels[other], 0.0) + degree
        close = [
            (total / math.sqrt(square(sizes[label], inner.get(label, 0.0))), label)
            for label, total in sums.items()
        ]
        closest, label = max(close, default=(0.0, 0))
        if closest >= THRESHOLD:
            labels[place] = label
            sizes[label] += 1
            inner[label] = inner.get(label, 0.0) + sums[label]


def _renewed(
    stories: StoryRows,
    numbers: array[int],
    members: Sequence[int],
    copies: Collection[int],
    read: Read,
    article_of: Places,
) -> StoryRows:
    """Return the stories by `numbers`, with all that is counted of those of some articles counted anew."""
    kept = FeatureStore()
    for piece in read(members):
        kept.take(piece, lambda one: article_of(one) is not None)
    least: dict[int, int] = {}
    story_of = array(
        "I", [least.setdefault(numbers[article], place) for place, article in enumerate(members)]
    )
    same = {place for place, article in enumerate(members) if article in copies or stories.is_copy(article)}
    counted = columns(story_of, kept, same)
    sizes, outlets, flags = stories.sizes[:], stories.outlets[:], bytearray(stories.flags)
    for place, article in enumerate(members):
        sizes[article], outlets[article] = counted.sizes[place], counted.outlets[place]
        flags[article] = counted.flags[place]
    # Numbers as they are when stories are made: the least article of each.
    least.clear()
    plain = array("I", [least.setdefault(number, article) for article, number in enumerate(numbers)])
    return StoryRows(plain, sizes, outlets, bytes(flags))
