"""Every setting with its default. None of them is required; `definitions` tells what each is for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

KEYMAPS = ("reader", "newsboat", "mutt")
"""The ready keymaps: the program's own, and those in `reader/commands/keymaps/`."""


class SavedView(NamedTuple):
    """A saved view: a query under a name, and the digit that goes there (`1` to `9`, or empty)."""

    name: str
    query: str
    key: str = ""


BUILT_IN_VIEWS = (
    SavedView("All", "", "1"),
    SavedView("Unread", "is:unread", "2"),
    SavedView("Starred", "is:starred", "3"),
    SavedView("Later", "is:later", "4"),
    SavedView("Publish queue", "is:draft", "5"),
    SavedView("Hot", "has:heat sort:-heat", "6"),
    SavedView("Duplicates", "is:dup", "7"),
    SavedView("New", "is:new", "8"),
)


class Settings(NamedTuple):
    """The settings in force.

    `sources` maps the name of each setting that was set to the place where that was done (`file:line`); the
    entries of a table have names of their own, such as `keys.down` or `views.Unread`.
    """

    theme: str = "reader-dark"
    color: Literal["auto", "always", "never"] = "auto"
    ascii: Literal["auto"] | bool = "auto"
    measure: int = 72
    list_share: int = 50
    mouse: bool = True
    read_after: float = 2.0
    advance: Literal["next-open", "next", "stay"] = "next-open"
    watch: bool = True
    now: Literal["clock", "corpus"] = "clock"
    remote: Literal["auto", "yes", "no"] = "auto"
    images: Literal["auto", "yes", "no"] = "auto"
    resume: Literal["interrupted", "always", "never"] = "interrupted"
    browser: tuple[str, ...] = ()
    open_limit: int = 20
    keymap: Literal["reader", "newsboat", "mutt"] = "reader"
    columns: tuple[str, ...] = ("date", "provider", "quality")
    state: str = ""
    heading_titles: bool = True
    fields: Mapping[str, tuple[str, ...]] = {}
    keys: Mapping[str, tuple[str, ...]] = {}
    views: tuple[SavedView, ...] = BUILT_IN_VIEWS
    sources: Mapping[str, str] = {}

    def place(self, name: str) -> str:
        """Return where a setting was set, as `file:line`, or an empty string for one that was not."""
        return self.sources.get(name, "")
