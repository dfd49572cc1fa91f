from __future__ import annotations

import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from reader.config.settings import Settings
from reader.corpus.library import Snapshot
from reader.errors import CorpusError
from reader.marks import Edit, Journal
from reader.session.listing.listing import Listing
from reader.session.opening import opened
from reader.session.session import Session
from reader.tui.app import ReaderApp
from reader.tui.background import corpus_loader
from reader.tui.background.corpus_loader import GIVE_WAY, Arrived
from reader.tui.events.messages import FilesChanged
from reader.tui.main import main_screen
from reader.tui.render.lines import Line
from reader.tui.theme.display_options import DisplayOptions
from tests.session.corpus import COST, FERRY, STORM, TITLES, session_over, write_corpus
from tests.session.many import write_many
from tests.tui.app import Driver, running


async def test_rows_that_arrive_leave_the_cursor_on_its_article(app: Driver, root: Path) -> None:
    await app.do("down", "down")
    line = app.cursor - app.rows.scroll_offset.y
    (root / "new.md").write_text("---\ntitle: Newest\ndate: 2026-03-10T11:00:00Z\n---\n")
    app.main.reload()
    await app.until(lambda: len(app.titles) == len(TITLES) + 1)
    await app.settled()
    assert app.titles[0] == "Newest"
    assert app.title == app.shown.title == FERRY
    assert app.cursor - app.rows.scroll_offset.y in (line, line + 1)


async def test_many_rows_that_arrive_above_move_nothing_under_the_eyes(tmp_path: Path) -> None:
    folder = write_many(tmp_path / "many", 30, start=100)
    with session_over(folder, loaded=False) as session:
        async with running(session, (120, 20)) as app:
            await app.do(*["down"] * 5)
            title = app.title
            write_many(folder, 40)
            app.main.reload()
            await app.until(lambda: len(app.titles) == 70)
            await app.settled()
            assert app.title == app.shown.title == title
            assert app.cursor - app.rows.scroll_offset.y == 5


async def test_listings_of_an_earlier_snapshot_are_let_go(app: Driver, root: Path) -> None:
    await app.filter("topic:shipping")
    assert len(app.main.view_state.found) > 1
    (root / "new.md").write_text("---\ntitle: Newest\ntopics: [Shipping]\n---\n")
    app.main.reload()
    await app.until(lambda: "Newest" in app.titles)
    await app.settled()
    assert {id(listing.corpus) for listing in app.main.view_state.found} == {id(app.session.corpus)}


