from __future__ import annotations

import time
from threading import Event, current_thread, main_thread
from typing import Any

import pytest

from reader.config.settings import Settings
from reader.marks import Edit, Journal
from reader.session.listing.listing import Listing
from reader.session.session import Session
from reader.tui.actions import decide, targets
from reader.tui.screens.note import NoteScreen
from reader.tui.screens.picker import PickerScreen
from tests.session.corpus import COST, FERRY, MARKET, NOTE, RECIPE, STORM, TITLES
from tests.tui.app import Driver, key_event, keys_of, running


@pytest.mark.parametrize(
    ("verb", "verdict", "letter"),
    [("later", "later", "L"), ("dismiss", "dismissed", "D"), ("approve", "approved", "A")],
)
async def test_one_key_decides_and_goes_on(app: Driver, verb: str, verdict: str, letter: str) -> None:
    await app.do(verb)
    assert app.mark(STORM).verdict == verdict
    assert app.title == app.shown.title == COST
    assert letter in app.list.splitlines()[0][:4]
    assert STORM in app.titles, "it stays in view"


async def test_the_same_verdict_again_clears_it_and_another_replaces_it(app: Driver) -> None:
    await app.do("later", "up", "dismiss", "up")
    assert app.mark(STORM).verdict == "dismissed"
    await app.do("dismiss")
    assert app.mark(STORM).verdict == ""


async def test_going_on_leads_to_the_next_open_article(app: Driver) -> None:
    keys = app.session.corpus.keys
    app.session.journal.apply("", [Edit(keys[row], "verdict", "later") for row in (1, 2)])
    await app.do("dismiss")
    assert app.title == MARKET


async def test_the_end_of_the_work_is_told(app: Driver) -> None:
    await app.do("bottom", "dismiss")
    assert app.cursor == len(TITLES) - 1
    assert "nothing open below; 12 above" in app.bottom
    await app.do("above", "dismiss")
    assert "all decided" in app.bottom


@pytest.mark.parametrize("view", ["", "limit:2", "is:open sort:title", "-is:open"])
async def test_how_many_of_the_listing_are_left(app: Driver, view: str) -> None:
    await app.do("dismiss", "later", "approve")
    if view:
        await app.filter(view)
    shown = [
        app.session.mark(app.view_state.listing.id_at(index)) for index in range(len(app.view_state.listing))
    ]
    assert app.view_state.left == sum(not mark.verdict for mark in shown)
    assert len(shown) > 1


@pytest.mark.parametrize(("advance", "title"), [("next", COST), ("stay", STORM), ("next-open", FERRY)])
async def test_where_going_on_leads_is_a_setting(session: Session, advance: str, title: str) -> None:
    session.settings = Settings(advance=advance)  # type: ignore[arg-type]
    async with running(session) as app:
        app.session.journal.apply("", [Edit(app.session.corpus.keys[1], "verdict", "later")])
        await app.do("dismiss")
        assert app.title == title


async def test_the_prefix_stay_here(app: Driver) -> None:
    await app.do("stay")
    assert "stay here" in app.bottom
    await app.do("dismiss")
    assert app.mark(STORM).verdict == "dismissed"
    assert app.title == STORM
    await app.do("later")
    assert app.title == COST, "it held for one verb"


async def test_deciding_while_reading_shows_the_next_article(app: Driver) -> None:
    await app.do("read", "approve")
    assert (app.scope, app.shown.title) == ("article", COST)


async def test_read_and_star_are_independent_of_the_verdict(app: Driver) -> None:
    await app.do("star", "toggle-read")
    assert app.title == STORM, "they do not go on"
    mark = app.mark(STORM)
    assert (mark.starred, mark.read, mark.verdict) == (True, True, "")
    assert "★" in app.list.splitlines()[0]
    assert "starred" in app.document
    await app.do("star", "toggle-read")
    assert not app.session.journal.marks


async def test_above_and_below_take_the_cursor_in(app: Driver) -> None:
    await app.do("down", "above", "star")
    assert [title for title in TITLES if app.mark(title).starred] == [STORM, COST]
    assert "star: 2 articles" in app.bottom
    app.rows.move_to(11)
    await app.do("below", "later")
    assert [title for title in TITLES if app.mark(title).verdict] == list(TITLES[11:])


async def test_a_prefix_holds_for_the_next_verb_only(app: Driver) -> None:
    await app.do("down", "above", "down", "star")
    assert [title for title in TITLES if app.mark(title).starred] == [FERRY]


