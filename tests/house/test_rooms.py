"""The rooms: none too large to look through, none in need of itself; the pages for outsiders name what exists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.sources import PACKAGE, ROOT, imports, modules

MOST_FILES = 20
PAGES = ("ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md")
FOLDERS = [
    folder
    for top in (PACKAGE, ROOT / "tests")
    for folder in (top, *top.rglob("*"))
    # Inputs and accepted pictures are data.
    if folder.is_dir() and not {"__pycache__", "__snapshots__", "inputs"} & set(folder.parts)
]
MODULES = modules()


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.relative_to(ROOT).as_posix())
def test_a_room_can_be_looked_through(folder: Path) -> None:
    assert len([file for file in folder.iterdir() if file.is_file()]) <= MOST_FILES


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_names_exists(page: str) -> None:
    named = set(_named((ROOT / page).read_text(encoding="utf-8")))
    assert named
    # What stands in the row of a room is named from there.
    begins = (PACKAGE, ROOT, *(file.parent for file in PACKAGE.glob("*/__init__.py")))
    assert {path for path in named if not any((begin / path).exists() for begin in begins)} == set()


def _named(text: str) -> Iterator[str]:
    """Yield the files and folders in backticks: what has a slash, or the ending of a file."""
    for word in re.findall(r"`([\w./-]+)`", text):
        if word.endswith("/") or re.search(r"\.(?:py|md|toml|tcss)$", word):
            yield word


def test_no_two_rooms_need_each_other() -> None:
    # Imports for the type checker alone tie no knot when the program runs.
    edges: dict[str, set[str]] = {}
    for name, file in MODULES.items():
        own = _room(name)
        for used in imports(name, file, typing=False):
            other = next((one for one in (used, used.rpartition(".")[0]) if one in MODULES), "")
            if other and _room(other) != own:
                edges.setdefault(own, set()).add(_room(other))
    done: set[str] = set()

    def visit(room: str, trail: tuple[str, ...]) -> None:
        assert room not in trail, " → ".join([*trail[trail.index(room) :], room])
        if room not in done:
            for other in sorted(edges.get(room, ())):
                visit(other, (*trail, room))
            done.add(room)

    for room in list(edges):
        visit(room, ())


def _room(module: str) -> str:
    """Return the room a module is in; a package's own file, and a file beside the rooms, is a room by itself."""
    parent = module.rpartition(".")[0]
    return module if MODULES[module].name == "__init__.py" or parent == "reader" else parent
