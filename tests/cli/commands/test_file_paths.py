"""Paths for other programs: what is printed opens the file, whatever bytes its name is made of."""

from __future__ import annotations

import csv
import io
import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from reader.__main__ import main
from reader.cli.output.console import ClosedOutput, Console
from reader.errors import UsageError
from reader.model import NO_MARK
from tests.cli.conftest import Call
from tests.cli.support import on_screen

NAMES = (
    *(b"plain.md", b"caf\xe9.md", b"new\nline.md", "e\u0301te\u0301.md".encode(), b"x" * 250 + b".md"),
    *(b"two  spaces .md", b"-dash.md", b"=sum.md", b"back\\slash.md", b'quo"te\x1b[2J.md', b"\xff\xfe.md"),
    *(
        "bidi\u202e.md".encode(),
        b"a~abcdefghijkl.md",
        b" lead.md",
        b"tab\t.md",
        b"d\xe9r\n/in.md",
        b"d\xe9r\n/\xe9.md",
    ),
)


@pytest.fixture
def named(tmp_path: Path) -> Path:
    """Return a corpus of files with names that cannot all be shown, and a copy of one of them."""
    folder = tmp_path / "news"
    for number, name in enumerate((*NAMES, b"copy \x07.md")):
        file = folder / os.fsdecode(name)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(
            f"---\ntitle: T{number % len(NAMES)}\nurl: https://a.example/{number % len(NAMES)}\n---\n"
        )
    return folder


def title_in(file: Path | str) -> str:
    return Path(file).read_text().split("\n")[1].removeprefix("title: ")


@pytest.mark.parametrize(
    "words", [("list", "--format", "jsonl"), ("export", "--format", "jsonl"), ("export", "-")]
)
def test_paths_in_records_open_the_files(
    call: Call, named: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    if words[-1] == "-":
        assert call("export", named, "--output", tmp_path / "out.jsonl").code == 0
        lines = (tmp_path / "out.jsonl").read_text().splitlines()
    else:
        lines = call(words[0], named, *words[1:]).lines
    records = [json.loads(line) for line in lines]
    assert len(records) == len(NAMES)
    assert all(line.isprintable() for line in lines)
    for record in records:
        places = [*record["files"], *(named / path for path in record["paths"])]
        assert [title_in(place) for place in places] == [record["title"]] * len(places)
        assert (record["path"], record["file"]) == (record["paths"][0], record["files"][0])
    assert sorted(len(record["files"]) for record in records)[-2:] == [1, 2]


def test_show_gives_the_same_paths(call: Call, named: Path) -> None:
    for line in call("list", named, "--format", "ids").lines:
        record = json.loads(call("show", named, line, "--format", "json").out)
        assert title_in(record["file"]) == title_in(named / record["path"]) == record["title"]


def test_files_of_several_corpora_of_one_name(call: Call, named: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / "news"
    other.mkdir(parents=True)
    (other / "x\n.md").write_text("---\ntitle: other\n---\n")
    (record,) = (
        json.loads(line) for line in call("list", named, other, "title:other", "--format", "jsonl").lines
    )
    assert title_in(record["file"]) == title_in(record["path"]) == "other"


def test_paths_in_a_table_can_be_told_from_their_cells(call: Call, named: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(call("list", named, "--format", "csv").out, newline="")))
    assert len(rows) == len(NAMES)
    for row in rows:
        cell = row["path"]
        assert cell.isprintable()
        assert cell[0] not in "=+-@"
        path = json.loads(f'"{cell}"') if "\\" in cell else cell
        assert title_in(named / path) == row["title"]


def test_print0_gives_paths_byte_by_byte(named: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    for words in (["--print0"], ["-0", "--format", "paths"]):
        assert main(["list", str(named), *words]) == 0
        *paths, rest = capsysbinary.readouterr().out.split(b"\0")
        assert rest == b""
        assert sorted(map(title_in, map(os.fsdecode, paths))) == sorted(
            f"T{number}" for number in range(len(NAMES))
        )


def test_paths_are_given_one_a_line(named: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["list", str(named), "--format", "paths", "title:T1"]) == 0
    paths = capsysbinary.readouterr().out
    assert os.fsencode(named / os.fsdecode(b"caf\xe9.md")) + b"\n" in paths


def test_on_a_terminal_a_path_can_do_no_harm(named: Path) -> None:
    from reader.cli.main import run_command

    console, out, _err = on_screen()
    assert run_command(["list", str(named), "--format", "paths"], console) == 0
    assert all(line.isprintable() for line in out.getvalue().splitlines())
    assert len(out.getvalue().splitlines()) == len(NAMES)


def test_print0_is_for_paths(call: Call, corpus: Path) -> None:
    found = call("list", corpus, "--print0", "--format", "csv")
    assert (found.code, found.err.splitlines()[0]) == (2, "reader: --print0 is for paths, and this is csv")


def test_a_file_that_has_just_gone_has_its_label(named: Path) -> None:
    from reader.session.opening import opened

    with opened([named]) as session:
        session.adopt(session.load())
        before = session.corpus
        for file in named.iterdir():
            if file.is_file() and file.name != "plain.md":
                file.unlink()
        session.adopt(session.load())
        articles = list(before.articles(range(len(before))))
    assert {article.files[0] for article in articles if article.path == "back\\slash.md"} == {
        "back\\slash.md"
    }


def test_paths_cannot_be_written_to_a_closed_output() -> None:
    with pytest.raises(UsageError, match="standard output is closed"):
        Console(ClosedOutput(), io.StringIO()).write_path("/news/a.md", "\0")


def test_a_table_in_ascii_escapes_what_it_cannot_hold() -> None:
    from reader.session.export.data import write_csv
    from tests.cli.support import ARTICLE

    class Ascii(io.StringIO):
        unicode = False

    out = Ascii(newline="")
    article = replace(ARTICLE, path="été.md", paths=("été.md",), files=("/news/été.md",))
    write_csv([(article, NO_MARK)], out)
    (row,) = csv.DictReader(io.StringIO(out.getvalue(), newline=""))
    assert row["path"] == r"\u00e9t\u00e9.md"
