from __future__ import annotations

from pathlib import Path

import pytest

from reader.config.load import load_settings
from reader.session.session import Session
from reader.tui.screens.picker import PickerScreen
from tests.session.corpus import (
    BRIDGE,
    COST,
    FERRY,
    LIBRARY,
    LONG,
    MARKET,
    PICTURE,
    STORM,
    TITLES,
    TWICE,
    session_over,
)
from tests.tui.app import Driver, running


async def test_the_list_narrows_with_every_letter(app: Driver) -> None:
    await app.do("filter")
    counts = []
    for letter in "ferr":
        await app.type(letter)
        counts.append(len(app.titles))
    assert counts == sorted(counts, reverse=True)
    assert app.titles == [STORM, COST]
    assert "2 of 13 articles" in app.top
    await app.press("enter")
    assert app.scope == "list"
    assert app.filters == ("ferr",)
    assert "ferr" in app.top


async def test_the_cursor_stays_on_its_article_while_the_list_narrows(app: Driver) -> None:
    await app.do("down")
    await app.filter("ferries")
    assert app.title == COST
    await app.do("drop-filter")
    assert app.title == COST
    assert app.titles == list(TITLES)


async def test_escape_gives_back_what_was_there(app: Driver) -> None:
    await app.filter("topic:shipping")
    await app.do("filter")
    await app.type("ferries")
    assert app.titles == [STORM, COST]
    await app.press("escape")
    assert app.filters == ("topic:shipping",)
    assert app.titles == [STORM, COST, FERRY, LONG]
    assert app.scope == "list"
    assert not app.main.prompting


async def test_filters_are_stacked_and_dropped_one_by_one(app: Driver) -> None:
    await app.filter("topic:shipping")
    await app.filter("provider:coastal")
    assert app.titles == [STORM, LONG]
    assert "topic:shipping › provider:coastal" in app.top
    await app.do("drop-filter")
    assert app.titles == [STORM, COST, FERRY, LONG]
    await app.do("drop-filter")
    assert app.titles == list(TITLES)
    await app.do("drop-filter")
    assert "no filter to drop" in app.bottom


async def test_an_empty_filter_is_none(app: Driver) -> None:
    await app.do("filter")
    await app.press("enter")
    assert app.filters == ()
    assert app.scope == "list"


async def test_what_is_not_finished_keeps_the_last_good_rows(app: Driver) -> None:
    await app.do("filter")
    await app.type("ferries quality:>")
    assert app.titles == [STORM, COST]
    assert app.hint.strip()
    await app.press("enter")
    assert app.main.prompting, "it is not done"
    assert app.hint.strip()
    await app.type("65")
    assert app.titles == [COST]


async def test_a_mistake_is_told_with_the_right_name(app: Driver) -> None:
    await app.do("filter")
    await app.type("topc:x")
    assert "topc" in app.hint
    assert "topic" in app.hint
    assert app.titles == list(TITLES)


async def test_nothing_found_is_said(app: Driver) -> None:
    await app.filter("zzzz")
    assert app.titles == []
    assert "No article matches this filter: “zzzz” is found nowhere." in app.article
    assert "0 of 13 articles" in app.top
    for verb in (
        "later",
        "star",
        "select",
        "fields",
        "copy",
        "read",
        "tag",
        "related",
        "facets",
        "next-unread",
    ):
        await app.do(verb)
        assert app.app.screen is app.main, verb
        assert app.bottom.strip(), verb
    assert not app.session.journal.marks
    await app.do("drop-filter")
    assert app.titles == list(TITLES)


async def test_fields_and_values_are_completed(app: Driver) -> None:
    await app.do("filter")
    await app.type("prov")
    await app.press("tab")
    await app.type("coa")
    await app.press("tab")
    assert app.titles == [STORM, MARKET, LONG, PICTURE]
    await app.press("enter")
    assert app.filters[0].startswith("provider:")


