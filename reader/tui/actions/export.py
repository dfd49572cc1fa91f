"""Exporting: what, as what, and into which file; an existing one is replaced only when that was agreed to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.model import Article
from reader.session.export.groups import GROUPINGS
from reader.session.export.new_file import TakenError, check_free, inputs_of, new_file, typed_path
from reader.session.export.write import GROUPED, FileTarget, suffix_of, write
from reader.text.fold import fold
from reader.text.width import fit
from reader.tui.background.background import in_background
from reader.tui.render.lines import Span
from reader.tui.screens.confirm import confirm
from reader.tui.screens.picker import PickerItem, PickerScreen
from reader.tui.state.card_mode import save_summary, summary
from reader.tui.state.scope import selected_rows, story_rows
from reader.tui.state.view_state import Context, NotNowError

if TYPE_CHECKING:
    from reader.corpus.library import Snapshot

_NAME = 24
_TITLES = {
    "md": "Markdown digest",
    "html": "Web page",
    "full": "Markdown in full",
    "json": "JSON",
    "jsonl": "JSON Lines",
    "csv": "CSV",
    "urls": "Addresses",
    "opml": "OPML",
}
_HELP = {
    "full": "every article whole, one after the other",
    "json": "one array of records",
    "jsonl": "one record a line",
    "csv": "a table, for a spreadsheet",
    "urls": "one a line",
    "opml": "the outlets, for a feed reader",
}


@dataclass(frozen=True, slots=True)
class _Scope:
    """What is exported: rows of a snapshot, what to call them, and a title for what has one."""

    corpus: Snapshot
    rows: Sequence[int]
    name: str
    title: str


def _export(ctx: Context) -> None:
    if ctx.view_state.run is not None:
        _choose_summary_name(ctx)
        return
    scopes = _scopes(ctx)
    if len(scopes) == 1:
        _choose_form(ctx, scopes[0])
        return
    items = [
        PickerItem((Span(fit(scope.name, _NAME)), Span(_counted(scope), "meta")), scope) for scope in scopes
    ]
    screen = PickerScreen("Export", items)
    ctx.app.push_screen(screen, lambda scope: _choose_form(ctx, scope) if scope else None)


def _scopes(ctx: Context) -> list[_Scope]:
    """Return what can be exported, the likeliest first: the selection, the story or article one is in, the view."""
    listing = ctx.view_state.whole_view()
    corpus = listing.corpus
    where = " · ".join((ctx.session.name, *ctx.view_state.view.parts))
    selected = selected_rows(ctx) if ctx.selection else None
    scopes = [_Scope(corpus, selected, "the selection", ctx.session.name)] if selected else []
    view = [_Scope(corpus, listing.rows, "this view", where)] if len(listing) else []
    article: list[_Scope] = []
    shown = ctx.coverage() if len(listing) or ctx.view_state.shown is not None else None
    row = corpus.row_of(shown.id) if isinstance(shown, Article) else None
    if row is not None and shown is not None:
        article = [_Scope(corpus, [row], "this article", shown.title)]
    if ctx.view_state.story is not None and (rows := story_rows(ctx)):
        scopes.append(_Scope(corpus, rows, "this story", ctx.view_state.story.story.headline))
    scopes += [*view, *article] if ctx.scope == "list" else [*article, *view]
    if not scopes:
        raise NotNowError("there is nothing here to export")
    return scopes


def _choose_form(ctx: Context, scope: _Scope) -> None:
    items: list[PickerItem[tuple[str, str]]] = []
    for form in _TITLES:
        for group in GROUPINGS if form in GROUPED else ("",):
            said = f"grouped by {group}" if group else _HELP[form]
            items.append(
                PickerItem((Span(fit(_TITLES[form], _NAME), "key"), Span(said, "meta")), (form, group))
            )
    screen = PickerScreen(f"Export {scope.name} · {_counted(scope)}", items, empty="no format of that name")
    ctx.app.push_screen(screen, lambda chosen: _choose_name(ctx, scope, *chosen) if chosen else None)


def _choose_name(ctx: Context, scope: _Scope, form: str, group: str) -> None:
    words = re.sub(r"[^a-z0-9]+", "-", fold(scope.title)).strip("-")[:60].strip("-") or "articles"
    name = f"{words}-{datetime.now(UTC):%Y-%m-%d}.{suffix_of(form)}"
    items = [PickerItem((Span(one),), one) for one in (name, f"~/{name}")]
    screen = PickerScreen("Export into the file", items, free=str)

    def chosen(name: str | None) -> None:
        if name:
            _write(ctx, scope, form, group, typed_path(name))

    ctx.app.push_screen(screen, chosen)


def _write(ctx: Context, scope: _Scope, form: str, group: str, file: Path, *, force: bool = False) -> None:
    try:
        check_free(file, force=force, inputs=inputs_of(ctx.session))
    except TakenError:
        question = f"There is a file {file} already. Replace it?"
        again = partial(_write, ctx, scope, form, group, file, force=True)
        confirm(ctx, question, lambda agreed: again() if agreed else None)
        return

    def work() -> None:
        try:
            with new_file(file, force=force) as out:
                write(
                    ctx.session,
                    scope.rows,
                    FileTarget(out),
                    form,
                    group=group or "day",
                    title=scope.title,
                    corpus=scope.corpus,
                )
        except OSError as error:
            raise ReaderError(f"it could not be written ({error.strerror})", place=str(file)) from error

    ctx.say(f"writing {file} …")
    in_background(ctx, "export", work, lambda _none: ctx.say(f"{_counted(scope)} written to {file}"))


def _choose_summary_name(ctx: Context) -> None:
    summary(ctx)  # says at once where there is none
    day = f"{datetime.now(UTC):%Y-%m-%d}"
    names = (f"triage-{day}.txt", f"~/triage-{day}.txt")
    screen = PickerScreen(
        "Save the summary as", [PickerItem((Span(name),), name) for name in names], free=str
    )
    ctx.app.push_screen(screen, lambda name: save_summary(ctx, name) if name else None)


def _counted(scope: _Scope) -> str:
    return f"{len(scope.rows):,} {'article' if len(scope.rows) == 1 else 'articles'}"


HANDLERS = {"export": _export}
