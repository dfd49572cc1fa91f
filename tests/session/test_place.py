from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.session.place import Place, note_place, read_place
from reader.session.view import View

PLACE = Place(
    View("all", "is:unread", ("ferry", "#Shipping"), "-quality"), "k7q", 12, 3, "related", 40, 120, 2
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "state" / "places" / "a.json"


def test_a_place_is_found_again(file: Path) -> None:
    assert read_place(file) is None
    note_place(file, PLACE)
    assert read_place(file) == PLACE
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("place", [Place(), Place(article="k7q", lines=9, above=2)])
def test_the_beginning_needs_no_note(file: Path, place: Place) -> None:
    note_place(file, PLACE)
    note_place(file, place)
    assert read_place(file) is None


@pytest.mark.parametrize(
    "place", [Place(index=1), Place(pane="article"), Place(View(sort="date")), Place(top=1, lines=9)]
)
def test_any_other_place_is_noted(file: Path, place: Place) -> None:
    note_place(file, place)
    assert read_place(file) == place


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
_FIELDS = st.sampled_from(["view", "article", "index", "above", "pane", "top", "lines", "entry", "other"])


@given(_JSON | st.dictionaries(_FIELDS, _JSON))
def test_a_note_of_anything_else_is_no_harm(tmp_path_factory: pytest.TempPathFactory, note: object) -> None:
    file = tmp_path_factory.getbasetemp() / "any.json"
    file.write_text(json.dumps(note))
    place = read_place(file)
    assert (place is None) == (not isinstance(note, dict))
    if place is not None:
        note_place(file, place)
        assert (read_place(file) or place) == place


@pytest.mark.parametrize(
    ("place", "lines", "line"),
    [(Place(top=40, lines=120), 120, 40), (Place(top=40, lines=120), 60, 20), (Place(top=4), 60, 4)],
)
def test_another_width_has_other_lines(place: Place, lines: int, line: int) -> None:
    assert place.line_of(lines) == line
