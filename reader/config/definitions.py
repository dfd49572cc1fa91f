"""What is known of each setting: the values it can have, and what it is for. Needed where there is a settings file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from reader.config.settings import KEYMAPS, Settings
from reader.config.value_kinds import Choice, Kind, Names, Number, Several, Text, Views, Words

# The fields that a file may hold under another name, as they are called in `[fields]`: by the plain name, or
# as the schema of the real corpora spells it.
FIELD_NAMES: Mapping[str, str] = {
    **{
        name: name
        for name in (
            "category", "title", "excerpt", "date", "original_url", "web_url", "amp_url", "cdn_amp_url",
            "type", "quality", "heat", "published", "draft", "featured", "secured", "provider", "authors",
            "topics", "images", "related",
        )
    },
    "publishedDateTime": "date",
    "originalUrl": "original_url",
    "webUrl": "web_url",
    "ampWebUrl": "amp_url",
    "cdnAmpWebUrl": "cdn_amp_url",
    "featuredContent": "featured",
}  # fmt: skip


class Definition(NamedTuple):
    """What is known of one setting: its name, its default, the values it can have and what it is for."""

    name: str
    default: Any
    kind: Kind
    help: str


_KNOWN: Mapping[str, tuple[Kind, str]] = {
    "theme": (Text(), "The colours of the app, by the name of a theme."),
    "color": (
        Choice(("auto", "always", "never")),
        "Whether to use colours; auto asks the terminal and respects NO_COLOR.",
    ),
    "ascii": (
        Choice(("auto", True, False)),
        "Whether marks and lines are drawn in plain ASCII; auto does so if the terminal supports nothing else.",
    ),
    "measure": (Number(30, 200, "columns", whole=True), "The greatest width of a line of an article."),
    "list_share": (
        Number(20, 80, "percent", whole=True),
        "The list's share of the screen, beside the article.",
    ),
    "mouse": (Choice((True, False)), "Whether the app uses the mouse; without it the terminal selects text."),
    "read_after": (
        Number(0, 3600, "seconds"),
        "How long an article stays open until it counts as read; 0 for never.",
    ),
    "advance": (
        Choice(("next-open", "next", "stay")),
        "Where the cursor goes after a decision: to the next undecided article, to the next row, or nowhere.",
    ),
    "watch": (
        Choice((True, False)),
        "Whether the app notices by itself that files change; Ctrl+R rescans in any case.",
    ),
    "now": (
        Choice(("clock", "corpus")),
        "What relative dates such as newer:7d count from: the clock, or the newest article.",
    ),
    "remote": (
        Choice(("auto", "yes", "no")),
        "Whether the terminal is remote: then there is no mouse and no animation, and an address is copied "
        "instead of opened; auto detects SSH.",
    ),
    "images": (
        Choice(("auto", "yes", "no")),
        "Whether pictures are fetched and shown on demand; auto does so unless the terminal is remote.",
    ),
    "resume": (
        Choice(("interrupted", "always", "never")),
        "When a start restores the view, filter, cursor and scroll position: after the app was interrupted "
        "(a dropped connection, a crash), always, or never.",
    ),
    "browser": (
        Words(),
        "The command that opens an address, as a list of arguments to which the address is added; "
        "empty for $BROWSER, or the system's own.",
    ),
    "open_limit": (
        Number(1, 1000, "pages", whole=True),
        "The largest number of pages of a selection that are opened in the browser.",
    ),
    "keymap": (
        Choice(KEYMAPS),
        "The keymap to start from: the program's own, or that of a program you know; [keys] overrides them.",
    ),
    "columns": (
        Several(("date", "provider", "quality", "heat")),
        "What the list shows before the title, in this order; a narrow window leaves some out.",
    ),
    "state": (
        Text(),
        "The file of marks, to share it with others; empty for your own. A relative path starts at the "
        "folder of this file.",
    ),
    "heading_titles": (
        Choice((True, False)),
        "Whether a file without a title takes the first heading of its body as title; otherwise its file name.",
    ),
    "fields": (Names("field", FIELD_NAMES), "Other names that your files use for a field."),
    "keys": (
        Names("command"),
        "The keys of a command, instead of those of the keymap; an empty list for none.",
    ),
    "views": (
        Views(),
        "Saved views, in addition to the built-in ones. Reusing a name or key replaces the built-in view's.",
    ),
}


def definitions() -> tuple[Definition, ...]:
    """Return every setting in the order in which a person is shown them, tables last."""
    plain = Settings()
    return tuple(
        Definition(name, getattr(plain, name), kind, meaning) for name, (kind, meaning) in _KNOWN.items()
    )
