"""Verbs of handing on: open, copy, export, send to a command, publish, edit."""

from reader.commands.command import STORY_TOO, Command

SHARING = (
    Command(
        "open",
        "Open in the browser",
        "Open the address in the browser.",
        ("o",),
        "Handing on",
        STORY_TOO,
    ),
    Command(
        "open-menu",
        "Choose what to open",
        "Choose among original, web, AMP and cached AMP address, and picture.",
        ("O",),
        "Handing on",
        STORY_TOO,
    ),
    Command(
        "copy", "Copy the address", "Copy the address to the clipboard.", ("y",), "Handing on", STORY_TOO
    ),
    Command(
        "copy-menu",
        "Choose what to copy",
        "Choose among address, title, Markdown link, citation, ID and path.",
        ("Y",),
        "Handing on",
        STORY_TOO,
    ),
    Command(
        "export",
        "Export",
        "Write the selection, the story, the view or the article to a file; in triage mode, the summary.",
        ("w",),
        "Handing on",
        STORY_TOO,
    ),
    Command(
        "pipe",
        "Send to a command",
        "Send the selection or the article to a command, and show what it says.",
        ("|",),
        "Handing on",
        STORY_TOO,
    ),
    Command(
        "publish",
        "Publish",
        "Set `published:` in the files of the selection, or of the approved drafts, after a preview.",
        ("P",),
        "Handing on",
        STORY_TOO,
    ),
    Command(
        "unpublish",
        "Unpublish",
        "Make drafts of the selection, or of this article, after a preview.",
        (),
        "Handing on",
        STORY_TOO,
    ),
    Command(
        "edit",
        "Edit the file",
        "Open the article's file in $VISUAL or $EDITOR.",
        ("E",),
        "Handing on",
        STORY_TOO,
    ),
)
