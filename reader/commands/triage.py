"""Verbs of triage: decide, mark, select, repeat, take back."""

from reader.commands.command import PANES, Command

TRIAGE = (
    Command("toggle-read", "Read or unread", "Mark read, or unread again.", ("r", "m"), "Triage"),
    Command("star", "Star", "Star, or take the star away.", ("s",), "Triage"),
    Command("later", "Later", "Put off for later, and go on.", ("b",), "Triage"),
    Command("dismiss", "Dismiss", "Dismiss, and go on.", ("d",), "Triage"),
    Command("approve", "Approve", "Approve, and go on.", ("a",), "Triage"),
    Command("tag", "Tag", "Add a tag.", ("t",), "Triage"),
    Command("untag", "Untag", "Remove a tag.", ("T",), "Triage"),
    Command("note", "Note", "Write a note of one or more lines.", ("c",), "Triage"),
    Command("select", "Select", "Select the article, or leave it out again.", ("x",), "Triage", PANES),
    Command(
        "select-range",
        "Select a range",
        "Begin a range at this row; a second time, select it.",
        ("v",),
        "Triage",
        ("list",),
    ),
    Command("select-all", "Select all shown", "Select every article of the view.", ("*",), "Triage", PANES),
    Command("select-none", "Select none", "Give the selection up.", ("X",), "Triage", PANES),
    Command("all-read", "All shown read", "Mark every article of the view read.", ("A",), "Triage", PANES),
    Command("stay", "Stay here", "Before a verb: do it and stay here.", (",",), "Triage", prefix=True),
    Command(
        "above",
        "All above",
        "Before a verb: do it to this and all above.",
        ("<",),
        "Triage",
        PANES,
        prefix=True,
    ),
    Command(
        "below",
        "All below",
        "Before a verb: do it to this and all below.",
        (">",),
        "Triage",
        PANES,
        prefix=True,
    ),
    Command("repeat", "Repeat", "Do the last verb of triage again here.", (".",), "Triage"),
    Command(
        "triage", "Triage mode", "Decide on the open articles of the view, one a screen.", ("g T",), "Triage"
    ),
    Command("undo", "Undo", "Take the last step back.", ("u",), "Triage"),
    Command("redo", "Redo", "Do again what was taken back.", ("U",), "Triage"),
)
