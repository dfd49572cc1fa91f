"""What a verb is about: the selection where there is one, else what the cursor is on."""

from __future__ import annotations

from collections.abc import Sequence

from reader.model import Coverage
from reader.tui.context import Context, NotNowError


def selected_rows(ctx: Context) -> list[int] | None:
    """Return the rows of the listing's snapshot that are selected, None where the selection is not what is meant.

    That is so without one, among related coverage and in a story. Raises `NotNowError` when the view shows none of
    them.
    """
    selection = ctx.desk.triage.selection
    if not selection or ctx.scope in ("related", "story"):
        return None
    listing = ctx.desk.whole_view()
    ids = listing.corpus.ids
    rows = [row for row in listing.rows if ids[row] in selection]
    if not rows:
        raise NotNowError("none of the selected articles is in this view; X gives the selection up")
    return rows


def in_scope(ctx: Context) -> Sequence[Coverage]:
    """Return the articles that are selected, else the one article or ghost that the cursor is on."""
    rows = selected_rows(ctx)
    return [ctx.coverage()] if rows is None else list(ctx.desk.whole_listing().corpus.articles(rows))
