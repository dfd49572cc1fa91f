"""`reader check` and `reader index`."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from reader.cli.main import run_command
from tests.cli.conftest import Call, Outcome
from tests.cli.support import BROKEN, on_screen


def test_nothing_wrong(call: Call, corpus: Path) -> None:
    said = "0 problems in 4 articles\n4 files: 4 articles, none left out\n"
    assert call("check", corpus) == Outcome(0, "", said)


def test_problems(call: Call, corpus: Path) -> None:
    (corpus / "broken.md").write_text(BROKEN)
    found = call("check", corpus)
    assert found.code == 1
    assert found.lines
    assert all(line.startswith("broken.md:") for line in found.lines)
    assert found.err.startswith(f"{len(found.lines)} problem")
    assert found.err.endswith(" in 5 articles\n5 files: 5 articles, none left out\n")


def test_a_hostile_file_name_is_shown_harmless(call: Call, corpus: Path) -> None:
    (corpus / "bro\x1b[2Jken\n.md").write_text(BROKEN)
    found = call("check", corpus)
    assert "\x1b" not in found.out
    assert all("ken" in line and ".md" in line for line in found.lines)


def test_what_is_left_out_is_counted(call: Call, corpus: Path) -> None:
    (corpus / "zz copy.md").write_text((corpus / "ferry.md").read_text())
    (corpus / "prose.md").write_text("prose")
    for name in ("empty.md", "empty-2.md", ".hidden.md", "one.png"):
        (corpus / name).touch()
    (corpus / ".git").mkdir()
    found = call("check", corpus)
    assert found.code == 0
    assert found.lines == ["zz copy.md: hint: is a copy of ferry.md, which is shown instead"]
    assert found.err.splitlines() == [
        "0 problems, 1 hint in 4 articles",
        "10 files: 4 articles, 6 left out (1 copy of another article, 1 without front matter, 2 empty, 1 hidden, "
        "1 with another ending); 1 hidden folder not searched",
    ]


def test_json_holds_all_of_it(call: Call, corpus: Path) -> None:
    name = os.fsdecode(b"br\xf8ken\n.md")
    (corpus / name).write_text(BROKEN)
    (corpus / "zz\x07copy.md").write_text((corpus / "ferry.md").read_text())
    (corpus / "zz.md").write_text("---\ntitle: A\ndate: 2999-01-01\n---\n")
    (corpus / "link.md").symlink_to("/etc/hosts")
    found = call("check", corpus, "--format", "json")
    assert found.code == 1
    assert all(line.isprintable() for line in found.lines)
    record = json.loads(found.out)
    assert record["files"] == record["articles"] + sum(record["leftOut"].values()) == 8
    assert record["leftOut"]["copy"] == record["leftOut"]["link"] == 1
    assert {one["path"] for one in record["problems"]} == {name, "link.md"}
    assert {one["file"] for one in record["problems"]} == {str(corpus / name), str(corpus / "link.md")}
    assert [(one["path"], one["line"]) for one in record["hints"]] == [("zz.md", 3), ("zz\x07copy.md", 0)]
    place = {"path": "zz\x07copy.md", "file": str(corpus / "zz\x07copy.md")}
    assert {**place, "reason": "copy", "shown": "ferry.md"} in record["leftOutFiles"]
    said = "8 files: 6 articles, 2 left out (1 copy of another article, 1 link that is not followed)"
    assert found.err.splitlines()[1] == said


def test_the_path_of_what_the_index_does_not_know_is_its_label(
    call: Call, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (corpus / "closed").mkdir()
    scandir = os.scandir

    def refused(folder: str) -> object:
        if str(folder).endswith("closed"):
            raise PermissionError(13, "Permission denied")
        return scandir(folder)

    monkeypatch.setattr("reader.corpus.files.scan.os.scandir", refused)
    (problem,) = json.loads(call("check", corpus, "--format", "json").out)["problems"]
    assert (problem["path"], problem["file"], problem["message"]) == ("closed", "", "may not be read")


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
