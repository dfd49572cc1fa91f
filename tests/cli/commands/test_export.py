"""`reader export`: every format, and a file that is there whole, once, and never in the place of another."""

from __future__ import annotations

import csv
import errno
import io
import json
import os
import stat
from pathlib import Path
from xml.etree import ElementTree

import pytest

from reader.cli.main import run_command
from reader.cli.output.console import Console
from reader.errors import ReaderError, UsageError
from reader.session.export.new_file import new_file
from tests.cli.conftest import Call
from tests.cli.support import on_screen

TITLES = [
    "フェリーが再開",
    "Harbour reopens after the storm",
    "Café on the pier — a review",
    "A note without a date",
]


def test_a_digest_by_day_is_what_is_written_unless_asked_otherwise(call: Call, corpus: Path) -> None:
    found = call("export", corpus, "topic:shipping")
    assert (found.code, found.err) == (0, "")
    assert found.lines == [
        *("# news: topic:shipping", "", "2 articles", "", "## 2022-03-05", ""),
        "- [フェリーが再開](<https://kaijo.example/ferry>) · Kaijo · 2022-03-05 00:00 UTC · quality 33.5",
        *("", "## 2022-03-04", ""),
        "- [Harbour reopens after the storm](<https://www.coastal.example/harbour?utm_source=feed>)"
        " · Coastal Times · 2022-03-04 08:30 UTC · quality 61",
        "  > Ferries run again to all islands, the port said ...",
    ]


def test_other_headings(call: Call, corpus: Path) -> None:
    def headings(by: str) -> list[str]:
        return [line[3:] for line in call("export", corpus, "--group", by).lines if line.startswith("## ")]

    assert headings("provider") == ["Coastal Times", "Kaijo", "No provider"]
    assert headings("topic") == ["Shipping", "No topic"]


def test_json_is_one_array(call: Call, corpus: Path) -> None:
    found = call("export", corpus, "--format", "json")
    records = json.loads(found.out)
    assert [record["title"] for record in records] == TITLES
    lines = call("list", corpus, "--format", "jsonl").lines
    assert records == [json.loads(line) for line in lines]


@pytest.mark.parametrize("form", ["jsonl", "csv", "urls"])
def test_formats_of_list(call: Call, corpus: Path, form: str) -> None:
    found = call("export", corpus, "--format", form, "--limit", "2")
    assert found == call("list", corpus, "--format", form, "--limit", "2")


def test_outlets(call: Call, corpus: Path) -> None:
    written = call("export", corpus, "--format", "opml").out
    root = ElementTree.fromstring(written)  # noqa: S314 -- our own document
    assert root.findtext("head/title") == "news"
    assert [(one.get("text"), one.get("count")) for one in root.iter("outline")] == [
        ("Coastal Times", "2"),
        ("Kaijo", "1"),
    ]


def test_a_page(call: Call, corpus: Path) -> None:
    found = call("export", corpus, "--format", "html", "--view", "hot")
    assert "<title>news: hot</title>" in found.out
    assert found.out.count("<article>") == 1


@pytest.mark.parametrize("form", ["md", "html"])
def test_letters_beyond_the_stream_are_written_by_number(corpus: Path, form: str) -> None:
    out = io.StringIO()
    run_command(["export", str(corpus), "--format", form], Console(out=out, err=out, unicode=False))
    assert out.getvalue().isascii()
    assert "Caf&#233; on the pier" in out.getvalue()


@pytest.mark.parametrize(
    ("form", "empty"),
    [("json", "[]\n"), ("jsonl", ""), ("urls", ""), ("md", "# news: xyzzy\n\n0 articles\n")],
)
def test_nothing_found(call: Call, corpus: Path, tmp_path: Path, form: str, empty: str) -> None:
    found = call("export", corpus, "xyzzy", "--format", form)
    said = "no article matches; the corpus has 4: “xyzzy” is found nowhere\n"
    assert (found.code, found.out, found.err) == (0, empty, said)
    console, out, err = on_screen()
    assert run_command(["export", str(corpus), "xyzzy", "--format", form], console) == 0
    assert (out.getvalue(), err.getvalue()) == (empty, said)
    found = call("export", corpus, "xyzzy", "--format", form, "--output", tmp_path / "new")
    assert (found.code, found.err) == (0, said)
    assert (tmp_path / "new").read_text(encoding="utf-8") == empty


def test_a_file_has_the_format_of_its_name_and_the_mode_of_the_umask(
    call: Call, corpus: Path, tmp_path: Path
) -> None:
    file = tmp_path / "out" / "news.CSV"
    file.parent.mkdir()
    before = os.umask(0o027)
    try:
        found = call("export", corpus, "--output", file)
    finally:
        os.umask(before)
    assert (found.code, found.out, found.err) == (0, "", f"4 articles written to {file}\n")
    assert len(list(csv.reader(io.StringIO(file.read_text(encoding="utf-8"))))) == 5
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert [one.name for one in file.parent.iterdir()] == ["news.CSV"]
    one = call("export", corpus, "--limit", "1", "--output", tmp_path / "one.txt", "--format", "html")
    assert one.err == f"1 article written to {tmp_path / 'one.txt'}\n"
    assert (tmp_path / "one.txt").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert call("export", corpus, "--output", "-").lines[0] == "# news"


