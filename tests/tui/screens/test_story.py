"""The story of an article on the screen, worked by keys."""

from __future__ import annotations

import pytest

from reader.session.session import Session
from reader.session.stories import stories
from reader.tui.screens.compare import CompareScreen
from reader.tui.screens.confirm import ConfirmScreen
from reader.tui.screens.note import NoteScreen
from reader.tui.screens.picker import PickerScreen
from reader.tui.screens.sheet import SheetScreen
from reader.tui.screens.story import StoryScreen
from reader.tui.state.story_folding import stories_known
from reader.tui.theme.display_options import DisplayOptions
from reader.tui.widgets.article_view import ArticleView
from reader.tui.widgets.bar import Bar
from tests.session.corpus import BRIDGE, COST, STORM
from tests.tui.app import Driver, keys_of, running

OFFICE = "Islands cut off, says the weather office"


def story(app: Driver) -> StoryScreen:
    screen = app.app.screen
    assert isinstance(screen, StoryScreen)
    return screen


def titles(app: Driver) -> list[str]:
    return [source.coverage.title for source in story(app).story.sources]


def foot(app: Driver) -> str:
    screen = story(app)
    return app.text_of(screen.query_one("#story-bottom", Bar)) + app.text_of(
        screen.query_one("#story-place", Bar)
    )


def shown(app: Driver) -> str:
    return app.text_of(story(app).query_one("#source", ArticleView))


def verdicts(app: Driver) -> list[str]:
    return [app.session.mark(source.id).verdict for source in story(app).story.sources]


def ground_of(screen: StoryScreen) -> object:
    return [segment.style and segment.style.bgcolor for segment in screen.rows.render_line(0)]


@pytest.fixture
async def told(app: Driver) -> Driver:
    """Return the app with the story of the storm open, oldest first: the ghost, the cost, the storm, a ghost."""
    await app.do("story")
    return app


