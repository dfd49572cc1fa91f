"""Where one is, at the end of the bottom line: the row, the share of the article, or what is left to decide."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.tui.state.view_state import ViewState


def position_text(view_state: ViewState, cursor: int, percent: int) -> str:
    """Return it for the list's `cursor` and the `percent` of the article that has been on the screen."""
    if view_state.is_searching:
        return "…"
    now, count = time.time(), view_state.count
    if view_state.triage.ranged and view_state.scope == "list":
        return (
            f"{len(view_state.triage.ranged):,} in the range · {cursor + 1:,} of {len(view_state.listing):,}"
        )
    pace = view_state.triage.pace
    if pace.is_on(now) and count:
        rate, minutes = pace.per_minute(now), pace.minutes_left(view_state.left, now)
        speed = "" if rate is None else f" · {rate:.1f}/min"
        ahead = f" · ~{max(1, round(minutes))} min" if minutes else ""
        return f"{view_state.left:,} of {count:,} left{speed}{ahead}"
    if view_state.scope == "article":
        return f"{percent} %"
    selected = f"{len(view_state.triage.selection):,} selected · " if view_state.triage.selection else ""
    of = count if view_state.stories is None else len(view_state.listing)
    return f"{selected}{cursor + 1:,} of {of:,}" if count else "–"
