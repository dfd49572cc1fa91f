"""`reader show`: one article by its id."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reader.cli.main import run_command
from tests.cli.conftest import Call
from tests.cli.support import on_screen


@pytest.fixture
def harbour(call: Call, corpus: Path) -> str:
    return call("list", corpus, "harbour", "--format", "ids").out.strip()


def test_text(call: Call, corpus: Path, harbour: str) -> None:
    found = call("show", corpus, harbour)
    assert (found.code, found.err) == (0, "")
    assert found.lines[0] == "Harbour reopens after the storm"
    assert "Related coverage (1)" in found.lines


def test_the_beginning_of_an_id_is_enough(call: Call, corpus: Path, harbour: str) -> None:
    assert call("show", corpus, harbour[:8].upper()).out == call("show", corpus, harbour).out


def test_json_is_the_record_of_the_list(call: Call, corpus: Path, harbour: str) -> None:
    shown = json.loads(call("show", corpus, harbour, "--format", "json").out)
    assert shown == json.loads(call("list", corpus, "harbour", "--format", "jsonl").out)


def test_markdown(call: Call, corpus: Path, harbour: str) -> None:
    assert call("show", corpus, harbour, "--format", "md").lines[0] == "# Harbour reopens after the storm"


def test_a_terminal_gets_styles(corpus: Path, harbour: str) -> None:
    console, out, _ = on_screen(styled=True)
    run_command(["show", str(corpus), harbour], console)
    assert out.getvalue().startswith("\x1b[1mHarbour reopens after the storm\x1b[0m\n\x1b[2m")


@pytest.mark.parametrize(
    ("ids", "code", "said"),
    [
        (["1"], 1, "no article has an id beginning with “1”"),
        (["a\x1bb"], 1, "no article has an id beginning with “a?b”"),
        ([""], 1, "is the beginning of 4 ids"),
        ([], 2, "no id is given"),
        (["aaaa", "bbbb"], 2, "more than one id is given"),
    ],
)
def test_what_is_not_there(call: Call, corpus: Path, ids: list[str], code: int, said: str) -> None:
    found = call("show", corpus, *ids)
    assert (found.code, found.out) == (code, "")
    assert said in found.err
    assert found.err.startswith("reader: ")


def test_a_corpus_that_is_not_there(call: Call) -> None:
    found = call("show", "no/where", "abcd")
    assert (found.code, found.err) == (2, "reader: no/where: there is no such file or folder\n")
