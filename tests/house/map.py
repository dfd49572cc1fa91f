"""The map of the rooms, `reader/README.md`: the list of a room's files is made from what they say of themselves.

`python -m tests.house.map` brings the lists up to date. What the map says of the rooms is written by hand.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.house.sources import PACKAGE

MAP = PACKAGE / "README.md"
_HEADING = re.compile(r"## `(\w+)/`")


def refreshed(text: str, package: Path = PACKAGE) -> str:
    """Return the map with one line for every module of every room it names, in the order of their paths."""
    kept = re.split(r"(?m)^(?=## )", text)
    return "\n".join(_section(section, package) for section in kept)


def _section(section: str, package: Path) -> str:
    """Return a section with its list made anew; one about no room, or without a list, stays as it is."""
    heading = _HEADING.match(section)
    if heading is None:
        return section.rstrip("\n") + "\n"
    prose = [line for line in section.splitlines() if not line.startswith("- `")]
    return (
        "\n".join((*"\n".join(prose).rstrip().splitlines(), "", *_lines(package / heading[1]))).rstrip("\n")
        + "\n"
    )


def _lines(room: Path) -> Iterator[str]:
    for file in sorted(room.rglob("*.py")):
        name = file.relative_to(room).as_posix().removesuffix("__init__.py")
        if name:
            said = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
            yield f"- `{name}`: {said.partition(chr(10))[0]}"


def main() -> int:
    text = MAP.read_text(encoding="utf-8")
    if refreshed(text) != text:
        MAP.write_text(refreshed(text), encoding="utf-8")
        print(f"{MAP.name}: written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
