"""Verbs of moving through the list, reading the article and following related coverage."""

from reader.commands.command import PANES, Command

READING = (
    Command("down", "Next row", "Move to the next row.", ("j", "down"), "Moving", ("list", "related")),
    Command("up", "Previous row", "Move to the previous row.", ("k", "up"), "Moving", ("list", "related")),
    Command(
        "top", "First row", "Move to the first row, or to the top of the article.", ("g g", "home"), "Moving"
    ),
    Command(
        "bottom", "Last row", "Move to the last row, or to the end of the article.", ("G", "end"), "Moving"
    ),
    Command("page-down", "Page down", "Move down by a page.", ("pagedown",), "Moving"),
    Command("page-up", "Page up", "Move up by a page.", ("pageup",), "Moving"),
    Command("half-down", "Half a page down", "Move down by half a page.", ("ctrl+d",), "Moving"),
    Command("half-up", "Half a page up", "Move up by half a page.", ("ctrl+u",), "Moving"),
    Command(
        "next-unread", "Next unread", "Move to the next unread article of the view.", ("n",), "Moving", PANES
    ),
    Command(
        "previous-unread",
        "Previous unread",
        "Move to the previous unread article of the view.",
        ("p",),
        "Moving",
        PANES,
    ),
    Command("pane", "Next pane", "Go to the next pane: list, article, related coverage.", ("tab",), "Moving"),
    Command("pane-back", "Previous pane", "Go to the previous pane.", ("shift+tab",), "Moving"),
    Command(
        "read",
        "Read",
        "Go into the article under the cursor.",
        ("enter", "l", "right"),
        "Reading",
        ("list",),
    ),
    Command(
        "leave",
        "Back to the list",
        "Leave the article for the list.",
        ("h", "left", "escape"),
        "Reading",
        ("article",),
    ),
    Command(
        "scroll-down",
        "Scroll down",
        "Scroll the article down by a line.",
        ("j", "down"),
        "Reading",
        ("article",),
    ),
    Command(
        "scroll-up", "Scroll up", "Scroll the article up by a line.", ("k", "up"), "Reading", ("article",)
    ),
    Command(
        "article-down",
        "Scroll the article down",
        "Scroll the article down by a line from the list.",
        ("J",),
        "Reading",
        ("list",),
    ),
    Command(
        "article-up",
        "Scroll the article up",
        "Scroll the article up by a line from the list.",
        ("K",),
        "Reading",
        ("list",),
    ),
    Command(
        "read-on",
        "Read on",
        "Scroll the article by a page; at its end go to the next unread one.",
        ("space",),
        "Reading",
        PANES,
    ),
    Command("scroll-back", "Page back", "Scroll the article up by a page.", ("-",), "Reading", ("article",)),
    Command(
        "next-article",
        "Next article",
        "Read the next article of the view.",
        ("J",),
        "Reading",
        ("article",),
    ),
    Command(
        "previous-article",
        "Previous article",
        "Read the previous article of the view.",
        ("K",),
        "Reading",
        ("article",),
    ),
    Command("find", "Find in the article", "Find words in the article.", ("/",), "Reading", ("article",)),
    Command(
        "fetch-text",
        "Fetch the whole text",
        "Fetch the text of the article from its page, and keep it for reading offline.",
        ("D",),
        "Reading",
    ),
    Command("fields", "All fields", "Show every field of the file.", ("i",), "Reading"),
    Command("zen", "Zen", "Give the article the whole screen, and back.", ("z",), "Reading"),
    Command(
        "related",
        "Go to related coverage",
        "Go into the list of related coverage.",
        ("R",),
        "Related coverage",
    ),
    Command(
        "related-next",
        "Next related entry",
        "Move to the next entry of the related coverage.",
        ("]",),
        "Related coverage",
    ),
    Command(
        "related-back",
        "Previous related entry",
        "Move to the previous entry of the related coverage.",
        ("[",),
        "Related coverage",
    ),
    Command(
        "related-read",
        "Read the entry",
        "Open the entry as an article of its own.",
        ("enter", "l", "right"),
        "Related coverage",
        ("related",),
    ),
    Command(
        "related-leave",
        "Back to the article",
        "Leave the related coverage for the article.",
        ("h", "left", "escape"),
        "Related coverage",
        ("related",),
    ),
    Command(
        "trail-back",
        "Back along the trail",
        "Return to the article you came from.",
        ("backspace",),
        "Related coverage",
    ),
)
