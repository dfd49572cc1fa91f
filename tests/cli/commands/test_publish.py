"""`reader publish`: a preview unless told to write, what is refused by name, and the way back."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.cli.output.progress import ProgressLine
from tests.cli.conftest import Call

DRAFT = "---\ntitle: {}\npublished: false\n---\n"


@pytest.fixture
def drafts(tmp_path: Path) -> Path:
    folder = tmp_path / "queue"
    folder.mkdir()
    for name in ("one", "two", "three"):
        (folder / f"{name}.md").write_text(DRAFT.format(name))
    (folder / "out.md").write_text("---\ntitle: out\npublished: true\n---\n")
    return folder


def approve(call: Call, folder: Path, query: str = "title:o") -> None:
    assert call("mark", folder, "--query", query, "--approve").code == 0


def test_approved_drafts_are_shown_and_only_written_when_told(call: Call, drafts: Path) -> None:
    found = call("publish", drafts)
    assert (found.code, found.out, found.err) == (0, "", "0 files would change\n")
    approve(call, drafts)  # one, two and out
    found = call("publish", drafts)
    assert found.lines == [
        *("one.md:3", "  - published: false", "  + published: true"),
        *("two.md:3", "  - published: false", "  + published: true"),
    ]
    assert (found.code, found.err) == (0, "2 files would change; --write writes them\n")
    assert "false" in (drafts / "one.md").read_text()
    found = call("publish", drafts, "--write")
    assert (found.code, found.err) == (0, "2 files written\n")
    assert found.lines == ["one.md:3: published: true", "two.md:3: published: true"]
    assert (drafts / "one.md").read_text() == DRAFT.format("one").replace("false", "true")
    assert call("list", drafts, "is:draft", "--format", "tsv").out.split("\t")[4] == "three"


def test_a_query_says_what_it_is_about(call: Call, drafts: Path) -> None:
    approve(call, drafts)
    found = call("publish", drafts, "is:approved", "--write", "--limit", "2")
    assert found.err == "1 file written, 1 is published already\n"
    found = call("publish", drafts, "title:three", "title:three", "--write")
    assert found.err == "1 file written\n"
    found = call("publish", drafts, "is:published", "--unpublish", "--write")
    assert found.err == "3 files written\n"
    found = call("publish", drafts, "title:out", "--unpublish")
    assert found.err == "0 files would change, 1 is a draft already\n"


def test_what_cannot_be_changed_is_named(call: Call, drafts: Path) -> None:
    (drafts / "odd.md").write_text("---\ntitle: odd\npublished: |\n  false\n---\n")
    (drafts / "two.md").chmod(0o444)
    found = call("publish", drafts, "is:draft")
    assert (found.code, len(found.lines)) == (1, 6)
    assert "two.md: it is read-only\n" in found.err
    assert (
        "odd.md: `published` is written in a way that cannot be changed by itself; change it by hand"
        in found.err
    )
    assert found.err.endswith("2 files would change, 2 cannot be changed; --write writes them\n")
    found = call("publish", drafts, "is:draft", "--write")
    assert (found.code, len(found.lines)) == (1, 2)
    assert found.err.endswith("2 files written, 2 cannot be changed\n")


def test_the_last_run_is_taken_back(call: Call, drafts: Path) -> None:
    found = call("publish", drafts, "--undo")
    assert (found.code, found.err) == (0, "nothing was published in this corpus that could be taken back\n")
    before = {path: path.read_bytes() for path in drafts.iterdir()}
    (drafts / "none.md").write_text("---\ntitle: none\n---\n")
    before[drafts / "none.md"] = (drafts / "none.md").read_bytes()
    assert call("publish", drafts, "is:draft", "OR", "title:none", "--write").code == 0
    found = call("publish", drafts, "--undo")
    assert found.lines[:2] == ["none.md:3", "  - published: true"]
    assert found.err == "4 files would change; --write writes them\n"
    found = call("publish", drafts, "--undo", "--write")
    assert found.lines[0] == "none.md:3: (line removed)"
    assert {path: path.read_bytes() for path in drafts.iterdir()} == before
    assert "nothing was published" in call("publish", drafts, "--undo").err


def test_what_was_put_back_by_hand_needs_no_taking_back(call: Call, drafts: Path) -> None:
    call("publish", drafts, "is:draft", "--write")
    (drafts / "one.md").write_text(DRAFT.format("one"))
    found = call("publish", drafts, "--undo")
    assert found.err == "2 files would change, 1 is as it was already; --write writes them\n"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--undo", "is:draft"), "--undo takes the last run back as a whole"),
        (("--undo", "--unpublish"), "--undo takes the last run back as a whole"),
        (("--undo", "--limit", "3"), "--undo takes the last run back as a whole"),
        (("--unpublish",), "--unpublish needs to know what"),
        (("is:drat",), "is:drat"),
    ],
)
def test_what_makes_no_sense_is_said(call: Call, drafts: Path, words: tuple[str, ...], sentence: str) -> None:
    found = call("publish", drafts, *words)
    assert (found.code, found.out) == (2, "")
    assert sentence in found.err


def test_how_far_it_is_is_shown_where_it_takes_long(
    call: Call, drafts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[int, int]] = []
    monkeypatch.setattr(ProgressLine, "count", lambda _line, *counts: told.append(counts))
    assert call("publish", drafts, "is:draft", "--write").code == 0
    assert told == [(0, 3), (1, 3), (2, 3)] * 2
