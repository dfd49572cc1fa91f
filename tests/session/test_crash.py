from __future__ import annotations

import stat
from pathlib import Path

from reader.session.crash import sentence, write_report


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
    assert str(report) in sentence(_error(), report)


def test_where_nothing_can_be_written_the_sentence_stands_alone(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert write_report(_error(), tmp_path / "file" / "crashes") is None
    assert sentence(_error(), None).endswith("every decision is saved")
