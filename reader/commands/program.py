"""Verbs of going to places and of the program itself."""

from reader.commands.command import STORY_TOO, Command

PROGRAM = (
    Command("go-all", "All articles", "Show all articles.", ("g a",), "Going places"),
    Command("go-unread", "Unread", "Show what is not read yet.", ("g u",), "Going places"),
    Command("go-starred", "Starred", "Show what is starred.", ("g s",), "Going places"),
    Command("go-later", "Later", "Show what is saved for later.", ("g l",), "Going places"),
    Command(
        "go-queue", "Publish queue", "Show the drafts: what waits to be published.", ("g q",), "Going places"
    ),
    Command(
        "go-problems", "Problems", "List what is wrong in the files of the corpus.", ("g h",), "Going places"
    ),
    Command("help", "Help", "List the keys that work here.", ("?", "f1"), "Program", STORY_TOO),
    Command(
        "palette", "Palette", "Find a command by its name and run it.", ("ctrl+p", ":"), "Program", STORY_TOO
    ),
    Command(
        "mouse",
        "Mouse on or off",
        "Let the terminal select text, or the program use the mouse.",
        ("\\",),
        "Program",
        STORY_TOO,
    ),
    Command("theme", "Theme", "Choose a theme, with a preview.", ("g c",), "Program", STORY_TOO),
    Command(
        "redraw",
        "Redraw",
        "Redraw the whole screen, after another program has written on it.",
        ("ctrl+l",),
        "Program",
        STORY_TOO,
    ),
    Command("suspend", "Suspend", "Go to the shell; `fg` comes back.", ("ctrl+z",), "Program", STORY_TOO),
    Command("back", "Back", "Go back a step; at the list, quit.", ("q",), "Program", STORY_TOO),
    Command("quit", "Quit", "Leave the program.", ("Q", "ctrl+q"), "Program", STORY_TOO),
)