async def test_a_story_is_read_before_its_last_key(app: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    first, last = keys_of("story")
    await app.press(first)
    monkeypatch.setattr(stories, "tell", None)
    await app.press(last)
    assert COST in titles(app)


async def test_a_sequence_begun_where_there_is_no_article(app: Driver) -> None:
    await app.filter("zzz")
    await app.press(keys_of("story")[0])
    await app.press(keys_of("story")[1])
    assert "there is no article here" in app.text_of(app.app.screen.query_one("#bottom", Bar))


async def test_the_story_opens_on_the_article_it_was_asked_for(told: Driver) -> None:
    assert titles(told) == [OFFICE, COST, STORM, "Sturm legt Fähren lahm"]
    assert story(told).source.coverage.title == STORM
    assert told.scope == "story"
    rows = told.text_of(story(told).rows).splitlines()
    assert "aside" in rows[0], "linked, but on another matter"
    assert "first" in rows[1]
    assert "best" in rows[1]
    assert "3 of 4" in foot(told)
    assert "keep the best" in foot(told)
    top = told.text_of(story(told).query_one("#story-top", Bar))
    assert top.endswith("4 sources · 4 outlets · 2 here")
    chart = told.text_of(story(told).query_one("#chart", ArticleView))
    assert "first Island Post" in chart
    assert "best Island Post 70" in chart
    assert "9 Mar 2026, 10:00 UTC" in chart


async def test_one_story_after_the_other(app: Driver) -> None:
    await app.do("story")
    await app.do("select")
    first = story(app)
    dark = ground_of(first)
    await app.press("escape")
    assert not first.selection
    assert story(app) is first, "what is selected goes first"
    await app.press("escape")
    app.app.use_theme("reader-light")
    await app.resize(100, 18)
    await app.filter(f'title:"{BRIDGE}"')
    await app.do("story")
    assert story(app) is first
    assert titles(app) == [BRIDGE]
    assert story(app).rows.size.height == 1
    assert story(app).query_one("#chart", ArticleView).size.height == 1, "no chart in so low a window"
    assert "1 of 1" in foot(app)
    assert "selected" not in foot(app)
    assert BRIDGE in shown(app)
    assert ground_of(story(app)) != dark, "drawn in the theme there is now"
    await app.press("escape")
    await app.resize(120, 40)
    await app.press("escape")
    assert STORM in app.titles
    await app.filter(f'title:"{STORM}"')
    await app.do("story")
    assert len(titles(app)) == story(app).rows.size.height == 4


async def test_the_source_under_the_cursor_is_shown(told: Driver) -> None:
    await told.do("down")
    await told.until(lambda: "Küstenbote" in shown(told))
    await told.do("top", "up", "down")
    await told.until(lambda: "the best source" in shown(told))


@pytest.mark.parametrize("way", ["story-leave", "back"])
async def test_out_again_to_where_one_was(app: Driver, way: str) -> None:
    for scope, verbs in (("list", ()), ("article", ("read",)), ("related", ("related",))):
        await app.do(*verbs)
        await app.do("story", way)
        assert app.app.screen is app.main
        assert app.scope == scope


async def test_a_ghost_has_a_story_too(app: Driver) -> None:
    await app.do("related", "related-next", "story")
    assert story(app).source.coverage.title == OFFICE


async def test_an_article_that_is_alone(app: Driver) -> None:
    await app.filter("bridge")
    await app.do("story")
    assert titles(app) == [BRIDGE]
    await app.do("compare")
    assert "nobody else covers this" in foot(app)
    await app.do("better")
    assert story(app).source.coverage.title == BRIDGE


async def test_verbs_act_on_the_source_under_the_cursor(told: Driver) -> None:
    await told.do("top", "star", "later")
    ghost = story(told).story.sources[0]
    assert told.session.mark(ghost.id).starred
    assert told.session.mark(ghost.id).verdict == "later"
    assert story(told).rows.cursor == 1, "and on to the next source"
    assert "★L" in told.text_of(story(told).rows).splitlines()[0]
    await told.do("undo")
    assert told.session.mark(ghost.id).verdict == ""
    assert "undo: later" in foot(told)


async def test_verbs_act_on_the_selection(told: Driver) -> None:
    await told.do("top", "select", "select")
    assert "2 selected" in foot(told)
    await told.do("dismiss")
    assert verdicts(told) == ["dismissed", "dismissed", "", ""]
    assert "dismiss: 2 articles" in foot(told)
    assert not story(told).selection
    await told.do("undo", "select-all", "select-none", "star")
    assert [told.session.mark(source.id).starred for source in story(told).story.sources].count(True) == 1


async def test_verbs_act_above_below_and_on_the_whole_story(told: Driver) -> None:
    await told.do("above", "dismiss")
    assert verdicts(told) == ["dismissed"] * 3 + [""]
    await told.do("undo", "below", "later")
    assert verdicts(told) == ["", "", "", "later"], "the cursor has gone on"
    await told.do("undo", "whole-story", "approve")
    assert verdicts(told) == ["approved"] * 4
    await told.do("select-all", "later")
    assert verdicts(told) == ["later"] * 4


async def test_the_selection_of_the_list_is_another(app: Driver) -> None:
    await app.do("select", "top", "story", "select", "dismiss")
    assert verdicts(app) == ["", "", "dismissed", ""]
    await app.do("story-leave")
    assert len(app.view_state.triage.selection) == 1


async def test_the_best_is_kept_and_the_rest_dismissed_as_one_step(told: Driver) -> None:
    await told.do("keep-best")
    assert verdicts(told) == ["", "approved", "dismissed", ""], "there is nothing of a ghost to publish"
    assert "2 articles · u takes it back" in foot(told)
    await told.do("undo")
    assert verdicts(told) == [""] * 4
    await told.do("keep-this")
    assert verdicts(told) == ["", "dismissed", "approved", ""]
    await told.do("keep-this")
    assert verdicts(told) == ["", "dismissed", "approved", ""], "asked for twice it is so still"


async def test_a_ghost_cannot_be_kept(told: Driver) -> None:
    await told.do("top", "keep-this")
    assert "not in the corpus" in foot(told)


async def test_where_nothing_is_scored_nothing_is_the_best(app: Driver) -> None:
    await app.filter("library")
    await app.do("keep-best")
    assert "no article of this story is scored" in app.bottom
    await app.do("story", "better")
    assert "no source of this story is scored" in foot(app)


async def test_the_best_is_kept_from_the_list_and_it_goes_on(app: Driver) -> None:
    await app.do("star", "keep-best")
    assert (app.mark(COST).verdict, app.mark(STORM).verdict) == ("approved", "dismissed")
    assert app.title not in (STORM, COST), "on to the next open article"
    await app.do("repeat")
    assert app.mark(app.title).starred, "what is done once is not repeated"


async def test_the_whole_story_from_the_list_is_all_of_it(app: Driver) -> None:
    await app.do("whole-story", "dismiss")
    assert (app.mark(COST).verdict, app.mark(STORM).verdict) == ("dismissed", "dismissed")
    await app.do("undo")
    await app.filter("storm")
    await app.do("whole-story", "dismiss")
    assert (app.mark(COST).verdict, app.mark(STORM).verdict) == ("dismissed", "dismissed")
    assert "dismiss: 2 articles, 1 of them not in this view" in app.bottom
    await app.do("undo")
    assert "undo: dismiss (2 articles)" in app.bottom
    await app.do("drop-filter", "related", "related-next", "whole-story", "dismiss")
    assert "not in the corpus" in app.bottom


async def test_a_source_is_read_and_backspace_comes_home(told: Driver) -> None:
    await told.do("top", "story-read")
    assert told.app.screen is told.main
    assert (told.shown.title, told.scope) == (OFFICE, "article")
    await told.do("trail-back")
    assert told.shown.title == STORM


async def test_a_click_reads(told: Driver) -> None:
    await told.click(story(told).rows, 1)
    assert story(told).rows.cursor == 1
    await told.click(story(told).rows, 1)
    assert told.shown.title == COST


async def test_to_the_best(told: Driver) -> None:
    await told.do("better")
    assert story(told).source.coverage.title == COST


async def test_nothing_clearly_better(app: Driver) -> None:
    await app.do("better")
    assert "clearly better rated" in app.bottom
    await app.do("related", "related-next", "better")
    assert (app.shown.title, app.scope) == (COST, "article"), "70 against the 17 of the ghost"
    await app.do("trail-back")
    assert app.shown.title == STORM


async def test_two_are_compared(told: Driver) -> None:
    await told.do("compare")
    assert told.modal(CompareScreen)
    text = told.text_of(told.app.screen.query_one(ArticleView))
    assert "Island Post" in text, "with the first report"
    assert "Coastal Times" in text
    await told.press("escape")
    await told.do("top", "select", "down", "select", "compare")
    text = told.text_of(told.app.screen.query_one(ArticleView))
    assert "Weather Office" in text
    assert "Coastal Times" in text


async def test_an_entry_is_compared_with_its_article(app: Driver) -> None:
    await app.do("related", "compare")
    text = app.text_of(app.app.screen.query_one(ArticleView))
    assert text.index("Coastal Times") < text.index("Island Post")
    await app.press("escape")
    await app.do("related-leave", "compare")
    text = app.text_of(app.app.screen.query_one(ArticleView))
    assert text.index("Island Post") < text.index("Coastal Times"), "the article itself with the first report"


async def test_a_copy_is_compared_with_its_original(app: Driver) -> None:
    await app.do("story")
    screen = story(app)
    from dataclasses import replace

    one = replace(screen.story.sources[2], copy_of=screen.story.sources[0].id)
    known = screen.story
    screen.retell(replace(known, sources=(known.sources[0], one)))
    assert screen.story is known, "no source that is listed goes"
    screen.story = replace(known, sources=(known.sources[0], known.sources[2]))
    screen.rows.show(2, 1)
    screen.retell(replace(known, sources=(known.sources[0], one)))
    assert screen.source.id == one.id, "the cursor stays on its source"
    await app.do("compare")
    assert "Weather Office" in app.text_of(app.app.screen.query_one(ArticleView))


async def test_what_lies_over_the_story_gives_way_to_it(told: Driver) -> None:
    for verb, kind in (
        ("tag", PickerScreen),
        ("note", NoteScreen),
        ("fields", SheetScreen),
        ("help", PickerScreen),
        ("outlet", PickerScreen),
    ):
        await told.do(verb)
        assert told.modal(kind), verb
        await told.press("escape")
        assert isinstance(told.app.screen, StoryScreen), verb


async def test_a_tag_and_a_note_in_the_story(told: Driver) -> None:
    await told.do("tag")
    await told.type("sea")
    await told.press("enter")
    assert told.mark(STORM).tags == {"sea"}
    await told.until(lambda: "#sea" in shown(told))


async def test_more_than_fifty_are_asked_about(told: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.tui.actions.decide.ASK_ABOVE", 1)
    await told.do("keep-best")
    assert told.modal(ConfirmScreen)
    assert "2 articles" in told.question
    await told.press("y")
    assert verdicts(told) == ["", "approved", "dismissed", ""]


async def test_a_story_retold_when_it_is_known(told: Driver) -> None:
    await told.do("top")
    stories_known(told.main_view)
    assert story(told).source.coverage.title == OFFICE
    await told.do("story-leave")
    stories_known(told.main_view)


async def test_a_sequence_shows_what_may_follow(told: Driver) -> None:
    await told.press("g")
    assert "this provider" in foot(told)
    await told.press("escape")
    assert "keep the best" in foot(told)


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 15), (40, 10)])
async def test_every_size(session: Session, size: tuple[int, int]) -> None:
    async with running(session, size, look=DisplayOptions(ascii=True)) as app:
        await app.do("story", "down")
        assert "4 of 4" in foot(app)
        assert any("first" in line for line in app.text_of(story(app).rows).splitlines())
        assert story(app).query_one("#chart").size.height == (6 if size[1] >= 20 else 1)
        await app.resize(100, 30)
        assert story(app).query_one("#chart").size.height == 6
