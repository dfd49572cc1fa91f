"""Records as JSON that is safe to look at: nothing in it can act on a terminal, and nothing is lost."""

from __future__ import annotations

import json
from typing import Any


def dump(value: Any, *, unicode: bool, indent: int | None = None) -> str:
    r"""Return a value as JSON in the order of its keys.

    With `unicode` letters of all scripts are written as they are, without it everything beyond ASCII is
    escaped. Characters that are not printable (controls, marks of direction) are always escaped as `\uXXXX`.
    """
    text = json.dumps(value, ensure_ascii=not unicode, indent=indent)
    return "\n".join(_printable(line) for line in text.split("\n"))


def _printable(line: str) -> str:
    if line.isprintable():
        return line
    return "".join(part if part.isprintable() else json.dumps(part)[1:-1] for part in line)
