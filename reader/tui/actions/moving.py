"""Moving: rows, pages, ends, unread articles, panes."""

from __future__ import annotations

from reader.tui.state.view_state import Context, NotNowError


def _by(ctx: Context, rows: int) -> None:
    ctx.rows.move_by(rows)


def _pages(ctx: Context, pages: float) -> None:
    if ctx.scope == "article":
        ctx.main_view.pane.view.scroll_pages(pages)
    else:
        ctx.rows.page_by(pages)


def _to_end(ctx: Context, last: bool) -> None:
    if ctx.scope == "article":
        ctx.main_view.pane.view.scroll_lines(1_000_000 if last else -1_000_000)
    else:
        ctx.rows.move_to(ctx.rows.count - 1 if last else 0)


def move_to_unread(ctx: Context, step: int) -> None:
    """Move to the nearest unread article of the view, showing it where the article has the keys."""
    listing, marks = ctx.view_state.listing, ctx.session.journal.marks
    unread = listing.next_index(
        ctx.main_view.rows.cursor,
        lambda article_id: not (article_id in marks and marks[article_id].read),
        step=step,
    )
    if unread is None:
        raise NotNowError(f"no unread article {'after' if step > 0 else 'before'} this one in the view")
    ctx.main_view.rows.move_to(unread)
    if ctx.scope == "article":
        ctx.main_view.show_current()


def _pane(ctx: Context, step: int) -> None:
    panes = ctx.panes.order
    here = panes.index(ctx.scope) + step if ctx.scope in panes else 0  # the list is not there in a card
    ctx.panes.go_to(panes[here % len(panes)])


HANDLERS = {
    "down": lambda ctx: _by(ctx, 1),
    "up": lambda ctx: _by(ctx, -1),
    "page-down": lambda ctx: _pages(ctx, 1),
    "page-up": lambda ctx: _pages(ctx, -1),
    "half-down": lambda ctx: _pages(ctx, 0.5),
    "half-up": lambda ctx: _pages(ctx, -0.5),
    "top": lambda ctx: _to_end(ctx, last=False),
    "bottom": lambda ctx: _to_end(ctx, last=True),
    "next-unread": lambda ctx: move_to_unread(ctx, 1),
    "previous-unread": lambda ctx: move_to_unread(ctx, -1),
    "pane": lambda ctx: _pane(ctx, 1),
    "pane-back": lambda ctx: _pane(ctx, -1),
}
