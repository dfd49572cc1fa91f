"""A seeded walk of keys: nothing raises, the screen stays consistent, and all of it can be taken back."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from textual.events import Key

from reader.commands import COMMANDS
from reader.config.settings import Settings
from reader.tui.actions import sharing as handing_handlers
from reader.tui.screens import lists
from tests.session.corpus import session_over
from tests.session.many import write_many
from tests.tui.app import Driver, keys_of, running
from tests.tui.opening import note_opened

KEYS = int(os.environ.get("READER_WALK_KEYS", "2000"))
ARTICLES = int(os.environ.get("READER_WALK_ARTICLES", "200"))
_BATCH = 10
# Leaving the program, what writes to the real terminal or into files, and what runs whatever is typed.
_NOT_WALKED = {"quit", "back", "mouse", "export", "pipe"}
_TYPED = (
    "enter",
    "escape",
    "tab",
    "space",
    "backspace",
    "a",
    "r",
    "t",
    ":",
    ">",
    "3",
    "down",
    "up",
    "-",
    "o",
)
_SIZES = ((120, 40), (80, 24), (50, 14), (60, 15), (30, 5))


def steps(chance: random.Random) -> list[str]:
    """Return some keys: those of a verb, or one that types or chooses something."""
    verbs = [command.id for command in COMMANDS if command.id not in _NOT_WALKED and command.keys]
    if chance.random() < 0.7:
        return list(keys_of(chance.choice(verbs)))
    return [chance.choice(_TYPED)]


def check(app: Driver) -> None:
    """Hold what must be true between any two keys."""
    listing = app.view_state.listing
    assert app.rows.count == len(listing)
    assert 0 <= app.cursor < max(1, len(listing))
    assert app.pane.related.cursor < max(1, app.pane.related.count)
    full = app.view_state.full
    assert app.view_state.left == sum(
        not app.session.mark(full.id_at(index)).verdict for index in range(len(full))
    )
    if app.app.screen is app.main:
        assert app.scope in ("list", "article", "related")
        assert app.prompting or app.zen or app.bottom.strip()
        for y in range(app.rows.size.height):
            assert app.rows.render_line(y).cell_length == app.rows.size.width


async def calm(app: Driver) -> None:
    """Close whatever is open."""
    for _ in range(4):
        if app.app.screen is not app.main or app.prompting or app.scope != "list" or app.filters:
            await app.press("escape")


@pytest.mark.parametrize("seed", [1, 2])
async def test_any_walk_can_be_taken_back(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    note_opened(monkeypatch)
    monkeypatch.setattr(handing_handlers, "edit_file", lambda *_, **__: None)
    monkeypatch.setattr(lists, "edit_file", lambda *_, **__: None)
    chance = random.Random(seed)  # noqa: S311
    root = write_many(tmp_path / "many", ARTICLES)
    with session_over(root, settings=Settings(read_after=0), loaded=False) as session:
        async with running(session, (120, 40)) as app:
            for start in range(0, KEYS // 2, _BATCH):
                keys: list[str] = []
                while len(keys) < _BATCH:
                    keys += steps(chance)
                for key in keys:
                    app.app.post_message(Key(key, key if len(key) == 1 else " " if key == "space" else None))
                if start % (50 * _BATCH) == 0:
                    await app.pilot.resize_terminal(*chance.choice(_SIZES))
                await app.settled()
                assert not app.left, keys
                check(app)
            await calm(app)
            steps_back = 0
            while session.journal.undo() is not None:
                steps_back += 1
            assert steps_back > 3
            assert not session.journal.marks
