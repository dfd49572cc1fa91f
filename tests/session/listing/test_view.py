from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import QueryError
from reader.query import SortKey, to_text
from reader.session.listing.view import View

TEXT = st.text(max_size=20)


def test_filters_are_stacked_and_taken_off_again() -> None:
    view = View("unread", "is:unread").narrowed("storm").narrowed("  ").narrowed("topic:Weather")
    assert view.filters == ("storm", "topic:Weather")
    assert view.parts == ("is:unread", "storm", "topic:Weather")
    assert view.widened().filters == ("storm",)
    assert View().widened() == View()


def test_a_view_is_one_query_of_all_its_parts() -> None:
    view = View("mine", "a OR b", ("c",))
    assert to_text(view.query()) == "(a OR b) c"
    assert view.to_query_text() == "(a OR b) c"


def test_the_usual_view_asks_nothing() -> None:
    query = View().query()
    assert query.tree is None
    assert not query.order
    assert query.limit is None


def test_the_last_order_and_the_smallest_limit_stand() -> None:
    view = View("mine", "sort:title limit:9", ("storm limit:4", "limit:7"), sort="-heat")
    assert view.query().order == (SortKey("title", False),)
    assert view.query().limit == 4
    assert View(sort="-heat").query().order == (SortKey("heat", True),)
    assert View(sort="-heat").narrowed("sort:date").query().order == (SortKey("date", False),)


def test_a_part_that_is_wrong_is_told() -> None:
    with pytest.raises(QueryError):
        View("mine", "quality:>").query()
    with pytest.raises(QueryError):
        View(filters=("(",)).to_query_text()


@given(st.builds(View, TEXT, TEXT, st.lists(TEXT, max_size=3).map(tuple), TEXT))
def test_a_view_comes_back_from_its_text(view: View) -> None:
    assert View.from_text(view.to_text()) == view


@pytest.mark.parametrize("text", ["", "{", "[]", "[1, 2]", "null", '["a", "b", 3, "d"]', "[" * 100_000])
def test_any_other_text_is_the_usual_view(text: str) -> None:
    assert View.from_text(text) == View()
