"""What the lines around the list say of it, and what stands in the place of an article where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.tui.render import bars
from reader.tui.render.lines import Line, Span, wrap

if TYPE_CHECKING:
    from reader.tui.context import Desk


def counts(desk: Desk, loading: bars.Loading | None, *, settled: bool) -> Line:
    """Return the counts on the right of the top line: that of a view is not known while it is looked for."""
    full, corpus = desk.full, desk.session.corpus
    known = not desk.is_searching and (settled or bool(corpus.total))
    return bars.top_right(
        desk.count if known else None,
        corpus.total,
        corpus.problem_count,
        loading,
        gone=full.departed if known else 0,
        stories=None if desk.stories is None or not known else desk.stories.stories,
        more=not full.searched,
        saved=desk.session.journal.path is not None,
    )


def empty_lines(desk: Desk, width: int, *, reading: bool) -> list[Line]:
    """Return why no article is shown; while the corpus is being read nothing is known of what is not there."""
    if desk.is_searching:
        text = "Looking for the articles of this view …"
    elif len(desk.listing):
        text = ""  # one of them is on its way
    elif reading:
        text = "Reading the corpus …"
    elif desk.view.parts:
        view, why = desk.nothing
        text = "No article matches this filter" + (f": {why}." if why and view == desk.view else ".")
    else:
        text = "There are no articles here: no file in this place begins with front matter."
    return wrap([Span(text, "meta")], width)
