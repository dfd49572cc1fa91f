"""The digest in Markdown, read back by a Markdown parser where texts are hostile."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reader.session.export.digest import digest
from reader.session.export.groups import ExportItem, Group
from reader.text.clean import clean_line
from tests.session.export.samples import HOSTILE

FULL = ExportItem(
    "A title", "https://a.example/x?a=1&lt;b=(2)", "Ann's", "2022-03-04T08:30:00Z", "61", "Words."
)


def written(*items: ExportItem, heading: str = "Day", title: str = "News") -> str:
    return "\n".join(digest(title, [Group(heading, items)]))


def parsed(text: str) -> list[tuple[str, str]]:
    """Return the tags, and of text and links the content, in the order of the document."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    inline = [part for token in tokens for part in (token.children or [token])]
    return [
        (token.tag or token.type, str(token.attrs.get("href", token.content)))
        for token in inline
        if token.nesting >= 0 and token.type != "paragraph_open"
    ]


def test_a_digest() -> None:
    assert written(FULL, ExportItem("Bare")).split("\n") == [
        *("# News", "", "2 articles", "", "## Day", ""),
        "- [A title](<https://a.example/x?a=1&amp;lt;b=(2)>) · Ann's · 2022-03-04 08:30 UTC · quality 61",
        "  > Words.",
        "- Bare",
    ]


def test_a_digest_with_tags_and_a_note() -> None:
    item = replace(FULL, url="", tags="#ai #c", note="Ask\n\n# them\n===\n")
    assert written(item).split("\n")[6:] == [
        "- A title · Ann's · 2022-03-04 08:30 UTC · quality 61 · \\#ai \\#c\\",
        "  Note: Ask\\",
        "  \\# them\\",
        "  \\===",
        "  > Words.",
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_note_is_text_whatever_is_in_it(text: str) -> None:
    item = ExportItem("Title", note=f"{text}\n{text}", tags=f"#{text}", excerpt="Words.")
    found = parsed(written(item))
    tags = {tag for tag, _ in found}
    assert tags <= {"h1", "h2", "ul", "li", "br", "text", "text_special", "blockquote", "p"}
    shown = "".join(content for tag, content in found if tag in ("text", "text_special"))
    assert shown.count(text) == 3


def test_no_article() -> None:
    assert list(digest("News", [])) == ["# News", "", "0 articles"]


SHAPE = ["h1", "text", "text", "h2", "text", "ul", "li", "a", "text", "text", "blockquote", "text"]


def check(text: str) -> None:
    item = ExportItem(text, "https://a.example/&copy;", text, "", "", text)
    found = parsed(written(item, heading=text, title=text))
    merged = [one for place, one in enumerate(found) if one[0] != "text" or found[place - 1][0] != "text"]
    tags = [tag for tag, _ in merged]
    assert tags == [tag for place, tag in enumerate(SHAPE) if (tag, SHAPE[place - 1]) != ("text", "text")]
    assert ("a", "https://a.example/&copy;") in found
    shown = "".join(content for tag, content in found if tag == "text")
    assert shown.count(text) >= 5
    bare = parsed(written(ExportItem(text)))
    assert [tag for tag, _ in bare if tag not in ("text", "text_special")][2:] == ["ul", "li"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_texts(text: str) -> None:
    check(text)


@given(st.text(alphabet="ab1 #*_-+=>~|`<[]()!&;:.\\\"'@/", min_size=1, max_size=30))
@settings(deadline=None, derandomize=True)
def test_any_text_is_text(text: str) -> None:
    if text := clean_line(text):
        check(text)
