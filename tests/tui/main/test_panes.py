from __future__ import annotations

import random

import pytest

from reader.session.session import Session
from tests.session.corpus import COST, STORM, TITLES
from tests.tui.app import SINGLE, STACKED, WIDE, Driver, running


def check(app: Driver) -> None:
    """Hold the screen to what is true of it at any size."""
    width, height = app.app.size
    for widget in (app.rows, app.pane.view, app.pane.related, app.main_view.top, app.main_view.bottom):
        region = widget.region
        assert region.right <= width, widget
        assert region.bottom <= height, widget
        for y in range(widget.size.height):
            assert widget.render_line(y).cell_length == widget.size.width, widget
    if app.rows.region.height and not app.main.panes.zen:
        assert app.rows.scroll_offset.y <= app.cursor < app.rows.scroll_offset.y + app.rows.page


async def test_side_by_side(session: Session) -> None:
    async with running(session, WIDE) as app:
        assert app.rows.region.right <= app.pane.region.x
        assert app.rows.region.y == app.pane.region.y
        assert app.pane.related.region.y >= app.pane.view.region.bottom
        check(app)


async def test_stacked(session: Session) -> None:
    async with running(session, STACKED) as app:
        assert app.rows.region.bottom <= app.pane.region.y
        assert app.rows.size.width == app.pane.region.width == 80
        assert app.pane.view.size.height >= 5
        check(app)


async def test_one_at_a_time(session: Session) -> None:
    async with running(session, SINGLE) as app:
        assert not app.pane.region.height
        await app.do("read")
        assert not app.rows.region.height
        assert STORM in app.article
        assert app.pane.related.region.height
        check(app)
        await app.do("leave")
        assert app.rows.region.height
        assert not app.pane.region.height


@pytest.mark.parametrize("size", [(60, 15), (40, 12), (59, 30), (100, 14), (300, 100)])
async def test_it_is_usable_at_any_sensible_size(session: Session, size: tuple[int, int]) -> None:
    async with running(session, size) as app:
        check(app)
        assert STORM[:12] in app.list
        assert "read" in app.bottom
        await app.do("read")
        assert STORM[:12] in app.article
        await app.do("related")
        assert "Island" in app.related
        check(app)


async def test_text_is_set_to_a_measure(session: Session) -> None:
    async with running(session, (300, 100)) as app:
        await app.do("down")
        assert max(map(len, app.document.splitlines())) <= 72


async def test_the_place_is_kept_when_the_window_changes(many: Driver) -> None:
    many.rows.move_to(40)
    await many.settled()
    for size in ((50, 10), (100, 50), (120, 20)):
        await many.resize(*size)
        assert many.cursor == 40
        check(many)


async def test_any_storm_of_sizes(session: Session) -> None:
    chance = random.Random(7)  # noqa: S311
    async with running(session) as app:
        await app.do("down", "read")
        for number in range(40):
            size = (
                chance.choice((1, 2, 3, 10, 59, 60, 99, 100, 300)),
                chance.choice((1, 2, 5, 14, 15, 40, 100)),
            )
            await app.pilot.resize_terminal(*size)
            if number % 10 == 5:
                await app.do(chance.choice(("zen", "related", "leave", "down", "pane")))
        await app.resize(*WIDE)
        check(app)


@pytest.mark.parametrize(
    "verb", ["help", "palette", "facets", "views", "sort", "tag", "note", "fields", "filter"]
)
async def test_what_lies_over_the_screen_survives_any_size_too(session: Session, verb: str) -> None:
    async with running(session, SINGLE) as app:
        await app.do(verb)
        for size in ((1, 1), (20, 3), (300, 100), (60, 15)):
            await app.pilot.resize_terminal(*size)
        await app.settled()
        await app.press("escape")
        assert app.app.screen is app.main
        assert app.titles == list(TITLES)


async def test_a_click_goes_there_and_a_second_one_opens(app: Driver) -> None:
    await app.click(app.rows, 1)
    assert app.title == COST
    assert app.scope == "list"
    await app.click(app.rows, 1)
    assert app.scope == "article"
    await app.click(app.rows, 0)
    assert (app.scope, app.title) == ("list", STORM)
    await app.click(app.rows, len(TITLES) + 3)
    assert app.title == STORM, "below the rows there is nothing"


async def test_a_click_on_related_coverage(app: Driver) -> None:
    await app.click(app.pane.related, 1)
    assert (app.scope, app.pane.related.cursor) == ("related", 1)
    await app.click(app.pane.related, -1)
    assert app.pane.related.cursor == 1, "on the frame there is nothing"
    await app.click(app.pane.related, 1)
    assert app.shown.title.startswith("Islands cut off")


async def test_the_wheel(app: Driver) -> None:
    from textual.events import MouseScrollDown, MouseScrollUp

    def wheel(kind: type[MouseScrollDown] | type[MouseScrollUp], widget: object) -> None:
        widget.post_message(  # type: ignore[attr-defined]
            kind(widget, 1, 1, 0, 0, 0, False, False, False)  # type: ignore[arg-type]
        )

    wheel(MouseScrollDown, app.rows)
    await app.settled()
    assert app.cursor == 3
    wheel(MouseScrollUp, app.rows)
    await app.settled()
    assert app.cursor == 0
    await app.do("down")
    wheel(MouseScrollDown, app.pane.view)
    await app.settled()
    assert app.pane.view.scroll_offset.y == 3
    wheel(MouseScrollUp, app.pane.view)
    await app.settled()
    assert app.pane.view.scroll_offset.y == 0
