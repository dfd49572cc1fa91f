"""What the journal records: edits, changes, steps, undo, and the statements that write and read them."""
