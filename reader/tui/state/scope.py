"""What a verb is about: the selection where there is one, else what the cursor is on."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from reader.model import Coverage
from reader.tui.state.range_selection import end_range
from reader.tui.state.view_state import Context, NotNowError


def selected_rows(ctx: Context) -> list[int] | None:
    """Return the rows of the listing's snapshot that are selected, None where the selection is not what is meant.

    That is so without one, and among related coverage. In a story it is that of the story. A range that runs ends
    with it, and is selected. Raises `NotNowError` when the view shows none of them, or none has a file here.
    """
    if ctx.view_state.story is not None:
        selected = ctx.view_state.story.selection
        rows = story_rows(ctx, selected)
        if selected and not rows:
            raise NotNowError(f"none of the selected sources is in this corpus; {_none(ctx)}")
        return rows or None
    if ctx.scope == "related":
        return None
    end_range(ctx.main_view)
    selection = ctx.view_state.triage.selection
    if not selection:
        return None
    listing = ctx.view_state.whole_view()
    ids = listing.corpus.ids
    rows = [row for row in listing.rows if ids[row] in selection]
    if not rows:
        raise NotNowError(f"none of the selected articles is in this view; {_none(ctx)}")
    return rows


def _none(ctx: Context) -> str:
    return f"{ctx.key('select-none')} gives the selection up"


def story_rows(ctx: Context, among: Collection[str] | None = None) -> list[int]:
    """Return the rows of the open story's sources that are in the corpus, of all or of those `among` some ids."""
    if ctx.view_state.story is None:
        return []
    corpus = ctx.view_state.listing.corpus
    ids = (source.id for source in ctx.view_state.story.story.sources if among is None or source.id in among)
    return [row for row in map(corpus.row_of, ids) if row is not None]


def in_scope(ctx: Context) -> Sequence[Coverage]:
    """Return the articles or sources that are selected, else the one article or ghost that the cursor is on."""
    if (story := ctx.view_state.story) is not None:
        chosen = [source for source in story.story.sources if source.id in story.selection]
        return [ctx.view_state.resolve(source.coverage) for source in chosen] or [ctx.coverage()]
    rows = selected_rows(ctx)
    return [ctx.coverage()] if rows is None else list(ctx.view_state.whole_listing().corpus.articles(rows))
