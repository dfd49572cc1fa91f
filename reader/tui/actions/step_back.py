"""One step back, wherever one is: Esc and `q` go down this ladder, and only `q` leaves the program at its end."""

from __future__ import annotations

from reader.tui.state.card_mode import leave
from reader.tui.state.range_selection import drop_range
from reader.tui.state.view_state import Context


def step_back(ctx: Context) -> bool:
    """Take the topmost of what is open or chosen away; return False where there is nothing left of it."""
    view_state = ctx.view_state
    if ctx.selection and view_state.story is not None:
        ctx.selection.clear()
        ctx.rows.redraw()
    elif view_state.story is not None:
        view_state.story.leave()
    elif view_state.run is not None:
        leave(ctx)
    elif ctx.panes.zen:
        ctx.panes.toggle_zen()
    elif ctx.scope == "related":
        ctx.panes.go_to("article")
    elif ctx.scope == "article":
        ctx.panes.go_to("list")
    elif view_state.triage.range_start:
        drop_range(ctx.main_view)
        ctx.say("the range is dropped")
    elif ctx.selection:
        ctx.selection.clear()
        ctx.rows.redraw()
    elif view_state.view.filters or view_state.view.base:
        ctx.screen.set_view(view_state.view.widened())
    else:
        return False
    return True
