"""The list folded to stories, worked by keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.config.settings import Settings
from reader.session.session import Session
from reader.tui.state.story_folding import stories_known
from reader.tui.theme.display_options import DisplayOptions
from tests.session.corpus import session_over
from tests.tui.app import Driver, running

ARTICLE = """---
title: {title}
publishedDateTime: 2026-03-{day:02}T08:00:00Z
originalUrl: https://{outlet}.example/{day}
quality: {day}
provider: {{name: {outlet}}}
related: [{related}]
---
"""
TITLES = ("Harbour open", "Bread dearer", "Harbour opens", "Seals seen", "Harbour to open", "Bread is dearer")
"""From the newest to the oldest; those that begin alike are one story."""
OUTLETS = ("times", "post", "herald", "radio", "gazette", "mail")


def link(number: int) -> str:
    return f"{{title: '{TITLES[number]}', webUrl: 'https://{OUTLETS[number]}.example/{20 - number}'}}"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """Yield a session over six articles: a story of three, one of two, one alone."""
    related = {0: link(2), 2: link(4), 1: link(5)}
    for number, title in enumerate(TITLES):
        text = ARTICLE.format(
            title=title, day=20 - number, outlet=OUTLETS[number], related=related.get(number, "")
        )
        (tmp_path / f"{number}.md").write_text(text)
    with session_over(tmp_path, loaded=False, settings=Settings(watch=False, read_after=0)) as opened:
        yield opened


def lines(app: Driver) -> list[str]:
    return app.list.splitlines()[: len(app.view_state.listing)]


async def test_a_row_a_story_with_its_count_and_outlets(session: Session) -> None:
    async with running(session, (160, 30)) as app:
        await app.do("fold")
        assert app.titles == ["Harbour open", "Bread dearer", "Seals seen"]
        assert "▸3  Harbour open" in lines(app)[0]
        assert "▸2  Bread" in lines(app)[1]
        assert "times, heral…" in lines(app)[0]
        assert "    Seals seen" in lines(app)[2]
        assert app.top.endswith("3 stories · 6 articles")
        assert "3 stories of 6 articles; e unfolds one" in app.bottom
        await app.resize(100, 30)
        assert "Harbour open · times, her…" in lines(app)[0], "where the outlet has no column"
        await app.do("down")
        assert "2 of 3" in app.bottom
        await app.do("fold")
        assert app.titles == list(TITLES)
        assert app.title == "Bread dearer", "the cursor is where it was"
        assert app.top.endswith("6 articles")


async def test_signs_of_ascii(session: Session) -> None:
    async with running(session, look=DisplayOptions(ascii=True)) as app:
        await app.do("fold", "unfold")
        assert "-3  Harbour open" in lines(app)[0]
        assert " `  Harbour" in lines(app)[1]
        assert "+2  Bread" in lines(app)[3]


async def test_a_story_is_unfolded_in_its_place(app: Driver) -> None:
    await app.do("fold", "unfold")
    assert app.titles == ["Harbour open", "Harbour opens", "Harbour to open", "Bread dearer", "Seals seen"]
    assert "▾3" in lines(app)[0]
    assert "└" in lines(app)[1]
    await app.do("down", "down", "unfold")
    assert app.titles == ["Harbour open", "Bread dearer", "Seals seen"]
    assert app.title == "Harbour open", "on the row that it is folded behind"
    await app.do("bottom", "unfold")
    assert "nothing to unfold" in app.bottom


async def test_there_is_nothing_to_unfold_where_nothing_is_folded(app: Driver) -> None:
    await app.do("unfold")
    assert "the list is not folded" in app.bottom


async def test_folding_keeps_the_article_that_is_folded_away(app: Driver) -> None:
    await app.do("bottom", "fold")
    assert app.title == "Bread dearer"


async def test_a_filter_over_stories(app: Driver) -> None:
    await app.do("fold")
    await app.filter("quality:<=18")
    assert app.titles == ["Harbour opens", "Seals seen", "Bread is dearer"]
    assert app.top.endswith("3 stories · 4 of 6 articles")
    await app.filter("nothing")
    assert app.titles == []
    await app.do("unfold")
    assert "nothing to unfold" in app.bottom
    await app.do("drop-filter", "drop-filter")
    assert len(app.titles) == 3


async def test_a_verb_acts_on_the_row_that_is_seen_and_says_so(app: Driver) -> None:
    await app.do("fold", "dismiss")
    assert app.mark("Harbour open").verdict == "dismissed"
    assert app.mark("Harbour opens").verdict == ""
    assert "dismiss: the article that is seen; 2 more of its story stay" in app.bottom
    assert app.title == "Bread dearer"
    await app.do("undo")
    assert app.title == "Harbour open"
    assert len(app.titles) == 3


async def test_before_a_verb_the_whole_story(app: Driver) -> None:
    await app.do("fold", "whole-story", "dismiss")
    assert [app.mark(title).verdict for title in TITLES if title.startswith("Harbour")] == ["dismissed"] * 3
    assert "dismiss: 3 articles" in app.bottom
    await app.do("undo")
    assert not any(app.mark(title).verdict for title in TITLES)


async def test_what_is_left_counts_articles(app: Driver) -> None:
    await app.do("fold", "bottom", "dismiss")
    assert app.view_state.left == 5
    assert "nothing open below; 5 above or folded away" in app.bottom


async def test_a_selection_made_before_folding_is_kept_whole(app: Driver) -> None:
    await app.do("select", "down", "select", "fold", "star")
    assert [title for title in TITLES if app.mark(title).starred] == ["Harbour open", "Harbour opens"]
    await app.do("select-all", "later")
    assert [app.mark(title).verdict for title in TITLES] == ["later", "later", "", "later", "", ""], (
        "all shown"
    )


async def test_undo_shows_where_a_folded_article_is(app: Driver) -> None:
    await app.do("bottom", "dismiss", "top", "fold", "undo")
    assert app.title == "Bread dearer"


async def test_triage_mode_goes_through_articles(app: Driver) -> None:
    await app.do("fold", "triage")
    assert app.titles == list(TITLES)
    app.main.run_command("fold")
    await app.settled()
    assert "one by one" in app.bottom
    await app.do("back")
    assert len(app.titles) == 3, "and back to the folded list"


async def test_facets_count_articles(app: Driver) -> None:
    await app.do("fold", "facets")
    await app.type("herald")
    await app.press("enter")
    assert app.titles == ["Harbour opens"]


async def test_folded_before_stories_are_known(app: Driver) -> None:
    app.session._stories_known = None
    await app.do("fold")
    assert len(app.titles) == 6
    app.session.load_stories()
    stories_known(app.main_view)
    assert len(app.titles) == 3
