"""The line on top and the line at the bottom, as styled lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reader.commands import HINTS, Command, Keymap, shown
from reader.text.dates import duration
from reader.tui.render.lines import Line, Span

# Sort terms of the query language, and what each is called.
SORTS = (
    ("", "newest first"),
    ("date", "oldest first"),
    ("-quality", "best quality first"),
    ("-heat", "hottest first"),
    ("provider", "by provider"),
    ("title", "by title"),
    ("-relcount", "most related coverage first"),
)


class Loading(NamedTuple):
    """How far the loading of the corpus is. `rate` is in files a second, 0 while not known."""

    phase: str
    done: int = 0
    total: int = 0
    rate: float = 0.0


def top_left(corpus: str, view: str, filters: Sequence[str], sort: str) -> Line:
    """Return what is shown: the corpus, the view, its filters and order."""
    spans = [Span(corpus, "strong"), Span("  "), Span(view, "key")]
    for text in filters:
        spans += [Span(" › ", "meta"), Span(text, "hint")]
    if sort:
        spans += [Span(f"  {dict(SORTS).get(sort, sort)}", "meta")]
    return tuple(spans)


def top_right(
    shown_count: int | None,
    total: int,
    problems: int,
    loading: Loading | None,
    *,
    more: bool = False,
    saved: bool = True,
    gone: int = 0,
    stories: int | None = None,
) -> Line:
    """Return the counts, how far loading is while it goes on, and a warning where decisions are not `saved`.

    `shown_count` is None while a search goes on whose count is not known; `gone` articles are shown and are no longer
    there. With `more` the rows shown are the first of those that a search is still looking for. `stories` is how many
    there are where the list is folded to them.
    """
    spans: list[Span] = [] if saved else [Span("NOT SAVED  ", "hint")]
    if loading is not None:
        spans += [Span(_progress(loading), "key"), Span("  ")]
    counts = f"{total:,} articles" if total != 1 else "1 article"
    if shown_count is None:
        counts = f"… of {counts}" if total else "reading …"
    elif shown_count - gone != total:
        counts = f"{shown_count - gone:,}{'+' if more else ''} of {counts}"
    if stories is not None:
        counts = f"{stories:,} {'story' if stories == 1 else 'stories'} · {counts}"
    spans.append(Span(f"{counts} · {gone:,} gone" if gone else counts, "meta"))
    if problems:
        spans.append(Span(f" · {problems:,} problem{'s' if problems != 1 else ''}", "better"))
    return tuple(spans)


def _progress(loading: Loading) -> str:
    if not loading.total:
        return f"{loading.phase} …"
    share = min(1.0, loading.done / loading.total)
    bar = "━" * round(share * 10) + "─" * (10 - round(share * 10))
    text = f"{loading.phase} {bar} {share:.0%}"
    if loading.rate > 0:
        left = (loading.total - loading.done) / loading.rate
        text += f" · {loading.rate:,.0f}/s · {duration(left)}"
    return text


def hints(keymap: Keymap, place: str) -> list[Line]:
    """Return the few verbs that matter in a place of `HINTS`, each with its first key, the most useful first."""
    return [
        (Span(shown(keys[0]), "key"), Span(f" {word}  ", "meta"))
        for command_id, word in HINTS[place]
        if (keys := keymap.command(command_id).keys)
    ]


def continuations(pending: tuple[str, ...], following: Iterable[tuple[str, Command]]) -> list[Line]:
    """Return what may follow the beginning of a key sequence, places to go to first."""
    ordered = sorted(following, key=lambda pair: pair[1].group != "Going places")
    begun: Line = (Span(" ".join(pending) + " …  ", "key"),)
    return [
        begun,
        *((Span(shown(key), "key"), Span(f" {command.title.lower()}  ", "meta")) for key, command in ordered),
    ]
