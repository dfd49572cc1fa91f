"""One article as text and as Markdown."""

from __future__ import annotations

from dataclasses import replace

from reader.cli.output.article_text import text_lines
from reader.model import NO_MARK, Mark
from reader.session.export.article import markdown_lines, readable_body
from tests.cli.support import ARTICLE, BARE, ENTRY

MARK = Mark(read=True, starred=True, verdict="later", tags=frozenset({"pier"}), note="Ask\nthe port.")


def test_text() -> None:
    lines = [line for line, _ in text_lines(ARTICLE, MARK, 80)]
    assert lines == [
        "Harbour reopens",
        "Coastal Times · 2022-03-04 08:30:00 UTC · quality 61 · draft",
        "by Ann Onym",
        "Shipping · Weather",
        "read · starred · later · #pier",
        "aaaaaaaaaaaa · 2022/harbour.md",
        "",
        "Note: Ask",
        "the port.",
        "",
        "Ferries run again ...",
        "",
        "First line.",
        "",
        "Second *line*.",
        "",
        "original  https://coastal.example/harbour",
        "amp       https://coastal.example/harbour?amp",
        "picture   https://img.example/harbour.jpg",
        "",
        "Related coverage (1)",
        "",
        "Islands cut off",
        "Island Post · 2022-03-03 10:00:00 UTC · quality 70 · 22 h earlier",
        "https://island.example/cut-off",
    ]


def test_text_of_next_to_nothing() -> None:
    assert list(text_lines(BARE, NO_MARK, 80)) == [
        ("Bare", "bold"),
        ("no date", "dim"),
        ("unread", "dim"),
        ("cccccccccccc · bare.md", "dim"),
    ]


def test_addresses_are_never_broken() -> None:
    lines = [line for line, _ in text_lines(ARTICLE, NO_MARK, 20)]
    assert "original  https://coastal.example/harbour" in lines
    assert "aaaaaaaaaaaa · 2022/harbour.md" in lines
    assert all(len(line) <= 20 for line in lines if "/" not in line)


def test_an_entry_without_address_and_date() -> None:
    entry = replace(ENTRY, web_url="", date=None, quality=None)
    lines = [line for line, _ in text_lines(replace(ARTICLE, related=(entry,)), NO_MARK, 80)]
    assert lines[-2:] == ["Islands cut off", "Island Post · no date"]
    assert list(markdown_lines(replace(ARTICLE, related=(entry,)), NO_MARK))[-1] == (
        "- Islands cut off · Island Post · no date"
    )


def test_markdown() -> None:
    article = replace(ARTICLE, title="*Stars* & <tags> [x]", published=True)
    lines = list(markdown_lines(article, MARK))
    assert lines[0] == "# \\*Stars\\* & \\<tags\\> \\[x\\]"
    assert "- Coastal Times · 2022-03-04 08:30:00 UTC · quality 61 · published" in lines
    assert "- <https://coastal.example/harbour>" in lines
    assert "> Ask" in lines
    assert "Second *line*." in lines
    assert lines[-1] == (
        "- [Islands cut off](<https://island.example/cut-off>) · Island Post"
        " · 2022-03-03 10:00:00 UTC · quality 70"
    )


def test_markdown_of_next_to_nothing() -> None:
    assert list(markdown_lines(BARE, NO_MARK)) == [
        "# Bare", "", "- no date", "- unread", "- cccccccccccc · bare.md",
    ]  # fmt: skip


def test_html_is_made_readable() -> None:
    article = replace(ARTICLE, body="<p>One <b>bold</b> word.</p>", body_format="html")
    assert readable_body(article) == "One **bold** word."
