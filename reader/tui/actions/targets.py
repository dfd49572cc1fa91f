"""Whom a verb is about: a prefix's reach, the selection, else the cursor. Of very many nothing is read at the key."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reader.model import Mark
from reader.tui.background.background import ASKING, in_background
from reader.tui.state.range_selection import drop_range
from reader.tui.state.scope import selected_rows
from reader.tui.state.view_state import Context, NotNowError

if TYPE_CHECKING:
    from reader.tui.screens.story import StoryScreen

MANY = 2_000
"""Articles up to which a verb takes less than a key may: what is about more is done in a thread."""


class Targets(NamedTuple):
    """How many articles a verb is about, and what gives their present marks by identity, in any thread."""

    number: int
    marks: Callable[[], Mapping[str, Mark]]


def targets(ctx: Context) -> Targets:
    """Return whom a verb acts on: a prefix's reach, the selection, else the cursor.

    Raises `NotNowError` where there is nothing.
    """
    state, listing = ctx.view_state.triage, ctx.view_state.listing
    if ctx.view_state.story is not None:
        return these(_of_story(ctx, ctx.view_state.story))
    rows: Sequence[int] = ()
    cursor = ctx.main_view.rows.cursor
    if state.reach not in ("", "stay"):
        drop_range(ctx.main_view)
    if state.reach == "above":
        rows = listing.rows[: cursor + 1]
    elif state.reach == "below":
        rows = ctx.view_state.whole_listing().rows[cursor:]
    elif state.reach == "story":
        rows = _story_rows(ctx)
    elif (selected := selected_rows(ctx)) is not None:
        rows = selected
    else:
        coverage = ctx.coverage()
        return these({coverage.key: ctx.session.mark(coverage.id)})
    return of_rows(ctx, rows)


def these(marks: Mapping[str, Mark]) -> Targets:
    """Return articles whose marks are known."""
    return Targets(len(marks), lambda: marks)


def of_rows(ctx: Context, rows: Sequence[int]) -> Targets:
    """Return the articles of some rows of the listing's snapshot."""
    corpus, mark = ctx.view_state.listing.corpus, ctx.session.mark

    def marks() -> Mapping[str, Mark]:
        return dict(zip(corpus.keys_of(rows), (mark(corpus.id_at(row)) for row in rows), strict=True))

    return Targets(len(rows), marks)


def with_marks(ctx: Context, whom: Targets, then: Callable[[Mapping[str, Mark]], None]) -> None:
    """Hand the marks of some articles to `then`: of very many once a thread has read them."""
    if whom.number > MANY:
        in_background(ctx, "reading the marks", whom.marks, then, patience=ASKING)
    else:
        then(whom.marks())


def _of_story(ctx: Context, screen: StoryScreen) -> dict[str, Mark]:
    """Return whom a verb acts on in the story that is open, by the same rule."""
    sources, cursor, reach = screen.story.sources, screen.rows.cursor, ctx.view_state.triage.reach
    chosen = sources[cursor : cursor + 1]
    if reach == "above":
        chosen = sources[: cursor + 1]
    elif reach == "below":
        chosen = sources[cursor:]
    elif reach == "story":
        chosen = sources
    elif screen.selection:
        chosen = tuple(source for source in sources if source.id in screen.selection)
    return {source.coverage.key: ctx.session.mark(source.id) for source in chosen}


def _story_rows(ctx: Context) -> list[int]:
    """Return the rows of the whole story of what a verb acts on, whether the view shows them or not."""
    row = ctx.view_state.listing.corpus.row_of(ctx.coverage().id)
    if row is None:
        raise NotNowError(f"this article is not in the corpus; {ctx.key('story')} shows its story")
    return ctx.session.stories.rows_of(row)