async def test_work_behind_the_screen_lets_a_key_be_painted_first(
    app: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    await app.do("down")
    pressed = app.app.key_pressed
    assert 0 < pressed <= time.monotonic()
    waited: list[float] = []
    for later in (0.01, GIVE_WAY, 5.0):
        clock = SimpleNamespace(monotonic=lambda later=later: pressed + later, sleep=waited.append)
        monkeypatch.setattr(corpus_loader, "time", clock)
        app.main.loader._give_way()
    assert waited == [pytest.approx(GIVE_WAY - 0.01)]


async def test_keys_wait_for_the_articles_behind_the_first_screen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.corpus.index.column_cache.FIRST_ROWS", 8)
    folder = write_many(tmp_path / "many", 60)
    with opened([folder]) as session:
        session.load()
    with opened([folder], first=True) as session:
        app = ReaderApp(session, DisplayOptions())
        async with app.run_test(size=(120, 20)) as pilot:
            driver = Driver(app, pilot)
            assert "60 articles" in driver.top
            assert "1 of 60" in driver.bottom
            await driver.do("bottom")
            assert driver.title == "Article 0059"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells of changes")
async def test_files_that_change_are_noticed(tmp_path: Path) -> None:
    folder = write_many(tmp_path / "many", 30)
    with session_over(folder, settings=Settings(), loaded=False) as session:
        async with running(session, (120, 20)) as app:
            await app.do(*["down"] * 3)
            title = app.title
            (folder / "inner").mkdir()
            (folder / "inner" / "new.md").write_text("---\ntitle: Newest\ndate: 2027-01-01\n---\n")
            await app.until(lambda: len(app.titles) == 31)
            await app.settled()
            assert "1 new article · is:new finds them" in app.bottom
            assert app.title == title
            await app.filter("is:new")
            assert app.titles == ["Newest"]
            (folder / "inner" / "new.md").unlink()
            await app.until(lambda: bool(app.view_state.listing.departed))
            await app.settled()
            assert app.titles == ["Newest"], "a row that was listed stays"
            await app.do("refresh")
            assert app.titles == []


async def test_a_look_that_finds_nothing_says_nothing(app: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[object] = []
    monkeypatch.setattr(app.main, "_progressed", said.append)
    listing = app.view_state.listing
    app.main.post_message(FilesChanged())
    await app.pilot.pause()
    await app.settled()
    assert app.view_state.listing is listing
    await app.press("ctrl+r")
    assert app.view_state.listing is not listing


async def test_stories_are_found_unasked_unless_the_archive_is_huge(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_many(tmp_path / "many", 30)
    found: list[int] = []
    for most in (30, 29):
        monkeypatch.setattr("reader.tui.background.corpus_loader.STORIES_UP_TO", most)
        with session_over(folder, loaded=False) as session:
            monkeypatch.setattr(session, "load_stories", lambda corpus, **_: found.append(len(corpus)))
            async with running(session, (120, 20)):
                assert found == [30], "of the corpus that is not too large"


async def test_stories_wait_where_files_go_on_changing(app: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    found: list[object] = []
    monkeypatch.setattr(app.session, "load_stories", lambda corpus, **_: found.append(corpus))
    app.main.loader._stories_due = time.monotonic() + 0.3
    app.main.reload()
    await app.pilot.pause()
    app.main.reload()  # a newer start takes over
    await app.settled()
    assert len(found) == 1


async def test_an_article_that_is_gone_stays_until_the_view_is_refreshed(app: Driver, root: Path) -> None:
    await app.do("down")
    (root / "2026" / "cost.md").unlink()
    app.main.reload()
    await app.until(lambda: bool(app.view_state.listing.departed))
    await app.settled()
    assert app.titles == list(TITLES)
    assert app.title == COST == app.shown.title
    assert f"gone · {COST[:20]}" in app.list
    assert "Its file is gone" in app.article
    assert "12 articles · 1 gone" in app.top
    assert "1 article gone" in app.bottom
    await app.do("star")
    assert app.session.mark(app.shown.id).starred
    await app.do("refresh")
    assert app.titles == [title for title in TITLES if title != COST]
    assert app.title == FERRY, "then it gives its place to the next"
    assert "gone" not in app.top


async def test_a_trail_survives_the_end_of_loading(app: Driver) -> None:
    await app.do("related", "related-read")
    app.main.reload()
    await app.settled()
    assert app.shown.title == COST
    await app.do("trail-back")
    assert app.shown.title == STORM


async def test_what_was_read_is_there_although_the_view_changed_meanwhile(app: Driver, root: Path) -> None:
    older = app.view_state.view
    (root / "new.md").write_text("---\ntitle: Ferries again\ndate: 2026-03-10T11:00:00Z\n---\n")
    grown = app.session.load()
    listing = app.session.listing(older, grown)
    assert listing is not None
    await app.filter("ferries")
    app.main.loader.corpus = grown
    app.main.post_message(Arrived(listing, loaded=True, finished=True))
    await app.pilot.pause()
    await app.settled()
    assert app.titles == ["Ferries again", STORM, COST]
    assert app.session.corpus is grown


async def test_a_corpus_that_cannot_be_read_is_told(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_: object) -> Snapshot:
        raise CorpusError("the folder is gone", hint="look for it")

    monkeypatch.setattr(session, "load", fail)
    async with running(session) as app:
        assert "the folder is gone; look for it" in app.bottom
        assert "There are no articles here" in app.article


async def test_what_was_not_foreseen_is_told_and_stops_nothing(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_: object) -> Snapshot:
        raise RuntimeError("\x1b[2Jodd")

    monkeypatch.setattr(session, "load", fail)
    async with running(session) as app:
        assert "reading the files was stopped by a fault of the program (RuntimeError)" in app.bottom
        assert "Ctrl+R tries again" in app.bottom
        assert "\x1b" not in app.bottom
        await app.do("down", "help")
        await app.press("escape")


@pytest.mark.parametrize("first", [True, False])
async def test_an_empty_folder_is_said_to_be_one(tmp_path: Path, first: bool) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    with opened([folder], first=first) as session:
        async with running(session) as app:
            assert "There are no articles here" in app.article
            assert "0 articles" in app.top
            await app.do("down", "star", "undo")


async def test_marks_of_other_sessions_appear(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(main_screen, "POLL", 0.02)
    root, file = write_corpus(tmp_path / "corpus"), tmp_path / "marks.sqlite3"
    with (
        Journal.open(file, user="other") as other,
        session_over(root, journal=Journal.open(file, user="tester")) as session,
    ):
        async with running(session) as app:
            key = session.corpus.keys[1]
            other.apply("dismiss", [Edit(key, "verdict", "dismissed")])
            await app.until(lambda: app.mark(COST).verdict == "dismissed")
            await app.settled()
            assert "D" in app.list.splitlines()[1][:4]
            await app.do("dismiss")
            assert app.title == FERRY, "it is no longer open"
            other.apply("star", [Edit(key, "starred", True), Edit(session.corpus.keys[0], "starred", True)])
            await app.until(lambda: app.mark(STORM).starred)
            await app.settled()
            assert app.list.count("★") == 2


async def test_a_journal_that_cannot_be_asked_is_told(app: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    from reader.errors import StateError

    def fail() -> frozenset[str]:
        raise StateError("the marks are locked")

    monkeypatch.setattr(app.session.journal, "poll", fail)
    app.main._poll()
    assert "the marks are locked" in app.bottom


async def test_rows_are_drawn_again_only_where_they_have_changed(tmp_path: Path) -> None:
    folder = write_many(tmp_path / "many", 30)
    with session_over(folder, settings=Settings(watch=False), loaded=False) as session:
        async with running(session, (120, 20)) as app:
            drawn: list[int] = []
            rows = app.main.main_view.rows
            renderer = rows.renderer

            def noted(index: int, width: int) -> Line:
                drawn.append(index)
                return renderer(index, width)

            async def come() -> None:
                corpus = session.load()
                app.main.main_view.show_listing(Listing(corpus, range(len(corpus))), keep_place=True)
                await app.settled()

            rows.renderer = noted
            (folder / "old.md").write_text("---\ntitle: Oldest\ndate: 1990-01-01\n---\n")
            await come()
            assert len(app.titles) == 31
            assert not drawn
            first = next(path for path in folder.rglob("*.md") if "Article 0000" in path.read_text())
            first.write_text(first.read_text().replace("Article 0000", "Rewritten"))
            await come()
            assert "Rewritten" in app.list.splitlines()[0]
            assert drawn
