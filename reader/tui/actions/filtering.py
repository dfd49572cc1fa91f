"""Filtering: the box, the stack of filters, facets, saved views, order."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

from reader.config.settings import SavedView
from reader.query import add_term
from reader.session.listing.view import View
from reader.session.table.field_values import FACETS, count_values
from reader.text.width import fit
from reader.tui.actions.step_back import step_back
from reader.tui.prompts.filter_and_find import FilterMode
from reader.tui.render.lines import Span
from reader.tui.screens.confirm import confirm
from reader.tui.screens.lists import choose_sort
from reader.tui.screens.picker import PickerItem, PickerScreen
from reader.tui.state.card_mode import stop
from reader.tui.state.story_folding import fold, refold
from reader.tui.state.view_state import Context, NotNowError

# Values listed of each facet; what is rarer is reached by typing a filter.
_LISTED = 40


def _filter(ctx: Context) -> None:
    ctx.screen.open_prompt(FilterMode(ctx, ctx.screen.history))


def _drop(ctx: Context) -> None:
    if not step_back(ctx):
        raise NotNowError(f"there is no filter to drop; {ctx.key('back')} leaves the program")


def _facets(ctx: Context) -> None:
    ctx.view_state.whole_listing()
    rows = ctx.view_state.full.rows
    items: list[PickerItem[tuple[str, str]]] = []
    for field, title in FACETS:
        values = count_values(ctx.session, field, rows)
        if values:
            items.append(PickerItem((Span(title, "heading"),), None))
        for value, count in values[:_LISTED]:
            line = (Span("  " + fit(value, 44)), Span(f"{count:>9,}", "meta"))
            items.append(PickerItem(line, (field, value), value))
    if not items:
        raise NotNowError("the view is empty: there is nothing to count")

    def narrow(chosen: tuple[str, str] | None, *, exclude: bool = False) -> None:
        if chosen is not None:
            ctx.screen.set_view(ctx.view_state.view.narrowed(add_term("", *chosen, exclude=exclude)))

    screen = PickerScreen(
        "Facets · what this view holds",
        items,
        start=1,
        other=("-", "- excludes", partial(narrow, exclude=True)),
    )
    ctx.app.push_screen(screen, narrow)


def go_to_view(ctx: Context, saved: SavedView) -> None:
    """Show a saved view; it ends triage mode, whose cards are of another."""
    stop(ctx)
    ctx.screen.set_view(View(saved.name.lower() if saved.name == "All" else saved.name, saved.query))
    ctx.panes.go_to("list")


def _digit(ctx: Context, digit: str) -> None:
    saved = next((view for view in ctx.session.views if view.key == digit), None)
    if saved is None:
        raise NotNowError(f"no view is saved on {digit}; {ctx.key('save-view')} saves the present one")
    go_to_view(ctx, saved)


def _views(ctx: Context) -> None:
    items = [
        PickerItem(
            (
                Span(f"{saved.key or ' '}  ", "key"),
                Span(fit(saved.name, 22)),
                Span(f"{ctx.session.count(saved.query):>9,}  ", "meta"),
                Span(saved.query, "faint"),
            ),
            saved,
        )
        for saved in ctx.session.views
    ]
    ctx.app.push_screen(PickerScreen("Views", items), lambda saved: go_to_view(ctx, saved) if saved else None)


def _save_view(ctx: Context) -> None:
    view = ctx.view_state.view
    query = view.to_query_text()
    if not query:
        raise NotNowError("there is no filter or order to save")

    def save(name: str | None) -> None:
        if not name:
            return
        # As the command line finds them: two names that differ in case only are one.
        there = next((one for one in ctx.session.views if one.name.casefold() == name.casefold()), None)
        if there is None:
            used = {saved.key for saved in ctx.session.views}
            ctx.screen.guarded(
                lambda: _write(
                    ctx, SavedView(name, query, next((d for d in "123456789" if d not in used), ""))
                )
            )
            return
        question = f"There is a view “{there.name}” already: {there.query or 'all articles'}. Replace it?"
        confirm(ctx, question, lambda agreed: replace(there) if agreed else None)

    def replace(there: SavedView) -> None:
        ctx.screen.guarded(lambda: _write(ctx, there._replace(query=query), replaced=there))

    items = [
        PickerItem((Span(saved.name), Span(f"  {saved.query}", "faint")), saved.name)
        for saved in ctx.session.views
    ]
    ctx.app.push_screen(
        PickerScreen("Save this view as", items, free=str, empty="Enter saves it under this name"), save
    )


def _write(ctx: Context, saved: SavedView, replaced: SavedView | None = None) -> None:
    path = ctx.session.save_view(saved)
    ctx.view_state.triage.replaced = None if replaced is None else (replaced, time.time_ns() // 1_000_000)
    on = f" on {saved.key}" if saved.key else ""
    back = f" · {ctx.key('undo')} takes it back" if replaced is not None else ""
    ctx.say(f"saved as “{saved.name}”{on}{back} in {path}")


def take_back_view(ctx: Context) -> bool:
    """Put the view back that was replaced after the last step of triage; return False where none was."""
    if ctx.view_state.triage.replaced is None:
        return False
    (view, when), ctx.view_state.triage.replaced = ctx.view_state.triage.replaced, None
    if when < ctx.session.journal.undo_moment:
        return False
    ctx.session.save_view(view)
    ctx.say(f"undo: the view “{view.name}” is what it was: {view.query or 'all articles'}")
    return True


def _named(ctx: Context, name: str, query: str) -> None:
    stop(ctx)
    ctx.screen.set_view(View(name, query))
    ctx.panes.go_to("list")


def _sort(ctx: Context) -> None:
    choose_sort(ctx, lambda sort: ctx.screen.set_view(ctx.view_state.view._replace(sort=sort)))


def _fold(ctx: Context) -> None:
    """Fold the list to a row a story, or unfold it all."""
    if ctx.view_state.run is not None:
        raise NotNowError(f"triage mode goes through articles one by one; {ctx.key('back')} leaves it")
    full = ctx.view_state.full
    fold(ctx.main_view, not ctx.view_state.folded)
    stories = ctx.view_state.stories
    if stories is None:
        ctx.say("every article has its row")
    else:
        told = f"{stories.stories:,} stories of {len(full):,} articles"
        ctx.say(
            f"{told}; {ctx.key('unfold')} unfolds one, {ctx.key('whole-story')} before a verb is for all of it"
        )


def _unfold(ctx: Context) -> None:
    """Unfold the story under the cursor in its place, or fold it again."""
    stories = ctx.view_state.stories
    if stories is None:
        raise NotNowError(f"the list is not folded; {ctx.key('fold')} folds it to one row a story")
    cursor = ctx.main_view.rows.cursor
    row = stories.rows[cursor] if len(stories) else None
    if row is None or (row not in stories.behind and row not in stories.members):
        raise NotNowError("this story has one article in the view: there is nothing to unfold")
    from reader.session.listing.folding import toggled

    ctx.view_state.opened = toggled(stories, cursor, ctx.session.stories.number, ctx.view_state.opened)
    refold(ctx.main_view)


HANDLERS: dict[str, Callable[[Context], None]] = {
    "filter": _filter,
    "drop-filter": _drop,
    "facets": _facets,
    "save-view": _save_view,
    "views": _views,
    "sort": _sort,
    "fold": _fold,
    "unfold": _unfold,
    "refresh": lambda ctx: ctx.screen.refresh_view(),
    "reload": lambda ctx: ctx.screen.reload(),
    "go-all": lambda ctx: _named(ctx, "all", ""),
    "go-unread": lambda ctx: _named(ctx, "unread", "is:unread"),
    "go-starred": lambda ctx: _named(ctx, "starred", "is:starred"),
    "go-later": lambda ctx: _named(ctx, "later", "is:later"),
    "go-queue": lambda ctx: _named(ctx, "publish queue", "is:draft"),
    **{f"view-{digit}": partial(_digit, digit=str(digit)) for digit in range(1, 10)},
}
