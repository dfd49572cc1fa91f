"""One function a verb. `HANDLERS` maps the ids of the table of verbs to them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reader.tui.context import Context
from reader.tui.handlers import article, fetching, filtering, moving, program, related, triage

Handler = Callable[[Context], None]

HANDLERS: Mapping[str, Handler] = {
    **moving.HANDLERS,
    **article.HANDLERS,
    **fetching.HANDLERS,
    **related.HANDLERS,
    **triage.HANDLERS,
    **filtering.HANDLERS,
    **program.HANDLERS,
}