async def test_a_selection_is_what_the_verbs_act_on(app: Driver) -> None:
    await app.do("select", "down", "select")
    assert app.view_state.triage.selection == {app.id_of(STORM), app.id_of(FERRY)}
    assert app.list.splitlines()[0].startswith("+")
    assert "2 selected" in app.bottom
    await app.do("bottom", "star")
    assert [title for title in TITLES if app.mark(title).starred] == [STORM, FERRY]
    assert not app.view_state.triage.selection, "it is done with"


async def test_a_selection_is_left_and_given_up(app: Driver) -> None:
    await app.do("select", "up", "select")
    assert "nothing is selected" in app.bottom
    await app.do("select-all")
    assert "13 selected" in app.bottom
    await app.do("select-none")
    assert not app.view_state.triage.selection
    await app.do("select-all", "drop-filter")
    assert not app.view_state.triage.selection


async def test_a_range(app: Driver) -> None:
    await app.do("down", "select-range")
    assert "a range begins here" in app.bottom
    await app.do("down", "down", "select-range")
    assert "3 selected" in app.bottom
    await app.do("dismiss")
    assert [title for title in TITLES if app.mark(title).verdict] == [COST, FERRY, MARKET]
    assert app.title == RECIPE


async def test_a_selection_that_is_out_of_view_is_told(app: Driver) -> None:
    await app.do("select")
    await app.filter("bridge")
    await app.do("star")
    assert "none of the selected articles is in this view" in app.bottom
    assert not app.session.journal.marks


async def test_everything_shown_is_read(app: Driver) -> None:
    await app.do("toggle-read", "all-read")
    assert all(app.mark(title).read for title in TITLES)
    await app.do("all-read")
    assert "read already" in app.bottom
    await app.do("undo")
    assert [title for title in TITLES if app.mark(title).read] == [STORM]


async def test_more_than_fifty_are_asked_about(many: Driver) -> None:
    await many.do("select-all", "dismiss")
    assert not many.session.journal.marks
    assert "Dismiss 60 articles?" in many.question
    await many.press("x")
    await many.press("n")
    assert not many.session.journal.marks
    await many.do("dismiss")
    await many.press("y")
    assert len(many.session.journal.marks) == 60
    assert "60 articles" in many.bottom or "all decided" in many.bottom
    await many.do("undo")
    assert not many.session.journal.marks, "one step"
    assert "undo: dismiss (60 articles)" in many.bottom


async def test_saying_no_leaves_the_selection_as_it_was(many: Driver) -> None:
    await many.do("select", "all-read")
    await many.press("escape")
    assert len(many.view_state.triage.selection) == 1
    assert not many.session.journal.marks


async def test_the_last_verb_is_repeated_here(app: Driver) -> None:
    await app.do("repeat")
    assert "nothing to repeat" in app.bottom
    await app.do("star", "down", "repeat")
    assert app.mark(COST).starred
    await app.do("down", "tag")
    await app.type("port")
    await app.press("enter")
    await app.do("down", "repeat")
    assert app.mark(MARKET).tags == {"port"}


async def test_undo_and_redo_go_back_to_view_and_cursor(app: Driver) -> None:
    await app.filter("topic:shipping")
    await app.do("down", "dismiss", "drop-filter", "bottom", "undo")
    assert app.filters == ("topic:shipping",)
    assert app.title == app.shown.title == COST
    assert app.mark(COST).verdict == ""
    assert "undo: dismiss (1 article)" in app.bottom
    await app.do("redo")
    assert app.mark(COST).verdict == "dismissed"
    await app.do("redo")
    assert "nothing to redo" in app.bottom
    await app.do("undo", "undo")
    assert "nothing to undo" in app.bottom


async def test_undo_goes_back_to_an_article_that_is_shown_at_once(app: Driver) -> None:
    await app.do("read", "approve", "approve", "undo")
    assert app.shown.title == COST
    assert app.scope == "article"


async def test_a_tag_is_picked_or_made(app: Driver) -> None:
    await app.do("tag")
    assert app.modal(PickerScreen)
    await app.type("Port, harbour")
    await app.press("enter")
    assert app.mark(STORM).tags == {"Port", "harbour"}
    assert "#Port · #harbour" in app.document
    await app.do("down", "tag")
    await app.type("harb")
    await app.press("down", "enter")
    assert app.mark(COST).tags == {"harbour"}, "one that is there is gone to"
    await app.do("down", "tag")
    await app.press("enter")
    assert app.mark(FERRY).tags == {"harbour"}, "the last one stands first"
    await app.do("tag")
    await app.press("escape")
    assert app.mark(FERRY).tags == {"harbour"}


