"""Edits, verbs, pace and the fold: no file is needed for these."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.marks import Edit
from reader.marks.changes.change import Change, Value
from reader.marks.changes.edit import (
    KEY_LIMIT,
    NOTE_LIMIT,
    TAG_LIMIT,
    clean_note,
    clean_tag,
    is_kept_form,
    normalise,
)
from reader.marks.changes.state import ABSENT, marks_of, same, standing, with_value
from reader.marks.verbs import (
    label_of,
    note_edits,
    read_edits,
    split_tags,
    star_edits,
    tag_edits,
    untag_edits,
    verdict_edits,
)
from reader.model import NO_MARK, Mark
from reader.session.triage_rate import TriageRate

URL = "https://example.org/a"
pure = settings(deadline=None, derandomize=True)


@pytest.mark.parametrize(
    ("edit", "kept"),
    [
        (Edit(URL, "read"), ("read", "yes")),
        (Edit(URL, "read", False), ("read", "")),
        (Edit(URL, "starred", True), ("starred", "yes")),
        (Edit(URL, "verdict", "later"), ("verdict", "later")),
        (Edit(URL, "verdict", ""), ("verdict", "")),
        (Edit(URL, "tag+", "  To  Do,\x1b "), ("tag:to do", "To Do")),
        (Edit(URL, "tag-", "TO DO"), ("tag:to do", "")),
        (Edit(URL, "note", "\n one\r\ntwo \n\x07"), ("note", "one\ntwo")),
    ],
)
def test_an_edit_has_one_kept_form(edit: Edit, kept: tuple[str, str]) -> None:
    assert normalise(edit) == kept
    assert is_kept_form(*kept)


@pytest.mark.parametrize(
    "edit",
    [
        Edit("", "read"),
        Edit("a\nb", "read"),
        Edit("a\udce9", "read"),
        Edit("x" * (KEY_LIMIT + 1), "read"),
        Edit(URL, "verdict", "perhaps"),
        Edit(URL, "tag+", " , \x1b"),
        Edit(URL, "tag+", True),
        Edit(URL, "note", "x" * (NOTE_LIMIT + 1)),
    ],
)
def test_an_edit_that_makes_no_sense_is_refused(edit: Edit) -> None:
    with pytest.raises(ValueError, match=r".+"):
        normalise(edit)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("read", "no"),
        ("starred", "1"),
        ("verdict", "perhaps"),
        ("note", " x"),
        ("tag:a", "b"),
        ("tag:a", "A,"),
        ("tag:A", ""),
        ("tag:a,b", ""),
        ("tag:\x1b", ""),
        ("tag:", ""),
        ("tag:" + "x" * 1000, ""),
        ("colour", ""),
        ("colour", "red"),
    ],
)
def test_other_forms_are_told_apart(field: str, value: str) -> None:
    assert not is_kept_form(field, value)


@pure
@given(st.text())
def test_what_is_cleaned_is_in_kept_form(text: str) -> None:
    assert is_kept_form("note", clean_note(text))
    tag = clean_tag(text)
    assert len(tag) <= TAG_LIMIT
    if tag:
        assert is_kept_form(*normalise(Edit(URL, "tag+", text)))
        assert is_kept_form(*normalise(Edit(URL, "tag-", text)))


def test_the_same_verdict_again_clears_it() -> None:
    assert verdict_edits({URL: NO_MARK}, "later") == [Edit(URL, "verdict", "later")]
    assert verdict_edits({URL: Mark(verdict="later")}, "later") == [Edit(URL, "verdict", "")]
    assert verdict_edits({URL: Mark(verdict="later")}, "approved") == [Edit(URL, "verdict", "approved")]


def test_a_toggle_over_several_clears_only_when_all_have_it() -> None:
    later, starred, read = Mark(verdict="later"), Mark(starred=True), Mark(read=True)
    assert [edit.value for edit in verdict_edits({"a": later, "b": NO_MARK}, "later")] == ["later", "later"]
    assert [edit.value for edit in verdict_edits({"a": later, "b": later}, "later")] == ["", ""]
    assert [edit.value for edit in star_edits({"a": starred, "b": NO_MARK})] == [True, True]
    assert [edit.value for edit in star_edits({"a": starred})] == [False]
    assert label_of(star_edits({"a": starred}), "star") == "unstar"
    assert label_of(star_edits({"a": starred, "b": NO_MARK}), "star") == "star"
    assert label_of([Edit("a", "verdict", ""), Edit("b", "verdict", "later")], "keep") == "keep"
    assert [edit.value for edit in read_edits({"a": read, "b": NO_MARK})] == [True, True]
    assert [edit.value for edit in read_edits({"a": read})] == [False]


def test_commas_part_tags_and_case_does_not() -> None:
    assert split_tags(" AI, ai ,,To do") == ["AI", "To do"]
    assert tag_edits(["a", "b"], "x, y") == [
        Edit("a", "tag+", "x"),
        Edit("a", "tag+", "y"),
        Edit("b", "tag+", "x"),
        Edit("b", "tag+", "y"),
    ]
    assert untag_edits(["a"], "x") == [Edit("a", "tag-", "x")]
    assert note_edits(["a"], "n") == [Edit("a", "note", "n")]


def test_the_fold_passes_over_what_it_does_not_know() -> None:
    assert with_value(NO_MARK, "verdict", Value("perhaps", "ann", 1000)) == NO_MARK
    assert with_value(NO_MARK, "colour", Value("red", "ann", 1000)) == NO_MARK


@pure
@given(st.permutations(range(4)))
def test_the_order_of_changes_makes_no_difference_to_the_fold(order: list[int]) -> None:
    texts = ("later", "", "dismissed", "approved")
    changes = [Change("s", n, 5, "ann", URL, "id", "verdict", "", "", 0, texts[n], "ann", n) for n in order]
    assert standing(changes)[URL, "verdict"].new == "approved"
    assert marks_of(changes) == {URL: Mark(verdict="approved", decided_by="ann")}


def test_only_a_verdict_says_whose_it_is() -> None:
    ann, bob, later = Value("later", "ann", 1), Value("later", "bob", 2), Value("later", "ann", 2)
    assert not same("verdict", ann, bob, exact=False)
    assert same("verdict", ann, later, exact=False)
    assert not same("verdict", ann, later, exact=True)
    assert same("note", ann, bob, exact=True)
    assert same("verdict", ABSENT, Value("", "bob", 9), exact=True)
    assert same("tag:ai", Value("AI", "ann", 1), Value("ai", "bob", 2), exact=True)


def test_the_pace_is_that_of_the_last_decisions() -> None:
    pace = TriageRate()
    assert pace.per_minute(0.0) is None
    for second in range(0, 300, 10):
        pace = pace.decided(float(second))
    assert len(pace.times) == 20
    assert pace.per_minute(291.0) == pytest.approx(6.0)
    assert pace.minutes_left(12, 291.0) == pytest.approx(2.0)


def test_there_is_no_pace_while_idle_or_when_the_clock_goes_back() -> None:
    pace = TriageRate().decided(100.0).decided(110.0)
    assert pace.per_minute(231.0) is None
    assert pace.minutes_left(5, 231.0) is None
    assert pace.per_minute(90.0) is None
    assert pace.decided(500.0).times == (500.0,)
    assert pace.decided(50.0).times == (50.0,)
    assert TriageRate().decided(1.0).decided(1.0).per_minute(1.0) is None


def test_what_is_typed_ahead_or_taken_back_makes_no_pace() -> None:
    pace = TriageRate().decided(100.0).decided(100.01)
    assert pace.is_on(101.0)
    assert pace.per_minute(101.0) is None, "nobody decides 6,000 a minute"
    assert pace.minutes_left(5, 101.0) is None
    assert pace.decided(104.0).per_minute(104.0) == pytest.approx(30.0)
    assert pace.taken_back().times == (100.0,)
    assert not pace.taken_back().is_on(101.0)
    assert TriageRate().taken_back() == TriageRate()
