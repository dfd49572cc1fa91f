"""Every setting does something: those that no other test of the screen is about."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from reader.config.definitions import definitions
from reader.config.settings import SavedView, Settings
from tests.house.sources import PACKAGE
from tests.session.corpus import STORM, session_over
from tests.tui.app import WIDE, running


def test_every_setting_is_asked_for_somewhere() -> None:
    files = (file for file in PACKAGE.rglob("*.py") if file.parent.name != "config")
    source = "\n".join(file.read_text(encoding="utf-8") for file in files)
    assert [item.name for item in definitions() if not re.search(rf"settings\.{item.name}\b", source)] == []


@pytest.mark.parametrize("measure", [30, 50])
async def test_the_measure_bounds_the_lines_of_an_article(root: Path, measure: int) -> None:
    with session_over(root, settings=Settings(measure=measure)) as session:
        async with running(session) as app:
            lengths = [len(line) for line in app.document.splitlines()]
            assert measure - 15 < max(lengths) <= measure


@pytest.mark.parametrize("share", [20, 80])
async def test_the_list_has_its_share_of_the_screen(root: Path, share: int) -> None:
    with session_over(root, settings=Settings(list_share=share)) as session:
        async with running(session) as app:
            assert app.rows.size.width == pytest.approx(WIDE[0] * share / 100, abs=2)


async def test_an_address_is_opened_with_the_browser_of_the_settings(root: Path, tmp_path: Path) -> None:
    opened = tmp_path / "opened"
    code = f"import pathlib, sys; pathlib.Path({str(opened)!r}).write_text(sys.argv[1])"
    with session_over(root, settings=Settings(browser=(sys.executable, "-c", code))) as session:
        async with running(session) as app:
            await app.do("open")
            await app.until(lambda: opened.exists() and bool(opened.read_text()))
            assert opened.read_text() == app.shown.url


async def test_a_view_of_ones_own_is_reached_by_its_digit(root: Path) -> None:
    with session_over(root, settings=Settings(views=(SavedView("Storms", "title:storm", "8"),))) as session:
        async with running(session) as app:
            await app.press("8")
            assert app.titles == [STORM]
            assert "Storms" in app.top
