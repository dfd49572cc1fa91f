"""What the program writes is its owner's alone, under any umask, and nowhere but in its own folders."""

from __future__ import annotations

import os
import stat
import subprocess
from pathlib import Path

import pytest

from tests.session.many import write_many
from tests.terminals.program import Program, reader

_PLACES = (".config", ".local", ".cache")


def everything(folder: Path) -> dict[str, tuple[int, int]]:
    """Return the mode and the time of change of all that is below a folder."""
    return {
        str(path.relative_to(folder)): (path.lstat().st_mode, path.lstat().st_mtime_ns)
        for path in folder.rglob("*")
    }


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o377])
def test_a_day_of_work_leaves_nothing_that_others_can_read(home: Path, tmp_path: Path, umask: int) -> None:
    news = write_many(tmp_path / "news", 30)
    before = everything(tmp_path)
    old = os.umask(umask)
    try:
        with Program(reader(news), size=(100, 30), environment={"HOME": str(home)}) as program:
            program.until("30 articles", seconds=60).rest(0.5)
            program.send("jjsd", quiet=0.3).send("/quality:>5", quiet=0.5).send("\r", quiet=0.5)
            program.send("Fmine", quiet=0.5).send("\r", quiet=0.5).send("jj", quiet=1.5)
            program.send("\x1b", quiet=0.3).process.terminate()
            program.wait()
        for words in (
            ["list", str(news)],
            ["mark", str(news), "--query", "quality:>50", "--star"],
            ["state", "dump"],
        ):
            subprocess.run(
                reader(*words), check=True, capture_output=True, env={**os.environ, "HOME": str(home)}
            )
    finally:
        os.umask(old)
    assert everything(tmp_path) == before, "the corpus is only read"
    made = {path: path.lstat().st_mode for path in home.rglob("*")}
    assert any(path.name == "marks.sqlite3" for path in made)
    assert any(path.suffix == ".index" for path in made)
    assert any(path.parent.name == "places" for path in made)
    assert any(path.name == "config.toml" for path in made)
    for path, mode in made.items():
        assert path.relative_to(home).parts[0] in _PLACES
        if "corpus-reader" in path.parts:
            assert not mode & 0o077, path
            assert not stat.S_ISDIR(mode) or stat.S_IMODE(mode) == 0o700, path
    assert not [path for path in made if path.name.endswith((".new", ".tmp"))]
