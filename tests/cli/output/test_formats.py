"""Articles as data: columns, quoting, and one line an article whatever the article says."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from reader.cli.output.console import Console
from reader.cli.output.formats import TSV_COLUMNS, WRITERS
from reader.model import NO_MARK, Mark
from reader.session.export.data import CSV_COLUMNS
from tests.cli.support import ARTICLE, BARE, session_of

MARK = Mark(
    read=True, starred=True, verdict="approved", tags=frozenset({"b", "a"}), note='two\nlines, "quoted"'
)
SESSION = session_of((ARTICLE, MARK), (BARE, NO_MARK))


def written(form: str, *, unicode: bool = True) -> str:
    out = io.StringIO()
    WRITERS[form](SESSION, [0, 1], Console(out=out, err=io.StringIO(), unicode=unicode))
    return out.getvalue()


def test_tsv() -> None:
    first, second = (line.split("\t") for line in written("tsv").splitlines())
    assert dict(zip(TSV_COLUMNS, first, strict=True)) == {
        "id": "aaaaaaaaaaaa",
        "date": "2022-03-04T08:30:00Z",
        "provider": "Coastal Times",
        "quality": "61",
        "title": "Harbour reopens",
        "url": "https://coastal.example/harbour",
    }
    assert second == ["cccccccccccc", "", "", "", "Bare", ""]


@given(st.text(), st.text())
def test_tsv_has_one_line_an_article(title: str, provider: str) -> None:
    out = io.StringIO()
    article = replace(ARTICLE, title=title, provider=replace(ARTICLE.provider, name=provider))
    WRITERS["tsv"](session_of((article, NO_MARK)), [0], Console(out=out, err=io.StringIO()))
    (line,) = out.getvalue().split("\n")[:-1]
    assert line.count("\t") == len(TSV_COLUMNS) - 1


def test_csv() -> None:
    header, first, second = csv.reader(io.StringIO(written("csv")))
    assert tuple(header) == CSV_COLUMNS
    found = dict(zip(header, first, strict=True))
    assert found["domain"] == "coastal.example"
    assert (found["quality"], found["heat"], found["published"], found["related"]) == ("61", "", "false", "1")
    assert (found["read"], found["starred"], found["verdict"]) == ("true", "true", "approved")
    assert (found["topics"], found["tags"], found["note"]) == (
        "Shipping; Weather", "a; b", 'two\nlines, "quoted"'
    )  # fmt: skip
    assert dict(zip(header, second, strict=True))["published"] == ""
    assert (found["url"], found["original_url"]) == (ARTICLE.key, ARTICLE.url)


def test_jsonl() -> None:
    first, second = (json.loads(line) for line in written("jsonl").splitlines())
    assert (first["title"], first["tags"], second["title"]) == ("Harbour reopens", ["a", "b"], "Bare")
    assert written("jsonl", unicode=False).isascii()


def test_ids() -> None:
    assert written("ids") == "aaaaaaaaaaaa\ncccccccccccc\n"


def test_urls_leave_out_what_has_none() -> None:
    assert written("urls") == "https://coastal.example/harbour\n"
