"""Reading: into the article and out of it, scrolling, finding, and all its fields."""

from __future__ import annotations

from functools import partial

from reader.session.listing.trail import Trail
from reader.tui.actions.moving import move_to_unread
from reader.tui.actions.step_back import step_back
from reader.tui.render.fields import field_lines
from reader.tui.screens.sheet import SheetScreen
from reader.tui.state.view_state import Context, NotNowError


def _read(ctx: Context) -> None:
    ctx.coverage()
    ctx.panes.go_to("article")


def _leave(ctx: Context) -> None:
    if ctx.view_state.run is not None:
        step_back(ctx)
    else:
        ctx.panes.go_to("list")  # also from the whole screen


def _scroll(ctx: Context, lines: int) -> None:
    ctx.main_view.show_current()
    ctx.main_view.pane.view.scroll_lines(lines)


def _read_on(ctx: Context) -> None:
    """Scroll by a page; at the end of the article, or where it is not yet on the screen, go to the next unread."""
    ctx.main_view.show_current()
    view = ctx.main_view.pane.view
    if view.at_end:
        move_to_unread(ctx, 1)
    else:
        view.scroll_pages(1)


def _step_article(ctx: Context, step: int) -> None:
    rows = ctx.main_view.rows
    if not 0 <= rows.cursor + step < rows.count:
        raise NotNowError(
            "this is the last article of the view" if step > 0 else "this is the first article of the view"
        )
    rows.move_by(step)
    ctx.view_state.trail = Trail()  # now: a verb may follow before the list has told of the move
    ctx.main_view.show_current()


def _fields(ctx: Context) -> None:
    coverage = ctx.coverage()
    # Where a file lies on disk is for other programs; a person knows it by its path in the corpus.
    record = ctx.session.record(coverage)
    fields = {name: value for name, value in record.items() if name not in ("file", "files")}
    ctx.app.push_screen(SheetScreen("All fields", partial(field_lines, fields)))


HANDLERS = {
    "read": _read,
    "leave": _leave,
    "scroll-down": lambda ctx: ctx.main_view.pane.view.scroll_lines(1),
    "scroll-up": lambda ctx: ctx.main_view.pane.view.scroll_lines(-1),
    "article-down": lambda ctx: _scroll(ctx, 1),
    "article-up": lambda ctx: _scroll(ctx, -1),
    "read-on": _read_on,
    "scroll-back": lambda ctx: ctx.main_view.pane.view.scroll_pages(-1),
    "next-article": lambda ctx: _step_article(ctx, 1),
    "previous-article": lambda ctx: _step_article(ctx, -1),
    "find": lambda ctx: ctx.screen.open_find(),
    "fields": _fields,
    "zen": lambda ctx: ctx.panes.toggle_zen(),
}
