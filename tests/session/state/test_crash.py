from __future__ import annotations

import stat
from pathlib import Path

import pytest

from reader.errors import StateError
from reader.marks import Edit, Journal
from reader.session.state.crash import kept, sentence, write_report


def _error() -> Exception:
    try:
        raise ValueError("a title with \x1b[2J in it")
    except ValueError as error:
        return error


def test_the_report_holds_the_trace_and_no_control_characters(tmp_path: Path) -> None:
    report = write_report(_error(), tmp_path / "crashes")
    assert report is not None
    text = report.read_text(encoding="utf-8")
    assert "ValueError: a title with" in text
    assert "\x1b" not in text
    assert stat.S_IMODE(report.stat().st_mode) == 0o600
    with Journal.in_memory("tester") as journal:
        assert str(report) in sentence(_error(), report, journal)


def test_where_nothing_can_be_written_the_sentence_stands_alone(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert write_report(_error(), tmp_path / "file" / "crashes") is None
    with Journal.open(tmp_path / "marks.sqlite3", user="tester") as journal:
        assert sentence(_error(), None, journal).endswith("every decision is saved")


def test_that_all_is_saved_is_said_only_when_it_is(tmp_path: Path) -> None:
    with Journal.in_memory("tester") as journal:
        assert kept(journal) == "nothing that was decided is saved"
    path = tmp_path / "marks.sqlite3"
    with Journal.open(path, user="tester") as journal:
        path.rename(tmp_path / "elsewhere")
        with pytest.raises(StateError):
            journal.apply("read", [Edit("https://a.example/", "read")])
        assert kept(journal).startswith("what was decided last is not saved, the file of marks is gone")
        (tmp_path / "elsewhere").rename(path)
        assert journal.apply("read", [Edit("https://a.example/", "read")]) is not None
        assert kept(journal) == "every decision is saved"
