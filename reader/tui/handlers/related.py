"""Related coverage: into its list, along its entries, into one of them, and back along the trail."""

from __future__ import annotations

from reader.tui.context import Context, NotNowError


def _enter(ctx: Context) -> None:
    ctx.stage.show_current()
    if ctx.stage.pane.entry is None:
        raise NotNowError("this article has no related coverage")
    ctx.panes.go_to("related")


def _step(ctx: Context, rows: int) -> None:
    if ctx.scope != "related":
        _enter(ctx)
        return
    ctx.stage.pane.related.move_by(rows)


def _read(ctx: Context) -> None:
    entry, shown = ctx.stage.pane.entry, ctx.desk.shown
    if entry is None or shown is None:
        raise NotNowError("this article has no related coverage")
    ctx.desk.trail = ctx.desk.trail.followed(shown, ctx.stage.pane.related.cursor)
    ctx.stage.show_coverage(ctx.desk.resolve(entry))
    ctx.panes.go_to("article")


def _back(ctx: Context) -> None:
    if not len(ctx.desk.trail):
        raise NotNowError("the trail begins here: no related entry was followed")
    step, ctx.desk.trail = ctx.desk.trail.back()
    ctx.stage.show_coverage(step.coverage)
    ctx.stage.pane.related.move_to(step.entry)
    ctx.panes.go_to("related" if ctx.stage.pane.entry is not None else "article")


HANDLERS = {
    "related": _enter,
    "related-next": lambda ctx: _step(ctx, 1),
    "related-back": lambda ctx: _step(ctx, -1),
    "related-read": _read,
    "related-leave": lambda ctx: ctx.panes.go_to("article"),
    "trail-back": _back,
}
