"""The coverage of a story as a timeline: one row a source, and the words for its place in the story."""

from __future__ import annotations

from typing import NamedTuple

from reader.model import Mark
from reader.stories.story import Source, Story, outlet_of
from reader.text.dates import lag
from reader.text.width import fit
from reader.tui.render.dates import full_date
from reader.tui.render.lines import Line, Span
from reader.tui.render.row import GUTTER, Glyphs, gutter, number, signed, state_of

# From this width on there is room for words where else a sign stands.
WORDS = 72
_STANDING = 5


class StoryColumns(NamedTuple):
    """The widths of the columns of the timeline in cells."""

    lag: int
    provider: int
    standing: int
    title: int

    @classmethod
    def for_width(cls, width: int) -> StoryColumns:
        """Share out the width of the timeline; where it is narrow, a sign tells what else a word does."""
        distance = 10 if width >= WORDS else 8
        standing = _STANDING if width >= WORDS else 1
        provider = min(24, max(8, width // 5))
        used = GUTTER + 3 + distance + 1 + provider + 1 + 4 + standing + 1
        return cls(distance, provider, standing, max(1, width - used))


def story_row(
    source: Source, story: Story, mark: Mark, *, selected: bool, columns: StoryColumns, glyphs: Glyphs
) -> Line:
    """Return a row of the timeline.

    In order: marks, in the corpus or a ghost, time after the first report, provider, quality, whether it is the best
    source, a copy or background, title. First and best stand out by a word, and by their look besides.
    """
    chosen = source.id in (story.first, story.best)
    before = (
        f"{gutter(mark, selected, glyphs)} {glyphs.inside if source.in_corpus else glyphs.ghost} "
        f"{fit(distance(source, story), columns.lag)} {fit(outlet_of(source.coverage), columns.provider)} "
        f"{number(source.coverage.quality):>3} "
    )
    word, sign = standing(source, story, glyphs)
    said = word if columns.standing == _STANDING else sign
    state = state_of(mark)
    title = "ghost" if state == "unread" and not source.in_corpus else state
    return (
        Span(before, "inside" if chosen else "meta"),
        Span(f"{said:<{columns.standing}} ", "better" if source.id == story.best else "meta"),
        Span(fit(source.coverage.title, columns.title), title),
    )


def distance(source: Source, story: Story) -> str:
    """Return when a source reported, for a column: `first`, `+2 h`, `+3 days`."""
    if source.id == story.first:
        return "first"
    if source.lag is None:
        return "no date"
    return signed(lag(source.lag))


def standing(source: Source, story: Story, glyphs: Glyphs) -> tuple[str, str]:
    """Return what a source is in its story, as a word and as a sign; a blank for what is nothing of note."""
    if source.id == story.best:
        return "best", glyphs.better
    if source.copy_of:
        return "copy", glyphs.copy
    if source.apart:
        return "aside", glyphs.aside
    return "", " "


def summary_line(story: Story) -> Line:
    """Return the sentence one opens a story for: who had it first, and whom to read."""
    spans: list[Span] = []
    first, best = story.source(story.first), story.source(story.best)
    if first is not None:
        spans += [Span("first ", "meta"), Span(_named(first), "provider")]
        if first.coverage.date is not None:
            spans.append(Span(f", {full_date(first.coverage.date)}", "meta"))
    if best is not None:
        quality = f" {number(best.coverage.quality)}"
        spans += [Span("   best " if spans else "best ", "meta"), Span(_named(best) + quality, "better")]
        if not best.in_corpus:
            spans.append(Span(", not in this corpus", "meta"))
    return tuple(spans) or (Span("no source of this story has a date or a quality", "meta"),)


def counts(story: Story) -> str:
    """Return how much coverage a story has."""
    here = sum(1 for source in story.sources if source.in_corpus)
    sources = f"{len(story):,} source{'s' if len(story) != 1 else ''}"
    outlets = f"{len(story.outlets):,} outlet{'s' if len(story.outlets) != 1 else ''}"
    return f"{sources} · {outlets} · {here:,} here"


def _named(source: Source) -> str:
    return outlet_of(source.coverage) or "unknown source"
