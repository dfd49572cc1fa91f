"""Steps, undo and redo, reopening, and what a step says to its caller."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from reader.marks import Edit, Journal
from reader.model import NO_MARK, Mark
from reader.text.identity import short_id
from tests.marks.conftest import Open

A, B, C = (f"https://example.org/{name}" for name in "abc")


def test_a_step_is_there_at_once_and_after_opening_again(open_journal: Open) -> None:
    journal = open_journal()
    step = journal.apply(
        "approve",
        [Edit(A, "verdict", "approved"), Edit(A, "tag+", "AI"), Edit(B, "note", "one\ntwo"), Edit(B, "read")],
        view="is:open",
        cursor="xyz",
    )
    assert step is not None
    assert (step.kind, step.label, step.view, step.cursor) == ("do", "approve", "is:open", "xyz")
    assert (step.keys, step.ids, step.changes, step.left) == ((A, B), (short_id(A), short_id(B)), 4, 0)
    mark = journal.get(short_id(A))
    assert mark == Mark(
        verdict="approved", tags=frozenset({"AI"}), decided_at=1_700_000_001, decided_by="ann"
    )
    assert journal.marks[short_id(B)] == Mark(read=True, note="one\ntwo")
    again = open_journal()
    assert dict(again.marks) == dict(journal.marks)
    assert again.key_of(short_id(A)) == A
    assert again.key_of("nothing") is None
    assert again.notice == ""
    assert again.path == journal.path


def test_what_changes_nothing_is_not_recorded(journal: Journal) -> None:
    assert journal.is_new
    assert journal.apply("nothing", []) is None
    assert journal.apply("unread", [Edit(A, "read", False), Edit(A, "note", " ")]) is None
    assert journal.is_new
    journal.apply("tag", [Edit(A, "tag+", "AI"), Edit(A, "verdict", "later")])
    assert journal.apply("tag", [Edit(A, "tag+", "ai"), Edit(A, "verdict", "later")]) is None
    assert journal.undo() is not None
    assert journal.undo() is None


def test_of_two_edits_of_one_field_the_last_counts(journal: Journal) -> None:
    step = journal.apply("tag", [Edit(A, "tag+", "x"), Edit(A, "tag+", "y"), Edit(A, "tag-", "X")])
    assert step is not None
    assert step.changes == 1
    assert journal.get(short_id(A)).tags == {"y"}


def test_undo_and_redo_go_through_whole_steps_and_restarts(open_journal: Open) -> None:
    journal = open_journal()
    journal.apply("one", [Edit(A, "verdict", "later"), Edit(B, "verdict", "later")], view="v", cursor="c")
    after_one = dict(journal.marks)
    journal.apply("two", [Edit(A, "verdict", "dismissed")])
    after_two = dict(journal.marks)
    undone = open_journal().undo()
    assert undone is not None
    assert (undone.kind, undone.label, undone.keys) == ("undo", "two", (A,))
    second = open_journal()
    assert dict(second.marks) == after_one
    one = second.undo()
    assert one is not None
    assert (one.label, one.view, one.cursor, one.ids) == ("one", "v", "c", (short_id(A), short_id(B)))
    assert dict(second.marks) == {}
    assert second.undo() is None
    redone = open_journal().redo()
    assert redone is not None
    assert (redone.kind, redone.label, redone.view) == ("redo", "one", "v")
    third = open_journal()
    assert dict(third.marks) == after_one
    third.redo()
    assert dict(third.marks) == after_two
    assert third.redo() is None


def test_a_new_step_ends_redo_and_undo_goes_on_below(journal: Journal) -> None:
    for label in ("one", "two", "three"):
        journal.apply(label, [Edit(A, "tag+", label)])
    journal.undo()
    journal.undo()
    journal.apply("four", [Edit(A, "tag+", "four")])
    assert journal.redo() is None
    steps = [journal.undo(), journal.undo(), journal.undo()]
    assert [step.label if step else None for step in steps] == ["four", "one", None]
    assert journal.get(short_id(A)) == NO_MARK


def test_when_what_undo_takes_back_was_done(journal: Journal) -> None:
    assert journal.undo_moment == 0
    first = journal.apply("star", [Edit(A, "starred", True)])
    second = journal.apply("note", [Edit(A, "note", "x")])
    journal.apply("read", [Edit(A, "read", True)], auto=True)
    assert first is not None
    assert second is not None
    assert journal.undo_moment == second.time
    journal.undo()
    assert journal.undo_moment == first.time
    journal.undo()
    assert journal.undo_moment == 0


def test_undo_passes_over_what_was_marked_read_by_itself(journal: Journal) -> None:
    journal.apply("later", [Edit(A, "verdict", "later")])
    auto = journal.apply("read", [Edit(A, "read")], auto=True)
    assert auto is not None
    assert auto.kind == "auto"
    undone = journal.undo()
    assert undone is not None
    assert undone.label == "later"
    journal.apply("read", [Edit(B, "read")], auto=True)
    assert journal.redo() is not None
    assert journal.get(short_id(A)) == Mark(
        read=True, verdict="later", decided_at=1_700_000_001, decided_by="ann"
    )


def test_undo_brings_back_whose_decision_it_was_and_since_when(open_journal: Open) -> None:
    ann, bob = open_journal("ann"), open_journal("bob")
    ann.apply("approve", [Edit(A, "verdict", "approved")])
    before = ann.get(short_id(A))
    bob.apply("dismiss", [Edit(A, "verdict", "dismissed")])
    assert bob.get(short_id(A)).decided_by == "bob"
    bob.undo()
    assert bob.get(short_id(A)) == before
    assert ann.poll() == {short_id(A)}
    assert ann.get(short_id(A)) == before
    assert ann.undo() is not None
    assert dict(ann.marks) == {}


def test_undo_leaves_a_later_decision_of_somebody_else(open_journal: Open) -> None:
    ann, bob = open_journal("ann"), open_journal("bob")
    ann.apply("later", [Edit(A, "verdict", "later"), Edit(B, "verdict", "later")])
    bob.apply("approve", [Edit(A, "verdict", "approved")])
    undone = ann.undo()
    assert undone is not None
    assert (undone.keys, undone.left) == ((B,), 1)
    assert ann.get(short_id(A)).decided_by == "bob"
    redone = ann.redo()
    assert redone is not None
    assert (redone.keys, redone.left) == ((B,), 0)
    assert ann.get(short_id(A)).verdict == "approved"


def test_an_undo_that_can_put_nothing_back_is_a_step_too(open_journal: Open) -> None:
    ann, bob = open_journal("ann"), open_journal("bob")
    ann.apply("below", [Edit(B, "starred")])
    ann.apply("later", [Edit(A, "verdict", "later")])
    bob.apply("later", [Edit(A, "verdict", "later")])
    undone = ann.undo()
    assert undone is not None
    assert (undone.keys, undone.left) == ((), 1)
    assert ann.get(short_id(A)).decided_by == "bob"
    below = ann.undo()
    assert below is not None
    assert below.label == "below"


def test_what_stands_as_it_was_anyway_is_not_counted_as_left(open_journal: Open) -> None:
    ann, bob = open_journal("ann"), open_journal("bob")
    ann.apply("star", [Edit(A, "starred")])
    bob.apply("unstar", [Edit(A, "starred", False)])
    undone = ann.undo()
    assert undone is not None
    assert (undone.changes, undone.left) == (0, 0)


def test_a_clock_set_back_does_not_lose_the_newer_decision(open_journal: Open, clock: object) -> None:
    journal = open_journal()
    journal.apply("later", [Edit(A, "verdict", "later")])
    clock.now = 1_000.0  # type: ignore[attr-defined]
    journal.apply("approve", [Edit(A, "verdict", "approved")])
    times = [change.time for change, _label in journal.history()]
    assert times == sorted(times)
    assert open_journal().get(short_id(A)) == Mark(verdict="approved", decided_at=1001, decided_by="ann")


def test_labels_and_places_are_made_storable(journal: Journal) -> None:
    step = journal.apply("a\x1b[1mb", [Edit(A, "read")], view='"two  words\udce9"')
    assert step is not None
    assert step.label == "a[1mb"
    assert step.view == '"two  words?"'


def test_a_user_without_a_name_is_called_unknown(path: Path) -> None:
    with Journal.open(path, user=" \x1b ") as journal:
        assert journal.user == "unknown"


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o777])
def test_files_and_folders_are_for_their_owner_alone(path: Path, umask: int) -> None:
    import os

    before = os.umask(umask)
    try:
        with Journal.open(path.parent / "deeper" / "marks.db", user="ann") as journal:
            journal.apply("read", [Edit(A, "read")])
            files = {
                file.name: stat.S_IMODE(file.stat().st_mode) for file in (path.parent / "deeper").iterdir()
            }
    finally:
        os.umask(before)
    assert files == {"marks.db": 0o600, "marks.db-journal": 0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE((path.parent / "deeper").stat().st_mode) == 0o700


def test_a_journal_in_memory_begins_as_a_copy_and_leaves_the_file_alone(journal: Journal, path: Path) -> None:
    journal.apply("later", [Edit(A, "verdict", "later")])
    before = path.read_bytes()
    with Journal.in_memory("ann", source=path) as copy:
        assert dict(copy.marks) == dict(journal.marks)
        copy.apply("read", [Edit(B, "read")])
        copy.undo()
        copy.undo()
        assert dict(copy.marks) == {}
        assert copy.path is None
        assert copy.poll() == frozenset()
    assert path.read_bytes() == before
    with Journal.in_memory("ann") as empty:
        assert dict(empty.marks) == {}


def test_the_live_mapping_behaves_like_a_dict(open_journal: Open) -> None:
    open_journal().apply("read", [Edit(A, "read"), Edit(B, "starred")])
    marks = open_journal().marks
    assert short_id(A) in marks
    assert len(marks) == 2
    assert marks[short_id(A)] == Mark(read=True)
    with pytest.raises(KeyError):
        marks[short_id(C)]
    assert set(marks) == {short_id(A), short_id(B)}
    assert sorted(marks.items()) == sorted(
        [(short_id(A), Mark(read=True)), (short_id(B), Mark(starred=True))]
    )


def test_a_step_that_is_stopped_last_is_not_kept(journal: Journal) -> None:
    def stop() -> None:
        raise RuntimeError("stopped")

    with pytest.raises(RuntimeError):
        journal.apply("star", [Edit("https://example.org/a", "starred", True)], check=stop)
    assert not journal.marks
    assert journal.weight("undo") == 0
    assert journal.apply("star", [Edit("https://example.org/a", "starred", True)], check=lambda: None)
    assert (journal.weight("undo"), journal.weight("redo")) == (1, 0)
    journal.undo()
    assert (journal.weight("undo"), journal.weight("redo")) == (0, 1)