async def test_completions_are_gone_through_with_their_counts(app: Driver) -> None:
    await app.do("filter")
    await app.type("topic:")
    await app.press("tab")
    assert "Shipping 4" in app.hint
    assert app.titles == [STORM, COST, FERRY, LONG]
    await app.press("tab")
    assert len(app.titles) < 4
    await app.press("shift+tab")
    assert app.titles == [STORM, COST, FERRY, LONG]
    await app.press("shift+tab", "tab")
    assert app.titles == [STORM, COST, FERRY, LONG], "round the end and back"


async def test_where_nothing_can_be_completed_it_says_so(app: Driver) -> None:
    await app.do("filter")
    await app.type("topic:zzz")
    await app.press("tab")
    assert "nothing to complete" in app.hint


async def test_earlier_filters_come_back(app: Driver, session: Session) -> None:
    await app.filter("ferries")
    await app.do("drop-filter")
    await app.filter("bridge")
    await app.do("drop-filter", "filter")
    await app.press("up")
    assert app.titles == [BRIDGE]
    await app.press("up", "up")
    assert app.titles == [STORM, COST]
    await app.press("down", "down")
    assert app.titles == list(TITLES)
    assert session.history_file is not None
    assert session.history_file.exists(), "kept for the next start"


async def test_facets_narrow_the_view(app: Driver) -> None:
    await app.filter("topic:shipping")
    await app.do("facets")
    assert app.modal(PickerScreen)
    await app.type("coastal")
    await app.press("enter")
    assert app.titles == [STORM, LONG]
    assert app.filters == ("topic:shipping", 'provider:="Coastal Times"')


async def test_facets_can_be_excluded(app: Driver) -> None:
    await app.do("facets")
    await app.press("down", "up", "minus")
    assert app.filters[0].startswith("-")
    assert STORM not in app.titles


@pytest.mark.parametrize("moved", [("tab",), ("down",), ("tab", "shift+tab", "tab")])
async def test_tab_moves_among_facets_and_a_minus_excludes(app: Driver, moved: tuple[str, ...]) -> None:
    await app.do("facets")
    await app.type("coastal")
    await app.press(*moved, "minus")
    assert not app.modal(PickerScreen)
    assert app.filters[0].startswith("-")


async def test_a_minus_behind_a_word_excludes_where_it_belongs_to_no_text(app: Driver) -> None:
    await app.do("facets")
    await app.type("coastal")
    await app.press("minus")
    assert app.filters == ('-provider:="Coastal Times"',)
    await app.press("escape")
    await app.do("facets")
    await app.type("2026")
    await app.press("minus")
    assert app.modal(PickerScreen), "months go on so"
    await app.type("03")
    await app.press("enter")
    assert app.filters == ("date:2026-03",)


async def test_every_facet_finds_what_it_counts(app: Driver) -> None:
    await app.do("facets")
    screen = app.app.screen
    assert isinstance(screen, PickerScreen)
    choices = [item.value for item in screen._all if item.value is not None]
    lines = ["".join(span.text for span in item.line) for item in screen._all if item.value is not None]
    await app.press("escape")
    from reader.query import add_term

    assert len(choices) > 15
    for (field, value), line in zip(choices, lines, strict=True):
        count = int(line.split()[-1])
        assert app.session.count(add_term("", field, value)) == count, (field, value)


async def test_saved_views_are_on_the_digits(app: Driver) -> None:
    await app.do("star", "view-3")
    assert app.titles == [STORM]
    assert "Starred" in app.top
    await app.do("view-6")
    assert app.titles == [PICTURE, STORM, COST, LIBRARY], "hottest first"
    await app.do("view-7")
    assert app.titles == [TWICE]
    await app.do("view-1")
    assert app.titles == list(TITLES)
    await app.do("view-9")
    assert "no view is saved on 9" in app.bottom


async def test_a_view_is_chosen_from_the_list(app: Driver) -> None:
    await app.do("views")
    await app.type("publish")
    await app.press("enter")
    assert app.titles == [STORM, COST]


