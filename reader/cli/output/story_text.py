"""Stories as text: one line each for a table, and the sources of one below its article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from reader.cli.output.table import quality_cell
from reader.session.record import entry_record
from reader.stories.story import outlet_of
from reader.text.dates import day, iso, lag
from reader.text.width import cell_width, fit, truncate

if TYPE_CHECKING:
    from reader.cli.output.console import Console
    from reader.stories.story import Source, Story

SHORT_ID = 8
_DATE, _COUNT, _NARROW = 10, 3, 60
_GAP = "  "


def story_line(story: Story, console: Console) -> str:
    """Return the line of a story: first day, number of sources, best source and its quality, id, headline.

    Below 60 cells the best source is left out; the headline stands last and is cut to the width.
    """
    first = story.source(story.first)
    before = [
        ("" if first is None or first.coverage.date is None else day(first.coverage.date)).ljust(_DATE),
        f"{len(story)}".rjust(_COUNT),
    ]
    if console.width >= _NARROW:
        best = story.source(story.best)
        outlet, quality = ("", None) if best is None else (outlet_of(best.coverage), best.coverage.quality)
        before += [fit(outlet, min(20, console.width // 6)), quality_cell(quality)]
    before.append(story.id[:SHORT_ID])
    start = _GAP.join(before) + _GAP
    title = truncate(story.headline, max(8, console.width - cell_width(start)))
    return console.style(start, "dim") + title


def story_record(story: Story) -> dict[str, Any]:
    """Return a story as the record that scripts read; `first` and `best` are ids of sources, "" where there is none."""
    return {
        "id": story.id,
        "headline": story.headline,
        "storysize": len(story),
        "outlets": list(story.outlets),
        "first": story.first,
        "best": story.best,
        "sources": [_source_record(source) for source in story.sources],
    }


def _source_record(source: Source) -> dict[str, Any]:
    """Return a source: its fields as in the record of an article, and what it is in the story; `lag` is in seconds."""
    return {
        **entry_record(source.coverage),
        "inCorpus": source.in_corpus,
        "lag": source.lag,
        "copyOf": source.copy_of,
        "apart": source.apart,
    }


def source_lines(story: Story, own_id: str) -> Iterator[tuple[str, str]]:
    """Yield the sources of a story as (title, what there is to say of it), in their order; `own_id` is this article."""
    for source in story.sources:
        said = [
            outlet_of(source.coverage),
            "no date" if source.coverage.date is None else iso(source.coverage.date)[:16].replace("T", " "),
            "" if not source.lag else lag(source.lag),
            ""
            if source.coverage.quality is None
            else f"quality {quality_cell(source.coverage.quality).strip()}",
            "first" if source.id == story.first else "",
            "best" if source.id == story.best else "",
            "background" if source.apart else "",
            f"same text as {source.copy_of[:SHORT_ID]}" if source.copy_of else "",
            "this article" if source.id == own_id else ("" if source.in_corpus else "not in the corpus"),
            source.id[:SHORT_ID],
        ]
        yield source.coverage.title, " · ".join(word for word in said if word)
