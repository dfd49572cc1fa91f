"""Steps written in one transaction, and as their callers see them."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping, Sequence
from typing import cast

from reader.marks import ledger, undo
from reader.marks.change import Change, Step, StepKind, StepRow, Value
from reader.marks.state import same
from reader.model.mark import Mark

Targets = dict[tuple[str, str], tuple[str, Value]]
"""By article id and field: the article's key, and the value that the field is to have."""


class Batch:
    """One write transaction: its connection, the marks before it (`present`), and the new ones it makes (`fresh`)."""

    def __init__(self, connection: sqlite3.Connection, present: Mapping[str, Mark]) -> None:
        self.connection = connection
        self.present = present
        self.fresh: dict[str, Mark] = {}

    def held(self, cells: Collection[tuple[str, str]]) -> ledger.Cells:
        """Return what stands in cells, named by article id and field."""
        return ledger.held(self.connection, {article for article, _ in cells}, {name for _, name in cells})

    def add(self, changes: Sequence[Change], held: ledger.Cells) -> None:
        """Append changes where `held` stands in their cells."""
        self.fresh.update(ledger.add(self.connection, changes, held, self.present))

    def put(self, row: StepRow, targets: Targets, held: ledger.Cells, *, exact: bool) -> list[Change]:
        """Write the targets that change something, as one step, and return the changes.

        `held` is what stands in these cells now, `exact` that of `same`. When nothing would change, nothing is
        written.
        """
        changes: list[Change] = []
        for (article, name), (key, value) in targets.items():
            now = held.get((article, name), ledger.UNTOUCHED)
            before = now.value
            if not same(name, before, value, exact=exact):
                # A change is never older than the one it replaces, even when a clock was set back.
                moment = max(row.time, now.time + 1)
                changes.append(
                    Change(row.id, len(changes), moment, row.user, key, article, name, *before, *value)
                )
        if changes:
            undo.write_steps(self.connection, [row])
            self.add(changes, held)
        return changes


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