async def test_a_tag_that_is_part_of_another_can_be_made(app: Driver) -> None:
    await app.do("tag")
    await app.type("airport")
    await app.press("enter")
    await app.do("down", "tag")
    await app.type("port")
    await app.press("enter")
    assert app.mark(COST).tags == {"port"}, "what is typed comes first"
    await app.do("down", "tag")
    await app.type("Port")
    await app.press("enter")
    assert app.mark(FERRY).tags == {"Port"}, "in the case it is typed in"
    await app.do("down", "tag")
    await app.type("port")
    await app.press("enter")
    assert app.mark(TITLES[3]).tags == {"port"}, "that of the whole name, whatever it is a part of"


async def test_a_prefix_holds_for_tags_and_notes_too(app: Driver) -> None:
    await app.do("down", "above", "tag")
    await app.type("port")
    await app.press("enter")
    assert [title for title in TITLES if app.mark(title).tags] == [STORM, COST]
    await app.do("above", "note")
    await app.type("see")
    await app.press("escape")
    assert [title for title in TITLES if app.mark(title).note] == [STORM, COST]
    await app.do("above", "untag")
    assert not any(app.mark(title).tags for title in TITLES)


async def test_a_tag_is_taken_away(app: Driver) -> None:
    await app.do("untag")
    assert "no tag to remove" in app.bottom
    await app.do("tag")
    await app.type("a, b")
    await app.press("enter")
    await app.do("untag")
    assert app.modal(PickerScreen)
    await app.press("escape")
    assert app.mark(STORM).tags == {"a", "b"}
    await app.do("untag")
    await app.press("down", "enter")
    assert app.mark(STORM).tags == {"a"}
    await app.do("untag")
    assert not app.mark(STORM).tags, "the only one needs no question"


async def test_a_note_of_several_lines(app: Driver) -> None:
    await app.do("note")
    assert app.modal(NoteScreen)
    await app.type("Ask [b]Ann[/b]")
    await app.press("enter", "q", "escape")
    assert app.mark(STORM).note == "Ask [b]Ann[/b]\nq"
    assert "✎ Ask [b]Ann[/b]" in app.document
    await app.do("note")
    await app.type("!")
    await app.press("escape")
    assert app.mark(STORM).note.endswith("q!")
    await app.do("note")
    await app.type("zzz")
    await app.press("ctrl+c")
    assert app.mark(STORM).note.endswith("q!")
    assert "✎" in app.list.splitlines()[0]
    await app.do("note")
    await app.press("escape")
    assert "nothing to change" in app.bottom


async def test_progress_is_shown_while_one_decides(app: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1000.0]
    monkeypatch.setattr(time, "time", lambda: now[0])
    for _ in range(3):
        now[0] += 10
        await app.do("dismiss")
    assert "10 of 13 left · 6.0/min · ~2 min" in app.bottom
    now[0] += 1000
    await app.do("down")
    assert "left" not in app.bottom
    assert "5 of 13" in app.bottom


async def test_a_decision_that_is_taken_back_has_no_pace(
    app: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1000.0]
    monkeypatch.setattr(time, "time", lambda: now[0])
    await app.do("dismiss", "undo", "dismiss")
    assert "/min" not in app.bottom
    await app.do("dismiss")
    assert "11 of 13 left" in app.bottom
    assert "/min" not in app.bottom, "two in a moment say nothing"
    now[0] += 30
    await app.do("star", "undo", "dismiss")
    assert "10 of 13 left · 4.0/min" in app.bottom


@pytest.mark.parametrize("verb", ["star", "later", "tag", "note", "toggle-read"])
async def test_every_decision_is_one_step_back(app: Driver, verb: str) -> None:
    await app.do(verb)
    if app.app.screen is not app.main:
        await app.type("abc")
        await app.press("enter" if app.modal(PickerScreen) else "escape")
    assert app.session.journal.marks
    await app.do("undo")
    assert not app.session.journal.marks


