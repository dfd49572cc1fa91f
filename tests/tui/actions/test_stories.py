"""What is handed on from inside a story: its sources, those selected, or all of them."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from reader.tui.screens.output import OutputScreen
from reader.tui.screens.picker import PickerScreen
from reader.tui.screens.sheet import SheetScreen
from reader.tui.screens.story import StoryScreen
from reader.tui.widgets.article_view import ArticleView
from reader.tui.widgets.bar import Bar
from tests.session.corpus import COST, STORM
from tests.tui.actions.test_export import export
from tests.tui.app import Driver
from tests.tui.background.test_pipe_process import ECHO, python, shown

OFFICE = "Islands cut off, says the weather office"


@pytest.fixture
async def told(app: Driver) -> Driver:
    """Return the app with the story of the storm open: a ghost, the cost, the storm (the cursor), a ghost."""
    await app.do("story")
    return app


def story(app: Driver) -> StoryScreen:
    screen = app.app.screen
    assert isinstance(screen, StoryScreen)
    return screen


def foot(app: Driver) -> str:
    return app.text_of(story(app).query_one("#story-bottom", Bar))


def prompt(app: Driver) -> bool:
    return bool(story(app).query_one("#prompt").display)


@pytest.mark.parametrize(("scope", "titles"), [("story", [COST, STORM]), ("article", [STORM])])
async def test_a_story_is_exported_or_one_of_it(
    told: Driver, tmp_path: Path, scope: str, titles: list[str]
) -> None:
    file = tmp_path / "story.jsonl"
    await export(told, f"this {scope}", "json lines", file)
    assert [json.loads(line)["title"] for line in file.read_text("utf-8").splitlines()] == titles
    assert f"{len(titles)} article{'s' if len(titles) > 1 else ''} written to " in foot(told)


async def test_the_selection_of_the_story_comes_first(told: Driver, tmp_path: Path) -> None:
    await told.do("top", "select", "select")  # the ghost and the cost
    await told.do("export")
    await told.press("enter")
    assert str(told.app.screen.query_one("#box").border_title) == "Export the selection · 1 article"
    await told.press("escape")
    await told.do("select-none", "top", "select", "export")
    assert "none of the selected sources is in this corpus" in foot(told)


async def test_a_source_is_sent_to_a_command(told: Driver) -> None:
    await told.do("pipe")
    assert prompt(told)
    await told.type("dull Q")
    assert prompt(told), "what is typed is no verb"
    await told.press("escape")
    assert not prompt(told)
    assert told.scope == "story"
    await told.do("pipe")
    await told.type(" ".join(f"'{word}'" for word in python(ECHO)))
    await told.press("enter")
    await told.settled()
    assert told.modal(OutputScreen)
    assert f"# {STORM}" in shown(told)
    await told.press("escape")
    assert "3 of 4" in told.text_of(story(told).query_one("#story-place", Bar))


async def test_selected_sources_are_sent_ghosts_among_them(told: Driver) -> None:
    await told.do("top", "select", "select", "pipe")
    hint = told.text_of(story(told).query_one("#prompt-hint", Bar))
    assert hint.strip().startswith("2 articles as Markdown")
    await told.type(f"'{sys.executable}' -c '{ECHO}'")
    await told.press("enter")
    await told.settled()
    text = shown(told)
    assert 0 <= text.index(OFFICE) < text.index(COST)


async def test_the_addresses_of_selected_sources_are_copied(told: Driver) -> None:
    await told.do("top", "select", "select", "copy")
    assert "2 addresses" in foot(told)


async def test_approved_drafts_of_the_story_are_published(told: Driver, root: Path) -> None:
    await told.do("publish")
    assert "no approved draft of this story" in foot(told)
    await told.do("approve", "publish")
    assert told.modal(SheetScreen)
    sheet = told.app.screen.query_one("#sheet", ArticleView)
    assert sheet.border_title == "Publish · 1 file · approved drafts of this story"
    await told.press("y")
    assert "published: true" in (root / "2026/storm.md").read_text()
    assert "published: 1 file" in foot(told)


async def test_commands_for_a_story_are_found_by_name(told: Driver) -> None:
    await told.do("palette")
    assert told.modal(PickerScreen)
    await told.type("compare")
    await told.press("enter")
    assert not told.modal(PickerScreen)
    await told.press("escape")
    await told.do("palette")
    await told.type("save the filter")
    assert told.app.screen.query_one("#nothing").display, "it is for the list"
