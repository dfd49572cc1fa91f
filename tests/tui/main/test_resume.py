"""Taking up where the last session was interrupted."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from reader.config.settings import Settings
from reader.session.listing.view import View
from reader.session.state.resume_point import ResumePoint, read_resume_point, write_resume_point
from reader.tui.theme.display_options import DisplayOptions
from tests.session.corpus import COST, STORM, paths_in, session_over
from tests.session.many import write_many
from tests.tui.app import SINGLE, STACKED, WIDE, Driver, running

INTERRUPTED = "taken up where you were interrupted"


@pytest.fixture
def wide(tmp_path: Path) -> Path:
    return write_many(tmp_path / "many", 60)


@asynccontextmanager
async def start(
    root: Path,
    tmp_path: Path,
    *,
    size: tuple[int, int] = (120, 20),
    resume: Any = "interrupted",
    query: str = "",
    look: DisplayOptions | None = None,
) -> AsyncIterator[Driver]:
    """Run the app on a corpus, with notes kept from one run to the next."""
    settings = Settings()._replace(resume=resume, read_after=0.0)
    with session_over(root, paths=paths_in(tmp_path), settings=settings, loaded=False) as session:
        async with running(session, size, query=query, look=look) as app:
            yield app


def interrupt(app: Driver) -> None:
    app.app.leave(129)


def place(app: Driver) -> tuple[object, ...]:
    """Return all that is to be taken up."""
    return (
        app.view_state.view,
        app.main_view.cursor_id,
        app.rows.cursor,
        app.rows.scroll_offset.y,
        app.scope,
        app.shown.id,
        app.pane.view.scroll_offset.y,
        app.pane.related.cursor,
    )


@pytest.mark.parametrize("size", [WIDE, STACKED, SINGLE])
@pytest.mark.parametrize("look", [DisplayOptions(), DisplayOptions(remote=True)])
async def test_view_filter_order_cursor_and_scroll(
    wide: Path, tmp_path: Path, size: tuple[int, int], look: DisplayOptions
) -> None:
    async with start(wide, tmp_path, size=size, look=look) as app:
        await app.filter("is:unread")
        await app.filter("quality:>5")
        app.app.screen_stack[0].set_view(app.view_state.view._replace(sort="-quality"))  # type: ignore[attr-defined]
        await app.settled()
        app.rows.move_to(40)
        app.rows.move_to(33)
        await app.settled()
        await app.do("read", "scroll-down", "scroll-down", "scroll-down")
        before = place(app)
        assert before[6] == 3 or app.pane.view.lines <= app.pane.view.size.height
        interrupt(app)
    async with start(wide, tmp_path, size=size, look=look) as app:
        await app.until(lambda: place(app) == before)
        assert INTERRUPTED in app.bottom
        await app.do("scroll-down")
        assert INTERRUPTED not in app.bottom


async def test_the_related_coverage(root: Path, tmp_path: Path) -> None:
    async with start(root, tmp_path) as app:
        assert app.title == STORM
        await app.do("related", "down")
        before = place(app)
        assert before[4] == "related"
        interrupt(app)
    async with start(root, tmp_path) as app:
        await app.until(lambda: place(app) == before)
        await app.do("related-read")


async def test_it_is_noted_now_and_then(wide: Path, tmp_path: Path) -> None:
    async with start(wide, tmp_path) as app:
        app.rows.move_to(7)
        await app.settled()
        app.main._poll()
        file = app.session.place_file
        assert file is not None
        noted = read_resume_point(file)
        assert noted is not None
        assert noted.index == 7
        written = file.stat().st_ino
        app.main._poll()
        assert file.stat().st_ino == written, "nothing has changed, so nothing is written"
        await app.do("top")
        app.main._poll()
        assert read_resume_point(file) is None, "here one begins anyway"


@pytest.mark.parametrize(("resume", "cursor"), [("interrupted", 0), ("always", 7), ("never", 0)])
async def test_after_the_user_has_left_it_begins_anew(
    wide: Path, tmp_path: Path, resume: str, cursor: int
) -> None:
    async with start(wide, tmp_path, resume=resume) as app:
        app.rows.move_to(7)
        await app.settled()
        app.main._poll()
        await app.do("quit")
    async with start(wide, tmp_path, resume=resume) as app:
        assert app.cursor == cursor


async def test_nothing_is_taken_up_where_that_is_not_wanted(wide: Path, tmp_path: Path) -> None:
    async with start(wide, tmp_path, resume="never") as app:
        app.rows.move_to(7)
        await app.settled()
        interrupt(app)
    assert not (tmp_path / "state").exists()


async def test_the_command_line_says_otherwise(wide: Path, tmp_path: Path) -> None:
    async with start(wide, tmp_path) as app:
        app.rows.move_to(7)
        await app.settled()
        interrupt(app)
    async with start(wide, tmp_path, query="quality:>50") as app:
        assert app.cursor == 0
        assert app.filters == ("quality:>50",)


async def test_without_an_index_the_place_is_waited_for(wide: Path, tmp_path: Path) -> None:
    # `session_over` keeps no index: the rows are there only when the files have been read.
    async with start(wide, tmp_path) as app:
        app.rows.move_to(50)
        await app.settled()
        interrupt(app)
    async with start(wide, tmp_path) as app:
        assert app.cursor == 50
        assert app.main.resume_tracker.wanted is None


@pytest.mark.parametrize(
    ("noted", "cursor", "filters"),
    [
        (ResumePoint(article="nothere", index=9), 9, ()),
        (ResumePoint(article="nothere", index=99), 59, ()),
        (ResumePoint(View(filters=("title:(",)), "x", 9), 0, ()),
        (ResumePoint(View(filters=("nothing-like-it",)), "x", 9), 0, ("nothing-like-it",)),
        (ResumePoint(pane="related", index=8, entry=99), 8, ()),
    ],
)
async def test_what_is_no_longer_there(
    wide: Path, tmp_path: Path, noted: ResumePoint, cursor: int, filters: tuple[str, ...]
) -> None:
    async with start(wide, tmp_path) as app:
        file = app.session.place_file
        interrupt(app)
    assert file is not None
    write_resume_point(file, noted)
    async with start(wide, tmp_path) as app:
        assert (app.cursor, app.filters) == (cursor, filters)
        await app.do("down", "up")


async def test_a_run_of_triage_is_not_taken_up(root: Path, tmp_path: Path) -> None:
    async with start(root, tmp_path) as app:
        await app.do("triage", "dismiss")
        interrupt(app)
    async with start(root, tmp_path) as app:
        assert app.view_state.run is None
        assert app.filters == ()
        assert app.title == COST


async def test_a_disk_that_takes_nothing(wide: Path, tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file where the folder should be")
    async with start(wide, tmp_path) as app:
        app.rows.move_to(7)
        await app.settled()
        app.main._poll()
        interrupt(app)
