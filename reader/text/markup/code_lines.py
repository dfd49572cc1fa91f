"""Which lines of a Markdown text are code: between fences, or indented."""

from __future__ import annotations

import re
from collections.abc import Sequence

FENCE = re.compile(r"[ \t]*(?:>[ \t]?)*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}|~{3,})(.*)", re.DOTALL)
"""A line that opens a fence of code: the fence and what stands behind it."""
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)")


def code_lines(lines: Sequence[str]) -> list[bool]:
    """Return for each line whether it belongs to a fence of code, its own lines included."""
    inside: list[bool] = []
    fence = ""
    for line in lines:
        if fence:
            inside.append(True)
            fence = "" if closes(line, fence) else fence
        else:
            fence = opened(line)
            inside.append(bool(fence))
    return inside


def opened(line: str) -> str:
    """Return the fence that a line opens, "" for none."""
    found = FENCE.fullmatch(line) if "```" in line or "~~~" in line else None
    return found[1] if found and not (found[1][0] == "`" and "`" in found[2]) else ""


def closes(line: str, fence: str) -> bool:
    """Tell whether a line closes a fence."""
    bare = line.lstrip(" \t>").rstrip()
    return len(bare) >= len(fence) and not bare.strip(fence[0])


def indented_code(lines: Sequence[str], fenced: Sequence[bool]) -> list[bool]:
    """Return for each line whether its indent makes it code. `fenced` is what `code_lines` returns.

    In a list that takes twice the indent, for less belongs to the item: an estimate, which the parser need not share.
    """
    code: list[bool] = []
    in_list = inside = False
    blank = True
    for line, is_fenced in zip(lines, fenced, strict=True):
        bare = line.lstrip(" \t")
        if not bare:
            blank = True
            code.append(False)
            continue
        indent = len(line[: len(line) - len(bare)].expandtabs(4))
        inside = indent >= (8 if in_list else 4) and (blank or inside) and not is_fenced
        inside = inside and not (in_list and _ITEM.match(line))
        code.append(inside)
        if not (inside or is_fenced) and indent < 4:
            in_list = bool(_ITEM.match(line)) or (in_list and not blank)
        blank = False
    return code
