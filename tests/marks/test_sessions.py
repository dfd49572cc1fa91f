"""Several sessions on one journal: threads, processes, and a file that is moved away."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from reader.errors import StateError
from reader.marks import Edit, Journal
from reader.marks.file import sql_schema
from reader.text.identity import short_id
from tests.marks.conftest import Open

A, B = "https://example.org/a", "https://example.org/b"

WRITER = """
import sys
from pathlib import Path
from reader.marks import Edit, Journal
path, user, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
with Journal.open(path, user=user) as journal:
    for n in range(count):
        step = journal.apply("step", [Edit("https://example.org/shared", "verdict", ["later", "approved"][n % 2]),
                                      Edit(f"https://example.org/{user}/{n}", "tag+", user)])
        print(step.id, flush=True)
        journal.poll()
"""


def start(path: Path, user: str, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), user, str(count)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )


def test_a_session_sees_what_the_others_mark(open_journal: Open) -> None:
    ann, bob = open_journal("ann"), open_journal("bob")
    assert ann.poll() == frozenset()
    bob.apply("later", [Edit(A, "verdict", "later")])
    ann.apply("read", [Edit(B, "read")])
    assert ann.get(short_id(A)).decided_by == "bob"
    assert ann.poll() == {short_id(A)}
    assert ann.poll() == frozenset()
    bob.undo()
    assert ann.poll() == {short_id(A)}
    assert short_id(A) not in ann.marks


def test_the_same_decision_by_two_is_recorded_twice_and_the_later_stands(open_journal: Open) -> None:
    ann, bob = open_journal("ann"), open_journal("bob")
    ann.apply("later", [Edit(A, "verdict", "later")])
    bob.apply("later", [Edit(A, "verdict", "later")])
    assert [change.user for change, _label in ann.history()] == ["ann", "bob"]
    ann.poll()
    assert ann.get(short_id(A)).decided_by == "bob"


def test_processes_that_write_at_once_lose_and_double_nothing(path: Path) -> None:
    writers = [start(path, user, 40) for user in ("ann", "bob")]
    with Journal.open(path, user="cy") as journal:
        for n in range(20):
            journal.apply("step", [Edit(f"https://example.org/cy/{n}", "tag+", "cy")])
            journal.poll()
        answers = [writer.communicate(timeout=60) for writer in writers]
        assert [error for _out, error in answers] == ["", ""]
        journal.poll()
        tagged = [tag for mark in journal.marks.values() for tag in mark.tags]
        assert (tagged.count("ann"), tagged.count("bob"), tagged.count("cy")) == (40, 40, 20)
        steps = [change.step for change, _label in journal.history()]
        printed = [line for out, _error in answers for line in out.split()]
        assert sorted(step for step in set(steps) if step in printed) == sorted(printed)
        assert len(steps) == 2 * 80 + 20
        with Journal.in_memory("dan", source=path) as copy:
            assert dict(copy.marks) == dict(journal.marks)


def test_threads_may_write_and_read_at_once(journal: Journal) -> None:
    def mark(name: str) -> None:
        for n in range(25):
            journal.apply("step", [Edit(f"{A}/{name}/{n}", "read")])

    threads = [threading.Thread(target=mark, args=(name,)) for name in "xyz"]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        assert all(mark.read for mark in journal.marks.values())
        journal.poll()
        time.sleep(0.001)
    for thread in threads:
        thread.join()
    assert len(journal.marks) == 75


def test_a_poll_hardly_waits(journal: Journal, path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        started = time.monotonic()
        assert journal.poll() == frozenset()
        assert time.monotonic() - started < 1
        other.execute("ROLLBACK")
    seen: list[frozenset[str]] = []
    with journal._connection.reading():
        thread = threading.Thread(target=lambda: seen.append(journal.poll()))
        thread.start()
        thread.join()
    assert seen == [frozenset()]


def test_who_waits_too_long_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.marks.file.sql_schema.BUSY_SECONDS", 0.05)
    with (
        Journal.open(path, user="ann") as journal,
        closing(sqlite3.connect(path, isolation_level=None)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StateError, match="kept the journal of marks busy"):
            journal.apply("read", [Edit(A, "read")])
        assert dict(journal.marks) == {}
        other.execute("ROLLBACK")
        assert journal.apply("read", [Edit(A, "read")]) is not None


@pytest.mark.parametrize("how", ["moved", "deleted", "replaced"])
def test_a_file_that_lost_its_name_is_not_written(open_journal: Open, path: Path, how: str) -> None:
    journal = open_journal()
    if how == "deleted":
        path.unlink()
    else:
        path.rename(path.with_name("elsewhere"))
    if how == "replaced":
        open_journal()
    with pytest.raises(StateError, match="gone or replaced"):
        journal.apply("read", [Edit(A, "read")])
    with pytest.raises(StateError, match="gone or replaced"):
        journal.poll()
    assert dict(journal.marks) == {}


def test_two_sessions_that_make_the_file_at_once_both_open_it(path: Path) -> None:
    found: list[Journal] = []
    threads = [
        threading.Thread(target=lambda: found.append(Journal.open(path, user="ann"))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    found[0].apply("read", [Edit(A, "read")])
    assert all(journal.poll() == {short_id(A)} for journal in found[1:])
    for journal in found:
        journal.close()


def test_an_error_that_is_not_about_locks_comes_through_a_poll(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_connection: sqlite3.Connection) -> int:
        raise sqlite3.OperationalError("disk I/O error")

    with monkeypatch.context() as patch:
        patch.setattr("reader.marks.changes.statements.last_seq", fail)
        with pytest.raises(StateError, match=r"journal of marks failed \(disk I/O error\)"):
            journal.poll()
    assert journal.poll() == frozenset()


def test_who_finds_the_tables_just_made_goes_on(journal: Journal) -> None:
    connection = journal._connection.connection
    sql_schema._create(connection)
    journal.apply("read", [Edit(A, "read")])
    with closing(sql_schema.connect(":memory:")) as closed:
        closed.execute("PRAGMA query_only = ON")
        with pytest.raises(sqlite3.OperationalError):
            sql_schema._create(closed)
