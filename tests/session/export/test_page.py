"""The web page: one file that fetches nothing, runs nothing and shows every text as it is."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.session.export.groups import ExportItem, Group
from reader.session.export.page import page
from tests.session.export.samples import HOSTILE

FULL = ExportItem("A title", "https://a.example/?a=1&b='2'", "Ann's", "2022-03-04T08:30:00Z", "61", "Words.")


class Seen(HTMLParser):
    """What a page holds: its elements, their attributes and its text outside of the style."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.texts: list[str] = []
        self.others: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        self.others.append(data)

    unknown_decl = handle_comment


def written(*items: ExportItem, heading: str = "Day", title: str = "News") -> str:
    return "\n".join(page(title, [Group(heading, items)]))


def test_a_page() -> None:
    text = written(FULL, ExportItem("Bare"))
    assert text.startswith("<!doctype html>\n")
    assert (
        '<h3 dir="auto"><a href="https://a.example/?a=1&amp;b=&#x27;2&#x27;" rel="noopener noreferrer">A title</a></h3>'
        in text
    )
    assert (
        '<p class="facts"><bdi>Ann&#x27;s</bdi> · '
        '<time datetime="2022-03-04T08:30:00Z">2022-03-04 08:30 UTC</time> · quality 61</p>'
    ) in text
    assert '<p dir="auto">Words.</p>' in text
    assert '<article>\n<h3 dir="auto">Bare</h3>\n</article>' in text
    assert '<p class="facts">2 articles</p>' in text


def test_nothing_is_fetched() -> None:
    text = written(ExportItem("Bare"))
    assert "http" not in text.replace("http-equiv", "")
    assert not {"src", "href"} & {name for name, _ in Seen(text).attributes}
    assert "url(" not in text
    assert "@import" not in text


def check(text: str) -> None:
    plain = Seen(written(replace(FULL, tags="#a", note="b"), heading="x", title="x"))
    item = replace(FULL, title=text, provider=text, excerpt=text, tags=text, note=text)
    found = Seen(written(item, heading=text, title=text))
    assert found.tags == plain.tags
    assert found.attributes == plain.attributes
    assert found.others == []
    # The title of the page, its heading, and heading, title, outlet, tags and excerpt below; and the note.
    assert found.texts.count(text) == 7 or not text.strip()
    assert f"Note: {text}" in found.texts


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_texts(text: str) -> None:
    check(text)


@given(st.text(alphabet="ab <>&\"'/=!-[]?;#x", min_size=1, max_size=30))
@settings(deadline=None, derandomize=True)
def test_any_text_is_text(text: str) -> None:
    check(text)
