"""Handing on: addresses opened in the browser, words copied, the file edited."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from threading import Event
from typing import TYPE_CHECKING, TypeVar

from reader.model import Coverage
from reader.session.addresses import addresses, copies, elsewhere
from reader.text.urls import host_of, is_web_url
from reader.text.width import fit
from reader.tui.background.background import ASKING, Reports, in_background
from reader.tui.background.browsers import BrowserResult, browsers, open_all
from reader.tui.background.external import copy_text, edit_file
from reader.tui.render.lines import Span
from reader.tui.screens.confirm import confirm
from reader.tui.screens.picker import PickerItem, PickerScreen
from reader.tui.state.card_mode import summary
from reader.tui.state.scope import in_scope, selected_rows
from reader.tui.state.view_state import Context, NotNowError

if TYPE_CHECKING:
    from reader.tui.terminal.clipboard import Copied

T = TypeVar("T")

FEW = 200
"""Articles up to which reading them takes less than a key may."""
# More pages than this are opened only after the number was said and agreed to.
ASK_ABOVE = 5
_KIND = 16


def _gather(ctx: Context, take: Callable[[Iterable[Coverage]], T], then: Callable[[T], None]) -> None:
    """Hand `then` what `take` makes of the articles that are meant; very many are read in a thread, which Esc ends."""
    rows = selected_rows(ctx) if ctx.view_state.story is None else None
    if rows is None or len(rows) <= FEW:
        then(take(in_scope(ctx)))
        return
    stopped, reports = Event(), Reports(ctx, "reading", "Esc stops")
    articles = ctx.view_state.listing.corpus.articles(rows)

    def read() -> Iterator[Coverage]:
        for number, article in enumerate(articles, 1):
            if stopped.is_set():
                raise NotNowError("stopped: nothing was done")
            reports.count(number, len(rows))
            yield article

    def done(made: T) -> None:
        ctx.say("")  # nothing is being read any more
        then(made)

    in_background(ctx, "reading", lambda: take(read()), done, patience=ASKING, stop=stopped.set)


def _web_addresses(articles: Iterable[Coverage]) -> tuple[list[str], list[str]]:
    """Return the web addresses of articles, and the hosts of those that lead elsewhere than to their outlets.

    Raises `NotNowError` where none has an address.
    """
    urls: list[str] = []
    hosts: list[str] = []
    number = 0
    for number, article in enumerate(articles, 1):  # noqa: B007 - what is said depends on it
        if is_web_url(article.url):
            urls.append(article.url)
            hosts += filter(None, [elsewhere(article, article.url)])
    if not urls:
        raise NotNowError("none of these has an address" if number > 1 else "this article has no address")
    return urls, hosts


def _open(ctx: Context) -> None:
    _gather(ctx, _web_addresses, lambda found: _hand_over(ctx, *found))


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

    def opened(done: BrowserResult) -> None:
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
        stop=stopped.set,
    )


def _copy_instead(ctx: Context, urls: Sequence[str], why: str) -> None:
    _put_text(
        ctx,
        "\n".join(urls),
        lambda copied: ctx.say(f"{why}: {copied.said(_what(urls))}", link=_only(urls)),
    )


def _what(urls: Sequence[str]) -> str:
    return urls[0] if len(urls) == 1 else f"{len(urls):,} addresses"


def _only(urls: Sequence[str]) -> str:
    """Return the address that the line at the bottom is to be a link to: the only one, else none."""
    return urls[0] if len(urls) == 1 and is_web_url(urls[0]) else ""


def _choose_address(ctx: Context) -> None:
    """Let one of the addresses be chosen; of several articles, one kind of address for all."""
    _gather(ctx, _addresses, lambda found: _choose_among(ctx, *found))


def _addresses(articles: Iterable[Coverage]) -> tuple[dict[str, list[str]], Sequence[Coverage], int]:
    """Return the addresses of articles by kind, the first of the articles, and how many there are."""
    kinds: dict[str, list[str]] = {}
    first: list[Coverage] = []
    number = 0
    for number, article in enumerate(articles, 1):
        first = first or [article]
        if number == 2:
            kinds = _merged(kinds)
        of_it: dict[str, list[str]] = {}
        for place, address in enumerate(addresses(article)):
            # Two pictures of one article are two choices; of several articles, the first picture of each is meant.
            of_it[f"{address.kind}\0{place}"] = [address.url]
        for kind, urls in (of_it if number == 1 else _merged(of_it)).items():
            kinds.setdefault(kind, []).extend(urls)
    return kinds, first, number


def _merged(kinds: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Return addresses by kind with the first of each kind."""
    merged: dict[str, list[str]] = {}
    for kind, urls in kinds.items():
        merged.setdefault(kind.partition("\0")[0], urls)
    return merged


