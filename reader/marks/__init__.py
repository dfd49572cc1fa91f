"""The journal of decisions: append-only, undoable, shared between sessions.

Each name is loaded when it is first asked for: a start reads marks, and makes none.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.marks.change import Step
    from reader.marks.edit import Edit
    from reader.marks.journal import Journal
    from reader.marks.pace import Pace

_HOMES = {"Edit": "edit", "Journal": "journal", "Pace": "pace", "Step": "change"}

__all__ = ["Edit", "Journal", "Pace", "Step"]


def __getattr__(name: str) -> object:
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"reader.marks.{_HOMES[name]}"), name)
