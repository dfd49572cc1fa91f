"""A long text cut into pieces that mean the same one by one, so that no more of it is set than is looked at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

CHUNK = 4_000
"""Characters from which a piece ends where it may: some three screens."""

LONGEST = 16 * CHUNK
"""Characters after which a piece ends at the next line or blank, whatever it is in the middle of."""

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})", re.MULTILINE)
# A blank line before what begins a paragraph or a heading outside of all lists and quotes.
_BORDER = re.compile(r"\n[ \t]*\n(?=#|[^\W\d_]|[\"'(\[*_“‘«](?![ \t*_]))")
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]+\]:[ \t]*\S[^\n]*$", re.MULTILINE)
_MOST_DEFINITIONS = 2_000


def markdown_chunks(text: str) -> Iterator[str]:
    """Yield a Markdown text in pieces, cut where no list, quote or code block is open; very long ones go on."""
    start, fence = 0, ""
    while len(text) - start > CHUNK:
        before = f"{fence}\n" if fence else ""
        end, fence = _end(text, start, fence)
        yield before + text[start:end] + (f"\n{fence}" if fence else "")
        start = end
    if start < len(text):
        yield (f"{fence}\n" if fence else "") + text[start:]


def plain_chunks(text: str) -> Iterator[str]:
    """Yield a text of lines in pieces, without the line end or blank between two."""
    start = 0
    while start < len(text):
        end = _forced_end(text, start, CHUNK, LONGEST)
        yield text[start:end].removesuffix("\n")
        start = end


def definitions(text: str) -> str:
    """Return the lines of a Markdown text that tell where links lead: they may stand far from these."""
    if "]:" not in text:
        return ""
    return "\n".join(match[0] for match in islice(_DEFINITION.finditer(text), _MOST_DEFINITIONS))


def _end(text: str, start: int, fence: str) -> tuple[int, str]:
    """Return where the piece that begins at `start` ends, and the fence of the code block that is open there, if any.

    `fence` is that of the block in which it begins.
    """
    at = start
    for border in _BORDER.finditer(text, start + CHUNK, start + LONGEST):
        fence = _open_fence(text, at, border.start(), fence)
        at = border.start()
        if not fence:
            return border.end(), ""
    end = _forced_end(text, start, LONGEST, 2 * LONGEST)
    return end, _open_fence(text, at, end, fence)


def _open_fence(text: str, start: int, end: int, fence: str) -> str:
    """Return the fence of the code block that is open at `end`, when that of `start` is `fence`."""
    for mark in _FENCE.finditer(text, start, end):
        if not fence:
            fence = mark[1]
        elif mark[1].startswith(fence):
            fence = ""
    return fence


def _forced_end(text: str, start: int, least: int, most: int) -> int:
    """Return the end of a line, else of a word, `least` to `most` characters from `start` on; else `most` on."""
    latest = start + most
    for border in ("\n", " "):
        if (end := text.find(border, start + least, latest)) >= 0:
            return end + 1
        if latest >= len(text):
            return len(text)
    return latest
