"""w: what, as what, into which file; and never in the place of another unasked."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from reader.tui.screens.picker import PickerScreen
from tests.session.corpus import COST, STORM, TITLES
from tests.tui.app import Driver


async def export(app: Driver, scope: str, form: str, file: Path) -> None:
    await app.do("export")
    if scope:
        await app.type(scope)
        await app.press("enter")
    await app.type(form)
    await app.press("enter")
    await app.type(str(file))
    await app.press("enter")


async def test_the_view_as_a_digest(app: Driver, tmp_path: Path) -> None:
    file = tmp_path / "digest.md"
    await app.filter("topic:shipping")
    await export(app, "view", "digest topic", file)
    text = file.read_text(encoding="utf-8")
    assert text.startswith("# corpus · topic:shipping\n")
    assert "## Shipping" in text
    assert STORM in text
    assert f"{app.rows.count} articles written to {file}" in app.bottom


async def test_the_selection_comes_first(app: Driver, tmp_path: Path) -> None:
    file = tmp_path / "two.jsonl"
    await app.do("select", "select", "export")
    await app.press("enter")
    await app.type("json lines")
    await app.press("enter")
    await app.type(str(file))
    await app.press("enter")
    titles = [json.loads(line)["title"] for line in file.read_text(encoding="utf-8").splitlines()]
    assert titles == [STORM, COST]


async def test_the_article_one_reads_comes_first(app: Driver, tmp_path: Path) -> None:
    file = tmp_path / "one.md"
    await app.do("down", "read", "export")
    await app.press("enter")
    await app.type("in full")
    await app.press("enter")
    await app.type(str(file))
    await app.press("enter")
    assert file.read_text(encoding="utf-8").startswith(f"# {COST}\n")
    assert "1 article written to" in app.bottom


async def test_a_ghost_has_no_file_but_the_view_has(app: Driver) -> None:
    await app.do("related", "related-next", "export")
    assert app.modal(PickerScreen)
    assert str(app.app.screen.query_one("#box").border_title) == "Export this view · 13 articles"


async def test_a_file_that_is_there_is_replaced_only_when_told(app: Driver, tmp_path: Path) -> None:
    file = tmp_path / "all.csv"
    file.write_text("mine")
    await export(app, "view", "csv", file)
    assert app.question.startswith(f"There is a file {file} already. Replace it?")
    await app.press("n")
    assert file.read_text() == "mine"
    await export(app, "view", "csv", file)
    await app.press("y")
    assert len(list(csv.reader(file.open(encoding="utf-8")))) == len(TITLES) + 1


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("no/such/folder.md", "there is no such folder"), ("corpus", "this is a folder")],
)
async def test_a_name_that_cannot_be(app: Driver, tmp_path: Path, name: str, sentence: str) -> None:
    await export(app, "view", "opml", tmp_path / name)
    assert sentence in app.bottom


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("~nosuch/x.md", "there is no home folder of that name · ~nosuch/x.md"),
        ("x" * 260, "no file can have this name (File name too long) · xxx"),
        ("/proc/1/task/x/y.md", "there is no such folder · /proc/1/task/x"),
    ],
)
async def test_a_name_that_no_file_can_have(app: Driver, name: str, sentence: str) -> None:
    await export(app, "view", "opml", Path(name))
    assert sentence in app.bottom
    assert not app.left


async def test_a_disk_that_takes_no_more(app: Driver) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no device that is always full")
    await export(app, "view", "addresses", Path("/dev/full"))
    assert "it could not be written (No space left on device) · /dev/full" in app.bottom


async def test_a_name_is_offered_and_every_step_can_be_given_up(
    app: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    await app.filter("topic:shipping")
    for presses in (1, 2, 3):
        await app.do("export")
        for _ in range(presses - 1):
            await app.press("enter")
        await app.press("escape")
        assert app.app.screen is app.main
    assert list(tmp_path.glob("*.md")) == []
    await app.do("export")
    await app.press("enter", "enter", "enter")
    assert len(list(tmp_path.glob("corpus-topic-shipping-*.md"))) == 1


async def test_with_nothing_there_is_nothing_to_export(app: Driver) -> None:
    await app.filter("xyzzy")
    await app.do("export")
    assert "there is nothing here to export" in app.bottom
