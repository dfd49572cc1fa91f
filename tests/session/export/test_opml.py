"""The outlets as OPML, read back by an XML parser."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.session.export.opml import opml
from tests.session.export.samples import HOSTILE


def written(title: str, *outlets: tuple[str, str]) -> ElementTree.Element:
    return ElementTree.fromstring("\n".join(opml(title, outlets)))  # noqa: S314 -- our own document


def outlines(*outlets: tuple[str, str], title: str = "News") -> list[dict[str, str]]:
    root = written(title, *outlets)
    assert (root.tag, root.get("version")) == ("opml", "2.0")
    return [dict(outline.attrib) for outline in root.iterfind("body/outline")]


def test_outlets_are_counted_by_domain_then_by_name() -> None:
    found = outlines(
        *(("Zeta", "zeta.example"), ("", "b.example"), ("Ann", ""), ("", "")),
        *(("Coastal", "coastal.example"), ("Coastal Times", "Coastal.example"), ("ANN", "")),
    )
    assert found == [
        {"text": "Ann", "count": "2"},
        {"text": "Coastal", "htmlUrl": "https://coastal.example", "count": "2"},
        {"text": "b.example", "htmlUrl": "https://b.example", "count": "1"},
        {"text": "Zeta", "htmlUrl": "https://zeta.example", "count": "1"},
    ]


def test_no_outlet() -> None:
    assert outlines() == outlines(("", "")) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_texts(text: str) -> None:
    (found,) = outlines((text, f"/{text}"), title=text)
    assert found == {"text": text, "count": "1"}
    assert written(text).findtext("head/title") == text


@given(st.text(), st.text())
@settings(deadline=None, derandomize=True)
def test_any_text_makes_valid_xml(name: str, domain: str) -> None:
    assert len(outlines((name, domain), title=name)) <= 1
