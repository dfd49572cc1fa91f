"""Keys that come all at once, as when they are pasted or typed ahead over a slow line, do what each was pressed for."""

from __future__ import annotations

import asyncio

import pytest

from reader.session.session import Session
from reader.tui.screens.confirm import ConfirmScreen
from reader.tui.screens.note import NoteScreen
from reader.tui.screens.picker import PickerScreen
from reader.tui.screens.sheet import SheetScreen
from tests.session.corpus import BRIDGE, COST, FERRY, STORM, TITLES
from tests.tui.app import SINGLE, Driver, key_event, keys_of, running


async def at_once(app: Driver, *keys: str) -> None:
    """Post keys without waiting in between; `=text` stands for the letters of a text."""
    for key in keys:
        for one in key[1:].replace(" ", "\0") if key.startswith("=") and len(key) > 1 else (key,):
            app.app.post_message(key_event("space" if one == "\0" else one))
    await asyncio.sleep(0)
    await app.settled()


@pytest.mark.parametrize(("verb", "verdict"), [("dismiss", "dismissed"), ("approve", "approved")])
async def test_a_filter_and_a_verb(app: Driver, verb: str, verdict: str) -> None:
    await at_once(app, *keys_of("filter"), "=bridge", "enter", *keys_of(verb))
    assert app.titles == [BRIDGE]
    assert app.filters == ("bridge",)
    assert app.mark(BRIDGE).verdict == verdict
    assert len(app.session.journal.marks) == 1, "no letter of the filter was a verb"
    assert app.scope == "list"
    assert not app.prompting


async def test_a_verb_on_everything_the_filter_finds(app: Driver) -> None:
    await at_once(
        app, *keys_of("filter"), "=topic:shipping", "enter", *keys_of("select-all"), *keys_of("star")
    )
    assert {title for title in TITLES if app.mark(title).starred} == set(app.titles)
    assert 1 < len(app.titles) < len(TITLES)


async def test_filters_one_after_the_other(app: Driver) -> None:
    one, other = (
        [*keys_of("filter"), "=topic:shipping", "enter"],
        [*keys_of("filter"), "=topic:money", "enter"],
    )
    await at_once(app, *one, *other, *keys_of("star"))
    assert app.filters == ("topic:shipping", "topic:money")
    assert app.titles == [COST]
    assert [title for title in TITLES if app.mark(title).starred] == [COST]


async def test_a_filter_that_is_given_up(app: Driver) -> None:
    await at_once(app, *keys_of("filter"), "=bridge", "escape", *keys_of("dismiss"))
    assert app.filters == ()
    assert app.titles == list(TITLES)
    assert len(app.session.journal.marks) == 1, "no letter of the filter was a verb"
    assert {title for title in TITLES if app.mark(title).verdict} <= {STORM, BRIDGE}


async def test_finding_in_the_article(app: Driver) -> None:
    await at_once(
        app, "down", *keys_of("read"), *keys_of("find"), "=mill", "enter", "escape", *keys_of("star")
    )
    assert (app.scope, app.shown.title) == ("article", COST)
    assert [title for title in TITLES if app.mark(title).starred] == [COST]
    assert not app.prompting


async def test_a_tag(app: Driver) -> None:
    await at_once(app, *keys_of("tag"), "=dairy, sea", "enter", "down", *keys_of("star"))
    assert app.mark(STORM).tags == {"dairy", "sea"}
    assert [title for title in TITLES if app.mark(title).starred] == [COST]
    assert [title for title in TITLES if app.mark(title).verdict] == []


async def test_a_tag_that_is_chosen_with_the_arrows(app: Driver) -> None:
    for number, tag in enumerate(("sea", "seal")):
        await at_once(app, *["down"] * number, *keys_of("tag"), f"={tag}", "enter")
    await at_once(app, *keys_of("tag"), "=se", "down", "down", "enter")
    assert app.mark(COST).tags == {"sea", "seal"}


async def test_a_note(app: Driver) -> None:
    await at_once(app, *keys_of("note"), "=a day", "enter", "=q", "escape", "down", *keys_of("dismiss"))
    assert app.mark(STORM).note == "a day\nq"
    assert [title for title in TITLES if app.mark(title).verdict] == [COST]


