"""What a person gets from an installation: built without a network, started outside the checkout."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from reader import __version__
from tests.house.sources import PACKAGE, ROOT

pytestmark = pytest.mark.slow


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(
        [str(word) for word in command], cwd=cwd, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel in an empty environment and return the folder of its commands.

    The dependencies are borrowed from the environment of the tests, so that nothing is downloaded; our own
    package is not, because the environment's folder comes after the new one's.
    """
    place = tmp_path_factory.mktemp("empty")
    venv.create(place, with_pip=False, symlinks=True)
    python = place / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check")
    run(*pip, "install", "--quiet", "--no-deps", "--no-index", wheel, cwd=place)
    (packages,) = place.glob("lib/python*/site-packages")
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return place / "bin"


def test_the_wheel_holds_all_that_is_not_code(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    styles = [file for file in (ROOT / "styles").rglob("*") if file.is_file()]
    assert any(file.suffix == ".tcss" for file in styles)
    for file in styles:
        assert f"reader/{file.relative_to(ROOT)}" in names
    for file in (PACKAGE / "commands" / "keymaps").glob("*.toml"):
        assert f"reader/commands/keymaps/{file.name}" in names
    for file in (PACKAGE / "tour").glob("*.md"):
        assert f"reader/tour/{file.name}" in names


def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    parts = {f"reader_tui-{__version__}.{kind}" for kind in ("data", "dist-info")}
    assert {name.split("/")[0] for name in names} == {"reader", *parts}
    assert [name for name in names if ".data/" in name] == [
        f"reader_tui-{__version__}.data/data/share/man/man1/reader.1"
    ]
    assert not [name for name in names if "__pycache__" in name]


def test_the_installed_program_is_the_one_that_runs(installed: Path, tmp_path: Path) -> None:
    found = run(installed / "python", "-c", "import reader; print(reader.__file__)", cwd=tmp_path)
    assert Path(found.strip()).is_relative_to(installed.parent)


def test_the_manual_page_is_installed(installed: Path) -> None:
    text = (installed.parent / "share" / "man" / "man1" / "reader.1").read_text(encoding="utf-8")
    assert text == (ROOT / "docs" / "reader.1").read_text(encoding="utf-8")


def test_the_version_is_told(installed: Path, tmp_path: Path) -> None:
    assert __version__ in run(installed / "reader", "--version", cwd=tmp_path)
    code = "import importlib.metadata; print(importlib.metadata.version('reader-tui'))"
    assert run(installed / "python", "-c", code, cwd=tmp_path).strip() == __version__


def test_folders_keep_their_names(installed: Path, tmp_path: Path, home: Path) -> None:
    places = dict(line.split("\t") for line in run(installed / "reader", "paths", cwd=tmp_path).splitlines())
    assert places["marks"] == str(home / ".local/share/corpus-reader/marks.sqlite3")
    assert places["config"] == str(home / ".config/corpus-reader/config.toml")


def test_the_tour_is_listed(installed: Path, tmp_path: Path) -> None:
    code = "from reader.tour import tour_path; print(tour_path())"
    tour = Path(run(installed / "python", "-c", code, cwd=tmp_path).strip())
    assert tour.is_relative_to(installed.parent)
    rows = run(installed / "reader", "list", tour, "--format", "tsv", cwd=tmp_path).splitlines()
    assert sum("Start here" in row for row in rows) == 1
    assert len(run(installed / "reader", "list", tour, "--format", "ids", cwd=tmp_path).splitlines()) == 12


def test_the_screen_finds_its_stylesheets(installed: Path, tmp_path: Path) -> None:
    code = (
        "import reader.tui, pathlib; print(*(pathlib.Path(reader.__file__).parent / 'styles').glob('*.tcss'))"
    )
    assert run(installed / "python", "-c", code, cwd=tmp_path).split()
