"""`reader check` and `reader index`."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.cli.main import run_command
from tests.cli.conftest import Call
from tests.cli.support import BROKEN, on_screen


def test_nothing_wrong(call: Call, corpus: Path) -> None:
    assert call("check", corpus) == type(call("check", corpus))(0, "", "0 problems in 4 articles\n")


def test_problems(call: Call, corpus: Path) -> None:
    (corpus / "broken.md").write_text(BROKEN)
    found = call("check", corpus)
    assert found.code == 1
    assert found.lines
    assert all(line.startswith("broken.md:") for line in found.lines)
    assert found.err.startswith(f"{len(found.lines)} problem")
    assert found.err.endswith(" in 5 articles\n")


def test_a_hostile_file_name_is_shown_harmless(call: Call, corpus: Path) -> None:
    (corpus / "bro\x1b[2Jken\n.md").write_text(BROKEN)
    found = call("check", corpus)
    assert "\x1b" not in found.out
    assert all("ken" in line and ".md" in line for line in found.lines)


@pytest.mark.parametrize("command", ["check", "index"])
def test_a_corpus_that_is_not_there(call: Call, corpus: Path, command: str) -> None:
    for words in ([corpus, "nowhere"], ["nowhere"]):
        found = call(command, *words)
        assert (found.code, found.out) == (2, "")
        assert found.err == "reader: nowhere: there is no such file or folder\n"


def test_index(call: Call, corpus: Path) -> None:
    found = call("index", corpus)
    assert (found.code, found.out, found.err) == (0, "", "4 articles, 0 problems\n")


def test_progress_is_shown_and_cleared(corpus: Path) -> None:
    console, out, err = on_screen()
    assert run_command(["index", str(corpus)], console) == 0
    assert out.getvalue() == ""
    assert err.getvalue().count("\r\x1b[K") >= 2
    assert err.getvalue().endswith("\r\x1b[K4 articles, 0 problems\n")
