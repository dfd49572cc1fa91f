"""Full records, and the rows that one file becomes."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.corpus.columns import flag_bits
from reader.corpus.files.scan import FileStat
from reader.corpus.front_matter.field_names import DEFAULT_NAMES
from reader.corpus.index import records, rows
from reader.corpus.index.records import from_json, to_json
from reader.model import Article, Coverage, Image, Provider

TEXT = st.text(st.characters(codec="utf-8"), max_size=12)
NUMBER = st.none() | st.floats(allow_nan=False, allow_infinity=False)
IMAGES = st.lists(
    st.builds(Image, TEXT, st.none() | st.integers(), st.none(), st.none() | st.booleans(), TEXT)
).map(tuple)
SHARED = {
    "key": TEXT,
    "id": TEXT,
    "title": TEXT,
    "excerpt": TEXT,
    "date": st.none() | st.integers(),
    "provider": st.builds(Provider, TEXT, TEXT, IMAGES),
    "authors": st.lists(TEXT, max_size=2).map(tuple),
    "quality": NUMBER,
    "images": IMAGES,
    "secured": st.booleans(),
}
ARTICLES = st.builds(
    Article,
    **SHARED,
    path=TEXT,
    paths=st.lists(TEXT, max_size=2).map(tuple),
    body=TEXT,
    heat=NUMBER,
    published=st.none() | st.booleans(),
    topics=st.lists(TEXT, max_size=3).map(tuple),
    related=st.lists(st.builds(Coverage, **SHARED), max_size=2).map(tuple),
    extra=st.lists(st.tuples(TEXT, TEXT), max_size=2).map(tuple),
    broken=st.frozensets(st.sampled_from(["mojibake", "dup", "date"])),
)

PLAIN = Article(key="path:a.md", id="a" * 12, title="Ä Title", path="a.md")


@settings(deadline=None, derandomize=True, max_examples=60)
@given(ARTICLES)
def test_a_record_gives_back_the_article(article: Article) -> None:
    written = to_json(article)
    assert "\n" not in written
    assert from_json(written) == article


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "7", "null", "[1,2]", to_json(PLAIN)[:-2], to_json(PLAIN)[:-1] + ",1]"]
)
def test_what_is_no_record_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        from_json(text)


def test_the_row_of_an_article_holds_what_lists_and_queries_need() -> None:
    entry = Coverage(
        key="k", id="i", title="Élan", web_url="https://www.other.example/x", provider=Provider("Other")
    )
    article = replace(
        PLAIN,
        excerpt="Two  words",
        body="Three BODY words",
        provider=Provider("The Örtchen", ""),
        original_url="https://www.paper.example/a",
        amp_url="https://amp.example/a",
        topics=("AI", "Größe"),
        related=(entry, entry),
        broken=frozenset({"url", "date"}),
        images=(Image("https://x.example/i.png"),),
        secured=True,
        published=False,
    )
    row = rows.article_row(article)
    assert row.text.split("\x1f") == ["a title", "two words", "the ortchen", "paper.example", "ai", "grosse"]
    assert row.related.split("\x1f") == ["elan", "", "other", "other.example"] * 2
    assert (row.words, row.relcount, row.body) == (5, 2, "three body words")
    assert (row.provider, row.domain) == ("The Örtchen", "paper.example")
    assert row.topics == '["AI","Größe"]'
    assert row.broken == '["date","url"]'
    assert row.flags == flag_bits.DRAFT | flag_bits.IMAGE | flag_bits.AMP | flag_bits.SECURED | flag_bits.BODY


@pytest.mark.parametrize(
    ("published", "flags"), [(None, 0), (True, flag_bits.PUBLISHED), (False, flag_bits.DRAFT)]
)
def test_published_has_three_states(published: bool | None, flags: int) -> None:
    assert rows.article_row(replace(PLAIN, published=published)).flags == flags


def _stat(path: Path) -> FileStat:
    return FileStat(path.name, str(path), 10, 20, 30)


def test_a_file_becomes_a_row_with_its_problems(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("---\ntitle: A\npublishedDateTime: never\n---\n")
    row = rows.read_row(_stat(path), DEFAULT_NAMES)
    assert row is not None
    assert row.article is not None
    assert row[:5] == ("a.md", os.fsencode(path), 10, 20, 30)
    assert [problem[1] for problem in row.problems] == ["publishedDateTime"]


def test_a_file_without_front_matter_is_noted_without_an_article(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("No front matter.\n")
    row = rows.read_row(_stat(path), DEFAULT_NAMES)
    assert row is not None
    assert (row.article, row.problems, row.size) == (None, (), 10)


def test_a_file_that_has_vanished_has_no_row(tmp_path: Path) -> None:
    assert rows.read_row(_stat(tmp_path / "gone.md"), DEFAULT_NAMES) is None


def test_a_file_that_may_not_be_read_is_tried_again_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A folder of that name cannot be read as a file, whoever asks; root may read everything, so `access` is replaced.
    path = tmp_path / "a.md"
    path.mkdir()
    row = rows.read_row(_stat(path), DEFAULT_NAMES)
    assert row is not None
    assert row.size == 10
    monkeypatch.setattr(os, "access", lambda *_args: False)
    row = rows.read_row(_stat(path), DEFAULT_NAMES)
    assert row is not None
    assert row.size == rows.UNREADABLE
    assert row.problems


def test_the_beginning_of_the_body_stands_in_for_an_excerpt() -> None:
    article = replace(PLAIN, excerpt="", body="# Head\n\n*Some* words.")
    assert records.outline(records.to_json(article))[1] == "Head Some words."
    assert records.outline(records.to_json(replace(article, excerpt="Given.")))[1] == "Given."
