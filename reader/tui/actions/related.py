"""Related coverage: into its list, along its entries, into one of them, and back and forth along the trail."""

from __future__ import annotations

from reader.session.listing.trail import Trail, TrailStep
from reader.tui.actions.step_back import step_back
from reader.tui.render.lines import Span
from reader.tui.screens.picker import PickerItem, PickerScreen
from reader.tui.state.view_state import Context, NotNowError


def _enter(ctx: Context) -> None:
    ctx.main_view.show_current()
    if ctx.main_view.pane.entry is None:
        raise NotNowError("this article has no related coverage")
    ctx.panes.go_to("related")


def _step(ctx: Context, rows: int) -> None:
    if ctx.scope != "related":
        _enter(ctx)
        return
    ctx.main_view.pane.related.move_by(rows)


def _read(ctx: Context) -> None:
    entry = ctx.main_view.pane.entry
    if entry is None:
        raise NotNowError("this article has no related coverage")
    ctx.follow(ctx.view_state.resolve(entry))


def _here(ctx: Context) -> TrailStep:
    ctx.main_view.show_current()
    if ctx.view_state.shown is None:
        raise NotNowError("there is no article here")
    return TrailStep(ctx.view_state.shown, ctx.main_view.pane.related.cursor)


def _walk(ctx: Context, number: int) -> None:
    """Go to a place on the trail, its related list under the keys where one came from there."""
    step, ctx.view_state.trail = ctx.view_state.trail.at(number, _here(ctx))
    ctx.main_view.show_coverage(step.coverage)
    ctx.main_view.pane.related.move_to(step.entry)
    left = ctx.view_state.trail.ahead and ctx.main_view.pane.entry is not None
    ctx.panes.go_to("related" if left else "article")


def _back(ctx: Context) -> None:
    if not ctx.view_state.trail.steps:
        raise NotNowError("the trail begins here: no related entry was followed")
    _walk(ctx, len(ctx.view_state.trail.steps) - 1)


def _forward(ctx: Context) -> None:
    if not ctx.view_state.trail.ahead:
        raise NotNowError("the trail ends here: there is nothing one came back from")
    _walk(ctx, len(ctx.view_state.trail.steps) + 1)


def _leave(ctx: Context) -> None:
    step_back(ctx)


def _places(ctx: Context) -> None:
    """Let a place of the trail be chosen, the one before this under the cursor."""
    trail = ctx.view_state.trail
    if trail == Trail():
        raise NotNowError("there is no trail yet: Enter on a related entry begins one")
    here = len(trail.steps)
    items = [
        PickerItem(
            (
                Span(
                    "here  " if number == here else f"{abs(number - here):>2} {_side(number, here)} ", "key"
                ),
                Span(step.coverage.title),
                Span(f"  {step.coverage.provider.name or step.coverage.provider.domain}", "meta"),
            ),
            number,
        )
        for number, step in enumerate(trail.places(_here(ctx)))
    ]
    screen = PickerScreen("The trail · oldest first", items, start=max(0, here - 1))
    ctx.app.push_screen(screen, lambda number: None if number in (None, here) else _walk(ctx, number or 0))


def _side(number: int, here: int) -> str:
    return "‹ " if number < here else "› "


HANDLERS = {
    "related": _enter,
    "related-next": lambda ctx: _step(ctx, 1),
    "related-back": lambda ctx: _step(ctx, -1),
    "related-read": _read,
    "related-leave": _leave,
    "trail-back": _back,
    "trail-forward": _forward,
    "trail": _places,
}
