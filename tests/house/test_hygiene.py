"""What must hold of every file of the project, whoever wrote it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.house.sources import PACKAGE, ROOT, modules, project_files

MODULES = modules()
OURS = tuple(project_files("reader", "styles"))
EVERYTHING = (*OURS, *project_files("tests", "screenshots", ".ci", "."))
MOST_LINES = 300

# A folder of one machine, at the beginning of a path; an address such as https://example.org/home/ is none.
MACHINE_PATH = re.compile(r"(?<![\w.~/-])/(?:tmp|root|work|Users|home/\w+|var/folders)/")
CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7}) ")
# Put together, so that this file does not hold what it looks for.
REGISTRIES = re.compile("|".join(("pypi" + r"\.org", "python" + r"hosted\.org", "npm" + r"js\.(?:org|com)")))


def where(files: tuple[Path, ...], pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{file.relative_to(ROOT)}:{number}: {line.strip()}"
        for file in files
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if pattern.search(line)
    ]


def test_there_is_something_to_look_at() -> None:
    assert len(OURS) > 20
    assert ROOT / "pyproject.toml" in EVERYTHING


def test_no_file_names_a_folder_of_one_machine() -> None:
    assert where(OURS, MACHINE_PATH) == []


def test_no_file_names_a_package_registry() -> None:
    assert where(EVERYTHING, REGISTRIES) == []


def test_no_file_holds_a_merge_that_was_not_settled() -> None:
    assert where(EVERYTHING, CONFLICT) == []


@pytest.mark.parametrize("name", MODULES)
def test_a_module_says_what_it_is_about(name: str) -> None:
    said = ast.get_docstring(ast.parse(MODULES[name].read_text(encoding="utf-8")))
    assert said
    assert said.splitlines()[0].endswith((".", "?", "!"))


@pytest.mark.parametrize(
    "file",
    # The map is a table, with a line for every file.
    [file for file in OURS if PACKAGE in file.parents and file != PACKAGE / "README.md"],
    ids=lambda file: file.name,
)
def test_a_file_can_be_read_in_one_sitting(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


def test_the_map_knows_every_room() -> None:
    text = (PACKAGE / "README.md").read_text(encoding="utf-8")
    rooms = {file.parent.name for file in PACKAGE.glob("*/__init__.py")}
    assert {name for name in rooms if f"`{name}/`" not in text} == set()


def test_the_map_names_no_file_that_is_gone() -> None:
    room = ""
    for line in (PACKAGE / "README.md").read_text(encoding="utf-8").splitlines():
        if heading := re.match(r"## `(\w+)/`", line):
            room = heading[1]
        elif entry := re.match(r"- `([\w/]+\.\w+)`", line):
            assert (PACKAGE / room / entry[1]).is_file(), f"{room}/{entry[1]}"