async def test_an_article_that_stays_open_is_read(session: Session) -> None:
    session.settings = Settings(read_after=0.05)
    session.adopt(session.load())
    async with running(session) as app:
        await app.until(lambda: app.mark(STORM).read)
        await app.do("undo")
        assert "nothing to undo" in app.bottom, "what nobody has done is not taken back"
        await app.do("bottom")
        await app.until(lambda: app.mark(TITLES[-1]).read)
        assert not app.mark(NOTE).read, "never while scrolling past"


async def test_nothing_is_read_by_itself_where_that_is_not_wanted(session: Session) -> None:
    session.settings = Settings(read_after=0)
    async with running(session) as app:
        assert app.main_view.reading._timer is None


async def test_in_one_pane_the_list_reads_nothing(session: Session) -> None:
    session.settings = Settings(read_after=0.02)
    async with running(session, (50, 14)) as app:
        await app.do("down")
        fired = app.main_view.reading._timer
        assert fired is not None
        await app.until(lambda: fired._task is None or fired._task.done())
        assert not app.session.journal.marks, "the article is not on the screen"
        await app.do("read")
        await app.until(lambda: app.mark(COST).read)


async def ranged(app: Driver) -> list[str]:
    """Return the titles of the rows that the gutter shows in a range."""
    return [
        title for title, line in zip(app.titles, app.list.splitlines(), strict=False) if line.startswith("│")
    ]


async def test_a_range_is_seen_while_it_runs(app: Driver) -> None:
    await app.do("down", "select-range")
    assert "a range begins here" in app.bottom
    await app.do("down", "down")
    assert await ranged(app) == list(TITLES[1:4])
    assert "3 in the range" in app.bottom
    assert "select the range" in app.bottom
    await app.do("top")
    assert await ranged(app) == list(TITLES[:2])
    await app.do("select-range")
    assert not await ranged(app)
    assert len(app.view_state.triage.selection) == 2


@pytest.mark.parametrize("verb", ["drop-filter", "back"])
async def test_one_ladder_of_range_selection_filters_and_view(app: Driver, verb: str) -> None:
    await app.do("go-unread")
    await app.filter("-zzz")
    await app.do("select", "select-range", "down", verb)
    assert not await ranged(app)
    assert "the range is dropped" in app.bottom
    assert app.view_state.triage.selection
    assert app.filters == ("-zzz",)
    await app.do(verb)
    assert not app.view_state.triage.selection
    assert app.filters == ("-zzz",)
    await app.do(verb)
    assert not app.view_state.view.filters
    assert app.view_state.view.base == "is:unread"
    await app.do(verb)
    assert not app.view_state.view.base
    await app.do(verb)
    assert app.left == (verb == "back")


async def test_a_verb_ends_the_range_and_is_about_it(app: Driver) -> None:
    await app.do("select", "down", "select-range", "down", "dismiss")
    assert [title for title in TITLES if app.mark(title).verdict] == [STORM, *TITLES[2:4]]
    assert "dismiss: 3 articles" in app.bottom
    assert not app.view_state.triage.range_start
    assert not app.view_state.triage.selection
    await app.do("dismiss")
    assert "articles" not in app.bottom


async def test_a_verb_with_a_reach_ends_the_range_as_well(app: Driver) -> None:
    await app.do("select-range", "down", "down", "up", "above", "star")
    assert [title for title in TITLES if app.mark(title).starred] == list(TITLES[:2])
    assert not app.view_state.triage.range_start
    assert "star: 2 articles" in app.bottom


async def test_a_range_ends_with_its_view_and_is_kept_where_rows_come(app: Driver) -> None:
    await app.do("down", "select-range", "down")
    listing = app.view_state.listing
    without = Listing(listing.corpus, listing.rows[1:], listing.view)
    app.main_view.show_listing(without, keep_place=True)
    assert await ranged(app) == list(TITLES[1:3])
    app.main_view.show_listing(listing, keep_place=True)
    assert await ranged(app) == list(TITLES[1:3])
    app.main_view.show_listing(Listing(listing.corpus, listing.rows[2:], listing.view), keep_place=True)
    assert not app.view_state.triage.range_start, "where it began is gone"
    await app.do("select-range", "go-starred")
    assert not app.view_state.triage.range_start


async def test_the_number_is_said_also_where_all_is_decided(app: Driver) -> None:
    await app.do("select-all", "dismiss")
    assert f"dismiss: {len(TITLES)} articles" in app.bottom
    assert "all decided" in app.bottom
    await app.do("undo")
    await app.filter("bridge")
    await app.do("above", "dismiss")
    assert "dismiss: 1 article ·" in app.bottom
    assert "all decided in this view" in app.bottom


