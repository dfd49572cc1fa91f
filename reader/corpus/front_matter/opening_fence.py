"""How front matter begins: what may stand before it, and the fence, which may name the format."""

from __future__ import annotations

import re
from typing import NamedTuple

from reader.corpus.front_matter.values import Format

# A byte order mark, spaces and joiners of no width.
_INVISIBLE = "\ufeff\u200b\u200c\u200d\u2060"
_LEAD = re.compile(rf"(?:[\s{_INVISIBLE}]|<!--.*?-->)*+", re.DOTALL)
_BLANK_BYTES = b" \t\r\n\v\f" + _INVISIBLE.encode()
_STARTS = (b"---", b"+++", b";;;", b"{", b"<!--", b"[")
_NAME = re.compile(rb"[\"']?[A-Za-z][\w -]{0,60}[\"']?[ \t]*[:=]")
_FENCE = re.compile(
    r"(-{3,}|\+\+\+|;{3,})(?:([ \t]*)([A-Za-z][\w+-]*))?(?:[ \t]+#[^\n]*|[ \t]*)(?:\n|\Z)", re.ASCII
)
# What an object in braces begins with: a name in quotes, perhaps after comments, or a usual one without.
_BRACE = re.compile(
    r"\{(?:\s|//[^\n]*(?:\n|\Z)|/\*(?:(?!\*/).)*+\*/)*+(?:[\"}]|'[\w-]+'\s*:|(?:title|date|layout|slug|draft|tags)\s*:)",
    re.DOTALL,
)
_NAMED: dict[str, Format] = {
    "json": "json",
    "json5": "json",
    "jsonc": "json",
    "yaml": "yaml",
    "yml": "yaml",
    "toml": "toml",
}
_OF_FENCE: dict[str, Format] = {"-": "yaml", "+": "toml", ";": "json"}


class Opening(NamedTuple):
    """What a file begins with: `fence` as written, and `start`, where in the text the fields begin.

    `fence` is "" without one. `named` is the language that the fence names, "" for none, and `format` that of the
    fields, None for a language that is not read.
    """

    fence: str
    start: int
    format: Format | None = None
    named: str = ""


def may_begin(data: bytes) -> bool:
    """Tell from the first bytes of a file in UTF-8 whether it may begin with front matter."""
    first = data[:1024].lstrip(_BLANK_BYTES)
    return first.startswith(_STARTS) or _NAME.match(first) is not None


def find_opening(text: str) -> Opening:
    """Return what a text begins with, after blank lines, invisible characters and HTML comments.

    The format of an object in braces is `json`; that of a text that begins with neither fence nor brace is None.
    """
    lead = _LEAD.match(text)
    start = lead.end() if lead else 0
    fence = _FENCE.match(text, start)
    if fence is None:
        return Opening("", start, "json" if _BRACE.match(text, start) else None)
    signs, gap, named = fence.groups()
    if named is None:
        return Opening(signs, fence.end(), _OF_FENCE[signs[0]])
    known = _NAMED.get(named.lower())
    if known is None and gap:
        return Opening("", start)  # prose after a dash: `--- and so on`
    return Opening(signs, fence.end(), known, named)