async def test_going_places(app: Driver) -> None:
    await app.do("star", "down", "later", "toggle-read")
    for verb, titles in (
        ("go-starred", [STORM]),
        ("go-later", [COST]),
        ("go-queue", [STORM, COST]),
        ("go-unread", [title for title in TITLES if title != FERRY]),
        ("go-all", list(TITLES)),
    ):
        await app.do(verb)
        assert app.titles == titles, verb


async def test_a_view_is_saved_under_a_name(app: Driver, session: Session, tmp_path: Path) -> None:
    await app.do("save-view")
    assert "no filter or order to save" in app.bottom
    await app.filter("topic:shipping")
    await app.do("save-view")
    await app.type("Ferries")
    await app.press("enter")
    assert "saved as “Ferries” on 9" in app.bottom
    saved = load_settings(tmp_path / "config" / "config.toml").views[-1]
    assert (saved.name, saved.query, saved.key) == ("Ferries", "topic:shipping", "9")
    await app.do("view-1", "view-9")
    assert app.titles == [STORM, COST, FERRY, LONG]


async def test_a_saved_view_keeps_its_digit_when_it_is_saved_anew(app: Driver, tmp_path: Path) -> None:
    await app.filter("topic:shipping")
    await app.do("save-view")
    await app.type("Later")
    await app.press("enter")
    assert "There is a view “Later” already: is:later. Replace it?" in app.question
    await app.press("n")
    assert not (tmp_path / "config" / "config.toml").exists()
    await app.do("save-view")
    await app.type("later")
    await app.press("enter", "y")
    assert later(tmp_path) == [("topic:shipping", "4")], "a name in another case is the same one"
    await app.do("undo")
    assert "undo: the view “Later” is what it was: is:later" in app.bottom
    assert later(tmp_path) == [("is:later", "4")]
    assert [view.query for view in app.session.views if view.name == "Later"] == ["is:later"]
    await app.do("undo")
    assert "nothing to undo" in app.bottom


def later(folder: Path) -> list[tuple[str, str]]:
    views = load_settings(folder / "config" / "config.toml").views
    return [(view.query, view.key) for view in views if view.name.casefold() == "later"]


async def test_undo_is_about_what_was_done_last(app: Driver, tmp_path: Path) -> None:
    await app.filter("topic:shipping")
    await app.do("save-view")
    await app.type("Later")
    await app.press("enter", "y")
    await app.do("star", "undo")
    assert "undo: star" in app.bottom
    assert later(tmp_path) == [("topic:shipping", "4")]


async def test_a_name_that_is_part_of_another_can_be_given(app: Driver, tmp_path: Path) -> None:
    await app.filter("topic:shipping")
    await app.do("save-view")
    await app.type("Lat")
    await app.press("enter")
    assert "saved as “Lat”" in app.bottom


async def test_sorting(app: Driver) -> None:
    await app.do("sort")
    await app.type("quality")
    await app.press("enter")
    assert app.titles[0] == PICTURE
    assert "best quality first" in app.top
    await app.do("sort", "drop-filter")
    assert app.titles[0] == PICTURE, "Esc changes nothing"
    await app.do("sort")
    await app.type("newest")
    await app.press("enter")
    assert app.titles == list(TITLES)


async def test_refreshing_applies_the_marks_to_the_view(app: Driver) -> None:
    await app.do("view-2")
    assert len(app.titles) == 13
    await app.do("toggle-read")
    assert app.titles[0] == STORM, "it stays until the view is refreshed"
    await app.do("refresh")
    assert app.titles[0] == COST


async def test_a_click_into_the_list_ends_typing(app: Driver) -> None:
    await app.do("filter")
    await app.type("ferries")
    await app.click(app.rows, 1)
    assert not app.main.prompting
    assert app.title == COST
    await app.do("up")
    assert app.title == STORM


async def test_the_app_can_begin_with_a_query(root: Path) -> None:
    with session_over(root) as session:
        async with running(session, query="topic:food") as app:
            assert len(app.titles) == 2
            assert app.filters == ("topic:food",)
            assert not app.pane.related.display
