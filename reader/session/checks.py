"""What can only be found out about settings with the query language at hand: whether the saved views say something."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reader.errors import ConfigError, QueryError

if TYPE_CHECKING:
    from reader.config.settings import Settings


def view_faults(settings: Settings) -> Iterator[ConfigError]:
    """Yield what is wrong with the queries of the user's own views, each with its place."""
    own = [view for view in settings.views if settings.place(f"views.{view.name}")]
    from reader.query import parse  # most people have no views of their own, and start without the parser

    for view in own:
        try:
            parse(view.query)
        except QueryError as error:
            yield ConfigError(
                f"the query of the view “{view.name}” cannot be understood: {error.message}",
                place=settings.place(f"views.{view.name}"),
                hint=error.hint,
            )
