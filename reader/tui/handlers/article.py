"""Reading: into the article and out of it, scrolling, finding, opening, copying, its fields and its file."""

from __future__ import annotations

from functools import partial

from reader.session.trail import Trail
from reader.text.urls import is_web_url, leads_elsewhere
from reader.tui.cards import leave, summary
from reader.tui.context import Context, NotNowError
from reader.tui.handlers.moving import move_to_unread
from reader.tui.outside import copy_text, edit_file, open_url
from reader.tui.render.fields import field_lines
from reader.tui.screens.confirm import confirm
from reader.tui.screens.sheet import SheetScreen


def _read(ctx: Context) -> None:
    ctx.coverage()
    ctx.panes.go_to("article")


def _leave(ctx: Context) -> None:
    if ctx.desk.run is not None:
        leave(ctx)
    else:
        ctx.panes.go_to("list")


def _scroll(ctx: Context, lines: int) -> None:
    ctx.stage.show_current()
    ctx.stage.pane.view.scroll_lines(lines)


def _read_on(ctx: Context) -> None:
    """Scroll by a page; at the end of the article, or where it is not yet on the screen, go to the next unread."""
    ctx.stage.show_current()
    view = ctx.stage.pane.view
    if view.at_end:
        move_to_unread(ctx, 1)
    else:
        view.scroll_pages(1)


def _step_article(ctx: Context, step: int) -> None:
    rows = ctx.stage.rows
    if not 0 <= rows.cursor + step < rows.count:
        raise NotNowError(
            "this is the last article of the view" if step > 0 else "this is the first article of the view"
        )
    rows.move_by(step)
    ctx.desk.trail = Trail()  # now: a verb may follow before the list has told of the move
    ctx.stage.show_current()


def _web_address(ctx: Context) -> str:
    url = ctx.coverage().url
    if not url:
        raise NotNowError("this article has no address")
    if not is_web_url(url):
        raise NotNowError(
            "the address of this article is not a web address, so it is neither opened nor copied"
        )
    return url


def _open(ctx: Context) -> None:
    """Open the address where a browser can be seen; at the far end of a line, copy it instead."""
    url, shown = _web_address(ctx), ctx.coverage().provider.domain
    other = leads_elsewhere(url, shown)
    if ctx.app.look.remote:
        _copy_instead(ctx, url, f"this leads to {other}" if other else "far from your browser")
    elif other:
        confirm(
            ctx,
            f"This leads to {other}, not to {shown}. Open it?",
            lambda agreed: ctx.screen.guarded(lambda: _open_here(ctx, url)) if agreed else None,
        )
    else:
        _open_here(ctx, url)


def _open_here(ctx: Context, url: str) -> None:
    if open_url(url, ctx.session.settings.browser):
        ctx.say(f"opened {url}")
    else:
        _copy_instead(ctx, url, "no browser was found")


def _copy_instead(ctx: Context, url: str, why: str) -> None:
    ctx.say(f"{why}: {copy_text(ctx.app, url).said(url)}", link=url)


def _copy(ctx: Context) -> None:
    if ctx.desk.run is not None and ctx.desk.shown is None:
        ctx.say(copy_text(ctx.app, summary(ctx)).said("the summary"))
        return
    url = _web_address(ctx)
    ctx.say(copy_text(ctx.app, url).said(url), link=url)


def _edit(ctx: Context) -> None:
    article = ctx.article()
    edit_file(ctx.app, ctx.session.file(article.path))
    ctx.screen.reload()


def _fields(ctx: Context) -> None:
    coverage = ctx.coverage()
    fields = ctx.session.record(coverage)
    ctx.app.push_screen(SheetScreen("All fields", partial(field_lines, fields)))


HANDLERS = {
    "read": _read,
    "leave": _leave,
    "scroll-down": lambda ctx: ctx.stage.pane.view.scroll_lines(1),
    "scroll-up": lambda ctx: ctx.stage.pane.view.scroll_lines(-1),
    "article-down": lambda ctx: _scroll(ctx, 1),
    "article-up": lambda ctx: _scroll(ctx, -1),
    "read-on": _read_on,
    "scroll-back": lambda ctx: ctx.stage.pane.view.scroll_pages(-1),
    "next-article": lambda ctx: _step_article(ctx, 1),
    "previous-article": lambda ctx: _step_article(ctx, -1),
    "find": lambda ctx: ctx.screen.open_find(),
    "open": _open,
    "copy": _copy,
    "edit": _edit,
    "fields": _fields,
    "zen": lambda ctx: ctx.panes.toggle_zen(),
}
