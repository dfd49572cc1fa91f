"""What is taken back is seen, what is repeated is what was done, and what was written is not lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.marks import Edit
from reader.session.opening import AppOptions
from reader.session.session import Session
from reader.session.state.drafts import Draft
from reader.tui.app import ReaderApp
from reader.tui.theme.display_options import DisplayOptions
from tests.session.corpus import COST, MARKET, STORM, TITLES
from tests.tui.app import WIDE, Driver, running


async def test_an_article_that_is_taken_back_is_under_the_cursor(session: Session) -> None:
    async with running(session, query="is:open") as app:
        await app.do("down", "dismiss", "refresh", "bottom")
        assert COST not in app.titles
        await app.do("undo")
        assert app.title == app.shown.title == COST
        assert COST in app.titles
        await app.do("dismiss")
        assert app.mark(COST).verdict == "dismissed", "the next decision is about it"
        await app.do("refresh", "undo", "redo")
        assert app.title == COST, "also what is done once more, which the view does not find"
        assert app.view_state.full.held == 1
        await app.do("refresh")
        assert COST not in app.titles


async def test_a_bulk_that_is_taken_back_puts_the_cursor_back(session: Session) -> None:
    async with running(session, query="is:open") as app:
        await app.do("down", "down")
        title = app.title
        await app.do("below", "dismiss", "refresh")
        assert app.titles == [STORM, COST]
        await app.do("top", "undo")
        assert app.titles == list(TITLES)
        assert app.title == app.shown.title == title


async def test_a_step_of_the_command_line_leaves_the_view(session: Session) -> None:
    async with running(session, query="ferries") as app:
        keys = app.session.corpus.keys_of([list(app.session.corpus.titles).index(MARKET)])
        app.session.journal.apply("star", [Edit(keys[0], "starred", True)])
        await app.do("undo")
        assert app.filters == ("ferries",)
        assert app.title == MARKET


async def test_an_undo_beyond_the_run_of_triage_leaves_it(app: Driver) -> None:
    await app.filter("topic:shipping")
    await app.do("dismiss", "drop-filter", "triage")
    assert app.view_state.run is not None
    await app.do("undo")
    assert app.view_state.run is None
    assert app.filters == ("topic:shipping",)
    assert app.title == STORM


async def test_leaving_a_filter_shows_the_rows_that_were_there(app: Driver) -> None:
    await app.do("go-unread", "toggle-read", "down", "filter")
    before = app.titles
    assert STORM in before
    await app.type("seals")
    assert app.titles != before
    await app.press("escape")
    assert app.titles == before
    assert app.title == COST


async def test_leaving_a_filter_shows_what_came_meanwhile(app: Driver, root: Path) -> None:
    await app.do("go-unread", "toggle-read", "filter")
    await app.type("seals")
    (root / "new.md").write_text("---\ntitle: Newest\ndate: 2027-01-01\n---\n")
    app.main.reload()
    await app.until(lambda: "Newest" in app.session.corpus.titles)
    await app.settled()
    await app.press("escape")
    assert app.titles == ["Newest", *TITLES]
    assert app.title == STORM


@pytest.mark.parametrize(
    ("verb", "field", "value"),
    [("star", "starred", True), ("dismiss", "verdict", "dismissed"), ("toggle-read", "read", True)],
)
async def test_what_was_done_is_repeated(app: Driver, verb: str, field: str, value: object) -> None:
    await app.do("down", "stay", verb, "top", "stay", verb)
    await app.do("down", "repeat")
    assert getattr(app.mark(COST), field) == value, "it is not taken away where it is already"
    await app.do("undo", "bottom", "repeat")
    assert getattr(app.mark(TITLES[-1]), field) == value


async def test_taking_away_is_repeated_too(app: Driver) -> None:
    await app.do("stay", "star", "stay", "star", "down", "repeat")
    assert not app.mark(STORM).starred
    assert not app.mark(COST).starred


async def test_after_all_were_read_nothing_is_unread(app: Driver) -> None:
    await app.do("all-read", "repeat")
    assert app.mark(STORM).read


@pytest.mark.parametrize(
    ("query", "said"),
    [("zebras", "no article matches"), ("is:later", "decided already")],
)
async def test_triage_of_nothing_opens_nothing(session: Session, query: str, said: str) -> None:
    session.adopt(session.load())
    session.journal.apply("later", [Edit(session.corpus.keys[0], "verdict", "later")])
    app = ReaderApp(session, DisplayOptions(), options=AppOptions(triage=query))
    async with app.run_test(size=WIDE) as pilot:
        driver = Driver(app, pilot)
        await driver.started()
        assert driver.titles == []
        assert driver.view_state.shown is None
        assert said in driver.bottom
        assert driver.view_state.run is None


async def test_the_summary_stays_when_something_comes(app: Driver, root: Path) -> None:
    await app.filter("title:storm")
    await app.do("triage", "dismiss")
    assert "Triage of" in app.article
    (root / "new.md").write_text("---\ntitle: Another storm\ndate: 2027-01-01\n---\n")
    app.main.reload()
    await app.until(lambda: len(app.titles) == 2)
    await app.settled()
    assert "Triage of" in app.article
    await app.do("undo")
    assert app.shown.title == STORM


async def test_a_note_is_taken_up_where_it_was_left(app: Driver) -> None:
    draft = Draft(app.session.paths, app.session.corpus.keys_of([0]))
    await app.do("note")
    await app.type("half a se")
    assert draft.read() == "half a se"
    app.app.pop_screen()  # as when the line drops: neither kept nor left
    await app.settled()
    await app.do("note")
    assert "taken up where it was left" in str(app.app.screen.query_one("#note").border_title)
    await app.type("ntence")
    await app.press("escape")
    assert app.mark(STORM).note == "half a sentence"
    assert draft.read() == ""
    await app.do("note")
    await app.type("!")
    await app.press("ctrl+c")
    assert draft.read() == "", "given up by hand"
    await app.do("note")
    assert str(app.app.screen.query_one("#note").border_title) == "Note"
