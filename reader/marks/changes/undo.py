"""Undo and redo as chains through the steps, which live in the journal and so survive a restart.

A step that was done lies on the undo stack of its user and its corpus. Undoing takes the top step E and writes a new
step U that puts E's old values back; U lies on the redo stack. Redoing takes U and puts *its* old values back by a step
R, which lies on the undo stack where E was. Each step names the one below it and both tops after it, so the stacks are
read from the last step alone that this user has made in this corpus, whoever wrote it, and no row is ever changed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable
from typing import NamedTuple

from reader.marks.changes.change import Change, StepRow, Value
from reader.marks.changes.edit import CONTENT
from reader.marks.changes.state import same
from reader.marks.changes.statements import UNTOUCHED, Cells

_STEP = "id, kind, time, user, session, label, view, cursor, origin, below, undo_top, redo_top, corpus"


class Tops(NamedTuple):
    """The ids of the steps to undo and to redo next; empty where there is none."""

    undo: str
    redo: str


def tops(connection: sqlite3.Connection, user: str, corpus: str) -> Tops:
    """Return the tops of the two stacks that a user has in a corpus."""
    row = connection.execute(
        "SELECT undo_top, redo_top FROM step WHERE user = ? AND corpus = ? AND undo_top IS NOT NULL "
        "ORDER BY no DESC LIMIT 1",
        (user, corpus),
    ).fetchone()
    return Tops("", "") if row is None else Tops(*row)


def latest_elsewhere(connection: sqlite3.Connection, user: str, corpus: str, kind: str) -> StepRow | None:
    """Return the latest step on top of the user's stacks in other corpora, for `undo` or `redo`; None for none."""
    others = connection.execute(
        "SELECT DISTINCT corpus FROM step WHERE user = ? AND corpus <> ? AND undo_top IS NOT NULL",
        (user, corpus),
    ).fetchall()
    found = [read_step(connection, getattr(tops(connection, user, other), kind)) for (other,) in others]
    return max(
        (step for step in found if step is not None), key=lambda step: (step.time, step.id), default=None
    )


def read_step(connection: sqlite3.Connection, step: str) -> StepRow | None:
    """Return a step by its id."""
    row = connection.execute(f"SELECT {_STEP} FROM step WHERE id = ?", (step,)).fetchone()  # noqa: S608
    return None if row is None else StepRow(*row)


def write_steps(connection: sqlite3.Connection, steps: Iterable[StepRow]) -> None:
    """Append steps; those that are there already stay as they are."""
    connection.executemany(
        f"INSERT OR IGNORE INTO step ({_STEP}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
        steps,
    )


def on_top(step: StepRow, now: Tops) -> StepRow:
    """Return a step that is newly done, laid on the undo stack; nothing can be redone after it."""
    return step._replace(below=now.undo, undo_top=step.id, redo_top="")


def undone(target: StepRow, step: StepRow, now: Tops) -> StepRow:
    """Return the step that undoes `target`, the top of the undo stack, laid on the redo stack."""
    return step._replace(origin=target.origin, below=now.redo, undo_top=target.below, redo_top=step.id)


def redone(target: StepRow, step: StepRow, now: Tops) -> StepRow:
    """Return the step that takes back the undo `target`, the top of the redo stack, laid on the undo stack."""
    return step._replace(origin=target.origin, below=now.undo, undo_top=step.id, redo_top=target.below)


def inverse(
    changes: Iterable[Change], cells: Cells, elsewhere: Collection[str] = ()
) -> tuple[dict[tuple[str, str], tuple[str, Value]], int]:
    """Return key and value, by article id and field, that take `changes` back, and how many are left alone.

    A field is put back only where the value that the change set still stands, its owner and moment included;
    a later decision, be it the same, is somebody's and stays. What was noted of the content is no decision.
    Where the marks of an article are `elsewhere` by now (its id), its file holds another one: that gets nothing.
    """
    wanted: dict[tuple[str, str], tuple[str, Value]] = {}
    left = 0
    for change in changes:
        if change.field == CONTENT:
            continue
        cell = change.article, change.field
        now = cells.get(cell, UNTOUCHED).value
        if now == change.after and change.article not in elsewhere:
            wanted[cell] = change.key, change.before
        elif not same(change.field, now, change.before, exact=True):
            left += 1
    return wanted, left
