from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reader.marks import Edit
from reader.session.session import Session
from reader.tui.actions import sharing as handlers
from reader.tui.render.lines import Line, Span
from reader.tui.screens.sheet import SheetScreen
from reader.tui.theme.display_options import DisplayOptions
from reader.tui.widgets import article_view
from tests.session.corpus import COST, FERRY, HOSTILE, NOTE, PICTURE, STORM, TITLES
from tests.tui.app import Driver, running
from tests.tui.opening import note_opened


async def go_to(app: Driver, title: str) -> None:
    """Put the cursor on an article."""
    app.rows.move_to(TITLES.index(title))
    await app.settled()


async def test_into_the_article_and_back(app: Driver) -> None:
    await app.do("read")
    assert app.scope == "article"
    assert "%" in app.bottom
    await app.do("leave")
    assert app.scope == "list"


async def test_the_article_is_all_there(app: Driver) -> None:
    for words in (
        STORM,
        "Coastal Times",
        "10 Mar 2026, 08:30 UTC",
        "quality 61",
        "draft",
        "cut off",
        "Shipping",
    ):
        assert words in app.document, words
    assert "https://coastal.example/storm" in app.document.replace("www.", "")
    await app.do("down")
    for words in (
        "The bill",
        "• bread",
        "1. for the mill",
        "│ Nobody",
        "Sunday",
        "[1]",
        "island.example/ledger",
    ):
        assert words in app.document, words
    await go_to(app, PICTURE)
    assert "Two seals · picture · 800 × 600 · cached" in app.document
    assert "rank 1 of" in app.document
    await go_to(app, "How to smoke a herring at home")
    assert "a herring" in app.document
    assert "<li>" not in app.document


async def test_scrolling_from_inside_and_from_the_list(app: Driver) -> None:
    view = app.pane.view
    await app.do("down", "article-down", "article-down", "article-up")
    assert view.scroll_offset.y == 1
    await app.do("read", "scroll-down", "scroll-down", "scroll-up")
    assert view.scroll_offset.y == 2
    await app.do("scroll-up", "scroll-up", "scroll-up")
    assert view.scroll_offset.y == 0
    await app.do("read-on")
    page = view.scroll_offset.y
    assert page > 10
    await app.do("scroll-back")
    assert view.scroll_offset.y == 0


async def test_reading_on_leads_to_the_next_unread_article(app: Driver) -> None:
    app.session.journal.apply("", [Edit(app.session.corpus.keys[1], "read", True)])
    await app.do("read-on")
    assert app.shown.title == FERRY, "the storm is all on the screen, the cost is read"
    app.rows.move_to(1)
    await app.settled()
    await app.do("read-on")
    assert app.shown.title == COST
    await app.do("read-on", "read-on", "read-on")
    assert app.shown.title != COST


async def test_from_article_to_article_while_reading(app: Driver) -> None:
    await app.do("read", "next-article")
    assert (app.scope, app.shown.title) == ("article", COST)
    await app.do("previous-article", "previous-article")
    assert app.shown.title == STORM
    assert "first article of the view" in app.bottom
    app.rows.move_to(len(TITLES) - 1)
    await app.settled()
    await app.do("next-article")
    assert "last article of the view" in app.bottom


async def test_finding_words_in_the_article(app: Driver) -> None:
    await app.do("down", "read", "find")
    await app.type("FERRIES")
    assert "1 of 31" in app.hint
    await app.press("enter")
    assert "2 of 31" in app.hint
    await app.press("down", "up", "up")
    assert "1 of 31" in app.hint
    await app.press("up")
    assert "31 of 31" in app.hint
    await app.press("tab")
    await app.type("zzz")
    assert "not found" in app.hint
    await app.press("escape")
    assert app.scope == "article"
    assert not app.main.prompting


async def test_the_address_is_copied(app: Driver) -> None:
    await app.do("copy")
    assert app.app.clipboard == "https://www.coastal.example/storm?utm_source=feed"
    assert "copied https://" in app.bottom