@pytest.mark.parametrize("verb", ["help", "palette"])
async def test_a_command_by_its_name(app: Driver, verb: str) -> None:
    await at_once(app, *keys_of(verb), "=dismiss", "enter", *keys_of("star"))
    assert app.mark(STORM).verdict == "dismissed"
    assert app.mark(COST).starred
    assert len(app.session.journal.marks) == 2


async def test_a_sheet_that_is_left_again(app: Driver) -> None:
    await at_once(app, *keys_of("fields"), "j", "G", "escape", *keys_of("star"))
    assert not app.modal(SheetScreen)
    assert app.cursor == 0
    assert [title for title in TITLES if app.mark(title).starred] == [STORM]


@pytest.mark.parametrize(
    ("verb", "screen"),
    [("tag", PickerScreen), ("note", NoteScreen), ("fields", SheetScreen), ("filter", None)],
)
async def test_a_second_esc_takes_nothing_else_away(
    app: Driver, verb: str, screen: type[object] | None
) -> None:
    await app.do(verb)
    assert screen is None or app.modal(screen)
    await at_once(app, "escape", "escape")
    assert app.app.screen is app.main
    assert not app.prompting
    assert not app.left
    assert not app.session.journal.marks


async def test_a_second_esc_drops_the_filter_that_was_on(app: Driver) -> None:
    await app.filter("ferries")
    await at_once(app, *keys_of("facets"), "escape", "escape")
    assert app.app.screen is app.main
    assert app.filters == ()


async def test_an_answer_before_the_question_is_there(many: Driver) -> None:
    await at_once(many, *keys_of("select-all"), *keys_of("dismiss"), "y", *keys_of("undo"))
    assert not many.modal(ConfirmScreen)
    assert not many.session.journal.marks
    assert "undo: dismiss (60 articles)" in many.bottom


async def test_verbs_alone_go_down_the_list(app: Driver) -> None:
    await at_once(app, *keys_of("dismiss") * 2, *keys_of("later"), *keys_of("undo"))
    assert [title for title in TITLES if app.mark(title).verdict] == [STORM, COST]
    assert app.title == FERRY


async def test_undo_while_reading_and_a_verb(app: Driver) -> None:
    await app.do("read", "approve")
    await at_once(app, *keys_of("undo"), *keys_of("star"))
    assert app.shown.title == STORM
    assert [title for title in TITLES if app.mark(title).starred] == [STORM]


async def test_undo_far_from_the_list_and_a_verb(app: Driver) -> None:
    await app.do("approve", "related", "related-next", "related-read")
    await at_once(app, *keys_of("undo"), *keys_of("star"))
    assert app.shown.title == STORM
    assert [title for title in TITLES if app.mark(title).starred] == [STORM]


@pytest.mark.parametrize("verb", ["dismiss", "next-article"])
async def test_going_on_from_related_coverage_and_a_verb(app: Driver, verb: str) -> None:
    await app.do("related", "related-next", "related-read")
    await at_once(app, *keys_of(verb), *keys_of("star"))
    assert app.shown.title == COST
    assert app.mark(COST).starred
    assert not app.view_state.trail.steps


async def test_another_view_and_a_verb(app: Driver) -> None:
    await app.do("star", "down", "dismiss")
    await at_once(app, *keys_of("go-starred"), *keys_of("later"))
    assert app.titles == [STORM]
    assert app.mark(STORM).verdict == "later"
    assert app.mark(COST).verdict == "dismissed"
    assert len(app.session.journal.marks) == 2


async def test_reading_on_a_small_screen(session: Session) -> None:
    async with running(session, SINGLE) as app:
        await at_once(app, "down", *keys_of("read"), *keys_of("approve"), *keys_of("leave"), "up")
        assert app.mark(COST).verdict == "approved"
        assert (app.scope, app.title) == ("list", COST)


async def test_quitting_ends_what_comes_after_it(app: Driver) -> None:
    await at_once(app, *keys_of("quit"), *keys_of("dismiss"))
    assert app.left
