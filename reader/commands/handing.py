"""Verbs of handing on: open, copy and edit."""

from reader.commands.command import Command

HANDING = (
    Command(
        "open",
        "Open in the browser",
        "Open the article's address in the browser.",
        ("o",),
        "Handing on",
    ),
    Command("copy", "Copy the address", "Copy the article's address to the clipboard.", ("y",), "Handing on"),
    Command("edit", "Edit the file", "Open the article's file in $VISUAL or $EDITOR.", ("E",), "Handing on"),
)
