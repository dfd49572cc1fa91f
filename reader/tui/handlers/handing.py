"""Handing on: addresses opened in the browser, words copied, the file edited."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from threading import Event

from reader.model import Coverage
from reader.session.addresses import addresses, copies, elsewhere
from reader.text.urls import host_of, is_web_url
from reader.text.width import fit
from reader.tui.browsers import Opened, browsers, open_all
from reader.tui.cards import summary
from reader.tui.context import Context, NotNowError
from reader.tui.outside import copy_text, edit_file
from reader.tui.render.lines import Span
from reader.tui.scope import in_scope
from reader.tui.screens.confirm import confirm
from reader.tui.screens.picker import Item, PickerScreen
from reader.tui.work import Reports, in_background

# More pages than this are opened only after the number was said and agreed to.
ASK_ABOVE = 5
_KIND = 16


def _web_addresses(articles: Iterable[Coverage]) -> list[tuple[Coverage, str]]:
    """Return the articles that have a web address, with it. Raises `NotNowError` where none has."""
    known = list(articles)
    found = [(one, one.url) for one in known if is_web_url(one.url)]
    if not found:
        raise NotNowError("none of these has an address" if len(known) > 1 else "this article has no address")
    return found


def _open(ctx: Context) -> None:
    found = _web_addresses(in_scope(ctx))
    hosts = [host for article, url in found if (host := elsewhere(article, url))]
    _hand_over(ctx, [url for _article, url in found], hosts)


def _hand_over(ctx: Context, urls: Sequence[str], hosts: Sequence[str] = ()) -> None:
    """Open addresses, after a question where there are many or where some lead to `hosts` no outlet named."""
    question = ""
    if len(urls) == 1 and hosts:
        question = f"This leads to {hosts[0]}, which is not the outlet's own address. Open it?"
    elif hosts:
        some = ", ".join(dict.fromkeys(hosts[:3]))
        question = f"{len(hosts):,} of {len(urls):,} lead elsewhere than to their outlets ({some}). Open all?"
    elif len(urls) > ASK_ABOVE:
        question = f"Open {len(urls):,} pages in the browser?"
    limit = ctx.session.settings.open_limit
    if len(urls) > limit and not ctx.app.look.remote:
        question = f"{len(urls):,} pages are too many at once. Open the first {limit:,}? (setting open_limit)"
        urls = urls[:limit]
    if question and not ctx.app.look.remote:
        confirm(ctx, question, lambda agreed: _go(ctx, urls) if agreed else None)
    else:
        _go(ctx, urls, hosts)


def _go(ctx: Context, urls: Sequence[str], hosts: Sequence[str] = ()) -> None:
    """Open addresses where a browser can be seen; at the far end of a line, copy them instead."""
    commands = browsers(ctx.session.settings.browser, os.environ)
    if ctx.app.look.remote or not commands:
        why = "far from your browser" if ctx.app.look.remote else "no browser was found"
        _copy_instead(ctx, urls, f"this leads to {hosts[0]}" if len(urls) == 1 and hosts else why)
        return
    stopped = Event()
    reports = Reports(ctx, "opening", "Esc stops" if len(urls) > 1 else "")
    ctx.say(f"opening {_what(urls)} …")
    ctx.screen.stop_work = stopped.set

    def opened(done: Opened) -> None:
        ctx.screen.stop_work = None
        if done.fault and not done.number:
            _copy_instead(ctx, urls, f"not opened, {done.fault}")
        elif done.fault:
            ctx.say(f"opened {done.number:,} of {len(urls):,} addresses, then {done.fault}")
        elif done.number < len(urls):
            ctx.say(f"stopped: opened {done.number:,} of {len(urls):,} addresses")
        else:
            ctx.say(f"opened {_what(urls)}")

    in_background(
        ctx,
        "opening",
        lambda: open_all(urls, commands, stopped=stopped, on_progress=reports.count),
        opened,
    )


def _copy_instead(ctx: Context, urls: Sequence[str], why: str) -> None:
    said = copy_text(ctx.app, chr(10).join(urls)).said(_what(urls))
    ctx.say(f"{why}: {said}", link=_only(urls))


def _what(urls: Sequence[str]) -> str:
    return urls[0] if len(urls) == 1 else f"{len(urls):,} addresses"


def _only(urls: Sequence[str]) -> str:
    """Return the address that the line at the bottom is to be a link to: the only one, else none."""
    return urls[0] if len(urls) == 1 and is_web_url(urls[0]) else ""


def _choose_address(ctx: Context) -> None:
    """Let one of the addresses be chosen; of several articles, one kind of address for all."""
    articles = in_scope(ctx)
    kinds: dict[str, list[str]] = {}
    for article in articles:
        seen: set[str] = set()
        for number, address in enumerate(addresses(article)):
            # Two pictures of one article are two choices; of several articles, the first picture of each is meant.
            kind = f"{address.kind}\0{number}" if len(articles) == 1 else address.kind
            if kind not in seen:
                kinds.setdefault(kind, []).append(address.url)
                seen.add(kind)
    if not kinds:
        raise NotNowError("there is no address to open")
    items = [
        Item((Span(fit(kind.partition("\0")[0], _KIND), "key"), *_where(articles, urls)), urls)
        for kind, urls in kinds.items()
    ]
    title = "Open" if len(articles) == 1 else f"Open · {len(articles):,} articles"
    screen = PickerScreen(title, items, empty="no address of that kind")
    ctx.app.push_screen(screen, lambda urls: _hand_over(ctx, urls) if urls else None)


def _where(articles: Sequence[Coverage], urls: Sequence[str]) -> list[Span]:
    """Return what is said of a choice: the host first, so that one sees where it leads, and then the address."""
    if len(articles) > 1:
        return [Span(f"{len(urls):,} of {len(articles):,}", "meta")]
    strange = elsewhere(articles[0], urls[0])
    return [Span(strange or host_of(urls[0]), "hint" if strange else ""), Span(f"  {urls[0]}", "meta")]


def _copy(ctx: Context) -> None:
    if ctx.desk.run is not None and ctx.desk.shown is None:
        ctx.say(copy_text(ctx.app, summary(ctx)).said("the summary"))
        return
    _put(ctx, [url for _article, url in _web_addresses(in_scope(ctx))], "addresses")


def _choose_copy(ctx: Context) -> None:
    """Let be chosen what is copied: address, title, link, citation, ID, path."""
    articles = in_scope(ctx)
    kinds: dict[str, list[str]] = {}
    for article in articles:
        for name, text in copies(article):
            kinds.setdefault(name, []).append(text)
    items = [
        Item(
            (
                Span(fit(name, _KIND), "key"),
                Span(texts[0] if len(articles) == 1 else f"{len(texts):,} of {len(articles):,}", "meta"),
            ),
            (name, texts),
        )
        for name, texts in kinds.items()
    ]
    title = "Copy" if len(articles) == 1 else f"Copy · {len(articles):,} articles"

    def done(chosen: tuple[str, list[str]] | None) -> None:
        if chosen:
            _put(ctx, chosen[1], f"× {chosen[0].lower()}")

    ctx.app.push_screen(PickerScreen(title, items, empty="nothing of that name"), done)


def _put(ctx: Context, texts: Sequence[str], many: str) -> None:
    """Copy texts, one a line."""
    what = texts[0] if len(texts) == 1 else f"{len(texts):,} {many}"
    ctx.say(copy_text(ctx.app, "\n".join(texts)).said(what), link=_only(texts))


def _edit(ctx: Context) -> None:
    """Open the file at its first line, where the front matter is, and read it anew afterwards."""
    article = ctx.article()
    file = ctx.session.file(article.path)
    try:
        edit_file(ctx.app, file, line=1)
    finally:
        ctx.screen.reload()


HANDLERS = {
    "open": _open,
    "open-menu": _choose_address,
    "copy": _copy,
    "copy-menu": _choose_copy,
    "edit": _edit,
}
