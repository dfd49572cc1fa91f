"""What goes wrong on any way back into the app is said, and the app stays up."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from textual import events

from reader.errors import ReaderError, StateError
from reader.model import Article
from reader.session.session import Session
from reader.text.width import cell_width
from reader.tui.app import ReaderApp
from reader.tui.events.guard import FORESEEN
from reader.tui.events.messages import WorkDone
from reader.tui.render.fault import sentence
from reader.tui.screens.confirm import ConfirmScreen
from tests.session.corpus import STORM
from tests.tui.app import Driver, running

FAULTS = (
    StateError("the journal is gone", place="/very/long/way/to/the/marks.sqlite3", hint="open it again"),
    OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/srv/full"),
    sqlite3.OperationalError("disk I/O error"),
)


def raising(error: Exception) -> Callable[..., None]:
    def work(*_: object, **__: object) -> None:
        raise error

    return work


def by_timer(app: Driver, work: Callable[[], None]) -> None:
    app.main.set_timer(0.001, work)


def by_refresh(app: Driver, work: Callable[[], None]) -> None:
    app.rows.call_after_refresh(work)


def by_queue(app: Driver, work: Callable[[], None]) -> None:
    app.app.call_later(work)


def by_message(app: Driver, work: Callable[[], None]) -> None:
    app.main.post_message(WorkDone(work))


def by_dialog(app: Driver, work: Callable[[], None]) -> None:
    screen = ConfirmScreen("Sure?")
    app.main.call_later(lambda: app.app.push_screen(screen, lambda _agreed: work()) and None)
    app.app.post_message(events.Key("y", "y"))


def by_key(app: Driver, work: Callable[[], None]) -> None:
    app.main.guarded(work)


@pytest.mark.parametrize("error", FAULTS, ids=lambda error: type(error).__name__)
@pytest.mark.parametrize("way", [by_timer, by_refresh, by_queue, by_message, by_dialog, by_key])
async def test_an_error_on_any_way_back_is_said(
    way: Callable[[Driver, Callable[[], None]], None], error: Exception, app: Driver
) -> None:
    said = sentence(error, 118)
    way(app, raising(error))
    await app.until(lambda: said in app.bottom)
    assert not app.left
    await app.do("dismiss")
    assert app.session.mark(app.session.corpus.ids[0]).verdict == "dismissed"


async def test_a_fault_of_the_program_itself_still_ends_it(session: Session) -> None:
    async def run() -> None:
        async with running(session) as app:
            app.main.set_timer(0.001, lambda: 1 // 0)
            await app.until(lambda: False)

    with pytest.raises(ZeroDivisionError):
        await run()


@pytest.mark.parametrize("error", FAULTS, ids=lambda error: type(error).__name__)
async def test_a_row_that_cannot_be_read_is_a_dash(
    error: Exception, app: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(type(app.session.corpus), "headline", raising(error))
        app.rows.redraw()
        await app.pilot.pause()
        assert {line.strip() for line in app.list.splitlines()} == {"–", ""}
        assert not app.left
    app.rows.refresh()
    await app.pilot.pause()
    assert STORM[:20] in app.list


async def test_an_article_that_cannot_be_read_says_why(app: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(Session, "full_text", raising(OSError(errno.EIO, "Input/output error", "/srv/text")))
        await app.do("down")
        assert "This cannot be shown: Input/output error" in app.article
        await app.do("copy")
        assert "Input/output error" in app.bottom
    await app.do("down")
    assert isinstance(app.shown, Article)


async def test_an_error_is_seen_in_zen_and_beside_a_box(app: Driver) -> None:
    await app.do("zen")
    app.main.guarded(raising(FAULTS[0]))
    await app.pilot.pause()
    assert app.main_view.bottom.region.height == 1
    await app.do("scroll-down")
    assert app.main_view.bottom.region.height == 0
    await app.do("leave", "filter")
    app.main.guarded(raising(FAULTS[0]))
    assert "the journal is gone" in app.hint


@pytest.mark.parametrize("room", [20, 30, 48, 58, 78, 118, 300])
@pytest.mark.parametrize("error", FAULTS, ids=lambda error: type(error).__name__)
def test_a_sentence_fits_and_begins_with_what_happened(error: Exception, room: int) -> None:
    said = sentence(error, room)
    assert cell_width(said) <= room
    assert said.startswith(("a database could", "the journal is", "No space left"))


def test_a_path_loses_its_middle() -> None:
    error = StateError("it failed", place=str(Path("/srv") / ("x" * 200) / "marks.sqlite3"))
    said = sentence(error, 60)
    assert said.startswith("it failed · /srv/xx")
    assert said.endswith("/marks.sqlite3")
    assert cell_width(said) == 60


def test_all_that_is_foreseen_is_guarded() -> None:
    assert all(issubclass(one, FORESEEN) for one in (ReaderError, PermissionError, sqlite3.DatabaseError))


async def test_a_fault_that_stays_is_drawn_once_a_key(app: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    tell = type(app.app).tell

    def counting(of: ReaderApp, error: Exception) -> None:
        said.append(str(error))
        tell(of, error)

    monkeypatch.setattr(ReaderApp, "tell", counting)
    monkeypatch.setattr(app.session.journal, "poll", raising(FAULTS[0]))
    for _ in range(3):
        app.main._poll()
    assert len(said) == 1
    await app.do("down")
    app.main._poll()
    assert len(said) == 2
    assert "the journal is gone" in app.bottom
