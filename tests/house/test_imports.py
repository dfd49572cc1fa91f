"""Which room may know which, and that the command line starts without the screen."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from reader.tour import tour_path
from tests.house.sources import PACKAGE, imports, modules

# From top to bottom: a room imports from lower floors only, and never from a room on its own floor.
FLOORS = (
    ("__main__",),
    ("cli",),
    ("tui",),
    ("session", "commands"),
    ("corpus", "query", "marks", "stories", "fetch"),
    ("config",),
    ("text", "io", "tour"),
    ("model",),
    ("errors",),
)
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
MODULES = modules()
IMPORTS = {name: imports(name, file) for name, file in MODULES.items()}


def room(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def importers(package: str) -> list[str]:
    return [
        name
        for name, imported in IMPORTS.items()
        if any(other == package or other.startswith(f"{package}.") for other in imported)
    ]


def python(code: str, *arguments: str) -> str:
    """Run code in a fresh interpreter and return what it wrote to standard error."""
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stderr


def test_every_room_has_its_floor() -> None:
    assert {room(name) for name in MODULES} - {""} == set(FLOOR)


@pytest.mark.parametrize("name", MODULES)
def test_a_module_imports_downwards_only(name: str) -> None:
    own = room(name)
    for imported in IMPORTS[name]:
        if not imported.startswith("reader."):
            continue
        other = room(imported)
        if other not in FLOOR or other == own:
            # A name of the package itself, such as its version, or a neighbour in the same room.
            continue
        assert own, f"the package imports {imported}: then every start pays for it"
        assert FLOOR[own] < FLOOR[other], f"{name} imports {imported}"


def test_no_two_modules_import_each_other() -> None:
    # What is imported for the type checker alone ties no knot when the program runs.
    edges = {
        name: {other for used in imports(name, file, typing=False) if (other := _module(used))} - {name}
        for name, file in MODULES.items()
    }
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " → ".join([*trail[trail.index(name) :], name])
        if name not in done:
            for other in sorted(edges[name]):
                visit(other, (*trail, name))
            done.add(name)

    for name in MODULES:
        visit(name, ())


def _module(imported: str) -> str:
    """Return the module that an import names, or in which the imported name stands; empty for a foreign one."""
    package = imported.rpartition(".")[0]
    return imported if imported in MODULES else package if package in MODULES else ""


def test_only_the_screen_imports_textual() -> None:
    assert {room(name) for name in importers("textual")} <= {"tui"}


@pytest.mark.parametrize(
    ("package", "file"), [("yaml", "corpus/front_matter/yaml_text.py"), ("platformdirs", "config/paths.py")]
)
def test_a_library_is_imported_in_one_file(package: str, file: str) -> None:
    assert [MODULES[name] for name in importers(package)] == [PACKAGE / file]


@pytest.mark.parametrize("name", sorted(FLOOR.keys() - {"tui", "__main__"}))
def test_a_room_does_without_the_screen(name: str) -> None:
    members = [module for module in MODULES if room(module) == name]
    code = "import importlib, sys; [importlib.import_module(m) for m in sys.argv[1:]]; "
    python(code + "assert 'textual' not in sys.modules", *members)


def test_listing_a_corpus_does_without_the_screen() -> None:
    code = """
import sys
from reader.__main__ import main
sys.argv = ["reader", "list", sys.argv[1], "--format", "ids"]
try:
    status = main()
except SystemExit as ended:
    status = ended.code
print(status or 0, sorted(name for name in sys.modules if name.split(".")[0] == "textual"), file=sys.stderr)
"""
    assert python(code, str(tour_path())).splitlines()[-1] == "0 []"


def test_importing_a_room_makes_no_file(home: Path) -> None:
    code = "import importlib, sys; [importlib.import_module(m) for m in sys.argv[1:]]"
    python(code, *(name for name in MODULES if room(name) not in ("", "__main__")))
    assert list(home.iterdir()) == []
