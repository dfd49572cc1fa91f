from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model import Coverage
from reader.session.listing.trail import Trail, TrailStep

A, B, C = (Coverage(key=name, id=name, title=name.upper()) for name in "abc")


def test_the_way_back_is_the_way_there_reversed() -> None:
    trail = Trail().followed(A, 2).followed(B, 0)
    assert len(trail.steps) == 2
    step, trail = trail.back(TrailStep(C, 1))
    assert step == TrailStep(B, 0)
    step, trail = trail.back(step)
    assert step == TrailStep(A, 2)
    assert not trail.steps


def test_forward_goes_where_back_came_from() -> None:
    trail = Trail().followed(A, 2).followed(B, 0)
    first, back = trail.back(TrailStep(C, 1))
    first, back = back.back(first)
    step, back = back.forward(first)
    assert step == TrailStep(B, 0)
    step, back = back.forward(step)
    assert (step, back) == (TrailStep(C, 1), trail)


def test_another_way_forgets_what_lay_ahead() -> None:
    _, trail = Trail().followed(A, 0).back(TrailStep(B, 0))
    assert trail.ahead == (TrailStep(B, 0),)
    assert trail.followed(A, 1) == Trail((TrailStep(A, 1),))


@pytest.mark.parametrize("number", [-1, 1, 7])
def test_there_is_nothing_beyond_the_ends(number: int) -> None:
    with pytest.raises(IndexError):
        Trail().at(number, TrailStep(A, 0))
    with pytest.raises(IndexError):
        Trail().back(TrailStep(A, 0))
    with pytest.raises(IndexError):
        Trail().forward(TrailStep(A, 0))


@given(st.lists(st.integers(0, 9), min_size=1, max_size=8), st.data())
def test_walking_along_the_trail_loses_no_place_of_it(entries: list[int], data: st.DataObject) -> None:
    here, trail = TrailStep(A, entries[0]), Trail()
    for entry in entries[1:]:
        trail, here = trail.followed(here.coverage, here.entry), TrailStep(B, entry)
    whole = trail.places(here)
    for number in data.draw(st.lists(st.integers(0, len(whole) - 1))):
        here, trail = trail.at(number, here)
        assert trail.places(here) == whole
        assert len(trail.steps) == number
