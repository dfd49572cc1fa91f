"""Where one is, at the end of the bottom line: the row, the share of the article, or what is left to decide."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.tui.context import Desk


def position_text(desk: Desk, cursor: int, percent: int) -> str:
    """Return it for the list's `cursor` and the `percent` of the article that has been on the screen."""
    if desk.is_searching:
        return "…"
    now, count = time.time(), desk.count
    if desk.triage.ranged and desk.scope == "list":
        return f"{len(desk.triage.ranged):,} in the range · {cursor + 1:,} of {len(desk.listing):,}"
    pace = desk.triage.pace
    if pace.is_on(now) and count:
        rate, minutes = pace.per_minute(now), pace.minutes_left(desk.left, now)
        speed = "" if rate is None else f" · {rate:.1f}/min"
        ahead = f" · ~{max(1, round(minutes))} min" if minutes else ""
        return f"{desk.left:,} of {count:,} left{speed}{ahead}"
    if desk.scope == "article":
        return f"{percent} %"
    selected = f"{len(desk.triage.selection):,} selected · " if desk.triage.selection else ""
    of = count if desk.stories is None else len(desk.listing)
    return f"{selected}{cursor + 1:,} of {of:,}" if count else "–"
