"""A query from the command line: understood before anything is loaded, and its mistakes marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli.arguments.query_error import mark_error
from reader.config.load import load_settings
from reader.config.paths import find_paths
from reader.errors import QueryError, UsageError

if TYPE_CHECKING:
    from reader.cli.output.console import Console
    from reader.query import Query
    from reader.session.session import Session


def understood(text: str) -> Query:
    """Return the query that `text` says. Raises `QueryError` with a note that marks the place."""
    from reader.query import parse  # the whole language: help does without it

    try:
        return parse(text)
    except QueryError as error:
        error.add_note(mark_error(text, error.start, error.end))
        raise


def say_nothing(session: Session, query: Query, console: Console) -> None:
    """Say on standard error that no article matches, and why."""
    from reader.session.table.no_matches import why_nothing  # only where nothing is found

    why = why_nothing(session, query)
    told = f"no article matches; the corpus has {len(session.corpus):,}"
    console.say(f"{told}: {why}" if why else told)


def wanted(text: str, view: str | None) -> Query:
    """Return the query that `text` says, within the saved view of that name.

    Raises `QueryError` for a mistake in either, with a note that marks it and says where a view was set, and
    `UsageError` for a view that is not there.
    """
    query = understood(text)
    if view is None:
        return query
    settings = load_settings(find_paths().settings_file)
    saved = {known.name.casefold(): known for known in settings.views}.get(view.casefold())
    if saved is None:
        names = ", ".join(known.name for known in settings.views)
        raise UsageError(f"there is no view “{view}”", hint=f"the views are {names}")
    try:
        understood(saved.query)
    except QueryError as error:
        error.place = settings.place(f"views.{saved.name}")
        raise
    from reader.session.listing.view import View  # as above

    return View(base=saved.query).narrowed(text).query()
