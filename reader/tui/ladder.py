"""One step back, wherever one is: Esc and `q` go down this ladder, and only `q` leaves the program at its end."""

from __future__ import annotations

from reader.tui.cards import leave
from reader.tui.context import Context
from reader.tui.ranging import drop_range


def step_back(ctx: Context) -> bool:
    """Take the topmost of what is open or chosen away; return False where there is nothing left of it."""
    desk = ctx.desk
    if ctx.selection and desk.story is not None:
        ctx.selection.clear()
        ctx.rows.redraw()
    elif desk.story is not None:
        desk.story.leave()
    elif desk.run is not None:
        leave(ctx)
    elif ctx.panes.zen:
        ctx.panes.toggle_zen()
    elif ctx.scope == "related":
        ctx.panes.go_to("article")
    elif ctx.scope == "article":
        ctx.panes.go_to("list")
    elif desk.triage.range_start:
        drop_range(ctx.stage)
        ctx.say("the range is dropped")
    elif ctx.selection:
        ctx.selection.clear()
        ctx.rows.redraw()
    elif desk.view.filters or desk.view.base:
        ctx.screen.set_view(desk.view.widened())
    else:
        return False
    return True
