"""P: a preview of the one line of each file, written on consent, and u takes it back."""

from __future__ import annotations

from pathlib import Path

from reader.session.session import Session
from reader.tour import tour_path
from reader.tui.screens.sheet import SheetScreen
from reader.tui.widgets.article_view import ArticleView
from tests.session.corpus import BRIDGE, COST, LIBRARY, session_over
from tests.tui.app import Driver, running

STORM_FILE, COST_FILE = "2026/storm.md", "2026/cost.md"


def sheet(app: Driver) -> ArticleView:
    assert app.modal(SheetScreen)
    return app.app.screen.query_one("#sheet", ArticleView)


def says(root: Path, *names: str) -> list[bool]:
    return ["published: true" in (root / name).read_text() for name in names]


async def approve(app: Driver) -> None:
    await app.do("approve", "approve")  # storm, cost


async def test_approved_drafts_are_shown_and_published(app: Driver, root: Path) -> None:
    await approve(app)
    await app.do("publish")
    text = app.text_of(sheet(app))
    assert sheet(app).border_title == "Publish · 2 files · approved drafts of this view"
    assert f"{STORM_FILE}:12" in text
    assert "- published: false" in text
    assert "+ published: true" in text
    assert says(root, STORM_FILE, COST_FILE) == [False, False]
    await app.press("y")
    assert says(root, STORM_FILE, COST_FILE) == [True, True]
    assert "published: 2 files · u takes it back" in app.bottom
    await app.do("go-queue")
    assert app.titles == []


async def test_no_means_that_nothing_is_written(app: Driver, root: Path) -> None:
    await approve(app)
    for key in ("n", "escape", "q", "enter"):
        await app.do("publish")
        await app.press(key)
        assert not app.modal(SheetScreen)
    assert says(root, STORM_FILE, COST_FILE) == [False, False]


async def test_what_was_done_last_is_taken_back_first(app: Driver, root: Path) -> None:
    before = (root / STORM_FILE).read_bytes()
    await approve(app)
    await app.do("publish")
    await app.press("y")
    await app.do("top", "star", "undo")
    assert "undo: star" in app.bottom
    await app.do("undo")
    assert sheet(app).border_title == "Take back what was published · 2 files · as they were before"
    await app.press("y")
    assert (root / STORM_FILE).read_bytes() == before
    assert "taken back: 2 files" in app.bottom
    await app.do("undo")
    assert "undo: approve" in app.bottom
    assert app.mark(COST).verdict == ""


async def test_it_is_taken_back_after_a_restart(session: Session, root: Path) -> None:
    async with running(session) as app:
        await approve(app)
        await app.do("publish")
        await app.press("y")
    async with running(session) as app:
        await app.do("undo")
        await app.press("y")
    assert says(root, STORM_FILE, COST_FILE) == [False, False]


async def test_the_selection_is_published_whatever_was_decided(app: Driver, root: Path) -> None:
    await app.do("select", "publish")
    assert sheet(app).border_title == "Publish · 1 file · selected"
    await app.press("y")
    assert says(root, STORM_FILE, COST_FILE) == [True, False]
    assert app.view_state.triage.selection == set()
    await app.do("top", "select", "publish")
    assert "this is published already" in app.bottom


async def test_where_the_view_holds_none_it_is_the_whole_corpus(app: Driver, root: Path) -> None:
    await approve(app)
    await app.filter("herring")
    await app.do("publish")
    assert sheet(app).border_title == "Publish · 2 files · approved drafts of the whole corpus"
    await app.press("n")


async def test_without_an_approved_draft_it_says_how_to_get_one(app: Driver) -> None:
    await app.do("publish")
    assert "no approved draft waits to be published" in app.bottom
    await app.filter(f'"{LIBRARY}"')
    await app.do("approve", "publish")
    assert "no approved draft waits" in app.bottom, "what is published already is none"


async def unpublish(app: Driver) -> None:
    app.main.run_command("unpublish")
    await app.settled()


async def test_unpublishing_is_for_the_article_or_the_selection(app: Driver, root: Path) -> None:
    await app.filter(f'"{LIBRARY}"')
    await unpublish(app)
    assert sheet(app).border_title == "Unpublish · 1 file · this article"
    await app.press("y")
    assert "unpublished: 1 file" in app.bottom
    assert says(root, "2026/library.md") == [False]
    await app.do("undo")
    assert "Take back what was unpublished" in str(sheet(app).border_title)
    await app.press("y")
    await app.press("escape")
    await app.filter(f'"{BRIDGE}"')
    await app.do("select")
    await unpublish(app)
    await app.press("y")
    assert "published: false" in (root / "2025/bridge.md").read_text()
    await unpublish(app)
    assert "this is a draft already" in app.bottom


async def test_what_cannot_be_changed_is_named(app: Driver, root: Path) -> None:
    await approve(app)
    (root / COST_FILE).chmod(0o444)
    await app.do("publish")
    text = app.text_of(sheet(app))
    assert "These stay as they are" in text
    assert "it is read-only" in text
    await app.press("y")
    assert "published: 1 file, 1 left as they are" in app.bottom
    await app.do("publish")
    assert sheet(app).border_title == "Publish · nothing can be changed"
    await app.press("y")
    assert app.modal(SheetScreen), "there is nothing to agree to"
    await app.press("escape")


async def test_a_file_that_changes_while_one_looks_is_left_alone(app: Driver, root: Path) -> None:
    await approve(app)
    await app.do("publish")
    (root / STORM_FILE).write_text((root / STORM_FILE).read_text() + "theirs\n")
    await app.press("y")
    assert says(root, STORM_FILE, COST_FILE) == [False, True]
    assert "published: 1 file, 1 left as they are · u takes it back" in app.bottom
    assert sheet(app).border_title == "published: 1 of 2"
    assert STORM_FILE in app.text_of(sheet(app))
    assert "it has changed since it was looked at" in app.text_of(sheet(app))


async def test_nothing_left_to_take_back(app: Driver, root: Path) -> None:
    before = (root / STORM_FILE).read_bytes()
    await app.do("select", "publish")
    await app.press("y")
    (root / STORM_FILE).write_bytes(before)
    await app.do("undo")
    assert "every file is as it was already" in app.bottom


async def test_a_session_without_a_place_for_notes_says_so(root: Path) -> None:
    with session_over(root, loaded=False) as session:
        async with running(session) as app:
            await app.do("select", "publish")
            await app.press("y")
            assert "keeps no notes" in app.bottom
            await app.do("undo")
            assert "nothing to undo" in app.bottom


async def test_the_articles_of_the_tour_stay_as_they_are() -> None:
    with session_over(tour_path(), loaded=False) as session:
        async with running(session) as app:
            await app.do("select", "publish")
            assert "the articles of the tour stay as they are" in app.bottom
            assert not app.modal(SheetScreen)
