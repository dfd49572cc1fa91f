"""The journal of decisions: append-only, undoable, shared between sessions."""

from reader.marks.change import Step
from reader.marks.edit import Edit
from reader.marks.journal import Journal
from reader.marks.pace import Pace

__all__ = ["Edit", "Journal", "Pace", "Step"]
