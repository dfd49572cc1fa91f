"""Saying in the empty list why a filter finds nothing, once typing rests."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.tui.events.guard import FORESEEN

if TYPE_CHECKING:
    from reader.session.listing.view import View
    from reader.session.session import Session
    from reader.tui.main.main_view import MainView

REST = 0.3
"""Seconds without another letter after which the reason is looked for: it asks every term of the filter by itself."""

_PIECE = 0.05


def reason(session: Session, view: View, cancelled: Callable[[], bool]) -> str:
    """Return why a view holds nothing, in a thread; "" where that cannot be told or `cancelled` said so meanwhile."""
    until = time.monotonic() + REST
    while (left := until - time.monotonic()) > 0 and not cancelled():
        time.sleep(min(left, _PIECE))
    if cancelled():
        return ""
    from reader.session.table.no_matches import why_nothing  # only where nothing is found

    try:
        return why_nothing(session, view.query())
    except FORESEEN:
        return ""  # the index has become unreadable: whoever reads it next says so


def show_reason(main_view: MainView, view: View, why: str) -> None:
    """Show why the view holds nothing, where it is still the one shown and nothing has come into it."""
    view_state = main_view.view_state
    if view_state.view == view and not len(view_state.listing):
        view_state.nothing = (view, why)
        main_view.show_current()
