"""One source of a story in full: what it says, with what another source does not say marked."""

from __future__ import annotations

from reader.model import Mark
from reader.stories.compare import Difference, difference
from reader.stories.story import Source, Story, outlet_of
from reader.text.dates import lag
from reader.tui.render.dates import full_date
from reader.tui.render.lines import BLANK, Indent, Line, Span, wrap
from reader.tui.render.row import Glyphs, number
from reader.tui.render.story.compare import marked

_DOT = " · "


def source_lines(
    source: Source,
    story: Story,
    mark: Mark,
    width: int,
    *,
    glyphs: Glyphs,
    marks: tuple[str, str],
    compare_key: str = "C",
) -> list[Line]:
    """Return a source as lines of at most `width` cells.

    Headline and excerpt are compared with those of `measure_of`; `marks` are put around what that does not say, and
    `compare_key` shows both side by side.
    """
    coverage = source.coverage
    other = measure_of(source, story)
    title, excerpt = [Span(coverage.title, "title")], [Span(coverage.excerpt, "excerpt")]
    if other is not None:
        title = marked(_new(coverage.title, other.coverage.title), "left", "title", marks)
        excerpt = marked(_new(coverage.excerpt, other.coverage.excerpt), "left", "excerpt", marks)
    lines = wrap(title, width)
    lines += wrap([Span(_DOT.join(_facts(source, story)), "meta")], width)
    said = ["starred"] if mark.starred else []
    said += [mark.verdict] if mark.verdict else []
    said += [f"#{tag}" for tag in sorted(mark.tags)]
    if said:
        lines += wrap([Span(_DOT.join(said), "mark")], width)
    if mark.note:
        lines += wrap([Span(mark.note, "note")], width, Indent(f"{glyphs.note} ", "  ", "mark"))
    if coverage.excerpt:
        lines += [BLANK, *wrap(excerpt, width)]
    if other is not None:
        who = outlet_of(other.coverage) or "the other"
        which = "the first report" if other.id == story.first else "the best source"
        hint = f"{marks[0]}…{marks[1]} is not in {which}, {who}; {compare_key} compares the two"
        lines += [BLANK, *wrap([Span(hint, "hint")], width)]
    return lines


def measure_of(source: Source, story: Story) -> Source | None:
    """Return the source that another one is compared with: the first report, for that the best, None for a copy."""
    for other_id in (story.first, story.best):
        other = story.source(other_id)
        if other is not None and other.id != source.id:
            return None if source.copy_of in (other.id, other.copy_of or other.id) else other
    return None


def _new(text: str, other: str) -> Difference:
    """Return how a text differs; where there is no other there is nothing to tell it from."""
    return difference(text, other) if other else Difference(text, other, (), ())


def _facts(source: Source, story: Story) -> list[str]:
    coverage = source.coverage
    facts = [outlet_of(coverage) or "unknown source"]
    if coverage.date is not None:
        facts.append(full_date(coverage.date))
    if source.id == story.first:
        facts.append("the first report")
    elif source.lag:
        facts.append(f"{lag(source.lag)} than the first")
    facts.append(f"quality {number(coverage.quality)}" if coverage.quality is not None else "not scored")
    if source.id == story.best:
        facts.append("the best source")
    if source.copy_of:
        original = story.source(source.copy_of)
        facts.append(f"the same text as {_named(original)}")
    if source.apart:
        facts.append("background: linked with the story, on another matter")
    if not source.in_corpus:
        facts.append("not in this corpus")
    return facts


def _named(source: Source | None) -> str:
    return outlet_of(source.coverage) if source is not None else "another source"
