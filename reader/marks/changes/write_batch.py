"""Steps written in one transaction, and as their callers see them."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping, Sequence
from typing import cast

from reader.marks.changes import statements, undo
from reader.marks.changes.change import Change, Step, StepKind, StepRow, Value
from reader.marks.changes.edit import CONTENT
from reader.marks.changes.state import same
from reader.model.mark import Mark
from reader.text.identity import short_id

Targets = dict[tuple[str, str], tuple[str, Value]]
"""By article id and field: the article's key, and the value that the field is to have."""


class Batch:
    """One write transaction: its connection, the marks before it (`present`), and the new ones it makes (`fresh`)."""

    def __init__(self, connection: sqlite3.Connection, present: Mapping[str, Mark]) -> None:
        self.connection = connection
        self.present = present
        self.fresh: dict[str, Mark] = {}

    def held(self, cells: Collection[tuple[str, str]]) -> statements.Cells:
        """Return what stands in cells, named by article id and field."""
        return statements.held(
            self.connection, {article for article, _ in cells}, {name for _, name in cells}
        )

    def add(self, changes: Sequence[Change], held: statements.Cells) -> None:
        """Append changes where `held` stands in their cells."""
        self.fresh.update(statements.add(self.connection, changes, held, self.present))

    def put(
        self,
        row: StepRow,
        targets: Targets,
        held: statements.Cells,
        *,
        exact: bool,
        contents: Targets | None = None,
    ) -> list[Change]:
        """Write the targets that change something, as one step, and return the changes.

        `held` is what stands in these cells now, `exact` that of `same`. When nothing would change, nothing is
        written; `contents`, which are no decisions, are written beside other changes only.
        """
        changes = _changes(row, targets, held, exact=exact)
        if changes:
            changes += _changes(row, contents or {}, held, exact=exact, first=len(changes))
            undo.write_steps(self.connection, [row])
            self.add(changes, held)
        return changes

    def moved(self, moves: Mapping[str, str], contents: Mapping[str, str] | None) -> Targets:
        """Return what gives the marks of articles to others; see `Journal.carry`."""
        if contents is not None:
            now = statements.contents(self.connection)
            moves = {old: new for old, new in moves.items() if now.get(old) == contents[old]}
        values = statements.values_of(self.connection, moves)
        targets: Targets = {
            (short_id(key), field): (key, Value("", value.by, value.at))
            for (key, field), value in values.items()
        }
        # After all that is cleared: two articles may change places.
        for (key, field), value in values.items():
            targets[short_id(moves[key]), field] = moves[key], value
        return targets


def noted(contents: Mapping[str, str], user: str, now: int) -> Targets:
    """Return what notes the sketches of articles, given by key."""
    return {(short_id(key), CONTENT): (key, Value(sketch, user, now)) for key, sketch in contents.items()}


def _changes(
    row: StepRow, targets: Targets, held: statements.Cells, *, exact: bool, first: int = 0
) -> list[Change]:
    """Return the changes that lead from what is held to the targets, numbered from `first`."""
    changes: list[Change] = []
    for (article, name), (key, value) in targets.items():
        now = held.get((article, name), statements.UNTOUCHED)
        before = now.value
        if not same(name, before, value, exact=exact):
            # A change is never older than the one it replaces, even when a clock was set back.
            moment = max(row.time, now.time + 1)
            number = first + len(changes)
            changes.append(Change(row.id, number, moment, row.user, key, article, name, *before, *value))
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
        sum(change.field != CONTENT for change in changes),
        left,
    )


def storable(text: str) -> str:
    """Return a text as SQLite can hold it: lone surrogates, which no key types, become question marks."""
    return text.encode("utf-8", "replace").decode("utf-8")
