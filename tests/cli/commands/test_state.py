"""`reader state`: dump, merge, restore."""

from __future__ import annotations

import io
import os
import stat
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Call


@pytest.fixture
def marked(call: Call, corpus: Path, tmp_path: Path) -> Path:
    """Return a dump of two stars."""
    call("mark", corpus, "-q", "topic:shipping", "--star")
    dump = tmp_path / "marks.jsonl"
    assert call("state", "dump", dump).err == "2 changes written\n"
    return dump


def starred(call: Call, corpus: Path, *words: str | Path) -> int:
    return len(call("list", corpus, "is:starred", *words).lines)


def test_a_dump_is_private_and_whole(call: Call, marked: Path, corpus: Path) -> None:
    assert stat.S_IMODE(marked.stat().st_mode) == 0o600
    before = marked.read_text()
    call("mark", corpus, "-q", "cafe", "--star")
    refused = call("state", "dump", marked)
    assert (refused.code, refused.err) == (
        2,
        f"reader: {marked}: there is such a file already; --force replaces it\n",
    )
    assert marked.read_text() == before
    assert call("state", "dump", marked, "--force").err == "3 changes written\n"
    assert marked.read_text().splitlines()[1:3] == before.splitlines()[1:]
    assert stat.S_IMODE(marked.stat().st_mode) == 0o600
    assert sorted(path.name for path in marked.parent.iterdir()) == ["marks.jsonl", "news"]


@pytest.mark.parametrize("words", [["dump"], ["dump", "-"], ["dump", "--", "-"]])
def test_a_dump_to_standard_output(call: Call, marked: Path, words: list[str]) -> None:
    assert call("state", *words).out == marked.read_text()


def test_merge(call: Call, marked: Path, corpus: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    assert call("state", "merge", marked, "--state", other).err == "2 changes were new\n"
    assert call("state", "merge", marked, "--state", other).err == "0 changes were new\n"
    assert starred(call, corpus, "--state", other) == 2


def test_merge_from_standard_input(
    call: Call, marked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(marked.read_text()))
    assert call("state", "merge", "--state", tmp_path / "other.db").err == "2 changes were new\n"
    monkeypatch.setattr(sys, "stdin", None)
    found = call("state", "merge")
    assert (found.code, found.err) == (2, "reader: standard input is closed; name a file\n")


def test_restore(call: Call, marked: Path, corpus: Path) -> None:
    call("mark", corpus, "-q", "cafe", "--star")
    refused = call("state", "restore", marked)
    assert refused.code == 2
    assert "--replace" in refused.err
    assert call("state", "restore", marked, "--replace").err == "1 change made\n"
    assert starred(call, corpus) == 2


def test_a_line_that_is_no_mark(call: Call, tmp_path: Path) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text("nonsense\n")
    found = call("state", "merge", bad)
    assert found.code == 2
    assert found.err.startswith(f"reader: {bad}, line 1: ")


def test_a_file_that_is_not_there(call: Call, tmp_path: Path) -> None:
    found = call("state", "merge", tmp_path / "none")
    assert (found.code, found.err) == (2, f"reader: {tmp_path / 'none'}: No such file or directory\n")


def test_a_dump_that_cannot_be_written_leaves_nothing(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    found = call("state", "dump", tmp_path / "marks.jsonl")
    file = tmp_path / "marks.jsonl"
    said = f"reader: {file}: it could not be written (No space left on device)\n"
    assert (found.code, found.err) == (2, said)
    assert list(tmp_path.iterdir()) == []
    file.write_text("as it was")
    assert call("state", "dump", file, "--force").code == 2
    assert file.read_text() == "as it was"
    assert list(tmp_path.iterdir()) == [file]


def test_a_pipe_is_written_to_and_not_replaced(call: Call, tmp_path: Path) -> None:
    assert call("state", "dump", os.devnull).err == "0 changes written\n"
    assert not Path(os.devnull).is_file()


def test_the_marks_themselves_are_never_overwritten(
    call: Call, marked: Path, corpus: Path, home: Path, tmp_path: Path
) -> None:
    journal = Path(call("paths", "marks").out.strip())
    assert journal.is_relative_to(home)
    mine = tmp_path / "mine.db"
    call("state", "merge", marked, "--state", mine)
    for file in (journal, mine):
        before = file.read_bytes()
        for words in (["state", "dump", file], ["export", corpus, "--output", file]):
            assert call(*words, "--state", mine).err.endswith("; --force replaces it\n")
            found = call(*words, "--state", mine, "--force")
            assert found.code == 2
            assert "replaced" in found.err
        assert file.read_bytes() == before


def test_a_journal_that_is_not_there_is_told_and_not_made(call: Call, corpus: Path, tmp_path: Path) -> None:
    none = tmp_path / "none.db"
    for words in (
        ["state", "dump"],
        ["state", "dump", tmp_path / "out"],
        ["list", corpus],
        ["show", corpus, "a"],
        ["stats", corpus],
        ["export", corpus],
        ["publish", corpus],
        ["stories", corpus],
    ):
        found = call(*words, "--state", none)
        assert (found.code, found.out) == (2, ""), words
        assert found.err == f"reader: {none}: there is no such file of marks\n"
    assert list(tmp_path.iterdir()) == [corpus]


def test_what_is_refused_makes_no_journal(call: Call, marked: Path, corpus: Path, tmp_path: Path) -> None:
    new = tmp_path / "new" / "marks.db"
    lines = marked.read_text().splitlines(keepends=True)
    bad = tmp_path / "bad"
    for text in (
        "",
        "nonsense\n",
        lines[1],
        "".join(lines)[:-20],
        "".join(lines[:-1]),
        lines[0].replace('"version": 1', '"version": 2'),
        lines[0].replace("reader-marks", "other"),
        "SQLite format 3\0",
    ):
        bad.write_text(text)
        for verb in ("restore", "merge"):
            found = call("state", verb, bad, "--state", new)
            assert found.code == 2
            assert found.err.startswith(f"reader: {bad}")
            assert "nothing was read in" in found.err
    for words in (["-q", "nothing-like-this", "--star"], ["zzzz", "--star"], ["-q", "cafe", "--tag", ""]):
        call("mark", corpus, *words, "--state", new)
    assert not new.parent.exists()
    assert call("state", "restore", bad.with_name("folder-that-is-not-there"), "--state", new).code == 2
    assert not new.parent.exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "say what to do with the marks: dump, restore or merge"),
        (["drop"], "say what to do with the marks: dump, restore or merge"),
        (["dump", "a", "b"], "one file at a time"),
        (["merge", "a", "--replace"], "--replace belongs to restore"),
        (["merge", "a", "--force"], "--force belongs to dump with a file"),
        (["dump", "-", "--force"], "--force belongs to dump with a file"),
    ],
)
def test_wrong_usage(call: Call, words: list[str], said: str) -> None:
    found = call("state", *words)
    assert (found.code, found.err) == (2, f"reader: {said}\n")


def test_a_journal_that_was_rescued_is_told(call: Call, marked: Path, corpus: Path) -> None:
    journal = Path(call("paths", "marks").out.strip())
    data = journal.read_bytes()
    journal.write_bytes(data[: len(data) // 2])
    found = call("state", "dump")
    assert found.code == 0
    assert found.err.startswith("reader: ")
    journal.write_bytes(data[: len(data) // 3])
    assert call("list", corpus).err.startswith("reader: ")
