"""Stories made by hand for tests of the screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from reader.model import Coverage, Provider
from reader.stories.story import Story, tell

MORNING = 1_773_100_800
"""2026-03-10 00:00 UTC."""
HOUR = 3_600


def coverage(
    name: str, outlet: str = "", hours: float | None = 0, quality: float | None = None, excerpt: str = ""
) -> Coverage:
    """Return a coverage with its name as title and id, `hours` after `MORNING` or without a date."""
    date = None if hours is None else MORNING + round(hours * HOUR)
    return Coverage(
        key=name, id=name, title=name, excerpt=excerpt, date=date, quality=quality, provider=Provider(outlet)
    )


def story(*parts: tuple[Coverage, bool], copies: Mapping[str, str] | None = None) -> Story:
    """Return the story of coverages, each with whether it is in the corpus; `copies` is taken at its word."""
    told = tell(parts[0][0].id, parts)
    first = next((source for source in told.sources if source.coverage.date is not None), None)
    began = first.coverage.date if first is not None else None
    sources = tuple(
        replace(
            source,
            lag=None if source.coverage.date is None or began is None else source.coverage.date - began,
            copy_of=(copies or {}).get(source.id, ""),
            apart=False,
        )
        for source in told.sources
    )
    return replace(told, sources=sources, first="" if first is None else first.id)


HARBOUR = story(
    (coverage("Harbour shut", "Radio", 0, 30, "Nobody sails today."), False),
    (coverage("Harbour still shut", "Times", 2, 80, "Nobody sails today, said the master."), True),
    (coverage("Shut, says agency", "Herald", 3, 45, "Nobody sails today."), True),
    (coverage("Wind measured", "Weather", 30, None), True),
    (coverage("An undated note", "", None, None), False),
    copies={"Shut, says agency": "Harbour shut"},
)
"""First a ghost, the best an article, a copy, one without a score, one without date and outlet."""
