"""Every setting: its default, the values it can have, and what it is for. None of them is required."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Literal, NamedTuple

from reader.config.kinds import Choice, Kind, Names, Number, Several, Text, Views, Words

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


KEYMAPS = ("reader", "newsboat", "mutt")
"""The ready keymaps: the program's own, and those in `reader/commands/keymaps/`."""


class View(NamedTuple):
    """A saved view: a query under a name, and the digit that goes there (`1` to `9`, or empty)."""

    name: str
    query: str
    key: str = ""


BUILT_IN_VIEWS = (
    View("All", "", "1"),
    View("Unread", "is:unread", "2"),
    View("Starred", "is:starred", "3"),
    View("Later", "is:later", "4"),
    View("Publish queue", "is:draft", "5"),
    View("Hot", "has:heat sort:-heat", "6"),
    View("Duplicates", "is:dup", "7"),
    View("New", "is:new", "8"),
)


def _setting(default: Any, kind: Kind, meaning: str) -> Any:
    # What a person is told about a setting stands beside its default, in the metadata of the field.
    return field(default=default, metadata={"kind": kind, "help": meaning})


def _table(kind: Names, meaning: str) -> Any:
    return field(default_factory=dict, metadata={"kind": kind, "help": meaning})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings in force.

    `sources` maps the name of each setting that was set to the place where that was done (`file:line`); the
    entries of a table have names of their own, such as `keys.down` or `views.Unread`.
    """

    theme: str = _setting("reader-dark", Text(), "The colours of the app, by the name of a theme.")
    color: Literal["auto", "always", "never"] = _setting(
        "auto",
        Choice(("auto", "always", "never")),
        "Whether to use colours; auto asks the terminal and heeds NO_COLOR.",
    )
    ascii: Literal["auto"] | bool = _setting(
        "auto",
        Choice(("auto", True, False)),
        "Whether marks and lines are drawn in plain ASCII; auto does so where the terminal knows no other.",
    )
    measure: int = _setting(
        72, Number(30, 200, "columns", whole=True), "The greatest width of a line of an article."
    )
    list_share: int = _setting(
        50,
        Number(20, 80, "percent", whole=True),
        "How much of the screen the list takes when it stands beside the article.",
    )
    mouse: bool = _setting(
        True, Choice((True, False)), "Whether the app uses the mouse; without it the terminal selects text."
    )
    read_after: float = _setting(
        2.0,
        Number(0, 3600, "seconds"),
        "How long an article stays open until it counts as read; 0 for never.",
    )
    advance: Literal["next-open", "next", "stay"] = _setting(
        "next-open",
        Choice(("next-open", "next", "stay")),
        "Where the cursor goes after a decision: to the next undecided article, to the next row, or nowhere.",
    )
    watch: bool = _setting(
        True,
        Choice((True, False)),
        "Whether files that change while the app runs are noticed by itself; Ctrl+R looks in any case.",
    )
    now: Literal["clock", "corpus"] = _setting(
        "clock",
        Choice(("clock", "corpus")),
        "What relative dates such as newer:7d count from: the clock, or the newest article of the corpus.",
    )
    remote: Literal["auto", "yes", "no"] = _setting(
        "auto",
        Choice(("auto", "yes", "no")),
        "Whether the terminal is far away: then no mouse and no animation, and an address is copied instead "
        "of opened; auto recognises SSH.",
    )
    images: Literal["auto", "yes", "no"] = _setting(
        "auto",
        Choice(("auto", "yes", "no")),
        "Whether pictures are fetched and shown on demand; auto does so unless the terminal is far away.",
    )
    resume: Literal["interrupted", "always", "never"] = _setting(
        "interrupted",
        Choice(("interrupted", "always", "never")),
        "When a start takes up view, filter, cursor and scroll where they were: after the app was interrupted "
        "(a dropped line, a crash), always, or never.",
    )
    browser: tuple[str, ...] = _setting(
        (),
        Words(),
        "The command that opens an address, as a list of arguments to which the address is added; "
        "empty for the system's own.",
    )
    keymap: Literal["reader", "newsboat", "mutt"] = _setting(
        "reader",
        Choice(KEYMAPS),
        "The keys to begin from: the program's own, or those of a program you know; [keys] stands over them.",
    )
    columns: tuple[str, ...] = _setting(
        ("date", "provider", "quality"),
        Several(("date", "provider", "quality", "heat")),
        "What the list shows before the title, in this order; what a narrow window has no room for is left out.",
    )
    state: str = _setting(
        "",
        Text(),
        "The file of marks, for sharing one with others; empty for your own. A relative path begins at "
        "the folder of this file.",
    )
    fields: Mapping[str, tuple[str, ...]] = _table(
        Names("field", FIELD_NAMES), "Other names under which your files hold a field."
    )
    keys: Mapping[str, tuple[str, ...]] = _table(
        Names("command"), "The keys of a command, instead of those of the keymap; an empty list for none."
    )
    views: tuple[View, ...] = _setting(
        BUILT_IN_VIEWS,
        Views(),
        "Saved views, besides the built-in ones. A name or key that you use is taken from the built-in view.",
    )
    sources: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)

    def place(self, name: str) -> str:
        """Return where a setting was set, as `file:line`, or an empty string for one that was not."""
        return self.sources.get(name, "")


class Definition(NamedTuple):
    """What is known of one setting: its name, its default, the values it can have and what it is for."""

    name: str
    default: Any
    kind: Kind
    help: str


def definitions() -> tuple[Definition, ...]:
    """Return every setting in the order in which a person is shown them, tables last."""
    plain = Settings()
    return tuple(
        Definition(item.name, getattr(plain, item.name), item.metadata["kind"], item.metadata["help"])
        for item in fields(Settings)
        if item.metadata
    )
