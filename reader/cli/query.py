"""A query from the command line: understood before anything is loaded, and its mistakes marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli.place import marked
from reader.errors import QueryError

if TYPE_CHECKING:
    from reader.query import Query


def understood(text: str) -> Query:
    """Return the query that `text` says. Raises `QueryError` with a note that marks the place."""
    from reader.query import parse  # the whole language: help does without it

    try:
        return parse(text)
    except QueryError as error:
        error.add_note(marked(text, error.start, error.end))
        raise