@pytest.mark.parametrize(
    ("verb", "done", "taken"),
    [
        ("dismiss", "dismiss", "clear verdict"),
        ("star", "star", "unstar"),
        ("toggle-read", "mark read", "mark unread"),
    ],
)
async def test_what_a_toggle_takes_away_is_called_so(many: Driver, verb: str, done: str, taken: str) -> None:
    for label in (done, taken):
        await many.do("select-all", verb)
        assert f"{label.capitalize()} {len(many.titles)} articles?" in many.question
        await many.press("y")
        assert f"{label}: {len(many.titles)} articles" in many.bottom
    await many.do("undo")
    assert f"undo: {taken}" in many.bottom
    if verb != "dismiss":
        await many.do("undo", verb, verb)
        assert many.bottom.strip().startswith(taken)


async def test_no_row_looks_selected_after_a_verb(app: Driver) -> None:
    await app.do("dismiss", "up", "select", "select", "dismiss")
    assert "dismiss: 1 article" in app.bottom
    assert not app.view_state.triage.selection
    assert not any(line.startswith("+") for line in app.list.splitlines())


# Very many articles.


@pytest.fixture
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (targets, decide):
        monkeypatch.setattr(module, "MANY", 3)
    monkeypatch.setattr(decide, "ASK_ABOVE", 3)


@pytest.mark.usefixtures("few_are_many")
async def test_a_verb_on_very_many_is_one_step_recorded_in_a_thread(
    app: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[str] = []
    for name in ("apply", "undo", "redo"):
        of = getattr(Journal, name)

        def noted(journal: Journal, *values: Any, of: Any = of, **named: Any) -> Any:
            threads.append(current_thread().name)
            return of(journal, *values, **named)

        monkeypatch.setattr(Journal, name, noted)
    await app.do("select-all", "dismiss")
    assert app.question.startswith("Dismiss 13 articles?")
    await app.press("y")
    assert "dismiss: 13 articles · u takes it back · all decided" in app.bottom
    assert all(app.mark(title).verdict == "dismissed" for title in TITLES)
    assert not app.view_state.triage.selection
    await app.do("undo")
    assert "undo: dismiss (13 articles)" in app.bottom
    assert not app.session.journal.marks
    await app.do("redo")
    assert "redo: dismiss (13 articles)" in app.bottom
    assert app.main.stop_work is None
    assert main_thread().name not in threads
    assert len(threads) == 3
    await app.do("all-read")
    await app.press("y")
    await app.do("select-all", "tag")
    await app.type("x")
    await app.press("enter", "y")
    assert all(app.mark(title).tags == {"x"} for title in TITLES)
    await app.do("select-all", "untag")
    await app.press("y")
    assert not any(app.mark(title).tags for title in TITLES)
    await app.do("select-all", "note")
    await app.type("n")
    await app.press("escape", "y")
    assert all(app.mark(title).note == "n" for title in TITLES)


@pytest.mark.usefixtures("few_are_many")
async def test_while_it_is_recorded_one_moves_and_nothing_else_is_decided(
    app: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decide, "RECORDING", 0.0)
    going, go_on = Event(), Event()
    apply = Journal.apply

    def slow(journal: Journal, *values: Any, **named: Any) -> Any:
        going.set()
        assert go_on.wait(20)
        return apply(journal, *values, **named)

    monkeypatch.setattr(Journal, "apply", slow)
    for key in (*keys_of("select-all"), *keys_of("star"), "y"):
        app.app.post_message(key_event(key))
    await app.until(going.is_set)
    app.app.post_message(key_event(*keys_of("down")))
    await app.until(lambda: app.cursor == 1)
    for verb in ("dismiss", "undo"):
        app.main_view.hush()
        app.app.post_message(key_event(*keys_of(verb)))
        await app.until(lambda: "not yet" in app.bottom)
    assert "this is still being recorded: star: 13 articles" in app.bottom
    app.main_view.reading._stayed(app.shown)
    app.app.post_message(key_event("escape"))
    await app.until(lambda: app.main.stop_work is None)
    go_on.set()
    await app.settled()
    assert "star was stopped: nothing is changed" in app.bottom
    assert not app.session.journal.marks
    await app.do("select-none", "dismiss")
    assert len(app.session.journal.marks) == 1
