"""`reader mark`: the verbs, all at once or not at all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from reader.session.opening import opened
from tests.cli.conftest import Call


def records(call: Call, corpus: Path, *words: str | Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in call("list", corpus, "--format", "jsonl", *words).lines]


@pytest.fixture
def ids(call: Call, corpus: Path) -> list[str]:
    return call("list", corpus, "--format", "ids").lines


def test_every_verb(call: Call, corpus: Path, ids: list[str]) -> None:
    words = [
        "--star",
        "--later",
        "--read",
        "--tag",
        "pier",
        "--tag",
        "a,b",
        "--untag",
        "gone",
        "--note",
        "Ask\nthem",
    ]
    found = call("mark", corpus, ids[0], ids[1][:6], *words)
    assert (found.code, found.out) == (0, "")
    assert found.err == "2 articles, 2 marked, 0 as before\n"
    marked = records(call, corpus, "is:starred")
    assert [record["id"] for record in marked] == ids[:2]
    for record in marked:
        assert (record["read"], record["starred"], record["verdict"]) == (True, True, "later")
        assert "pier" in record["tags"]
        assert record["note"] == "Ask\nthem"


def test_taking_back(call: Call, corpus: Path, ids: list[str]) -> None:
    call("mark", corpus, ids[0], "--star", "--approve", "--read", "--tag", "pier", "--note", "Ask")
    call("mark", corpus, ids[0], "--no-star", "--no-verdict", "--unread", "--untag", "pier", "--note", "")
    record = records(call, corpus)[0]
    assert (record["read"], record["starred"], record["verdict"]) == (False, False, "")
    assert (record["tags"], record["note"]) == ([], "")


def test_marking_again_changes_nothing(call: Call, corpus: Path, ids: list[str]) -> None:
    for said in ("1 article, 1 marked, 0 as before\n", "1 article, 0 marked, 1 as before\n"):
        assert call("mark", corpus, ids[0], ids[0], "--dismiss").err == said
    assert [record["id"] for record in records(call, corpus, "is:dismissed")] == ids[:1]


def test_all_that_match(call: Call, corpus: Path) -> None:
    assert (
        call("mark", corpus, "--query", "-topic:shipping", "--later").err
        == "2 articles, 2 marked, 0 as before\n"
    )
    assert (
        call("mark", corpus, "-q", "xyzzy", "--later").err
        == "no article matches; the corpus has 4: “xyzzy” is found nowhere\n0 articles, 0 marked, 0 as before\n"
    )


def test_a_file_of_marks_that_is_shared(call: Call, corpus: Path, ids: list[str], tmp_path: Path) -> None:
    shared = tmp_path / "desk" / "marks.db"
    call("mark", corpus, ids[0], "--star", "--state", shared)
    assert len(records(call, corpus, "is:starred", "--state", shared)) == 1
    assert records(call, corpus, "is:starred") == []


def test_an_id_that_is_not_there_marks_nothing(call: Call, corpus: Path, ids: list[str]) -> None:
    found = call("mark", corpus, ids[0], "1nowhere", "--star")
    assert found.code == 1
    assert records(call, corpus, "is:starred") == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["aaaa"], "nothing to mark is given"),
        (["--star"], "no id is given"),
        (["aaaa", "-q", "x", "--star"], "aaaa: there is no such file or folder"),
        (["-q", "quality:x", "--star"], "^"),
        (["--star", "--no-star", "aaaa"], "not allowed with"),
        (["--later", "--approve", "aaaa"], "not allowed with"),
        (["-q", "", "--tag", ","], "a tag needs at least one visible character"),
        (["-q", "", "--tga", "x"], "there is no option --tga; did you mean --tag?"),
    ],
)
def test_wrong_usage(call: Call, corpus: Path, words: list[str], said: str) -> None:
    found = call("mark", corpus, *words)
    assert (found.code, found.out) == (2, "")
    assert said in found.err


def test_the_step_is_named(call: Call, corpus: Path, ids: list[str]) -> None:
    call(
        "mark",
        corpus,
        ids[0],
        "--no-star",
        "--no-verdict",
        "--read",
        "--tag",
        "x",
        "--untag",
        "y",
        "--note",
        "z",
    )
    dump = [json.loads(line) for line in call("state", "dump").lines[1:]]
    assert {line["label"] for line in dump} == {"not starred, no verdict, read, tag x, untag y, note"}


def test_the_first_marks_stay_where_the_folder_is_renamed(call: Call, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "index.md").write_text("---\ntitle: A draft without an address\n---\nIts text.\n")
    call("mark", folder, "--approve", "-q", "draft")
    folder.rename(tmp_path / "moved")
    assert [record["verdict"] for record in records(call, tmp_path / "moved")] == ["approved"]


def test_marks_belong_to_the_corpus_they_were_made_in(call: Call, corpus: Path, ids: list[str]) -> None:
    for word in ("--star", "--later"):
        call("mark", corpus, ids[0], word)
        with opened([corpus]) as session:
            assert session.journal.undo() is not None
    assert not call("list", corpus, "is:starred OR is:later").lines
