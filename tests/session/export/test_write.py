"""Any export, by the name of its format, as the app and the command line write it."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.marks import Edit
from reader.model.mark import NO_MARK
from reader.session.export.article import entry_markdown_lines
from reader.session.export.data import CSV_COLUMNS, write_csv
from reader.session.export.write import FORMATS, FileTarget, suffix_of, write
from reader.session.session import Session
from reader.text.clean import clean_line
from tests.cli.support import ARTICLE, ENTRY
from tests.session.corpus import COST, STORM, TITLES


def written(session: Session, form: str, rows: list[int] | None = None, group: str = "day") -> str:
    out = io.StringIO()
    chosen = list(range(len(session.corpus))) if rows is None else rows
    write(session, chosen, FileTarget(out), form, group=group, title="All of it", corpus=session.corpus)
    return out.getvalue()


def test_a_digest_by_story(session: Session) -> None:
    text = written(session, "md", group="story")
    assert text.count("\n## ") >= 2
    assert f"\n## {STORM}\n" in text
    assert text.rindex("## On their own") > text.index(f"## {STORM}")


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_holds_every_article(session: Session, form: str) -> None:
    text = written(session, form)
    assert text.endswith("\n")
    if form in ("md", "html"):
        assert "All of it" in text
    if form not in ("urls", "opml"):
        assert all(word in text for word in ("Library opens on Sundays", "herring at home"))
    assert "\x1b" not in text


def test_articles_in_full(session: Session) -> None:
    text = written(session, "full", [0, 1])
    assert text.index(f"# {STORM}") < text.index(f"\n\n# {COST}")
    assert "[one ledger](https://island.example/ledger)" in text


def test_a_ghost_in_full() -> None:
    assert list(entry_markdown_lines(ENTRY)) == [
        *("# Islands cut off", "", "- Island Post · 2022-03-03 10:00:00 UTC · quality 70"),
        "- <https://island.example/cut-off>",
    ]


def test_a_ghost_of_which_less_or_more_is_known() -> None:
    lines = list(entry_markdown_lines(replace(ENTRY, web_url="", excerpt="Three *days*.")))
    assert lines[3:] == ["", r"Three \*days\*."]


def test_what_a_file_ends_in() -> None:
    assert [suffix_of(form) for form in ("md", "full", "urls", "csv")] == ["md", "md", "txt", "csv"]


def test_the_list_of_outlets_is_xml(session: Session) -> None:
    root = ElementTree.fromstring(written(session, "opml"))  # noqa: S314 -- our own document
    assert root.tag == "opml"
    assert len(list(root.iter("outline"))) > 5


def test_a_table_has_the_address_as_it_is_written() -> None:
    out = io.StringIO()
    article = replace(ARTICLE, original_url="http://www.Coastal.example/harbour?utm_source=feed#top")
    write_csv([(article, NO_MARK)], FileTarget(out))
    (row,) = csv.DictReader(io.StringIO(out.getvalue()))
    assert (row["url"], row["original_url"]) == (article.key, article.original_url)


@pytest.mark.parametrize("form", ["md", "html"])
@pytest.mark.parametrize("group", ["day", "story"])
def test_a_digest_has_tags_and_notes(session: Session, form: str, group: str) -> None:
    edits = [Edit(session.corpus.keys[0], "tag+", "zebra"), Edit(session.corpus.keys[0], "note", "Ask\nthem")]
    session.journal.apply("mark", edits)
    out = io.StringIO()
    write(session, range(len(session.corpus)), FileTarget(out), form, group=group)
    text = out.getvalue()
    assert (
        text.count("zebra")
        == text.count("Note: Ask")
        == text.count("them\n" if form == "md" else "them<")
        == 1
    )


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(start: str) -> None:
    out = io.StringIO()
    article = replace(ARTICLE, title=f'{start}HYPERLINK("https://evil.example")', quality=-1.0)
    write_csv([(article, NO_MARK)], FileTarget(out))
    (row,) = csv.DictReader(io.StringIO(out.getvalue()))
    assert row["title"] == f'\'{start}HYPERLINK("https://evil.example")'
    assert row["quality"] == "-1", "a number is no formula"


@given(st.text().map(clean_line), st.text().map(clean_line))
def test_a_table_has_a_row_an_article_whatever_is_in_it(title: str, excerpt: str) -> None:
    out = io.StringIO(newline="")
    write_csv([(replace(ARTICLE, title=title, excerpt=excerpt), NO_MARK)], FileTarget(out))
    header, row = csv.reader(io.StringIO(out.getvalue(), newline=""))
    assert tuple(header) == CSV_COLUMNS
    assert dict(zip(header, row, strict=True))["title"].removeprefix("'") == title.removeprefix("'")


def test_lines_of_json_are_what_jq_reads(session: Session) -> None:
    jq = shutil.which("jq")
    text = written(session, "jsonl")
    titles = [json.loads(line)["title"] for line in text.splitlines()]
    assert titles == list(session.corpus.titles)
    assert len(titles) == len(TITLES)
    if jq is None:
        pytest.skip("jq is not installed: the lines were read by Python alone")
    done = subprocess.run([jq, "-r", ".title"], input=text, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == titles
