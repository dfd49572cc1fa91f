"""The JSON record: its fields, their order, and what stands where nothing is known."""

from __future__ import annotations

import json

from reader.model import NO_MARK, Mark
from reader.session.record import number, record
from tests.cli.support import ARTICLE, BARE

KEYS = (
    *("id", "path", "paths", "file", "files", "url", "date"),
    *(
        "category",
        "title",
        "excerpt",
        "publishedDateTime",
        "originalUrl",
        "webUrl",
        "ampWebUrl",
        "cdnAmpWebUrl",
    ),
    *("type", "quality", "provider", "authors", "images", "featuredContent", "secured"),
    *("heat", "published", "topics", "related", "body", "bodyFormat", "extra", "broken"),
    *("read", "starred", "verdict", "tags", "note"),
    *("story", "storysize"),
)


def test_keys_are_the_same_for_every_article() -> None:
    assert tuple(record(ARTICLE, NO_MARK)) == KEYS
    assert tuple(record(BARE, NO_MARK)) == KEYS


def test_the_fields_of_the_schema() -> None:
    found = record(ARTICLE, NO_MARK)
    assert found["url"] == "https://coastal.example/harbour"
    assert found["date"] == found["publishedDateTime"] == "2022-03-04T08:30:00Z"
    assert found["path"] == "2022/harbour.md"
    assert found["paths"] == ["2022/harbour.md", "copy.md"]
    assert found["provider"]["name"] == "Coastal Times"
    assert found["provider"]["images"][0]["isCached"] is None
    assert found["images"] == [
        {
            "url": "https://img.example/harbour.jpg",
            "width": 800,
            "height": 600,
            "isCached": True,
            "title": "The pier",
        }
    ]
    assert found["topics"] == ["Shipping", "Weather"]
    assert found["published"] is False
    assert found["secured"] is True
    assert found["broken"] == ["date", "dup"]
    assert found["extra"] == {"rating": "5"}


def test_whole_numbers_stay_whole() -> None:
    assert json.dumps(record(ARTICLE, NO_MARK)["quality"]) == "61"
    assert number(33.5) == 33.5
    assert number(None) is None
    assert number(float("nan")) is None
    assert number(float("inf")) is None


def test_what_is_not_known_is_null_or_empty() -> None:
    found = record(BARE, NO_MARK)
    assert [name for name in KEYS if found[name] is None] == [
        *("date", "publishedDateTime", "quality", "heat", "published")
    ]
    assert found["paths"] == ["bare.md"]
    assert found["url"] == found["excerpt"] == found["verdict"] == found["note"] == ""
    assert found["related"] == found["topics"] == found["images"] == found["tags"] == []


def test_related_entries_have_the_same_fields() -> None:
    (entry,) = record(ARTICLE, NO_MARK)["related"]
    assert entry["id"] == "bbbbbbbbbbbb"
    assert entry["url"] == entry["webUrl"] == "https://island.example/cut-off"
    assert entry["originalUrl"] == ""
    assert entry["quality"] == 70
    assert set(entry) <= set(KEYS)


def test_marks() -> None:
    mark = Mark(read=True, starred=True, verdict="later", tags=frozenset({"b", "a"}), note="two\nlines")
    found = record(ARTICLE, mark)
    assert (found["read"], found["starred"], found["verdict"]) == (True, True, "later")
    assert found["tags"] == ["a", "b"]
    assert found["note"] == "two\nlines"


def test_a_record_is_json() -> None:
    assert json.loads(json.dumps(record(ARTICLE, NO_MARK))) == record(ARTICLE, NO_MARK)
