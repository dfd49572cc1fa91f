"""The range that `v` begins: the rows from the article it began at to the cursor, until a verb or Esc ends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.tui.context import Desk
    from reader.tui.stage import Stage

# Rows up to which those that change are drawn one by one; beyond, the whole page is.
_FEW = 50


def follow_range(stage: Stage) -> None:
    """Let the range reach to where the cursor is now. It ends where the list no longer holds its beginning."""
    triage = stage.desk.triage
    if not triage.range_start:
        return
    before, triage.ranged = triage.ranged, _rows(stage.desk, stage.rows.cursor)
    if not triage.ranged:
        triage.range_start = ""
    changed = set(before) ^ set(triage.ranged)
    if len(changed) > _FEW:
        stage.rows.redraw()
    elif changed:
        stage.rows.redraw(*changed)


def begin_range(stage: Stage) -> None:
    """Begin a range at the cursor."""
    stage.desk.triage.range_start = stage.cursor_id
    follow_range(stage)


def drop_range(stage: Stage) -> None:
    """End the range and choose nothing by it."""
    triage = stage.desk.triage
    if triage.range_start:
        triage.range_start, triage.ranged = "", range(0)
        stage.rows.redraw()


def end_range(stage: Stage) -> bool:
    """Select what the range holds, which ends it; return False where there is none."""
    desk, triage = stage.desk, stage.desk.triage
    if not triage.range_start:
        return False
    triage.selection |= {desk.listing.id_at(index) for index in triage.ranged}
    drop_range(stage)
    return True


def _rows(desk: Desk, cursor: int) -> range:
    """Return the indexes from the range's beginning to the cursor, none where the list does not hold it."""
    start = desk.triage.range_start
    # It is where it was, but for rows that have come meanwhile: looking for it takes a millisecond at 100,000.
    ends = {desk.triage.ranged.start, desk.triage.ranged.stop - 1} if desk.triage.ranged else set()
    here = [index for index in ends if index < len(desk.listing) and desk.listing.id_at(index) == start]
    begun = here[0] if here else desk.listing.index_of(start)
    if begun is None:
        return range(0)
    return range(min(begun, cursor), max(begun, cursor) + 1)
