"""Verbs of triage: decide, mark, select, repeat, take back."""

from reader.commands.command import PANES, PANES_AND_STORY, STORY_TOO, Command

TRIAGE = (
    Command("toggle-read", "Read or unread", "Mark read, or unread again.", ("r", "m"), "Triage", STORY_TOO),
    Command("star", "Star", "Star, or take the star away.", ("s",), "Triage", STORY_TOO),
    Command("later", "Later", "Put off for later, and go on.", ("b",), "Triage", STORY_TOO),
    Command("dismiss", "Dismiss", "Dismiss, and go on.", ("d",), "Triage", STORY_TOO),
    Command("approve", "Approve", "Approve, and go on.", ("a",), "Triage", STORY_TOO),
    Command("tag", "Tag", "Add a tag.", ("t",), "Triage", STORY_TOO),
    Command("untag", "Untag", "Remove a tag.", ("T",), "Triage", STORY_TOO),
    Command("note", "Note", "Write a note of one or more lines.", ("c",), "Triage", STORY_TOO),
    Command(
        "select", "Select", "Select the article, or leave it out again.", ("x",), "Triage", PANES_AND_STORY
    ),
    Command(
        "select-range",
        "Select a range",
        "Begin a range here: a verb acts on all of it, a second time selects it.",
        ("v",),
        "Triage",
        ("list",),
    ),
    Command(
        "select-all",
        "Select all shown",
        "Select every article of the view.",
        ("*",),
        "Triage",
        PANES_AND_STORY,
    ),
    Command("select-none", "Select none", "Give the selection up.", ("X",), "Triage", PANES_AND_STORY),
    Command("all-read", "All shown read", "Mark every article of the view read.", ("A",), "Triage", PANES),
    Command(
        "stay", "Stay here", "Before a verb: do it and stay here.", (",",), "Triage", STORY_TOO, prefix=True
    ),
    Command(
        "above",
        "All above",
        "Before a verb: do it to this and all above.",
        ("<",),
        "Triage",
        PANES_AND_STORY,
        prefix=True,
    ),
    Command(
        "below",
        "All below",
        "Before a verb: do it to this and all below.",
        (">",),
        "Triage",
        PANES_AND_STORY,
        prefix=True,
    ),
    Command(
        "whole-story",
        "The whole story",
        "Before a verb: do it to all of its story, in the view or not.",
        ("&",),
        "Triage",
        STORY_TOO,
        prefix=True,
    ),
    Command("repeat", "Repeat", "Do the last verb of triage again here.", (".",), "Triage", STORY_TOO),
    Command(
        "triage", "Triage mode", "Decide on the open articles of the view, one a screen.", ("g T",), "Triage"
    ),
    Command("undo", "Undo", "Take the last step back.", ("u",), "Triage", STORY_TOO),
    Command("redo", "Redo", "Do again what was taken back.", ("U",), "Triage", STORY_TOO),
)
