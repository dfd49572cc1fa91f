"""The range that `v` begins: the rows from the article it began at to the cursor, until a verb or Esc ends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.tui.main.main_view import MainView
    from reader.tui.state.view_state import ViewState

# Rows up to which those that change are drawn one by one; beyond, the whole page is.
_FEW = 50


def follow_range(main_view: MainView) -> None:
    """Let the range reach to where the cursor is now. It ends where the list no longer holds its beginning."""
    triage = main_view.view_state.triage
    if not triage.range_start:
        return
    before, triage.ranged = triage.ranged, _rows(main_view.view_state, main_view.rows.cursor)
    if not triage.ranged:
        triage.range_start = ""
    changed = set(before) ^ set(triage.ranged)
    if len(changed) > _FEW:
        main_view.rows.redraw()
    elif changed:
        main_view.rows.redraw(*changed)


def begin_range(main_view: MainView) -> None:
    """Begin a range at the cursor."""
    main_view.view_state.triage.range_start = main_view.cursor_id
    follow_range(main_view)


def drop_range(main_view: MainView) -> None:
    """End the range and choose nothing by it."""
    triage = main_view.view_state.triage
    if triage.range_start:
        triage.range_start, triage.ranged = "", range(0)
        main_view.rows.redraw()


def end_range(main_view: MainView) -> bool:
    """Select what the range holds, which ends it; return False where there is none."""
    view_state, triage = main_view.view_state, main_view.view_state.triage
    if not triage.range_start:
        return False
    triage.selection |= {view_state.listing.id_at(index) for index in triage.ranged}
    drop_range(main_view)
    return True


def _rows(view_state: ViewState, cursor: int) -> range:
    """Return the indexes from the range's beginning to the cursor, none where the list does not hold it."""
    start = view_state.triage.range_start
    # It is where it was, but for rows that have come meanwhile: looking for it takes a millisecond at 100,000.
    ends = (
        {view_state.triage.ranged.start, view_state.triage.ranged.stop - 1}
        if view_state.triage.ranged
        else set()
    )
    here = [
        index
        for index in ends
        if index < len(view_state.listing) and view_state.listing.id_at(index) == start
    ]
    begun = here[0] if here else view_state.listing.index_of(start)
    if begun is None:
        return range(0)
    return range(min(begun, cursor), max(begun, cursor) + 1)
