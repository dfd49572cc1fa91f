"""Undo by corpus, marks that go over to another identity, and journals of the format before."""

from __future__ import annotations

import io
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.errors import StateError
from reader.marks import Edit, Journal, exchange
from reader.marks.file.rescue import read
from reader.text.identity import short_id
from tests.marks.conftest import Open


def at(journal: Journal, corpus: str) -> Journal:
    journal.corpus = corpus
    return journal


def star(journal: Journal, key: str) -> None:
    journal.apply(f"star {key}", [Edit(key, "starred")])


def test_undo_and_redo_are_about_the_open_corpus(open_journal: Open) -> None:
    here, there = at(open_journal(), "a"), at(open_journal(), "b")
    star(here, "one")
    star(there, "two")
    star(here, "three")
    star(there, "four")
    undone = [step.label for _ in range(2) if (step := here.undo()) is not None]
    assert undone == ["star three", "star one"]
    assert here.undo() is None
    assert there.get(short_id("two")).starred
    assert there.redo() is None
    redone = [step.label for _ in range(2) if (step := here.redo()) is not None]
    assert redone == ["star one", "star three"]
    assert here.undo_moment != there.undo_moment


def test_what_was_done_elsewhere_is_named_and_taken_back_when_agreed_to(open_journal: Open) -> None:
    here, there = at(open_journal(), "a"), at(open_journal(), "b")
    assert here.elsewhere("undo") is None
    star(there, "one")
    star(there, "two")
    other = here.elsewhere("undo")
    assert other is not None
    assert (other.corpus, other.label, [*other.ids]) == ("b", "star two", [short_id("two")])
    step = here.undo(other.corpus)
    assert step is not None
    assert not here.get(short_id("two")).starred
    assert here.elsewhere("redo") == other
    assert there.redo() is not None, "it lies on the stack of its own corpus"
    assert open_journal("bo").elsewhere("undo") is None


def test_marks_go_over_with_their_owners_and_cannot_be_undone(open_journal: Open) -> None:
    journal = open_journal()
    journal.apply(
        "keep", [Edit("old", "verdict", "approved"), Edit("old", "tag+", "x"), Edit("rest", "starred")]
    )
    before = journal.get(short_id("old"))
    step = journal.carry("renamed", {"old": "new", "nothing": "never"})
    assert step is not None
    assert journal.get(short_id("new")) == before
    assert journal.get(short_id("old")).verdict == ""
    assert journal.carry("renamed", {"old": "new"}) is None
    undone = journal.undo()
    assert undone is not None
    assert undone.label == "keep"


def made_earlier(path: Path) -> None:
    """Turn a journal into one of version 1."""
    with sqlite3.connect(path) as connection:
        connection.executescript(
            "DROP INDEX stack; ALTER TABLE step DROP COLUMN corpus;"
            "CREATE INDEX stack ON step (user, no) WHERE undo_top IS NOT NULL; PRAGMA user_version = 1;"
        )
    connection.close()


def test_a_journal_of_version_1_is_brought_up_to_date(path: Path, open_journal: Open) -> None:
    with open_journal() as journal:
        star(journal, "one")
    made_earlier(path)
    steps = read(path.read_bytes()).steps
    assert [(step.label, step.corpus) for step in steps] == [("star one", "")]
    with Journal.in_memory("ann", source=path) as copy:
        assert copy.get(short_id("one")).starred
    journal = at(open_journal(), "a")
    star(journal, "two")
    other = journal.elsewhere("undo")
    assert other is not None
    assert (other.corpus, other.label) == ("", "star one")
    assert journal.undo("") is not None
    assert not open_journal().get(short_id("one")).starred


def test_two_sessions_may_bring_it_up_to_date_at_once(path: Path, open_journal: Open) -> None:
    from reader.marks.file import sql_schema

    with open_journal() as journal:
        star(journal, "one")
    made_earlier(path)
    first, second = sql_schema.connect(path), sql_schema.connect(path)
    upgrade: Callable[[sqlite3.Connection], None] = sql_schema._upgrade
    upgrade(first)
    upgrade(second)
    assert second.execute("PRAGMA user_version").fetchone() == (2,)
    first.close()
    second.close()


SKETCH, OTHER = "00000001:00000a", "00000002:00000b"


def noting(open_journal: Open, contents: dict[str, str]) -> Journal:
    journal = open_journal()
    journal.contents_of = lambda keys: {key: contents[key] for key in keys if key in contents}
    return journal


def test_what_was_marked_is_noted_beside_the_decision(open_journal: Open) -> None:
    contents = {"file:site/a.md": SKETCH}
    journal = noting(open_journal, contents)
    edits = [Edit(key, "starred") for key in ("file:site/a.md", "file:site/gone.md", "https://x.org/")]
    step = journal.apply("star", edits)
    assert step is not None
    assert (step.changes, len(step.keys)) == (3, 3)
    assert journal.contents == contents
    contents["file:site/a.md"] = OTHER
    assert journal.apply("star", edits) is None
    assert journal.contents == {"file:site/a.md": SKETCH}, "nothing was decided"
    journal.apply("read", [Edit("file:site/a.md", "read")])
    assert journal.contents == contents
    assert journal.undo() is not None
    assert journal.undo() is not None
    assert (dict(journal.marks), journal.contents) == ({}, {}), "nothing is marked"
    journal.note_contents({"file:site/a.md": SKETCH})
    redone = journal.redo()
    assert redone is not None
    assert (redone.label, redone.changes, redone.left) == ("star", 3, 0)
    assert journal.contents == {"file:site/a.md": SKETCH}


def test_dumps_say_what_was_marked(open_journal: Open, tmp_path: Path) -> None:
    journal = noting(open_journal, {"file:site/a.md": SKETCH})
    journal.apply("star", [Edit("file:site/a.md", "starred")])
    lines = io.StringIO()
    exchange.dump(journal, lines)
    with Journal.open(tmp_path / "other", user="ben") as other:
        exchange.restore(other, lines.getvalue().splitlines())
        assert other.contents == {"file:site/a.md": SKETCH}
        other.apply("star", [Edit("file:site/b.md", "starred")])
        exchange.restore(other, lines.getvalue().splitlines(), replace=True)
        assert other.marks.keys() == {short_id("file:site/a.md")}
        assert other.contents == {"file:site/a.md": SKETCH}
    wrong = lines.getvalue().replace(SKETCH, "no sketch").splitlines()
    with Journal.open(tmp_path / "third", user="ben") as third, pytest.raises(StateError, match="do not fit"):
        exchange.restore(third, wrong)
