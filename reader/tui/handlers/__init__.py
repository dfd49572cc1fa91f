"""One function a verb. `HANDLERS` maps the ids of the table of verbs to them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reader.tui.context import Context
from reader.tui.handlers import (
    article,
    export,
    fetching,
    filtering,
    handing,
    moving,
    pictures,
    pipe,
    program,
    publish,
    related,
    stories,
    triage,
)

Handler = Callable[[Context], None]

HANDLERS: Mapping[str, Handler] = {
    **moving.HANDLERS,
    **article.HANDLERS,
    **fetching.HANDLERS,
    **pictures.HANDLERS,
    **related.HANDLERS,
    **stories.HANDLERS,
    **triage.HANDLERS,
    **handing.HANDLERS,
    **export.HANDLERS,
    **pipe.HANDLERS,
    **publish.HANDLERS,
    **filtering.HANDLERS,
    **program.HANDLERS,
}
