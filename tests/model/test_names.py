"""Rooms that load their names when they are asked for them."""

from __future__ import annotations

from types import ModuleType

import pytest

import reader.marks
import reader.model


@pytest.mark.parametrize("room", [reader.model, reader.marks], ids=lambda room: room.__name__)
def test_a_room_has_the_names_it_tells_of_and_no_others(room: ModuleType) -> None:
    for name in room.__all__:
        assert getattr(room, name).__class__ is not None
    with pytest.raises(AttributeError, match="Marvel"):
        _ = room.Marvel
