from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from reader.errors import ReaderError
from reader.marks import Edit
from reader.session.listing.listing import Listing
from reader.session.listing.view import View
from reader.session.opening import AppOptions
from reader.session.session import Session
from reader.tui.app import ReaderApp
from reader.tui.render.article.card import TriageRun, summary_lines, summary_text
from reader.tui.render.lines import line_text
from reader.tui.screens.picker import PickerScreen
from reader.tui.theme.display_options import DisplayOptions
from tests.session.corpus import BROKEN, COST, FERRY, LONG, MARKET, NOTE, STORM, TITLES
from tests.tui.app import WIDE, Driver, running

TINY = (40, 12)
SHIPPING = [STORM, COST, FERRY, LONG]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Return the time that the clock stands at, to be set by the test."""
    now = [10_000.0]
    monkeypatch.setattr(time, "time", lambda: now[0])
    return now


def decide(app: Driver, *titles: str) -> None:
    keys, all_titles = app.session.corpus.keys, list(app.session.corpus.titles)
    app.session.journal.apply(
        "", [Edit(keys[all_titles.index(title)], "verdict", "later") for title in titles]
    )


def run_of(app: Driver) -> TriageRun:
    run = app.view_state.run
    assert run is not None
    return run


async def test_only_what_is_open_is_gone_through(app: Driver) -> None:
    decide(app, STORM, FERRY)
    await app.do("triage")
    assert app.shown.title == COST
    assert app.scope == "article"
    assert app.titles == [title for title in TITLES if title not in (STORM, FERRY)]
    assert not app.rows.display, "the card has the whole screen"


async def test_a_view_of_open_articles_is_not_narrowed_twice(app: Driver) -> None:
    await app.filter("is:open")
    await app.do("triage")
    assert app.filters == ("is:open",)
    await app.do("back")
    assert not app.filters


async def test_a_card_says_what_one_decides_by(app: Driver) -> None:
    await app.do("triage")
    card = app.document
    assert STORM in card
    assert "Coastal Times" in card
    assert "Ferries stay in port" in card
    assert "Weather Office: Islands cut off" in card
    await app.do("next-article")
    assert COST in app.document
    assert "The bill" not in app.document, "no body"


async def test_of_much_related_coverage_the_rest_is_counted(tmp_path: Path) -> None:
    from tests.session.corpus import session_over

    related = "".join(f"  - {{title: Voice {n}, webUrl: 'https://v.example/{n}'}}\n" for n in range(7))
    (tmp_path / "a.md").write_text(f"---\ntitle: Much said\nrelated:\n{related}---\n", encoding="utf-8")
    with session_over(tmp_path, loaded=False) as session:
        async with running(session) as app:
            await app.do("triage")
            assert "Voice 4" in app.document
            assert "Voice 5" not in app.document
            assert "and 2 more" in app.document


async def test_each_verb_leads_to_the_next_card(app: Driver) -> None:
    await app.do("triage", "approve")
    assert app.shown.title == COST
    await app.do("dismiss", "later")
    assert app.shown.title == MARKET
    assert [verdict for _, verdict in run_of(app).verdicts] == ["approved", "dismissed", "later"]
    await app.do("star", "toggle-read")
    assert app.shown.title == MARKET, "what is no verdict leaves the card"
    assert len(run_of(app).verdicts) == 3


async def test_a_card_is_skipped_and_gone_back_to(app: Driver) -> None:
    await app.do("triage", "next-article", "dismiss")
    assert app.shown.title == FERRY
    assert app.mark(STORM).verdict == ""
    await app.do("previous-article", "previous-article")
    assert app.shown.title == STORM
    await app.do("previous-article")
    assert "this is the first article of the view" in app.bottom


async def test_undo_shows_the_card_again_and_counts(app: Driver) -> None:
    await app.do("triage", "approve", "dismiss", "undo")
    assert app.shown.title == COST
    assert (len(run_of(app).verdicts), run_of(app).undone) == (1, 1)
    await app.do("redo")
    assert (len(run_of(app).verdicts), run_of(app).undone) == (2, 1)


async def test_a_verdict_that_is_cleared_counts_no_more(app: Driver) -> None:
    await app.do("triage", "approve", "previous-article", "approve")
    assert app.mark(STORM).verdict == ""
    assert run_of(app).verdicts == ()
    assert app.shown.title == STORM


async def test_the_end_is_a_summary(session: Session, clock: list[float]) -> None:
    async with running(session, query="topic:shipping") as app:
        await app.do("triage", "approve", "dismiss", "undo", "dismiss", "later")
        clock[0] += 90
        await app.do("dismiss")
        assert app.view_state.shown is None
        assert "Triage of topic:shipping" in app.article
        assert "decided         4" in app.article
        assert "dismissed     2" in app.article
        assert "time         1:30" in app.article
        assert "2.7 a minute" in app.article
        await app.do("dismiss")
        assert "there is no article here" in app.bottom
        await app.do("undo")
        assert app.shown.title == LONG
        assert LONG[:30] in app.document


async def test_what_was_skipped_is_said_before_the_summary(session: Session) -> None:
    async with running(session, query="topic:shipping") as app:
        await app.do("triage", "next-article", "next-article", "next-article", "dismiss")
        assert app.shown.title == LONG
        assert "nothing open below; 3 above" in app.bottom
        await app.do("previous-article")
        assert app.shown.title == FERRY


async def test_the_summary_is_copied(session: Session) -> None:
    async with running(session, query=f'"{NOTE}"') as app:
        await app.do("triage", "dismiss", "copy")
        assert app.app.clipboard.startswith("Triage of ")
        assert "decided         1\n" in app.app.clipboard
        assert "copied the summary" in app.bottom


async def test_on_a_card_the_address_is_copied(app: Driver) -> None:
    await app.do("triage", "copy")
    assert app.app.clipboard.startswith("https://www.coastal.example/storm")


async def test_the_summary_is_saved_and_no_file_is_overwritten(
    app: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "my summary.txt"
    await app.do("triage", "dismiss", "export")
    assert app.modal(PickerScreen)
    await app.type(file.name)
    await app.press("enter")
    saved = file.read_text(encoding="utf-8")
    assert "decided         1" in saved
    assert f"saved in {file.name}" in app.bottom
    await app.do("approve", "export")
    await app.type(file.name)
    await app.press("enter")
    assert "there is such a file already" in app.bottom
    assert file.read_text(encoding="utf-8") == saved
    await app.do("export")
    await app.type("no/such")
    await app.press("enter")
    assert "there is no such folder" in app.bottom


async def test_a_name_is_offered_and_saving_given_up(
    app: Driver, tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = set(tmp_path.iterdir())
    await app.do("triage", "export")
    await app.press("escape")
    assert set(tmp_path.iterdir()) == before
    await app.do("export")
    await app.press("enter")
    assert len(list(tmp_path.glob("triage-*.txt"))) == 1
    await app.do("export")
    await app.press("down", "enter")
    assert len(list(home.glob("triage-*.txt"))) == 1, "~ is the home folder"


@pytest.mark.parametrize("verb", ["back", "leave"])
async def test_leaving_goes_back_to_the_view_it_was_over(session: Session, verb: str) -> None:
    async with running(session, query="topic:shipping") as app:
        await app.do("triage", "dismiss", verb)
        assert app.view_state.run is None
        assert app.filters == ("topic:shipping",)
        assert app.titles == SHIPPING
        assert app.scope == "list"
        assert app.rows.display
        assert app.shown.title == app.title
        assert not app.left
        assert "The bill" in app.document or app.title != COST, "the whole article again"
        await app.do("back")
        assert not app.filters
        await app.do("back")
        assert app.left


async def test_leaving_from_the_summary(session: Session) -> None:
    async with running(session, query=f'"{NOTE}"') as app:
        await app.do("triage", "dismiss", "back")
        assert app.titles == [NOTE]
        assert app.shown.title == NOTE
        await app.do("triage")
        assert "decided already" in app.bottom
        assert app.view_state.run is None


@pytest.mark.parametrize("verb", ["go-later", "view-2"])
async def test_another_view_ends_it(app: Driver, verb: str) -> None:
    await app.do("triage", "later", verb)
    assert app.view_state.run is None
    assert app.scope == "list"
    assert app.rows.display
    assert STORM in app.titles


async def test_where_the_other_view_cannot_be_found_the_article_is_there_again(
    app: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    await app.do("triage", "later")
    listing = Session.listing

    def failing(session: Session, view: View, *values: Any, **named: Any) -> Listing | None:
        if view.name:
            raise ReaderError("the index is damaged")
        return listing(session, view, *values, **named)

    monkeypatch.setattr(Session, "listing", failing)
    await app.do("go-later")
    assert "the index is damaged" in app.bottom
    assert app.filters == ("is:open",), "the rows that are there"
    assert app.shown.title == app.title == COST
    assert COST in app.article
    await app.do("star")
    assert app.mark(COST).starred


async def test_it_is_not_begun_twice(app: Driver) -> None:
    await app.do("triage", "dismiss", "triage")
    assert "this is triage already; q leaves it" in app.bottom
    assert len(run_of(app).verdicts) == 1


async def test_where_everything_is_decided_there_is_nothing_to_do(app: Driver) -> None:
    decide(app, *TITLES)
    await app.do("triage")
    assert "every article of this view is decided already" in app.bottom
    assert app.view_state.run is None
    assert app.scope == "list"


async def test_outside_of_it_the_same_key_exports(app: Driver) -> None:
    await app.do("read", "export")
    assert app.modal(PickerScreen)


async def test_the_bottom_line_names_the_keys_of_a_card(app: Driver) -> None:
    await app.do("read")
    assert "read on" in app.bottom
    await app.do("triage")
    for word in ("dismiss", "later", "approve", "undo"):
        assert word in app.bottom
    assert "read on" not in app.bottom


@pytest.mark.parametrize("query", ["topic:shipping", "topic:shipping is:open"])
async def test_the_program_begins_with_it_where_that_is_asked_for(session: Session, query: str) -> None:
    app = ReaderApp(session, DisplayOptions(), options=AppOptions(triage=query))
    async with app.run_test(size=WIDE) as pilot:
        driver = Driver(app, pilot)
        await driver.started()
        await driver.until(lambda: driver.view_state.run is not None)
        assert driver.shown.title == STORM
        assert driver.titles == SHIPPING
        assert run_of(driver).query == query
        await driver.do("back")
        assert STORM in driver.titles


async def test_a_card_fits_a_tiny_screen(session: Session) -> None:
    async with running(session, TINY) as app:
        await app.do("triage")
        assert "Storm closes the harbour" in app.article
        assert "Coastal Times" in app.article
        assert "dismiss" in app.bottom
        for title in TITLES:
            assert app.shown.title == title
            assert all(len(line) <= 40 for line in app.article.splitlines())
            await app.do("dismiss")
        for line in ("decided        13", "dismissed    13", "left            0"):
            assert line in app.article
        await app.do("back")
        assert app.scope == "list"
        assert app.rows.display
        assert app.title == BROKEN


async def test_the_screen_may_change_its_size_meanwhile(app: Driver) -> None:
    await app.do("triage")
    await app.resize(*TINY)
    await app.do("dismiss")
    await app.resize(*WIDE)
    assert app.shown.title == COST
    assert not app.rows.display
    await app.do("back")
    assert app.rows.display


def test_the_summary_as_text() -> None:
    run = TriageRun(
        "is:open",
        100.0,
        (("a", "approved"), ("b", "later"), ("c", "dismissed"), ("d", "dismissed")),
        undone=2,
    )
    assert summary_text(run, 100 + 3725, 1234) == (
        "Triage of is:open\n\n"
        "decided         4\n"
        "  approved      1\n"
        "  later         1\n"
        "  dismissed     2\n"
        "undone          2\n"
        "left        1,234\n"
        "time        62:05\n"
        "              0.1 a minute\n"
    )


def test_a_summary_of_nothing_and_of_no_time() -> None:
    text = summary_text(TriageRun("", 100.0), 100.0, 0)
    assert text.startswith("Triage of all articles\n")
    assert "time         0:00\n" in text
    assert "a minute" not in text
    assert "60.0 a minute" in summary_text(TriageRun("", 100.0, (("a", "later"),)), 100.0, 0)


def test_a_summary_on_the_screen_keeps_its_columns() -> None:
    text = summary_text(TriageRun("topic:" + "x" * 60, 0.0, (("a", "later"),)), 60.0, 5)
    lines = [line_text(line) for line in summary_lines(text, "q leaves", 24)]
    assert all(len(line) <= 24 for line in lines)
    assert "decided         1" in lines
    assert "q leaves" in " ".join(lines)
