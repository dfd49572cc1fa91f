"""`reader list`: which articles, in which form, and how corpora and query are told apart."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reader.cli.main import run_command
from tests.cli.conftest import Call
from tests.cli.support import on_screen
from tests.shared import QUERY_CASES, SEEDS, needs_shared

TITLES = [
    "フェリーが再開",
    "Harbour reopens after the storm",
    "Café on the pier — a review",
    "A note without a date",
]


def titles(out: str) -> list[str]:
    return [line.split("\t")[4] for line in out.splitlines()]


def test_all_articles_newest_first_as_tsv_when_piped(call: Call, corpus: Path) -> None:
    found = call("list", corpus)
    assert (found.code, titles(found.out), found.err) == (0, TITLES, "")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["topic:shipping"], [0, 1]),
        (["topic:shipping", "quality:>40"], [1]),
        (["topic:shipping quality:>40"], [1]),
        (["-has:quality"], [2, 3]),
        (["-topic:shipping", "cafe"], [2]),
        (["--query", "cafe"], [2]),
        (["-q", "-topic:shipping"], [2, 3]),
        (["--", "-topic:shipping", "review"], [2]),
        (["--limit", "2"], [0, 1]),
        (["has:quality", "--limit=1", "sort:quality"], [0]),
    ],
)
def test_queries(call: Call, corpus: Path, words: list[str], expected: list[int]) -> None:
    found = call("list", corpus, *words)
    assert (found.code, titles(found.out), found.err) == (0, [TITLES[place] for place in expected], "")


def test_several_corpora(call: Call, corpus: Path) -> None:
    found = call("list", corpus / "harbour.md", corpus / "ferry.md", "quality:>0")
    assert titles(found.out) == TITLES[:2]


def test_a_word_that_is_a_file_is_a_corpus_unless_it_is_said_otherwise(
    call: Call, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(corpus)
    (corpus / "review").write_text("no front matter")
    assert titles(call("list", ".", "--", "review").out) == [TITLES[2]]
    assert titles(call("list", ".", "-q", "review").out) == [TITLES[2]]


def test_jsonl(call: Call, corpus: Path) -> None:
    records = [json.loads(line) for line in call("list", corpus, "--format", "jsonl").lines]
    assert [record["title"] for record in records] == TITLES
    harbour = records[1]
    assert harbour["url"] == "https://coastal.example/harbour"
    assert harbour["originalUrl"] == "https://www.coastal.example/harbour?utm_source=feed"
    assert harbour["related"][0]["title"] == "Islands cut off for a third day"
    assert records[3]["url"] == ""
    assert records[0]["heat"] is None


def test_every_form_and_term_knows_the_address_of_articles_that_share_one(call: Call, tmp_path: Path) -> None:
    url = "https://x.example/a"
    for title in ("Ferry", "Harbour", "Pier"):
        (tmp_path / f"{title}.md").write_text(f"---\ntitle: {title}\nurl: {url}\n---\nThe {title}.\n")
    for query in ("", "site:x.example", "site:www.x.example", url, f"{url}?utm_source=feed"):
        assert [line.split("\t")[5] for line in call("list", tmp_path, "-q", query).lines] == [url] * 3
    assert call("list", tmp_path, "--format", "urls").lines == [url] * 3
    assert call("list", tmp_path, "--format", "csv").out.count(url) == 6
    assert call("list", tmp_path, "--format", "jsonl").out.count(f'"url": "{url}"') == 3
    assert call("list", tmp_path, "--format", "table").out.count("x.example") == 3


def test_urls_and_ids(call: Call, corpus: Path) -> None:
    urls, ids = (call("list", corpus, "--format", form).lines for form in ("urls", "ids"))
    assert urls[1] == "https://www.coastal.example/harbour?utm_source=feed"
    assert (len(urls), len(ids)) == (3, 4)
    assert all(len(article_id) == 12 for article_id in ids)


def test_a_table_on_a_terminal(corpus: Path) -> None:
    console, out, err = on_screen(70)
    assert run_command(["list", str(corpus)], console) == 0
    lines = out.getvalue().splitlines()
    assert lines[1].startswith("●    2022-03-04  Coastal Ti…    61  ")
    assert lines[1].endswith("…")
    assert "\x1b" not in out.getvalue() + err.getvalue()


@pytest.mark.parametrize("command", ["list", "stats", "stories"])
@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("xyzzy", "“xyzzy” is found nowhere"),
        ("topic:ship", "no topic is exactly “ship”; nearest: Shipping (2)"),
        ("is:unread is:read", "is:unread and is:read exclude each other"),
    ],
)
def test_nothing_found_is_said_with_the_reason(
    call: Call, corpus: Path, command: str, query: str, why: str
) -> None:
    found = call(command, corpus, query)
    assert (found.code, found.err) == (0, f"no article matches; the corpus has 4: {why}\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "reader: no corpus is named; give a folder of articles or a file\n"),
        (["is:later"], "reader: no corpus is named; give a folder of articles or a file\n"),
        (["nowhere"], "reader: nowhere: there is no such file or folder\n"),
        (["no\x1b[2Jwhere"], "reader: no?[2Jwhere: there is no such file or folder\n"),
        (["{corpus}", "nowhere", "-q", "x"], "reader: nowhere: there is no such file or folder\n"),
        (["{corpus}", "nowhere", "--", "x"], "reader: nowhere: there is no such file or folder\n"),
        (["{corpus}", "-q", "x", "--", "y"], "reader: the query is given twice; use either --query or --\n"),
        (["{corpus}", "--format", "xml"], "reader: argument --format: invalid choice: 'xml'"),
        (["{corpus}", "--limit", "none"], "reader: argument --limit: “none” is not a number above zero"),
    ],
)
def test_wrong_usage(call: Call, corpus: Path, words: list[str], said: str) -> None:
    found = call("list", *(word.format(corpus=corpus) for word in words))
    assert (found.code, found.out) == (2, "")
    assert found.err.startswith(said)


def test_a_mistake_in_a_query_is_marked(call: Call, corpus: Path) -> None:
    found = call("list", corpus, "harbour", "tilte:x")
    assert (found.code, found.out) == (2, "")
    sentence, query, carets = found.err.splitlines()
    assert "tilte" in sentence
    assert "title" in sentence
    assert query == "  harbour tilte:x"
    assert carets.index("^") == query.index("tilte")


def test_the_corpus_opened_last_is_meant_where_none_is_named(call: Call, corpus: Path, home: Path) -> None:
    note = home / ".local" / "state" / "corpus-reader" / "session.json"
    note.parent.mkdir(parents=True)
    note.write_text(json.dumps({"roots": [str(corpus)]}))
    assert titles(call("list").out) == TITLES
    assert titles(call("list", "topic:shipping").out) == TITLES[:2]
    assert titles(call("list", "--", "cafe").out) == [TITLES[2]]
    assert call("list", "nowhere").code == 2


def test_nothing_is_written_but_the_index(call: Call, corpus: Path, home: Path) -> None:
    call("list", corpus)
    files = [path.relative_to(home).parts[0] for path in home.rglob("*") if path.is_file()]
    assert set(files) == {".cache"}


def test_a_marks_file_that_is_not_there_is_told_and_not_made(
    call: Call, corpus: Path, tmp_path: Path
) -> None:
    found = call("list", corpus, "--state", tmp_path / "none.db", "is:unread")
    assert (found.code, found.out) == (2, "")
    assert found.err == f"reader: {tmp_path / 'none.db'}: there is no such file of marks\n"
    assert not (tmp_path / "none.db").exists()


def test_a_saved_view(call: Call, corpus: Path, home: Path) -> None:
    assert titles(call("list", corpus, "--view", "hot").out) == [TITLES[1]]
    assert titles(call("list", corpus, "--view", "Unread", "topic:shipping").out) == TITLES[:2]
    settings = home / ".config" / "corpus-reader" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('[[views]]\nname = "Odd"\nquery = "quality:many"\n')
    found = call("list", corpus, "--view", "odd")
    assert found.code == 2
    assert found.err.startswith(f"reader: {settings}:1: ")
    assert found.err.splitlines()[1] == "  quality:many"


def test_a_view_that_is_not_there(call: Call, corpus: Path) -> None:
    found = call("list", corpus, "--view", "None")
    assert found.code == 2
    assert found.err.startswith("reader: there is no view “None”; the views are All, Unread, ")


@needs_shared
def test_the_shared_cases(call: Call) -> None:
    for line in QUERY_CASES.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            query, _, dates = line.partition("\t")
            found = call("list", SEEDS, "--query", query)
            assert found.code == 0, query
            # What is said beside a list is why nothing was found.
            assert (found.err == "") == bool(dates), query
            assert [row.split("\t")[1][:10] for row in found.lines] == dates.split(), query
