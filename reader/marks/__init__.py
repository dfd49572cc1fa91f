"""The journal of decisions: append-only, undoable, shared between sessions.

Each name is loaded when it is first asked for: a start reads marks, and makes none.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.marks.changes.change import Step
    from reader.marks.changes.edit import Edit
    from reader.marks.journal import Journal

_HOMES = {
    "Edit": "reader.marks.changes.edit",
    "Journal": "reader.marks.journal",
    "Step": "reader.marks.changes.change",
}

__all__ = ["Edit", "Journal", "Step"]


def __getattr__(name: str) -> object:
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(_HOMES[name]), name)
