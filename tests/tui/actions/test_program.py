from __future__ import annotations

from pathlib import Path

import pytest

from reader.commands import COMMANDS
from reader.session.session import Session
from reader.tui.actions import HANDLERS
from reader.tui.screens import lists
from reader.tui.screens.picker import PickerScreen
from reader.tui.screens.sheet import SheetScreen
from reader.tui.widgets.styled import Styled
from tests.session.corpus import BROKEN, COST, STORM, TITLES, session_over
from tests.tui.app import Driver, running


def test_every_verb_has_its_function_and_no_function_is_left_over() -> None:
    assert set(HANDLERS) == {command.id for command in COMMANDS}


@pytest.mark.parametrize("scope", ["list", "article", "related"])
async def test_q_goes_back_step_by_step_and_out(app: Driver, scope: str) -> None:
    if scope == "related":
        await app.do("read", "related", "back")
        assert app.scope == "article"
    if scope != "list":
        await app.do("zen", "back")
        assert not app.main.panes.zen
        assert app.scope == "article"
        await app.do("back")
        assert app.scope == "list"
    await app.do("back")
    assert app.left


async def test_quitting_from_anywhere(app: Driver) -> None:
    await app.do("related", "quit")
    assert app.left


async def test_help_lists_what_works_here(app: Driver) -> None:
    await app.do("help")
    assert app.modal(PickerScreen)
    text = app.text_of(app.app.screen.query_one("#items"))  # type: ignore[arg-type]
    assert "Moving" in text
    assert "Next row" in text
    assert "Scroll the article up by a line." not in text
    await app.press("escape")
    await app.do("read", "help")
    text = app.text_of(app.app.screen.query_one("#items"))  # type: ignore[arg-type]
    assert "Page back" in text
    assert "Narrow the list" not in text


async def test_help_is_searched_by_typing(app: Driver) -> None:
    await app.do("help")
    await app.type("dismiss")
    text = app.text_of(app.app.screen.query_one("#items"))  # type: ignore[arg-type]
    assert "Dismiss" in text
    assert "Star" not in text
    await app.type("zzz")
    assert app.app.screen.query_one("#nothing").display
    await app.press("enter")
    assert app.modal(PickerScreen), "there is nothing to choose"
    assert app.app.screen.query_one("#nothing").region.height, "which is said where it is seen"


async def test_the_palette_runs_any_verb(app: Driver) -> None:
    await app.do("palette")
    await app.type("dismiss")
    await app.press("enter")
    assert app.mark(STORM).verdict == "dismissed"
    await app.press("ctrl+p")
    await app.type("first row")
    await app.press("enter")
    assert app.cursor == 0


async def test_headings_are_passed_over(app: Driver) -> None:
    await app.do("palette")
    screen = app.app.screen
    assert isinstance(screen, PickerScreen)
    for key in ("down", "up", "up", "pagedown", "pageup", *["down"] * 14):
        await app.press(key)
        cursor = screen.query_one("#items").cursor  # type: ignore[attr-defined]
        assert screen._items[cursor].value is not None, key


async def test_a_second_click_chooses(app: Driver) -> None:
    await app.do("palette")
    await app.type("last row")
    rows = app.app.screen.query_one("#items")
    await app.pilot.click(rows, offset=(3, 0))
    await app.settled()
    assert not app.modal(PickerScreen)
    assert app.title == BROKEN


async def test_problems_are_listed_and_their_file_opened(
    app: Driver, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[tuple[Path, int]] = []
    monkeypatch.setattr(lists, "edit_file", lambda _app, path, line=0: opened.append((path, line)))
    assert "7 problems" in app.top
    await app.do("go-problems")
    await app.type("quality")
    await app.press("enter")
    assert opened == [(root / "notes" / "broken.md", 3)]
    assert BROKEN in app.titles


async def test_without_problems_there_is_nothing_to_list(many: Driver) -> None:
    await many.do("go-problems")
    assert "no problems were found" in many.bottom


async def test_the_mouse_is_given_to_the_terminal_and_taken_back(app: Driver) -> None:
    await app.do("mouse")
    assert "mouse off" in app.bottom
    await app.do("mouse")
    assert "mouse on" in app.bottom


async def test_without_a_terminal_nothing_is_suspended(app: Driver) -> None:
    await app.do("suspend")
    assert "no shell here could continue" in app.bottom


async def test_a_sentence_stays_until_the_next_key(app: Driver) -> None:
    await app.do("repeat")
    assert "nothing to repeat" in app.bottom
    await app.do("down")
    assert "nothing to repeat" not in app.bottom


async def test_a_key_without_meaning_does_nothing(app: Driver) -> None:
    await app.press("ä", "ctrl+y", "f9", "§")
    assert app.title == STORM
    assert app.scope == "list"


async def test_keys_of_ones_own(root: Path) -> None:
    from reader.config.settings import Settings

    with session_over(root, settings=Settings(keys={"down": ("ctrl+x ctrl+n",), "star": ()})) as session:
        async with running(session) as app:
            await app.press("j", "s")
            assert app.title == STORM
            assert not session.journal.marks
            await app.press("ctrl+x", "ctrl+n")
            assert app.title == COST
            assert "star" not in app.bottom


async def test_what_the_journal_has_to_say_is_said(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    session.journal.notice = "the damaged file was set aside"
    async with running(session) as app:
        assert app.modal(SheetScreen)
        assert "set aside" in app.text_of(app.app.screen.query_one("#sheet", Styled))
        await app.press("escape")
        assert app.title == STORM


async def test_a_journal_that_takes_nothing_changes_nothing(
    app: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reader.errors import StateError

    def refuse(*_: object, **__: object) -> None:
        raise StateError("the disk is full", hint="free some space")

    monkeypatch.setattr(app.session.journal, "apply", refuse)
    await app.do("dismiss")
    assert "the disk is full; free some space" in app.bottom
    assert app.title == STORM
    assert app.titles == list(TITLES)
