"""When another source of a story is clearly better rated."""

from __future__ import annotations

from reader.stories.story import Source, Story

MARGIN = 10
"""Points of quality by which a clearly better source is ahead at the least."""

SHARE = 0.2
"""The share of the own quality by which it is ahead besides: ten points mean less at 140 than at 30."""


def clearly_better(quality: float | None, other: float | None) -> bool:
    """Tell whether `other` is clearly above `quality`.

    In the real corpora scores come in steps of about seven points (17 31 39 45 52 58 66 72 79 87 104) that wander by
    three, so a neighbouring step says nothing: it takes ten points and a fifth. Unscored says nothing either way.
    """
    if quality is None or other is None:
        return False
    return other - quality >= max(MARGIN, SHARE * quality)


def better_source(story: Story, source_id: str) -> Source | None:
    """Return the best source of a story where it is clearly better than the one with the id, else None.

    One that reports the event itself goes before better rated background (`Source.apart`).
    """
    own = story.source(source_id)
    if own is None:
        return None
    better = [
        other for other in story.sources if clearly_better(own.coverage.quality, other.coverage.quality)
    ]
    return max(better, key=lambda other: (not other.apart, other.coverage.quality or 0), default=None)
