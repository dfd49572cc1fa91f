"""The list and the article while files come and go, and while other sessions decide."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from reader.config.settings import Settings
from reader.errors import ReaderError
from reader.marks import Edit
from reader.tui.events.messages import LoadFailed
from tests.session.corpus import COST, FERRY, LIBRARY, STORM, TITLES, paths_in, session_over
from tests.session.many import write_many
from tests.tui.app import Driver, running

SOON = 0.05


def write_new(root: Path, number: int = 1) -> None:
    when = f"2026-03-11T0{number}:00:00Z"
    (root / f"new{number}.md").write_text(f"---\ntitle: Newest {number}\ndate: {when}\n---\n")


async def arrive(app: Driver) -> None:
    """Read the files again, and wait until what has come is shown."""
    app.main.loader._stories_due = (
        0.0  # else a busy machine puts off finding stories for longer than a test waits
    )
    app.main.reload()
    await app.pilot.pause()
    await app.settled()


@pytest.fixture
async def reading(root: Path, tmp_path: Path) -> AsyncIterator[Driver]:
    """Yield the app with a short stay after which an article counts as read."""
    settings = Settings(watch=False, read_after=SOON)
    with session_over(root, paths=paths_in(tmp_path), settings=settings) as session:
        async with running(session) as driver:
            yield driver


@pytest.mark.parametrize("verbs", [(), ("read",), ("read", "related"), ("zen",)])
async def test_a_row_that_was_read_meanwhile_stays(
    reading: Driver, root: Path, verbs: tuple[str, ...]
) -> None:
    app = reading
    await app.until(lambda: app.mark(STORM).read)
    await app.do("go-unread")
    assert app.title == COST
    await app.do(*verbs)
    await app.until(lambda: app.mark(COST).read)
    write_new(root)
    await arrive(app)
    assert app.titles[:3] == ["Newest 1", COST, FERRY]
    assert app.title == app.shown.title == COST
    await asyncio.sleep(3 * SOON)
    assert not app.mark("Newest 1").read
    assert not app.mark(FERRY).read
    app.main.refresh_view()
    await app.settled()
    assert COST not in app.titles


async def test_an_article_that_takes_the_place_of_another_is_not_read(reading: Driver) -> None:
    app = reading
    await app.do("go-unread")
    await app.until(lambda: app.mark(app.title).read)
    gone = app.title
    await app.do("refresh")
    assert app.title == app.shown.title != gone
    await asyncio.sleep(3 * SOON)
    assert not app.mark(app.title).read
    await app.do("read")
    await app.until(lambda: app.mark(app.title).read)


async def test_typing_a_filter_reads_nothing(reading: Driver) -> None:
    app = reading
    await app.do("filter")
    await app.type("library")
    assert app.shown.title == LIBRARY
    await asyncio.sleep(3 * SOON)
    assert not app.mark(LIBRARY).read
    await app.press("enter")
    await app.until(lambda: app.mark(LIBRARY).read)


async def test_the_stay_does_not_count_below_what_lies_over_the_article(app: Driver) -> None:
    timer = app.main_view.reading
    await app.do("down")
    assert timer._timer is not None
    await app.do("help")
    assert timer._timer is None
    await app.press("escape")
    assert timer._timer is not None
    await app.do("filter")
    assert timer._timer is None
    await app.press("escape")
    assert timer._timer is not None


async def test_an_article_said_to_be_unread_stays_so(app: Driver) -> None:
    timer = app.main_view.reading
    await app.do("down")
    assert timer._opened is app.shown
    await app.do("toggle-read", "toggle-read")
    assert timer._opened is None
    assert timer._timer is None


async def test_what_another_decides_stays_in_cards_(app: Driver, root: Path) -> None:
    await app.do("triage")
    another = app.session.corpus.keys[0]
    app.session.journal.apply("", [Edit(another, "verdict", "dismissed")])
    write_new(root)
    await arrive(app)
    assert app.title == app.shown.title == STORM
    assert app.titles == ["Newest 1", *TITLES]
    assert "gone" not in app.top


async def test_the_line_that_is_read_stays_where_the_file_is_written_anew(app: Driver, root: Path) -> None:
    file = root / "2026" / "storm.md"
    text = file.read_text()
    file.write_text(text + "".join(f"Line {number}.\n\n" for number in range(80)))
    await arrive(app)
    await app.do("read", "page-down")
    line = app.pane.view.scroll_offset.y
    assert line
    file.write_text(file.read_text() + "One more line.\n")
    await arrive(app)
    assert app.pane.view.scroll_offset.y == line
    assert "was changed on disk" in app.bottom
    assert app.title == app.shown.title == STORM


async def test_a_file_that_is_moved_is_said_to_be(app: Driver, root: Path) -> None:
    (root / "2026" / "storm.md").rename(root / "2026" / "moved.md")
    await arrive(app)
    assert "the file of the article shown was moved to 2026/moved.md" in app.bottom
    assert app.title == app.shown.title == STORM
    (root / "copy.md").write_text((root / "2026" / "moved.md").read_text())
    await app.do("down", "up")
    await arrive(app)
    assert "article shown" not in app.bottom, "it says what it said"


async def test_a_row_whose_date_changes_stays_where_it_is(app: Driver, root: Path) -> None:
    await app.do("down")
    file = root / "2026" / "storm.md"
    file.write_text(
        re.sub(r"(?m)^(publishedDateTime|date): .*$", r"\1: 1990-01-01T00:00:00Z", file.read_text())
    )
    write_new(root)
    await arrive(app)
    assert app.titles == ["Newest 1", *TITLES]
    assert app.title == COST
    await app.do("refresh")
    assert app.titles.index(STORM) > 2


async def test_the_top_of_the_list_stays_where_undo_brings_a_row_back(tmp_path: Path) -> None:
    with session_over(write_many(tmp_path / "many", 60), paths=paths_in(tmp_path)) as session:
        async with running(session, (80, 24), query="is:open") as app:
            await app.do("down", "dismiss", "refresh", "undo")
            assert (app.rows.scroll_offset.y, app.cursor) == (0, 1)
            assert app.view_state.listing.index_of(app.main_view.cursor_id) == 1


async def test_related_coverage_stays_while_it_is_gone_through(app: Driver, root: Path) -> None:
    await app.do("related", "down")
    entry = app.pane.entry
    assert entry is not None
    file = root / "2026" / "storm.md"
    text = file.read_text()
    file.write_text(text[: text.index("related:")] + "---\n")
    await arrive(app)
    assert app.pane.entry == entry
    assert app.pane.related.count == 3


async def test_no_count_stands_beside_a_view_that_is_looked_for(app: Driver) -> None:
    app.view_state.view = app.view_state.view.narrowed("library")
    app.main_view.show_bars()
    assert "… of 13 articles" in app.top
    assert app.bottom.endswith("…")
    app.main.post_message(LoadFailed(ReaderError("no rows"), of_search=True))
    await app.pilot.pause()
    assert "13 articles" in app.top
    assert "…" not in app.top


async def test_nothing_is_missed_before_the_corpus_was_read(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    with session_over(empty, loaded=False) as session:
        async with running(session) as app:
            assert "There are no articles here" in app.article
            assert "0 articles" in app.top
            app.main_view.settled = False
            app.main_view.show_current()
            app.main_view.show_bars()
            assert "Reading the corpus …" in app.article
            assert "reading …" in app.top
            assert "0 articles" not in app.top
