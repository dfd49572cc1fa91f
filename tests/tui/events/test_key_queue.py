"""What keys wait for, and that none waits for good."""

from __future__ import annotations

import asyncio

import pytest

from reader.session.session import Session
from reader.tui.events import key_queue
from reader.tui.events.key_queue import Awaited
from tests.session.corpus import TITLES
from tests.tui.app import Driver, key_event, keys_of, running


def test_what_is_awaited_is_waited_for_until_it_is_done() -> None:
    awaited = Awaited()
    assert not awaited.pending
    awaited.begin("rows", 60.0)
    awaited.begin("plan", 60.0)
    awaited.done("rows")
    assert awaited.pending
    awaited.done("plan")
    awaited.done("plan")
    assert not awaited.pending


def test_patience_ends() -> None:
    awaited = Awaited()
    awaited.begin("rows", 0.0)
    assert not awaited.pending


async def test_a_key_waits_for_rows_that_are_looked_for(app: Driver) -> None:
    app.main.awaited.begin("rows", 60.0)
    app.app.post_message(key_event(*keys_of("dismiss")))
    for _ in range(50):
        await asyncio.sleep(0)
    assert not app.session.journal.marks
    app.main.awaited.done("rows")
    await app.settled()
    assert [title for title in TITLES if app.mark(title).verdict] == [TITLES[0]]


async def test_no_state_is_deaf(app: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(key_queue, "PATIENCE", 0.01)
    app.app.keys._patience = 0.01
    never = asyncio.Event()
    app.main.main_view.bottom.call_later(never.wait)  # a widget that never comes back from a message
    app.app.post_message(key_event(*keys_of("dismiss")))
    await app.until(lambda: len(app.session.journal.marks) == 1)
    app.app.post_message(key_event(*keys_of("dismiss")))
    await app.until(lambda: len(app.session.journal.marks) == 2)
    never.set()
    await app.settled()
    await app.do("dismiss")
    assert app.app.keys._patience == key_queue.PATIENCE, "once at rest again, keys wait as before"


async def test_focus_that_was_moved_takes_no_key(app: Driver) -> None:
    await app.do("filter")
    await app.type("br")
    app.app.screen.set_focus(app.pane.view)
    await app.type("idge")
    assert app.filters == ("bridge",)
    await app.press("escape")
    app.app.screen.set_focus(app.pane.view)
    await app.do("dismiss")
    assert len(app.session.journal.marks) == 1


async def test_keys_behind_the_one_that_leaves_are_dropped(session: Session) -> None:
    async with running(session) as app:
        app.main.awaited.begin("rows", 60.0)
        app.app.post_message(key_event(*keys_of("dismiss")))
        await app.until(lambda: app.app.keys.is_busy)
        app.app.exit()
        await app.until(lambda: not app.app.keys.is_busy)
    assert app.app.return_code == 0
    assert app.app.keys.at_rest(), "also once there is no screen any more"
    assert not session.journal.marks
