"""Dump, restore and merge."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import StateError
from reader.marks import Edit, Journal
from reader.marks.exchange import dump, merge, parse, restore
from reader.model import Mark
from reader.text.identity import short_id
from tests.marks.conftest import Clock, Open
from tests.marks.test_stateful import edit

A, B, C = (f"https://example.org/{name}" for name in "abc")
HEADER = '{"format": "reader-marks", "version": 1}'


def dumped(journal: Journal) -> list[str]:
    out = io.StringIO()
    count = dump(journal, out)
    lines = out.getvalue().splitlines()
    assert count == len(lines) - 1
    return lines


def test_a_dump_has_a_line_a_change_with_stable_names(journal: Journal) -> None:
    journal.apply("tag it", [Edit(A, "tag+", "AI")])
    header, line = map(json.loads, dumped(journal))
    assert header == {"format": "reader-marks", "version": 1, "changes": 1}
    name = line.pop("change")
    assert name.endswith(".0")
    assert line == {
        "time": 1_700_000_001_000,
        "user": "ann",
        "label": "tag it",
        "key": A,
        "field": "tag:ai",
        "old": "",
        "new": "AI",
        "by": "ann",
        "at": 1_700_000_001_000,
    }


def test_a_new_journal_takes_over_a_dump_with_its_history(open_journal: Open, tmp_path: Path) -> None:
    journal = open_journal()
    journal.apply("later", [Edit(A, "verdict", "later"), Edit(B, "note", "n")])
    journal.apply("approve", [Edit(A, "verdict", "approved")])
    journal.undo()
    other = open_journal("bob", tmp_path / "other.db")
    assert restore(other, dumped(journal)) == 4
    assert dict(other.marks) == dict(journal.marks)
    assert dumped(other) == dumped(journal)
    assert other.undo() is None


def test_a_journal_with_marks_is_only_replaced_when_asked(open_journal: Open, tmp_path: Path) -> None:
    journal, other = open_journal(), open_journal("bob", tmp_path / "other.db")
    journal.apply("later", [Edit(A, "verdict", "later"), Edit(B, "starred")])
    other.apply("mine", [Edit(A, "verdict", "approved"), Edit(C, "tag+", "x")])
    before = dict(other.marks)
    with pytest.raises(StateError, match=r"marks on 2 articles already"):
        restore(other, dumped(journal))
    assert dict(other.marks) == before
    assert restore(other, dumped(journal), replace=True) == 3
    assert dict(other.marks) == dict(journal.marks)
    assert restore(other, dumped(journal), replace=True) == 0
    other.undo()
    assert dict(other.marks) == before


def test_a_journal_whose_marks_are_all_undone_is_restored_by_a_step(
    open_journal: Open, tmp_path: Path
) -> None:
    journal, other = open_journal(), open_journal("bob", tmp_path / "other.db")
    other_lines = dumped(journal)
    journal.apply("later", [Edit(A, "verdict", "later")])
    lines = dumped(journal)
    journal.undo()
    assert restore(journal, lines) == 1
    assert journal.get(short_id(A)).verdict == "later"
    assert restore(other, other_lines) == 0


def test_the_later_change_stands_wherever_it_was_made(open_journal: Open, tmp_path: Path) -> None:
    ann, bob = open_journal("ann"), open_journal("bob", tmp_path / "bob.db")
    ann.apply("later", [Edit(A, "verdict", "later"), Edit(A, "tag+", "x")])
    bob.apply("approve", [Edit(A, "verdict", "approved"), Edit(A, "tag+", "y")])
    assert merge(ann, dumped(bob)) == 2
    assert merge(ann, dumped(bob)) == 0
    assert merge(bob, dumped(ann)) == 2
    assert dict(ann.marks) == dict(bob.marks)
    mark = ann.get(short_id(A))
    assert (mark.verdict, mark.decided_by) == ("approved", "bob")
    assert mark.tags == {"x", "y"}


def test_undo_after_a_merge_leaves_what_was_merged(open_journal: Open, tmp_path: Path) -> None:
    ann, bob = open_journal("ann"), open_journal("bob", tmp_path / "bob.db")
    ann.apply("later", [Edit(A, "verdict", "later")])
    bob.apply("approve", [Edit(A, "verdict", "approved")])
    merge(ann, dumped(bob))
    undone = ann.undo()
    assert undone is not None
    assert undone.left == 1
    assert ann.get(short_id(A)).verdict == "approved"


Steps = Sequence[Sequence[Edit]]


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.booleans(), st.lists(edit, min_size=1, max_size=3)), max_size=12), st.booleans())
def test_merging_is_idempotent_and_commutative(steps: list[tuple[bool, list[Edit]]], one_clock: bool) -> None:
    clock = Clock()
    # Two people on two machines, whose clocks agree or stand still.
    ann = Journal.in_memory("ann", clock=clock)
    bob = Journal.in_memory("bob", clock=clock if one_clock else lambda: 1_700_000_000.0)
    for first, edits in steps:
        (ann if first else bob).apply("step", edits)
        if len(edits) == 3:
            (ann if first else bob).undo()
    lines = {"a": dumped(ann), "b": dumped(bob)}
    results: list[tuple[list[str], dict[str, Mark]]] = []
    for order in ("ab", "ba", "abab", "bbaa"):
        with Journal.in_memory("cy") as journal:
            for name in order:
                merge(journal, lines[name])
            results.append((dumped(journal), dict(journal.marks)))
    merge(ann, lines["b"])
    merge(bob, lines["a"])
    results += [(dumped(ann), dict(ann.marks)), (dumped(bob), dict(bob.marks))]
    ann.close()
    bob.close()
    assert all(result == results[0] for result in results)


GOOD = {
    "change": "0" * 26 + ".0",
    "time": 1,
    "user": "ann",
    "label": "",
    "key": A,
    "field": "read",
    "old": "",
    "new": "yes",
    "by": "ann",
    "at": 1,
}


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "[]",
        "{",
        "[" * 100_000,
        json.dumps({**GOOD, "change": "x.0"}),
        json.dumps({**GOOD, "key": ""}),
        json.dumps({**GOOD, "key": "a\ud800"}),
        json.dumps({**GOOD, "field": "colour"}),
        json.dumps({**GOOD, "new": None}),
        json.dumps({**GOOD, "new": "perhaps"}),
        json.dumps({**GOOD, "field": "note", "new": "x" * 200_000}),
        json.dumps({**GOOD, "time": True}),
        json.dumps({**GOOD, "at": -1}),
        json.dumps({**GOOD, "time": 2**60}),
        json.dumps({key: value for key, value in GOOD.items() if key != "user"}),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_read_in(journal: Journal, bad: str) -> None:
    lines = [HEADER, json.dumps(GOOD), bad or "nothing"]
    with pytest.raises(StateError) as caught:
        merge(journal, lines)
    assert caught.value.place == "line 3"
    assert journal.is_new


def test_blank_lines_and_unknown_fields_are_passed_over() -> None:
    assert len(parse([HEADER, "\n", json.dumps({**GOOD, "colour": "red"})])) == 1


@pytest.mark.parametrize(
    "lines", [[], ["hello"], ['{"format": "x", "version": 1}'], [HEADER.replace("1", "true")]]
)
def test_what_is_no_dump_is_refused(lines: list[str]) -> None:
    with pytest.raises(StateError, match="nothing was read in"):
        parse(lines)


def test_a_newer_dump_is_refused() -> None:
    with pytest.raises(StateError, match="newer version"):
        parse([HEADER.replace("1", "2")])


def test_text_from_elsewhere_is_cleaned(journal: Journal) -> None:
    line = json.dumps(
        {**GOOD, "user": "b\x1b[1mob", "by": "\x9bx", "label": "a\nb", "field": "verdict", "new": "later"}
    )
    merge(journal, [HEADER, line])
    assert journal.get(short_id(A)).decided_by == "x"
    (change, label), *_ = journal.history()
    assert (change.user, label) == ("b[1mob", "a b")
