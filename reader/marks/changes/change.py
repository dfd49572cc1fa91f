"""The rows of the journal: changes, and the steps they were made in."""

from __future__ import annotations

from typing import Literal, NamedTuple

StepKind = Literal["do", "auto", "undo", "redo", "merged"]


class Value(NamedTuple):
    """The text of a field, whose decision it is, and since when (milliseconds since 1970-01-01 UTC)."""

    text: str
    by: str
    at: int


class Change(NamedTuple):
    """One change of one field of one article; the order of its parts is that of the table's columns.

    `step` and `n` together are unique all over the world. `time` (milliseconds) orders changes: it is the
    clock's, moved on where the change it replaces says to be younger. `user` is who acted; `new_by` and
    `new_at` are whose value it is, which differ when an undo puts back what someone else had decided.
    """

    step: str
    n: int
    time: int
    user: str
    key: str
    article: str
    field: str
    old: str
    old_by: str
    old_at: int
    new: str
    new_by: str
    new_at: int

    @property
    def id(self) -> str:
        """Return the change's name in dumps."""
        return f"{self.step}.{self.n}"

    @property
    def rank(self) -> tuple[int, str, int]:
        """Return what decides between two changes of one field: the greater stands."""
        return self.time, self.step, self.n

    @property
    def before(self) -> Value:
        """Return the value that this change replaced."""
        return Value(self.old, self.old_by, self.old_at)

    @property
    def after(self) -> Value:
        """Return the value that this change set."""
        return Value(self.new, self.new_by, self.new_at)


class StepRow(NamedTuple):
    """One step as it is kept; the order of its parts is that of the table's columns.

    The stacks of undo and redo are chains through the steps. `undo_top` and `redo_top` are the tops of both
    after this step (None: the step is on no stack, "": that stack is empty); `below` is the step under this one
    on the stack it lies on; `origin` is the step that was first done, which has the label and the place.
    `corpus` is the corpus that was open, "" where none was or an earlier version has not said; each has stacks of its
    own.
    """

    id: str
    kind: str
    time: int
    user: str
    session: str
    label: str
    view: str
    cursor: str
    origin: str
    below: str
    undo_top: str | None
    redo_top: str | None
    corpus: str = ""


class Step(NamedTuple):
    """A step as its caller sees it: what was done, undone or redone, and where to go back to.

    `keys` and `ids` are the articles changed, in order, and `changes` counts their changed fields. `view` and
    `cursor` are the texts that the caller gave when the step was first done. `left` counts the fields that an
    undo or redo has not touched, because they have been decided anew since. `time` is in milliseconds since
    1970-01-01 UTC.
    """

    id: str
    kind: StepKind
    label: str
    time: int
    user: str
    view: str = ""
    cursor: str = ""
    keys: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    changes: int = 0
    left: int = 0
