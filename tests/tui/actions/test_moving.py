from __future__ import annotations

from reader.marks import Edit
from tests.session.corpus import BROKEN, COST, FERRY, MARKET, STORM, TITLES
from tests.tui.app import Driver


async def test_rows_one_by_one(app: Driver) -> None:
    assert app.titles == list(TITLES)
    assert app.title == STORM
    await app.do("down")
    assert app.title == COST
    assert app.shown.title == COST
    assert "2 of 13" in app.bottom
    await app.do("up", "up")
    assert app.title == STORM


async def test_the_ends_of_the_list(app: Driver) -> None:
    await app.do("bottom")
    assert app.title == BROKEN
    await app.do("down")
    assert app.title == BROKEN
    await app.do("top")
    assert app.title == STORM


async def test_pages_keep_one_row_for_orientation(many: Driver) -> None:
    page = many.rows.page
    assert page == 18
    await many.do("page-down")
    assert many.cursor == page - 1
    assert many.rows.scroll_offset.y == page - 1
    await many.do("half-down")
    assert many.cursor == page - 1 + page // 2
    await many.do("half-up", "page-up", "page-up")
    assert many.cursor == 0
    assert many.rows.scroll_offset.y == 0


async def test_the_list_scrolls_by_one_row_at_its_edge(many: Driver) -> None:
    await many.do(*["down"] * many.rows.page)
    assert many.rows.scroll_offset.y == 1
    assert "Article 0018" in many.list.splitlines()[-1]


async def test_over_a_thin_line_the_list_scrolls_by_more(many: Driver) -> None:
    many.rows.jump = 8
    await many.do(*["down"] * many.rows.page)
    assert many.rows.scroll_offset.y == 8
    await many.do(*["up"] * 11)
    assert many.rows.scroll_offset.y == 0


async def test_pages_and_ends_of_the_article(app: Driver) -> None:
    await app.do("down", "read")
    assert app.scope == "article"
    view = app.pane.view
    for down, up in (("page-down", "page-up"), ("half-down", "half-up"), ("bottom", "top")):
        await app.do(down)
        assert view.scroll_offset.y > 0, down
        await app.do(up)
        assert view.scroll_offset.y == 0, up
    assert app.title == COST


async def test_in_the_related_coverage_the_same_keys_move_there(app: Driver) -> None:
    await app.do("related", "down", "down")
    assert app.pane.related.cursor == 2
    await app.do("up")
    assert app.pane.related.cursor == 1
    await app.do("bottom")
    assert app.pane.related.cursor == 2
    await app.do("top")
    assert app.pane.related.cursor == 0
    assert app.title == STORM


async def test_from_one_unread_article_to_the_next(app: Driver) -> None:
    keys = app.session.corpus.keys
    app.session.journal.apply("", [Edit(keys[row], "read", True) for row in (0, 1, 2, 4, 5)])
    await app.do("next-unread")
    assert app.title == MARKET
    await app.do("up", "previous-unread")
    assert app.title == FERRY
    assert "no unread article before" in app.bottom


async def test_the_last_unread_article_is_told(app: Driver) -> None:
    await app.do("bottom", "next-unread")
    assert "no unread article after" in app.bottom


async def test_the_next_unread_article_is_shown_at_once_where_one_reads(app: Driver) -> None:
    await app.do("read", "next-unread")
    assert app.scope == "article"
    assert app.shown.title == COST


async def test_the_tab_key_goes_round_the_panes(app: Driver) -> None:
    seen = []
    for _ in range(3):
        await app.do("pane")
        seen.append(app.scope)
    assert seen == ["article", "related", "list"]
    await app.do("pane-back")
    assert app.scope == "related"
    await app.do("pane-back", "pane-back")
    assert app.scope == "list"


async def test_without_related_coverage_there_are_two_panes(app: Driver) -> None:
    await app.do("bottom", "pane", "pane")
    assert app.scope == "list"


async def test_a_sequence_shows_how_it_may_go_on_and_can_be_given_up(app: Driver) -> None:
    await app.press("g")
    assert "g …" in app.bottom
    assert "all articles" in app.bottom
    await app.press("escape")
    assert "g …" not in app.bottom
    await app.press("g", "Ö")
    assert "g …" not in app.bottom
