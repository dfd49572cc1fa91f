"""Fetching the whole text of an article."""

from __future__ import annotations

from reader.text.urls import host_of, is_web_url
from reader.tui.background.fetch_text import start_fetching
from reader.tui.state.view_state import Context, NotNowError


def _fetch_text(ctx: Context) -> None:
    coverage = ctx.coverage()
    if not is_web_url(coverage.url):
        raise NotNowError("this article has no web address to fetch its text from")
    start_fetching(coverage, ctx.session, ctx.screen.post_message)
    ctx.say(f"fetching the text from {host_of(coverage.url)} …")


HANDLERS = {"fetch-text": _fetch_text}
