from __future__ import annotations

from reader.model import Article
from reader.tui.screens.picker import PickerScreen
from tests.session.corpus import COST, FERRY, STORM
from tests.tui.app import Driver

GHOST = "Islands cut off, says the weather office"


async def test_the_list_of_related_coverage(app: Driver) -> None:
    lines = app.related.splitlines()
    assert "-1 h" in lines[0]
    assert "Island Post" in lines[0]
    assert "70▲" in lines[0], "better than this article"
    assert lines[0].startswith("●")
    assert "-22 h" in lines[1]
    assert lines[1].startswith("○"), "a ghost"
    assert "+" in lines[2]
    assert str(app.pane.related.border_title) == "Related coverage · 3 · 1 better"


async def test_an_entry_of_the_corpus_opens_as_the_article_it_is(app: Driver) -> None:
    await app.do("related", "related-read")
    assert app.scope == "article"
    assert isinstance(app.shown, Article)
    assert app.shown.title == COST
    assert "The bill" in app.document
    assert app.title == STORM, "the list stays where it is"


async def test_a_ghost_opens_too(app: Driver) -> None:
    await app.do("related", "related-next", "related-read")
    assert app.shown.title == GHOST
    assert "not in this corpus" in app.document
    assert "No boat will sail" in app.document
    assert not app.pane.related.display


async def test_back_along_the_trail(app: Driver) -> None:
    await app.do("related", "related-read", "related", "related-read")
    assert app.shown.title == STORM, "from the cost back to the storm, by its related coverage"
    await app.do("related", "down", "related-read")
    assert app.shown.title == GHOST
    await app.do("trail-back")
    assert (app.shown.title, app.scope, app.pane.related.cursor) == (STORM, "related", 1)
    await app.do("trail-back")
    assert (app.shown.title, app.pane.related.cursor) == (COST, 0)
    await app.do("trail-back")
    assert app.shown.title == STORM
    await app.do("trail-back")
    assert "the trail begins here" in app.bottom


async def test_the_list_ends_the_trail(app: Driver) -> None:
    await app.do("related", "related-next", "related-read", "leave")
    assert app.shown.title == STORM
    await app.do("trail-back")
    assert "the trail begins here" in app.bottom


async def test_moving_in_the_list_ends_the_trail(app: Driver) -> None:
    await app.do("related", "related-next", "related-read")
    await app.do("next-article")
    assert app.shown.title == COST
    assert not app.view_state.trail.steps


async def test_next_and_previous_entry_from_anywhere(app: Driver) -> None:
    await app.do("related-next")
    assert (app.scope, app.pane.related.cursor) == ("related", 0)
    await app.do("related-next", "related-next", "related-back")
    assert app.pane.related.cursor == 1
    await app.do("related-leave")
    assert app.scope == "article"


async def test_where_there_is_none_it_says_so(app: Driver) -> None:
    await app.do("down", "down")
    assert app.shown.title == FERRY
    await app.do("related")
    assert "no related coverage" in app.bottom
    assert app.scope == "list"
    app.main.run_command("related-read")
    await app.settled()
    assert "no related coverage" in app.bottom


async def test_a_ghost_is_marked_like_any_article(app: Driver) -> None:
    await app.do("related", "related-next", "star")
    ghost = app.shown.related[1] if isinstance(app.shown, Article) else None
    assert ghost is not None
    assert app.session.mark(ghost.id).starred
    assert "○*" in app.related.splitlines()[1]
    await app.do("later")
    assert app.session.mark(ghost.id).verdict == "later"
    assert app.pane.related.cursor == 2, "and on to the next entry"
    assert app.title == STORM


async def test_a_decision_on_a_followed_ghost_is_taken_back_where_it_was_made(app: Driver) -> None:
    await app.do("related", "related-next", "related-read", "dismiss")
    assert app.title == COST
    await app.do("undo")
    assert app.title == STORM


async def test_forward_along_the_trail(app: Driver) -> None:
    await app.do("related", "related-read", "related", "related-read", "trail-back", "trail-back")
    assert (app.shown.title, app.scope) == (STORM, "related")
    await app.do("trail-forward")
    assert (app.shown.title, app.scope) == (COST, "related")
    await app.do("trail-forward")
    assert (app.shown.title, app.scope) == (STORM, "article"), "the end of it is read again"
    await app.do("trail-forward")
    assert "the trail ends here" in app.bottom
    await app.do("trail-back")
    assert app.shown.title == COST


async def test_the_trail_is_seen(app: Driver) -> None:
    assert "here" not in app.document
    await app.do("related", "related-read")
    assert app.document.splitlines()[0].startswith("Storm closes the ha… › here")
    await app.do("trail-back")
    assert app.document.splitlines()[0].startswith("here › What three")
    await app.do("related-leave", "leave")
    assert app.document.splitlines()[0] == STORM, "the list ends it"
    await app.do("trail-forward")
    assert "the trail ends here" in app.bottom


async def test_a_place_on_the_trail_is_chosen(app: Driver) -> None:
    await app.do("trail")
    assert "there is no trail yet" in app.bottom
    await app.do("related", "related-read", "related", "related-read", "related", "down", "related-read")
    await app.do("trail")
    assert app.modal(PickerScreen)
    await app.press("up", "up", "enter")
    assert app.shown.title == STORM
    assert not app.view_state.trail.steps
    await app.do("trail")
    await app.press("enter")
    assert not app.view_state.trail.steps, "here is where one is"
    await app.do("trail")
    await app.press("end", "down", "down", "down", "enter")
    assert app.shown.title == GHOST
    assert len(app.view_state.trail.steps) == 3


async def test_where_there_is_no_article_there_is_no_trail(app: Driver) -> None:
    await app.filter("nothingatall")
    await app.do("trail")
    assert "there is no trail yet" in app.bottom
