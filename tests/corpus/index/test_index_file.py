"""The index file and its connections, one layer below the library."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from reader.corpus.columns.article_columns import no_columns
from reader.corpus.files.homes import NO_HOMES
from reader.corpus.front_matter.field_names import DEFAULT_NAMES
from reader.corpus.index import connections as connecting
from reader.corpus.index import index_file as indexing
from reader.corpus.index import sql_schema
from reader.corpus.index.column_cache import blobs_of, keep
from reader.corpus.index.connections import Connections, is_damage
from reader.corpus.index.index_file import index_path, open_index
from reader.corpus.index.index_reader import IndexReader
from reader.corpus.index.index_writer import IndexWriter
from reader.corpus.index.records import LAYOUT
from reader.corpus.library import Library
from reader.corpus.refresh.lock import RefreshLock
from reader.errors import IndexFaultError
from tests.corpus.indexed import write_many

MARK = sql_schema.fingerprint(DEFAULT_NAMES, NO_HOMES)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "some.index"


@pytest.fixture
def opened() -> Iterator[Callable[..., Connections]]:
    made: list[Connections] = []

    def open_it(*arguments: Any, **options: Any) -> Connections:
        made.append(open_index(*arguments, **options))
        return made[-1]

    yield open_it
    for connections in made:
        connections.close()


def _error(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("made up")
    error.sqlite_errorcode = code
    return error


def test_each_set_of_roots_has_a_file_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    paths = {index_path(tmp_path, roots) for roots in ([one], [two], [one, two], [two, one])}
    assert len(paths) == 4
    monkeypatch.chdir(tmp_path)
    assert index_path(tmp_path, [Path("one")]) in paths


def test_the_fingerprint_depends_on_the_field_names() -> None:
    assert sql_schema.fingerprint(DEFAULT_NAMES.with_names({"title": ["kop"]}), NO_HOMES) != MARK


def test_records_of_another_layout_are_of_another_version() -> None:
    # When this fails a noun has got other fields: raise the version, and put both numbers here.
    assert (sql_schema.VERSION, zlib.crc32(LAYOUT.encode())) == (13, 268653344)


def test_two_programs_may_make_the_index_at_the_same_moment(
    path: Path, opened: Callable[..., Connections], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(path, MARK)
    is_empty, answers = sql_schema.is_empty, [True]
    monkeypatch.setattr(indexing, "is_empty", lambda it: answers.pop() if answers else is_empty(it))
    again = opened(path, MARK)
    assert again.place == str(path)
    assert not again.private


def test_a_file_made_by_another_program_at_the_same_moment_is_used(
    path: Path, opened: Callable[..., Connections], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(path, MARK)
    lstat = os.lstat
    missing = [FileNotFoundError()]
    monkeypatch.setattr(
        os, "lstat", lambda it: (_ for _ in ()).throw(missing.pop()) if missing else lstat(it)
    )
    assert opened(path, MARK).place == str(path)


def test_an_index_that_is_locked_is_left_alone(
    path: Path, opened: Callable[..., Connections], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(path, MARK)
    ready = indexing._ready

    def locked(place: str, mark: str) -> Connections:
        if place == str(path):
            raise _error(sqlite3.SQLITE_BUSY)
        return ready(place, mark)

    monkeypatch.setattr(indexing, "_ready", locked)
    assert opened(path, MARK).place == ""
    assert path.exists()
    assert opened(path, MARK, disk=False).place == ":memory:"


def test_without_any_memory_one_sentence_says_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_place: str) -> None:
        raise _error(sqlite3.SQLITE_NOMEM)

    monkeypatch.setattr(indexing, "Connections", full)
    with pytest.raises(IndexFaultError, match="no room"):
        open_index(path, MARK)


def test_what_counts_as_damage() -> None:
    assert is_damage(_error(sqlite3.SQLITE_CORRUPT_VTAB))
    assert is_damage(sqlite3.DatabaseError("of our own"))
    assert not is_damage(_error(sqlite3.SQLITE_FULL))
    assert not is_damage(sqlite3.ProgrammingError("closed"))
    assert not is_damage(sqlite3.InterfaceError("misused"))


def test_a_setting_that_fails_closes_the_connection(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.parent.mkdir()
    path.write_bytes(b"no database" * 100)
    with pytest.raises(sqlite3.DatabaseError):
        Connections(str(path))


def _in_thread(work: Callable[[], object]) -> tuple[threading.Thread, list[object]]:
    results: list[object] = []

    def run() -> None:
        try:
            results.append(work())
        except sqlite3.Error as error:
            results.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    return thread, results


def _count(connections: Connections) -> object:
    with connections.borrow() as connection:
        return connection.execute("SELECT count(*) FROM meta").fetchone()


def test_threads_share_the_one_connection_of_a_private_database(opened: Callable[..., Connections]) -> None:
    connections = opened(None, MARK)
    with connections.borrow():
        thread, results = _in_thread(lambda: _count(connections))
        time.sleep(0.05)
        assert results == []
    thread.join()
    assert results == [(2,)]


def test_closing_wakes_those_who_wait(opened: Callable[..., Connections]) -> None:
    connections = opened(None, MARK)
    with connections.borrow() as connection:
        thread, results = _in_thread(lambda: _count(connections))
        time.sleep(0.05)
        connections.close()
        thread.join()
    assert isinstance(results[0], sqlite3.ProgrammingError)
    with pytest.raises(sqlite3.ProgrammingError):
        connection.execute("SELECT 1")


@pytest.mark.parametrize("fault", ["cannot be opened", "replaced meanwhile"])
def test_where_no_further_connection_can_be_had_threads_share(
    path: Path, opened: Callable[..., Connections], monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    connections = opened(path, MARK)
    if fault == "cannot be opened":
        monkeypatch.setattr(
            connecting, "_connect", lambda *_, **__: (_ for _ in ()).throw(_error(sqlite3.SQLITE_CANTOPEN))
        )
    else:
        identity, asked = connecting._identity, [0]

        def changing(place: str) -> object:
            asked[0] += 1
            return identity(place) if asked[0] % 2 else None

        monkeypatch.setattr(connecting, "_identity", changing)
    with connections.borrow():
        thread, results = _in_thread(lambda: _count(connections))
        time.sleep(0.05)
        assert results == []
    thread.join()
    assert results == [(2,)]


def test_a_transaction_that_fails_leaves_nothing(opened: Callable[..., Connections]) -> None:
    connections = opened(None, MARK)

    def fail() -> None:
        with connections.transaction() as connection:
            connection.execute("DELETE FROM meta")
            connection.execute("nonsense")

    with pytest.raises(sqlite3.OperationalError):
        fail()
    assert _count(connections) == (2,)


def test_an_index_that_has_been_replaced_is_not_condemned(
    path: Path, opened: Callable[..., Connections]
) -> None:
    connections = opened(path, MARK)
    path.unlink()
    path.write_text("another program's")
    connections.condemn()
    assert path.exists()
    path.unlink()


def test_columns_are_saved_only_for_what_the_index_holds(opened: Callable[..., Connections]) -> None:
    connections = opened(None, MARK)
    index, writer = IndexReader(connections), IndexWriter(connections, 0)
    writer.remove([])
    index.save(no_columns(), 0)
    assert _snapshots(connections) == 0
    index.save(no_columns(), 1)
    assert _snapshots(connections) > 0


def _snapshots(connections: Connections) -> int:
    with connections.borrow() as connection:
        count: int = connection.execute("SELECT count(*) FROM snapshot").fetchone()[0]
    return count


def test_sealed_columns_that_do_not_fit_are_damage(opened: Callable[..., Connections]) -> None:
    connections = opened(None, MARK)
    blobs = {part: {**data, "dates": b"\0" * 8} for part, data in blobs_of(no_columns()).items()}
    with connections.transaction() as connection:
        keep(connection, blobs, 0, 0)
    index = IndexReader(connections)
    for load in (index.load, index.load_first):
        with pytest.raises(sqlite3.DatabaseError, match="fit"):
            load()


def test_texts_far_apart_are_read_one_by_one(tmp_path: Path) -> None:
    root = tmp_path / "corpus"
    write_many(root, 40)
    library = Library([root], cache=None)
    library.refresh()
    index = IndexReader(library._opened[-1])
    assert index.texts([1, 40]) == {slot: index.strings("text", [slot])[0] for slot in (1, 40)}
    assert index.texts([3, 4]) == {slot: index.strings("text", [slot])[0] for slot in (3, 4)}
    library.close()


def test_a_column_two_threads_ask_for_is_built_once(tmp_path: Path) -> None:
    write_many(tmp_path, 3)
    library = Library([tmp_path], cache=None)
    corpus = library.refresh()
    built = corpus._derived
    with built._lock:
        thread, results = _in_thread(lambda: corpus.column("date"))
        time.sleep(0.05)
        mine = corpus.column("date")
    thread.join()
    assert results[0] is mine
    library.close()


def test_a_refresh_lock_excludes_and_is_let_go(path: Path) -> None:
    path.parent.mkdir()
    with RefreshLock(path) as one, RefreshLock(path) as two:
        assert one.acquire()
        assert not two.acquire()
        assert not two.acquire()
        one.__exit__(None, None, None)
        assert two.acquire()
    with RefreshLock(None) as nowhere:
        assert nowhere.acquire()
