"""One function a verb. `HANDLERS` maps the ids of the table of verbs to them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reader.tui.actions import (
    article,
    export,
    fetching,
    filtering,
    moving,
    pictures,
    pipe,
    program,
    publish,
    related,
    sharing,
    stories,
    triage,
)
from reader.tui.state.view_state import Context

Handler = Callable[[Context], None]

HANDLERS: Mapping[str, Handler] = {
    **moving.HANDLERS,
    **article.HANDLERS,
    **fetching.HANDLERS,
    **pictures.HANDLERS,
    **related.HANDLERS,
    **stories.HANDLERS,
    **triage.HANDLERS,
    **sharing.HANDLERS,
    **export.HANDLERS,
    **pipe.HANDLERS,
    **publish.HANDLERS,
    **filtering.HANDLERS,
    **program.HANDLERS,
}