@pytest.mark.parametrize("started", [True, False])
async def test_the_address_is_opened_or_else_copied(
    app: Driver, started: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = note_opened(monkeypatch, fault="" if started else "the browser failed")
    await app.do("down", "open")
    assert opened == ["https://island.example/cost"]
    assert "https://island.example/cost" in app.bottom
    assert app.app.clipboard == ("" if started else "https://island.example/cost")


@pytest.mark.parametrize(("answer", "opened"), [("y", 1), ("n", 0)])
async def test_before_an_address_of_another_site_is_opened_that_is_said(
    root: Path, session: Session, answer: str, opened: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = note_opened(monkeypatch)
    file = root / "2026/storm.md"
    file.write_text(file.read_text().replace("www.coastal.example/storm", "evil.example/storm"))
    async with running(session) as app:
        await app.do("open")
        assert "This leads to evil.example" in app.question
        assert not asked
        await app.press(answer)
        assert len(asked) == opened


async def test_far_from_the_browser_the_address_is_copied_and_shown(
    root: Path, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handlers, "open_all", lambda *_: pytest.fail("opened"))
    file = root / "2026/cost.md"
    file.write_text(file.read_text().replace('https://island.example/cost"', 'https://evil.example/é"', 1))
    async with running(session, look=DisplayOptions(remote=True, links=True)) as app:
        await app.do("open")
        assert app.bottom.lstrip().startswith(
            "far from your browser: copied https://www.coastal.example/storm"
        )
        (link,) = {segment.style.link for segment in app.main_view.bottom.render_line(0) if segment.style}
        assert link == app.app.clipboard
        await go_to(app, COST)
        await app.do("open")
        assert "this leads to evil.example: copied" in app.bottom
        (link,) = {segment.style.link for segment in app.main_view.bottom.render_line(0) if segment.style}
        assert link == "https://evil.example/%C3%A9"
    async with running(session, look=DisplayOptions(remote=True)) as app:
        await app.do("open")
        assert {segment.style.link for segment in app.main_view.bottom.render_line(0) if segment.style} == {
            None
        }


@pytest.mark.parametrize("verb", ["open", "copy"])
async def test_nothing_but_a_web_address_leaves_the_program(
    app: Driver, verb: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handlers, "open_all", lambda *_: pytest.fail("opened"))
    for title in (HOSTILE, NOTE):
        await go_to(app, title)
        await app.do(verb)
        assert "address" in app.bottom
    assert app.app.clipboard == ""


async def test_the_file_is_edited_and_read_again(
    app: Driver, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def edit(_app: object, path: Path, *, line: int) -> None:
        assert line == 1, "where the front matter is"
        path.write_text(path.read_text().replace(NOTE, "A note with another title"))

    monkeypatch.setattr(handlers, "edit_file", edit)
    await go_to(app, NOTE)
    await app.do("edit")
    await app.until(lambda: app.shown.title == "A note with another title")
    assert "A note with another title" in app.titles


async def test_a_file_that_is_gone_is_told(app: Driver, root: Path) -> None:
    (root / "2026" / "storm.md").unlink()
    await app.do("edit")
    assert "no longer there" in app.bottom


async def test_all_fields_of_a_file(app: Driver) -> None:
    await app.do("fields")
    assert app.modal(SheetScreen)
    sheet = app.app.screen.query_one("#sheet")
    text = app.text_of(sheet)  # type: ignore[arg-type]
    for words in ("originalUrl", "utm_source=feed", "secured", "yes", "related 1"):
        assert words in text.replace("\n", " "), words
    assert "b3BhcXVl" not in text
    for key in ("j", "j", "k", "space", "minus", "G", "g", "x"):
        await app.press(key)
    assert app.modal(SheetScreen)
    await app.press("escape")
    assert not app.modal(SheetScreen)


async def test_all_fields_of_a_ghost(app: Driver) -> None:
    await app.do("related", "down", "fields")
    assert app.modal(SheetScreen)
    text = app.text_of(app.app.screen.query_one("#sheet"))  # type: ignore[arg-type]
    assert "weather.example/cut-off" in text
    await app.press("q")
    assert app.scope == "related"


async def test_a_ghost_has_no_file(app: Driver) -> None:
    await app.do("related", "down", "edit")
    assert "no file of it here" in app.bottom


async def test_the_whole_screen_for_the_article(app: Driver) -> None:
    await app.do("zen")
    assert app.main.panes.zen
    assert not app.rows.region.height
    assert app.pane.view.size.width >= 100
    await app.do("pane")
    assert app.scope == "related"
    await app.do("pane")
    assert app.scope == "article", "the list is not there to go to"
    await app.do("zen")
    assert not app.main.panes.zen
    assert app.rows.region.height


async def test_going_back_to_the_list_ends_the_whole_screen(app: Driver) -> None:
    await app.do("zen", "leave")
    assert app.scope == "list"
    assert not app.main.panes.zen


def long_lines(number: int, set_so_far: list[int]) -> Callable[[int], Iterator[Line]]:
    """Return what sets a text of so many lines and a last one, noting each."""

    def lines(_width: int) -> Iterator[Line]:
        for at in range(number):
            set_so_far.append(at)
            yield (Span(f"line {at} goes on"),)
        yield (Span("the very end"),)

    return lines


async def test_a_long_text_is_set_as_far_as_it_is_looked_at(
    app: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(article_view, "_PAUSE", 1_000.0)
    view, done = app.pane.view, list[int]()
    view.show(long_lines(9_000, done), length=9_000 * 70)
    await app.settled()
    view.scroll_pages(1)
    assert len(done) < 5 * view.size.height
    assert view.percent < 3
    assert not view.at_end
    await app.do("read", "find")
    await app.type("the VERY end")
    assert "1 of 1" in app.hint
    assert view.at_end
    assert view.percent == 100
    # Also where a line ends in the middle of it.
    assert view.find("line 4567 goes on line 4568") == (1, 1)
    assert (view.scroll_offset.y, len(done), view.lines) == (4567, 9_000, 9_001)


async def test_what_is_left_of_a_long_text_is_set_while_nobody_waits(
    app: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(article_view, "_PAUSE", 0.001)
    monkeypatch.setattr(article_view, "_SLICE", 0.0001)
    view, first, other = app.pane.view, list[int](), list[int]()
    view.show(long_lines(30_000, first))
    view.show(long_lines(3_000, other))
    await app.until(lambda: view.is_set)
    assert len(first) < 30_000
    assert len(other) == 3_000
    assert view.percent < 100
