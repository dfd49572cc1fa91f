"""What the lines around the list say of it, and what stands in the place of an article where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.tui.render import bars
from reader.tui.render.lines import Line, Span, wrap

if TYPE_CHECKING:
    from reader.tui.state.view_state import ViewState


def counts(view_state: ViewState, loading: bars.Loading | None, *, settled: bool) -> Line:
    """Return the counts on the right of the top line: that of a view is not known while it is looked for."""
    full, corpus = view_state.full, view_state.session.corpus
    known = not view_state.is_searching and (settled or bool(corpus.total))
    return bars.top_right(
        view_state.count if known else None,
        corpus.total,
        corpus.problem_count,
        loading,
        gone=full.departed if known else 0,
        stories=None if view_state.stories is None or not known else view_state.stories.stories,
        more=not full.searched,
        saved=view_state.session.journal.path is not None,
    )


def empty_lines(view_state: ViewState, width: int, *, reading: bool) -> list[Line]:
    """Return why no article is shown; while the corpus is being read nothing is known of what is not there."""
    if view_state.is_searching:
        text = "Looking for the articles of this view …"
    elif len(view_state.listing):
        text = ""  # one of them is on its way
    elif reading:
        text = "Reading the corpus …"
    elif view_state.view.parts:
        view, why = view_state.nothing
        text = "No article matches this filter" + (f": {why}." if why and view == view_state.view else ".")
    else:
        text = "There are no articles here: no file in this place begins with front matter."
    return wrap([Span(text, "meta")], width)
