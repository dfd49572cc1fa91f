"""Handing on: the address opened or copied, the file edited."""

from __future__ import annotations

from reader.text.urls import is_web_url
from reader.tui.cards import summary
from reader.tui.context import Context, NotNowError
from reader.tui.outside import copy_text, edit_file, open_url


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
    url = _web_address(ctx)
    if not ctx.app.look.remote and open_url(url, ctx.session.settings.browser):
        ctx.say(f"opened {url}")
        return
    copy_text(ctx.app, url)
    ctx.say(f"{'far from your browser' if ctx.app.look.remote else 'no browser was found'}: copied {url}")


def _copy(ctx: Context) -> None:
    if ctx.desk.run is not None and ctx.desk.shown is None:
        copy_text(ctx.app, summary(ctx))
        ctx.say("copied the summary")
        return
    url = _web_address(ctx)
    copy_text(ctx.app, url)
    ctx.say(f"copied {url}")


def _edit(ctx: Context) -> None:
    article = ctx.article()
    edit_file(ctx.app, ctx.session.file(article.path))
    ctx.screen.reload()


HANDLERS = {
    "open": _open,
    "copy": _copy,
    "edit": _edit,
}
