"""What leads to the roots of a corpus: folders, links and mounts by which a path may come to lead elsewhere."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path

MOUNTS = "/proc/self/mountinfo"
"""The file in which Linux lists what is mounted; `poll` tells of its changes (`proc(5)`)."""

# As many links in a row as Linux follows.
_MOST_LINKS = 40
_OCTAL = re.compile(r"\\([0-7]{3})")


def ways(roots: Sequence[Path]) -> dict[str, set[str]]:
    """Return the names that the paths of the roots go by, those of links and of what these lead to, by folder.

    When none of them comes, goes or is replaced, the paths lead where they led. What does not exist is named as well.
    """
    found: dict[str, set[str]] = {}
    for root in roots:
        _follow(str(root.absolute()), found)
    return found


def _follow(path: str, found: dict[str, set[str]]) -> None:
    todo = [part for part in reversed(path.split("/")) if part not in ("", ".")]
    place, links = "/", 0
    while todo:
        name = todo.pop()
        if name == "..":
            place = str(Path(place).parent)
            continue
        found.setdefault(place, set()).add(name)
        inner = place.rstrip("/") + "/" + name
        try:
            target = str(Path(inner).readlink())
        except OSError:  # no link, or not there
            place = inner
            continue
        links += 1
        if links > _MOST_LINKS:
            return
        todo += [part for part in reversed(target.split("/")) if part not in ("", ".")]
        place = "/" if target.startswith("/") else place


def mounts(roots: Sequence[Path]) -> set[str] | None:
    """Return the mounts around the roots and in them: where and what each is. None where that is not told."""
    try:
        table = Path(MOUNTS).read_bytes()
    except OSError:
        return None
    real = [os.path.realpath(root).rstrip("/") + "/" for root in roots]
    found: set[str] = set()
    for line in os.fsdecode(table).split("\n")[:-1]:
        # Number, number of the mount around it, device, folder of that device, place: `proc(5)`.
        fields = line.split(" ")
        place = _OCTAL.sub(lambda octal: chr(int(octal[1], 8)), fields[4]).rstrip("/") + "/"
        if any(root.startswith(place) or place.startswith(root) for root in real):
            found.add(" ".join((fields[0], *fields[2:5])))
    return found
