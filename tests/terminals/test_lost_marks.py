"""The journal or the index taken away under the running program: it says so and stays."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.session.corpus import write_corpus
from tests.terminals.conftest import Start


def test_a_journal_that_a_sync_client_replaces(start: Start, tmp_path: Path) -> None:
    file = tmp_path / "marks.sqlite3"
    root = write_corpus(tmp_path / "corpus")
    program = start(root, "--state", file, size=(80, 24)).until("1 of 13").rest()
    program.send("a").until("2 of 13").rest()
    shutil.copy(file, tmp_path / "copy")
    (tmp_path / "copy").replace(file)
    program.until("nothing is recorded")
    program.send("d").until("nothing is recorded")
    # Longer than an article stays open until it counts as read.
    program.rest(2.5)
    program.until("nothing is recorded")
    assert program.process.poll() is None
    program.send("q")
    assert program.wait() == 0
    assert "what was decided last is not saved" in program.written.decode("utf-8", "replace")


def test_an_index_that_is_damaged_under_the_running_program(start: Start, tmp_path: Path, home: Path) -> None:
    root = write_corpus(tmp_path / "corpus")
    program = start(root, "--state", tmp_path / "marks.sqlite3", size=(80, 24)).until("1 of 13").rest()
    files = [file for file in home.rglob("*") if file.is_file() and "marks" not in file.name]
    indexes = [file for file in files if file.read_bytes().startswith(b"SQLite format 3")]
    assert indexes
    for file in indexes:
        file.write_bytes(b"\0" * file.stat().st_size)
    program.send("jjjGgg").rest()
    program.send("j").rest()
    assert program.process.poll() is None
    program.send("q")
    assert program.wait() == 0