def test_a_file_that_is_there_stays_unless_it_is_forced(call: Call, corpus: Path, tmp_path: Path) -> None:
    file, link = tmp_path / "news.md", tmp_path / "link.md"
    file.write_text("mine")
    link.symlink_to(file)
    for name in (file, link):
        found = call("export", corpus, "--output", name)
        sentence = f"reader: {name}: there is such a file already; --force replaces it\n"
        assert (found.code, found.out, found.err) == (2, "", sentence)
    assert file.read_text() == "mine"
    assert call("export", corpus, "--output", link, "--force").code == 0
    assert link.is_symlink()
    assert file.read_text(encoding="utf-8").startswith("# news\n")


def test_what_was_private_stays_private(call: Call, corpus: Path, tmp_path: Path) -> None:
    file = tmp_path / "news.md"
    file.touch()
    file.chmod(0o600)
    assert call("export", corpus, "--output", file, "--force").code == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    open_dump = tmp_path / "marks.jsonl"
    open_dump.touch()
    open_dump.chmod(0o644)
    assert call("state", "dump", open_dump, "--force").code == 0
    assert stat.S_IMODE(open_dump.stat().st_mode) == 0o600


def test_a_link_to_nothing_is_there_too(call: Call, corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "link.md").symlink_to(tmp_path / "nothing.md")
    assert call("export", corpus, "--output", tmp_path / "link.md").code == 2
    assert not (tmp_path / "nothing.md").exists()


def test_what_is_read_is_never_replaced(call: Call, corpus: Path, tmp_path: Path) -> None:
    article, link = corpus / "harbour.md", tmp_path / "link.md"
    link.symlink_to(article)
    before = article.read_bytes()
    for root, file in ((corpus, article), (article, article), (corpus, link)):
        found = call("export", root, "--output", file, "--force")
        sentence = f"reader: {file}: this file is being read, so it is not replaced; name another\n"
        assert (found.code, found.out, found.err) == (2, "", sentence)
    assert article.read_bytes() == before
    digest = corpus / "digest.md"
    assert call("export", corpus, "--output", digest).code == 0
    assert call("export", corpus, "--output", digest, "--force").code == 0


def test_a_file_of_the_program_is_never_replaced(call: Call, corpus: Path) -> None:
    settings = Path(call("paths", "config").out.strip())
    settings.parent.mkdir(parents=True)
    settings.write_text("measure = 60\n")
    found = call("export", corpus, "--output", settings, "--force")
    assert (found.code, "this is a file of the program itself" in found.err) == (2, True)
    assert settings.read_text() == "measure = 60\n"


@pytest.mark.parametrize("name", ["x" * 300, "a\0b"])
def test_a_name_that_no_file_can_have(call: Call, corpus: Path, tmp_path: Path, name: str) -> None:
    found = call("export", corpus, "--output", tmp_path / name)
    assert (found.code, "no file can have this name" in found.err) == (2, True)


def test_a_disk_that_is_full_leaves_the_old_file(
    call: Call, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    file = tmp_path / "news.md"
    file.write_text("old")
    call("list", corpus)
    monkeypatch.setattr(os, "fsync", full)
    found = call("export", corpus, "--output", file, "--force")
    said = f"reader: {file}: it could not be written (No space left on device)\n"
    assert (found.code, found.err) == (2, said)
    assert file.read_text() == "old"
    assert not list(tmp_path.glob(".reader*"))


def test_a_named_pipe_that_nobody_reads_any_more_is_told(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)

    def write() -> None:
        with new_file(pipe, force=False) as out:
            os.close(reading)
            out.write("x")

    with pytest.raises(ReaderError, match="it could not be written"):
        write()


def test_a_device_is_written_to(call: Call, corpus: Path) -> None:
    assert call("export", corpus, "--output", os.devnull).code == 0
    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--output", "{corpus}"], "reader: {corpus}: this is a folder; name a file\n"),
        (["--output", "{corpus}/no/x.md"], "reader: {corpus}/no: there is no such folder\n"),
        (["--force"], "reader: --force belongs to --output\n"),
        (["--format", "csv", "--group", "day"], "reader: --group is for md and html, and this is csv\n"),
        (["--format", "tsv"], "reader: argument --format: invalid choice: 'tsv'"),
        (["--group", "colour"], "reader: argument --group: invalid choice: 'colour'"),
    ],
)
def test_wrong_usage(call: Call, corpus: Path, words: list[str], said: str) -> None:
    found = call("export", corpus, *(word.format(corpus=corpus) for word in words))
    assert (found.code, found.out) == (2, "")
    assert found.err.startswith(said.format(corpus=corpus))


def no_links(*_: object, **__: object) -> None:
    raise OSError(errno.EPERM, "Operation not permitted")


@pytest.mark.parametrize("linking", [True, False])
def test_a_file_that_appears_meanwhile_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, linking: bool
) -> None:
    file = tmp_path / "news.md"
    if not linking:
        monkeypatch.setattr(os, "link", no_links)

    def write() -> None:
        with new_file(file, force=False) as out:
            out.write("ours")
            file.write_text("theirs")

    with pytest.raises(UsageError, match="already"):
        write()
    assert file.read_text() == "theirs"
    assert list(tmp_path.iterdir()) == [file]


def test_a_file_system_without_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", no_links)
    with new_file(tmp_path / "news.md", force=False) as out:
        out.write("ours")
    assert (tmp_path / "news.md").read_text() == "ours"
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("force", [True, False])
def test_nothing_half_written_stays(tmp_path: Path, force: bool) -> None:
    def interrupted() -> None:
        with new_file(tmp_path / "news.md", force=force) as out:
            out.write("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert list(tmp_path.iterdir()) == []
