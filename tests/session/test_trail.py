from __future__ import annotations

import pytest

from reader.model import Coverage
from reader.session.trail import Trail

A = Coverage(key="a", id="a", title="A")
B = Coverage(key="b", id="b", title="B")


def test_the_way_back_is_the_way_there_reversed() -> None:
    trail = Trail().followed(A, 2).followed(B, 0)
    assert len(trail) == 2
    step, trail = trail.back()
    assert (step.coverage, step.entry) == (B, 0)
    step, trail = trail.back()
    assert (step.coverage, step.entry) == (A, 2)
    assert not trail


def test_there_is_nothing_before_the_beginning() -> None:
    with pytest.raises(IndexError):
        Trail().back()
