from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.session.listing.view import View
from reader.session.state.resume_point import ResumePoint, read_resume_point, write_resume_point

PLACE = ResumePoint(
    View("all", "is:unread", ("ferry", "#Shipping"), "-quality"), "k7q", 12, 3, "related", 40, 120, 2
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "state" / "places" / "a.json"


def test_a_place_is_found_again(file: Path) -> None:
    assert read_resume_point(file) is None
    write_resume_point(file, PLACE)
    assert read_resume_point(file) == PLACE
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("place", [ResumePoint(), ResumePoint(article="k7q", lines=9, above=2)])
def test_the_beginning_needs_no_note(file: Path, place: ResumePoint) -> None:
    write_resume_point(file, PLACE)
    write_resume_point(file, place)
    assert read_resume_point(file) is None


@pytest.mark.parametrize(
    "place",
    [
        ResumePoint(index=1),
        ResumePoint(pane="article"),
        ResumePoint(View(sort="date")),
        ResumePoint(top=1, lines=9),
    ],
)
def test_any_other_place_is_noted(file: Path, place: ResumePoint) -> None:
    write_resume_point(file, place)
    assert read_resume_point(file) == place


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
    place = read_resume_point(file)
    assert (place is None) == (not isinstance(note, dict))
    if place is not None:
        write_resume_point(file, place)
        assert (read_resume_point(file) or place) == place


@pytest.mark.parametrize(
    ("place", "lines", "line"),
    [
        (ResumePoint(top=40, lines=120), 120, 40),
        (ResumePoint(top=40, lines=120), 60, 20),
        (ResumePoint(top=4), 60, 4),
    ],
)
def test_another_width_has_other_lines(place: ResumePoint, lines: int, line: int) -> None:
    assert place.line_of(lines) == line
