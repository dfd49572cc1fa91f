"""Markdown written from pieces: blocks under the prefixes of lists and quotations, links, emphasis, code."""

from __future__ import annotations

import re
from dataclasses import dataclass

MAX_DEPTH = 8
"""Lists and quotations inside each other that are still told apart; what is deeper stays at this depth."""

_SPECIAL = re.compile(r"[\\`*\[\]<]|(?<![^\W_])_|_(?![^\W_])")
_LINE_START = re.compile(r"^(?=[#>~+-]|=+$)|^(\d{1,9})(?=[.)](?:\s|$))")
_TICKS = re.compile("`+")


def escape(text: str) -> str:
    """Return text so written that Markdown shows it as it is, wherever in a line it stands."""
    return _SPECIAL.sub(lambda found: "\\" + found[0], text)


def escape_start(text: str) -> str:
    """Return a paragraph that Markdown takes for no heading, list, quotation or rule."""
    return _LINE_START.sub(lambda found: (found[1] or "") + "\\", text)


def wrap(text: str, marker: str) -> str:
    """Return `text` between markers (`*`, `**`, `~~`), which stand next to its words and not to its spaces."""
    inner = text.strip()
    if not inner:
        return text
    start = text.index(inner)
    return text[:start] + marker + inner + marker + text[start + len(inner) :]


def as_code(text: str) -> str:
    """Return `text` as code inside a line."""
    if not text.strip():
        return text
    longest = max((len(run) for run in _TICKS.findall(text)), default=0)
    ticks = "`" * (longest + 1)
    space = " " if longest else ""
    return f"{ticks}{space}{text.strip()}{space}{ticks}"


def as_fence(text: str) -> str:
    """Return `text` as a block of code."""
    longest = max((len(run) for run in _TICKS.findall(text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{text}\n{fence}"


def as_target(url: str) -> str:
    """Return a web address as the target of a link or picture."""
    return url.replace("(", "%28").replace(")", "%29")


@dataclass(slots=True)
class _Level:
    """A list, an item of one, or a quotation that blocks stand in; `number` counts the items of an ordered list."""

    tag: str
    number: int = 1
    first: str = ""
    rest: str = ""


class Blocks:
    """The blocks of a document in their order, written under the lists and quotations that are open."""

    def __init__(self) -> None:
        self._written: list[str] = []
        self._levels: list[_Level] = []
        self._before: list[_Level] = []

    def enter(self, tag: str, number: int = 1) -> None:
        """Open a list (`ul`, `ol`), one of its items (`li`) or a quotation (`blockquote`)."""
        if tag == "li":
            if self._levels and self._levels[-1].tag == "li":
                self._levels.pop()
            holder = self._levels[-1] if self._levels else _Level("ul")
            first = f"{holder.number}. " if holder.tag == "ol" else "- "
            holder.number += 1
            level = _Level(tag, first=first, rest=" " * len(first))
        elif tag == "blockquote":
            level = _Level(tag, first="> ", rest="> ")
        else:
            level = _Level(tag, number)
        if len(self._levels) < MAX_DEPTH:
            self._levels.append(level)

    def leave(self, tag: str) -> None:
        """Close the innermost `tag` that is open and all inside it; without one, nothing."""
        for at in range(len(self._levels) - 1, -1, -1):
            if self._levels[at].tag == tag:
                del self._levels[at:]
                break

    def add(self, text: str) -> None:
        """Write a block; an empty one is left out."""
        if not text.strip():
            return
        shared = [level for level, before in zip(self._levels, self._before, strict=False) if level is before]
        begins_item = any(level.tag == "li" and level.first != level.rest for level in self._levels)
        follows_item = any(level.tag == "li" for level in self._before)
        if self._written:
            between = "".join(level.rest for level in shared).rstrip()
            self._written.append("\n" if begins_item and follows_item else f"\n{between}\n")
        lead = "".join(level.first for level in self._levels)
        prefix = "".join(level.rest for level in self._levels)
        for level in self._levels:
            level.first = level.rest
        lines = text.split("\n")
        self._written.append("\n".join([lead + lines[0], *(prefix + line for line in lines[1:])]))
        self._before = list(self._levels)

    def markdown(self) -> str:
        """Return all that was written."""
        return "".join(self._written)
