"""Counts over time as one line of small bars, and the reports of a story on a line of time."""

from __future__ import annotations

from collections.abc import Sequence

from reader.stories.story import Story
from reader.text.dates import lag
from reader.text.width import cell_width
from reader.tui.render.dates import full_date
from reader.tui.render.lines import Line, Span

_BARS, _ASCII_BARS = "▁▂▃▄▅▆▇█", "._-=+*#@"
_GROUND, _ASCII_GROUND = "─", "-"


def bars(values: Sequence[int], *, ascii_only: bool, ground: str = " ") -> str:
    """Return a bar a value, as high as its part of the greatest; `ground` stands for nothing at all."""
    steps = _ASCII_BARS if ascii_only else _BARS
    most = max(values, default=0)
    last = len(steps) - 1
    return "".join(steps[(value * last + most - 1) // most] if value > 0 else ground for value in values)


def timeline(story: Story, shown: str, width: int, *, ascii_only: bool) -> list[Line]:
    """Return a chart of three lines over the time of a story: how many reported when, who was first and best, dates.

    `shown` is the id of the source to point at. Without two different dates there is nothing to draw.
    """
    dates = {source.id: source.coverage.date for source in story.sources if source.coverage.date is not None}
    if len(set(dates.values())) < 2 or width < 20:
        return []
    start, end = min(dates.values()), max(dates.values())

    def place(date: int) -> int:
        return (date - start) * (width - 1) // (end - start)

    counts = [0] * width
    for date in dates.values():
        counts[place(date)] += 1
    signs = [" "] * width
    chosen = [(story.best, "best"), (story.first, "first")]
    if story.best == story.first:
        chosen = [(story.first, "first and best")]
    elif {story.best, story.first} <= dates.keys() and _near(
        place(dates[story.first]), place(dates[story.best]), width
    ):
        best_is_later = dates[story.best] >= dates[story.first]
        chosen = [(story.first, "first, best" if best_is_later else "best, first")]
    for source_id, word in ((shown, "|" if ascii_only else "╵"), *chosen):
        if source_id in dates:
            at = min(place(dates[source_id]), width - len(word))
            signs[at : at + len(word)] = word
    ground = _ASCII_GROUND if ascii_only else _GROUND
    drawn = bars(counts, ascii_only=ascii_only, ground=ground)
    left, right = full_date(start), "+" + lag(end - start).removesuffix(" later")
    gap = width - cell_width(left) - cell_width(right)
    return [
        _over_ground(drawn, ground, place(dates[shown]) if shown in dates else -1),
        (Span("".join(signs).rstrip(), "key"),),
        (Span(left + " " * gap + right if gap > 0 else left[:width], "meta"),),
    ]


def _near(first: int, best: int, width: int) -> bool:
    """Tell whether the words for two places, both kept inside the width, would run into each other."""
    first, best = min(first, width - len("first")), min(best, width - len("best"))
    return best - first <= len("first") if first <= best else first - best <= len("best")


def _over_ground(drawn: str, ground: str, shown: int) -> Line:
    """Return the bars with the ground between them fainter, and that of the source pointed at brighter."""
    spans: list[Span] = []
    for index, character in enumerate(drawn):
        style = "better" if index == shown else ("faint" if character == ground else "provider")
        if spans and spans[-1].style == style:
            spans[-1] = Span(spans[-1].text + character, style)
        else:
            spans.append(Span(character, style))
    return tuple(spans)
