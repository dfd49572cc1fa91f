"""Steps put into the journal, and as their callers see them."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable
from typing import cast

from reader.marks import ledger, undo
from reader.marks.change import Change, Step, StepKind, StepRow, Value
from reader.marks.state import same
from reader.model import Mark
from reader.text.identity import short_id


def put(
    connection: sqlite3.Connection,
    row: StepRow,
    values: Iterable[tuple[str, str, Value]],
    fresh: dict[str, Mark],
    *,
    exact: bool,
) -> list[Change]:
    """Write the values (key, field, value) that change something, as one step, and return the changes.

    When there are none, nothing is written. The new marks are put into `fresh`; `exact` is that of `same`.
    """
    targets = {(short_id(key), field): (key, value) for key, field, value in values}
    held = ledger.held(connection, {article for article, _ in targets}, {field for _, field in targets})
    changes: list[Change] = []
    for (article, field), (key, value) in targets.items():
        now = held.get((article, field), ledger.UNTOUCHED)
        if not same(field, now.value, value, exact=exact):
            # A change is never older than the one it replaces, even when a clock was set back.
            moment = max(row.time, now.time + 1)
            changes.append(
                Change(row.id, len(changes), moment, row.user, key, article, field, *now.value, *value)
            )
    if changes:
        undo.write_steps(connection, [row])
        fresh.update(ledger.add(connection, changes, held))
    return changes


def cells(connection: sqlite3.Connection, changes: Collection[Change]) -> ledger.Cells:
    """Return what stands in the cells that changes are about."""
    return ledger.held(
        connection, {change.article for change in changes}, {change.field for change in changes}
    )


def merged(change: Change, label: str, session: str) -> StepRow:
    """Return the step of a change that was made in another journal; it is on no stack of this one."""
    return StepRow(
        change.step, "merged", change.time, change.user, session, label, "", "", change.step, "", None, None
    )


def seen(row: StepRow, changes: Collection[Change], left: int = 0) -> Step:
    """Return a step as its caller sees it."""
    keys = {change.article: change.key for change in changes}
    return Step(
        row.id,
        cast("StepKind", row.kind),
        row.label,
        row.time,
        row.user,
        row.view,
        row.cursor,
        tuple(keys.values()),
        tuple(keys),
        len(changes),
        left,
    )