def _choose_among(
    ctx: Context, kinds: Mapping[str, list[str]], first: Sequence[Coverage], number: int
) -> None:
    if not kinds:
        raise NotNowError("there is no address to open")
    items = [
        PickerItem((Span(fit(kind.partition("\0")[0], _KIND), "key"), *_where(first, number, urls)), urls)
        for kind, urls in kinds.items()
    ]
    title = "Open" if number == 1 else f"Open · {number:,} articles"
    screen = PickerScreen(title, items, empty="no address of that kind")
    ctx.app.push_screen(screen, lambda urls: _hand_over(ctx, urls) if urls else None)


def _where(first: Sequence[Coverage], number: int, urls: Sequence[str]) -> list[Span]:
    """Return what is said of a choice: the host first, so that one sees where it leads, and then the address."""
    if number > 1:
        return [Span(f"{len(urls):,} of {number:,}", "meta")]
    strange = elsewhere(first[0], urls[0])
    return [Span(strange or host_of(urls[0]), "hint" if strange else ""), Span(f"  {urls[0]}", "meta")]


def _copy(ctx: Context) -> None:
    if ctx.view_state.run is not None and ctx.view_state.shown is None:
        _put_text(ctx, summary(ctx), lambda copied: ctx.say(copied.said("the summary")))
        return
    _gather(ctx, _web_addresses, lambda found: _put(ctx, found[0], "addresses"))


def _choose_copy(ctx: Context) -> None:
    """Let be chosen what is copied: address, title, link, citation, ID, path."""
    _gather(ctx, _copies, lambda found: _choose_among_copies(ctx, *found))


def _copies(articles: Iterable[Coverage]) -> tuple[dict[str, list[str]], int]:
    """Return what can be copied of articles by its name, and how many articles there are."""
    kinds: dict[str, list[str]] = {}
    number = 0
    for number, article in enumerate(articles, 1):  # noqa: B007 - it is what is returned
        for name, text in copies(article):
            kinds.setdefault(name, []).append(text)
    return kinds, number


def _choose_among_copies(ctx: Context, kinds: Mapping[str, list[str]], number: int) -> None:
    items = [
        PickerItem(
            (
                Span(fit(name, _KIND), "key"),
                Span(texts[0] if number == 1 else f"{len(texts):,} of {number:,}", "meta"),
            ),
            (name, texts),
        )
        for name, texts in kinds.items()
    ]
    title = "Copy" if number == 1 else f"Copy · {number:,} articles"

    def done(chosen: tuple[str, list[str]] | None) -> None:
        if chosen:
            _put(ctx, chosen[1], f"× {chosen[0].lower()}")

    ctx.app.push_screen(PickerScreen(title, items, empty="nothing of that name"), done)


def _put(ctx: Context, texts: Sequence[str], many: str) -> None:
    """Copy texts, one a line."""
    what = texts[0] if len(texts) == 1 else f"{len(texts):,} {many}"
    _put_text(ctx, "\n".join(texts), lambda copied: ctx.say(copied.said(what), link=_only(texts)))


def _put_text(ctx: Context, text: str, then: Callable[[Copied], None]) -> None:
    """Copy a text and hand on what became of it: behind the screen inside tmux, which may be slow to answer."""
    if os.environ.get("TMUX"):
        in_background(ctx, "copying", lambda: copy_text(ctx.app, text), then)
    else:
        then(copy_text(ctx.app, text))


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
