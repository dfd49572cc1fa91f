"""What list and article say of an article's place in its story."""

from __future__ import annotations

from array import array
from pathlib import Path

import pytest

from reader.config.settings import Settings
from reader.stories.rows import BETTER, COPY, NO_STORIES, StoryRows
from reader.tui.render.row import ASCII, UNICODE, sign_of
from reader.tui.render.story.story_notes import standing_sentences
from reader.tui.theme.display_options import DisplayOptions
from tests.session.corpus import session_over
from tests.stories.handmade import HARBOUR, coverage, story
from tests.tui.app import WIDE, running

ARTICLE = """---
title: {title}
publishedDateTime: {date}
originalUrl: https://{outlet}.example/harbour
quality: {quality}
provider: {{name: {outlet}}}
{related}
---
"""
RELATED = "related: [{title: Harbour open, webUrl: 'https://times.example/harbour', quality: 90}]"


def test_a_better_source_is_named_with_the_key_that_goes_there() -> None:
    assert (
        standing_sentences(HARBOUR, "Harbour shut")[0]
        == "Better source: Times, quality 80, 2 h later · B goes there"
    )
    assert standing_sentences(HARBOUR, "Harbour still shut") == ()
    assert standing_sentences(HARBOUR, "nowhere") == ()
    undated = story((coverage("A", hours=None, quality=10), True), (coverage("B", quality=90), True))
    assert standing_sentences(undated, "A") == (
        "Better source: an unknown source, quality 90 · B goes there",
    )


def test_copies_are_named_on_both_sides() -> None:
    assert standing_sentences(HARBOUR, "Harbour shut")[1] == "The same text is at Herald"
    assert standing_sentences(HARBOUR, "Shut, says agency")[1] == "A copy: the same text is at Radio"
    names = "BCDEF"
    wire = story(*((coverage(name, name), True) for name in ("A", *names)), copies=dict.fromkeys(names, "A"))
    assert standing_sentences(wire, "A") == ("The same text is at B, C, D and 2 more",)


def test_a_row_has_one_sign_at_most() -> None:
    rows = StoryRows(
        array("I", range(4)),
        array("H", [1] * 4),
        array("H", [1] * 4),
        bytes([0, BETTER, COPY, BETTER | COPY]),
    )
    assert [sign_of(rows, row, UNICODE) for row in range(4)] == ["", "△", "≡", "△"]
    assert [sign_of(rows, row, ASCII) for row in range(4)] == ["", "<", '"', "<"]
    assert sign_of(NO_STORIES, 7, UNICODE) == ""


@pytest.mark.parametrize(("ascii_only", "sign"), [(False, "△"), (True, "<")])
async def test_an_article_with_a_better_source_says_so(tmp_path: Path, ascii_only: bool, sign: str) -> None:
    for number, (outlet, quality, title, related) in enumerate(
        (
            ("times", 90, "Harbour open", ""),
            ("gazette", 20, "Harbour not shut", RELATED),
            ("post", 50, "Bread", ""),
        )
    ):
        text = ARTICLE.format(
            title=title, date=f"2026-03-0{5 - number}", outlet=outlet, quality=quality, related=related
        )
        (tmp_path / f"{outlet}.md").write_text(text)
    with session_over(tmp_path, loaded=False, settings=Settings(watch=False)) as session:
        async with running(session, WIDE, look=DisplayOptions(ascii=ascii_only)) as app:
            assert [sign in line for line in app.list.splitlines()[:3]] == [False, True, False]
            await app.do("down")
            assert "Better source: times, quality 90, 1 day later · B goes there" in " ".join(
                app.document.split()
            )
            await app.do("better")
            assert app.shown.title == "Harbour open"
            await app.do("trail-back", "related-leave", "leave", "down")
            assert "Better source" not in app.document
            await app.resize(34, 12)
            assert any(f"{sign}Harbour not" in line for line in app.list.splitlines())
