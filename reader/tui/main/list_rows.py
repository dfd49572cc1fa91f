"""A row of the list on the screen: the columns of the snapshot, the marks, and what is known of the story."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from reader.tui.render.lines import Line
from reader.tui.render.row import ColumnWidths, Glyphs, article_row, sign_of
from reader.tui.state.view_state import ViewState

if TYPE_CHECKING:
    from collections.abc import Collection

    from reader.query import Highlight
    from reader.session.listing.listing import Listing

# In the place of a title that the index has no more.
GONE = "–"

_columns = lru_cache(maxsize=4)(ColumnWidths.for_width)


def list_row(view_state: ViewState, index: int, width: int, glyphs: Glyphs, flash: Collection[str]) -> Line:
    """Return the row at an index of the view state's listing; `flash` are the ids of those lit for a moment."""
    listing, session, stories = view_state.listing, view_state.session, view_state.stories
    row = listing.rows[index]
    headline = listing.corpus.headline(row)
    columns = _columns(width, session.settings.columns)
    title, provider, fold = headline.title or GONE, headline.provider, ""
    if row in listing.corpus.departed:
        title = f"gone · {title}"
    if stories is not None:
        from reader.tui.render.story.folded import FOLD, fold_sign, outlets_of

        columns = columns._replace(title=max(1, columns.title - FOLD))
        fold, provider = fold_sign(stories, index, glyphs), outlets_of(stories, index)
        if stories.hidden(index) and all(name != "provider" for name, _cells in columns.before):
            title = f"{title} · {provider}"
    return article_row(
        title,
        provider,
        headline.date,
        headline.quality,
        session.mark(headline.id),
        columns=columns,
        heat=headline.heat,
        decided_by=session.decided_by_another(headline.id),
        now=session.clock().now,
        selected=headline.id in view_state.triage.selection,
        ranged=index in view_state.triage.ranged,
        flash=headline.id in flash,
        fold=fold,
        sign=sign_of(session.stories, row, glyphs),
        glyphs=glyphs,
    )


def highlights_of(listing: Listing) -> tuple[Highlight, ...]:
    """Return what the view of a listing looks for, to be marked in rows and article."""
    if not listing.view.parts:
        return ()
    from reader.query import highlights  # the first screen does without

    return highlights(listing.view.query())
