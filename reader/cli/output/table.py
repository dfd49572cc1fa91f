"""Articles as a table fitted to the width of a terminal: marks, date, provider, quality, id, title."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.cli.output.summary import Summary, summaries
from reader.session.record import number
from reader.text.dates import day
from reader.text.width import cell_width, fit, truncate

if TYPE_CHECKING:
    from reader.cli.output.console import Console
    from reader.session.session import Session

SHORT_ID = 8
"""Characters of an id in the table: 40 bits, enough to be unambiguous among some hundred thousand articles."""

_VERDICTS = {"": " ", "later": "L", "dismissed": "D", "approved": "A"}
_DATE = 10
_QUALITY = 4
_GAP = "  "
_NARROW = 60


def write_table(session: Session, rows: Sequence[int], console: Console) -> None:
    """Write one line an article, never wider than the terminal."""
    for brief in summaries(session, rows):
        console.write(table_line(brief, console) + "\n")


def table_line(brief: Summary, console: Console) -> str:
    """Return the line of an article. Below 60 cells provider and quality are left out.

    The title stands last: terminals disagree about the width of some characters, and what they make of it then
    moves nothing else.
    """
    mark = brief.mark
    unread, star = ("●", "★") if console.unicode else ("o", "*")
    gutter = (" " if mark.read else unread) + (star if mark.starred else " ") + _VERDICTS[mark.verdict]
    before = [gutter, ("" if brief.date is None else day(brief.date)).ljust(_DATE)]
    if console.width >= _NARROW:
        before += [fit(brief.provider, min(20, console.width // 6)), quality_cell(brief.quality)]
    before.append(brief.id[:SHORT_ID])
    start = _GAP.join(before) + _GAP
    title = truncate(brief.title, max(8, console.width - cell_width(start)))
    weight = "dim" if mark.verdict else ("" if mark.read else "bold")
    return console.style(start, "dim") + (console.style(title, weight) if weight else title)


def quality_cell(quality: float | None) -> str:
    """Return a score in four cells, empty when there is none."""
    value = number(quality)
    return ("" if value is None else f"{value:.0f}").rjust(_QUALITY)
