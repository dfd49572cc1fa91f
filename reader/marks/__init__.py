"""The journal of decisions: append-only, undoable, shared between sessions."""
