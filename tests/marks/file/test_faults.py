"""Files that are foreign, newer, closed to us, full or damaged: a clear sentence, and never a byte lost."""

from __future__ import annotations

import os
import sqlite3
import stat
import struct
import tempfile
from collections.abc import Callable
from contextlib import closing, suppress
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.errors import StateError
from reader.marks import Edit, Journal
from reader.marks.file import carve, sql_schema
from reader.marks.file.faults import DamagedError, explained
from reader.marks.file.rescue import _change, _step, read
from reader.text.identity import short_id
from tests.marks.conftest import Clock, Open

A, B = "https://example.org/a", "https://example.org/b"
LONG = "\n".join(f"line {n} of a long note" for n in range(600))


def filled(path: Path, count: int = 300) -> bytes:
    """Make a journal with `count` steps of two changes and a long note, and return its bytes."""
    with Journal.open(path, user="ann", clock=Clock()) as journal:
        for n in range(0, count, 50):
            edits = [Edit(f"{A}/{m}", "verdict", "later") for m in range(n, n + 50)]
            journal.apply("later", edits)
        journal.apply("note", [Edit(A, "note", LONG)])
        assert len(journal.marks) == count + 1
    return path.read_bytes()


def aside(path: Path) -> list[Path]:
    return sorted(
        file
        for file in path.parent.iterdir()
        if ".damaged-" in file.name and not file.name.endswith("-journal")
    )


def test_a_newer_journal_is_left_as_it_is(path: Path) -> None:
    filled(path)
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA user_version = 7")
    before = path.read_bytes()
    with pytest.raises(StateError, match="made by a newer version") as caught:
        Journal.open(path, user="ann")
    assert not isinstance(caught.value, DamagedError)
    with pytest.raises(StateError, match="made by a newer version"):
        Journal.in_memory("ann", source=path)
    assert path.read_bytes() == before
    assert not aside(path)


def test_another_programs_database_is_left_as_it_is(path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE cookies (name)")
    before = path.read_bytes()
    with pytest.raises(StateError, match="another program"):
        Journal.open(path, user="ann")
    assert path.read_bytes() == before


def test_a_dump_in_the_journals_place_is_left_as_it_is(path: Path) -> None:
    path.parent.mkdir()
    path.write_text('{"format": "reader-marks", "version": 1}\n' * 20)
    with pytest.raises(StateError, match="dump of marks, not a journal"):
        Journal.open(path, user="ann")
    assert not aside(path)


def other_program(path: Path) -> bytes:
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("PRAGMA application_id = 5")
        other.execute("CREATE TABLE cookies (name)")
        other.executemany("INSERT INTO cookies VALUES (?)", [("x" * 90,)] * 900)
    data = path.read_bytes()
    return data[:5000] + b"\xff" * 9000 + data[14000:]


@pytest.mark.parametrize(
    "content",
    [
        b"---\ntitle: An article\n---\nIts text.\n",
        b"x" * 5000,
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(9000),
        b"SQLite format 3\0" + b"y" * 9000,
        other_program,
    ],
    ids=["article", "text", "picture", "no-header", "damaged-database"],
)
def test_a_file_of_something_else_is_left_as_it_is(
    path: Path, content: bytes | Callable[[Path], bytes]
) -> None:
    path.parent.mkdir()
    before = content if isinstance(content, bytes) else content(path)
    path.write_bytes(before)
    mode = path.stat().st_mode
    with pytest.raises(StateError, match=r"no journal of marks|another program"):
        Journal.open(path, user="ann")
    assert [(file.name, file.read_bytes()) for file in path.parent.iterdir() if file.stat().st_size] == [
        (path.name, before)
    ]
    assert path.stat().st_mode == mode


@pytest.mark.parametrize("pragma", ["application_id = 5", "user_version = 0"])
def test_a_header_that_has_lost_its_mark_is_damage(path: Path, pragma: str) -> None:
    filled(path)
    with closing(sqlite3.connect(path)) as other:
        other.execute(f"PRAGMA {pragma}")
    with Journal.open(path, user="ann") as journal:
        assert "301 changes were saved" in journal.notice
        assert len(journal.marks) == 301


def test_an_empty_file_is_a_new_journal(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    with Journal.open(path, user="ann") as journal:
        assert (journal.notice, journal.is_new) == ("", True)


def wiped(data: bytes) -> bytes:
    return bytes(4096) + data[4096:]


def cut(data: bytes) -> bytes:
    return data[: len(data) * 2 // 3]


@pytest.mark.parametrize("damage", [wiped, cut])
def test_a_damaged_journal_is_set_aside_and_what_is_readable_saved(
    path: Path, damage: Callable[[bytes], bytes]
) -> None:
    data = damage(filled(path))
    path.write_bytes(data)
    path.chmod(0o640)
    with Journal.open(path, user="ann", clock=lambda: 0.0) as journal:
        (kept,) = aside(path)
        assert kept.name == "marks.db.damaged-19700101-000000"
        assert kept.read_bytes() == data
        assert 50 < len(journal.marks) <= 301
        assert str(kept) in journal.notice
        assert "changes were saved into a new one" in journal.notice
        assert stat.S_IMODE(path.stat().st_mode) == 0o640
        journal.apply("read", [Edit(B, "read")])
    with Journal.open(path, user="ann") as journal:
        assert journal.notice == ""
        assert journal.get(short_id(B)).read


def test_undo_survives_a_rescue(path: Path) -> None:
    data = filled(path)
    path.write_bytes(wiped(data))
    with Journal.open(path, user="ann") as journal:
        assert journal.get(short_id(A)).note == LONG
        undone = journal.undo()
        assert undone is not None
        assert undone.label == "note"
        assert journal.get(short_id(A)).note == ""


def test_nothing_set_aside_is_ever_overwritten(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.parent.mkdir()
    for n in range(4):
        path.write_bytes(bytes(4096) + b"%d" % n * 5000)
        if n == 3:
            # Some file systems have no hard links.
            monkeypatch.setattr(os, "link", lambda *_names: (_ for _ in ()).throw(PermissionError()))
        with Journal.open(path, user="ann", clock=lambda: 0.0) as journal:
            assert "0 changes were saved" in journal.notice
    assert [file.read_bytes()[-1:] for file in aside(path)] == [b"0", b"1", b"2", b"3"]


def test_a_rollback_journal_goes_with_the_damaged_file(path: Path) -> None:
    path.write_bytes(wiped(filled(path)))
    path.with_name("marks.db.rescued").write_bytes(b"begun and never ended")
    companion = path.with_name("marks.db-journal")
    number = companion.stat().st_ino
    with Journal.open(path, user="ann", clock=lambda: 0.0) as journal:
        moved = path.with_name("marks.db.damaged-19700101-000000-journal")
        assert moved.stat().st_ino == number
        assert journal.apply("read", [Edit(B, "read")]) is not None
        assert companion.stat().st_ino != number
    assert not path.with_name("marks.db.rescued").exists()


def test_a_link_stays_a_link_when_its_target_is_damaged(path: Path, tmp_path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(bytes(5000))
    link = tmp_path / "link.db"
    link.symlink_to(path)
    with Journal.open(link, user="ann"):
        assert link.is_symlink()
        assert len(aside(path)) == 1


def test_damage_met_while_open_is_named_and_looked_for_at_the_next_opening(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = filled(path)
    monkeypatch.setattr(sql_schema, "CHECKED_BYTES", 0)
    with closing(sqlite3.connect(path)) as other:
        (root,) = other.execute("SELECT rootpage FROM sqlite_master WHERE name = 'stack'").fetchone()
    path.write_bytes(data[: (root - 1) * 4096] + b"\xff" * 4096 + data[root * 4096 :])
    with Journal.open(path, user="ann") as journal:
        assert journal.notice == ""
        before = dict(journal.marks)
        with pytest.raises(DamagedError, match="quit and open again"):
            journal.undo()
        assert dict(journal.marks) == before
    assert sql_schema.suspicion(path).exists()
    with Journal.open(path, user="ann") as journal:
        assert "301 changes were saved" in journal.notice
        assert dict(journal.marks) == before
        assert journal.undo() is not None
    assert not sql_schema.suspicion(path).exists()


def test_damage_in_a_copy_in_memory_leaves_no_trace(path: Path) -> None:
    filled(path)
    path.write_bytes(b"x" * 5000)
    with pytest.raises(DamagedError):
        Journal.in_memory("ann", source=path)
    with Journal.in_memory("ann") as journal:
        journal._connection.connection.execute("PRAGMA writable_schema = ON")
        journal._connection.connection.execute(
            "UPDATE sqlite_master SET rootpage = 9999 WHERE name = 'change'"
        )
        journal._connection.connection.execute("PRAGMA writable_schema = RESET")
        with pytest.raises(StateError):
            journal.apply("read", [Edit(A, "read")])


@cache
def whole() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return filled(Path(folder, "marks.db"), 150)


@st.composite
def damages(draw: st.DrawFn) -> Callable[[bytes], bytes]:
    kind = draw(st.sampled_from(["cut", "flip", "zero", "noise", "swap"]))
    places = draw(st.lists(st.floats(0, 1, exclude_max=True), min_size=1, max_size=6))
    noise = draw(st.binary(min_size=1, max_size=40))

    def damage(data: bytes) -> bytes:
        changed = bytearray(data)
        for share in places:
            at = int(share * len(changed))
            if kind == "cut":
                del changed[at:]
                break
            if kind == "flip":
                changed[at] ^= 1 << (at % 8)
            elif kind == "zero":
                start = at // 4096 * 4096
                changed[start : start + 4096] = bytes(len(changed[start : start + 4096]))
            elif kind == "noise":
                changed[at : at + len(noise)] = noise[: len(changed) - at]
            else:
                start = at // 4096 * 4096
                changed[start : start + 4096], changed[-4096:] = (
                    changed[-4096:],
                    changed[start : start + 4096],
                )
        return bytes(changed)

    return damage


@settings(max_examples=50, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(damages())
def test_no_damage_brings_anything_but_a_sentence_and_no_byte_is_lost(
    damage: Callable[[bytes], bytes],
) -> None:
    data = damage(whole())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "marks.db")
        path.write_bytes(data)
        try:
            journal = Journal.open(path, user="ann")
        except StateError:
            assert data in [file.read_bytes() for file in (path, *aside(path))]
            return
        with journal, suppress(StateError):
            assert not data or data in [file.read_bytes() for file in (path, *aside(path))]
            assert bool(journal.notice) == bool(aside(path))
            journal.apply("read", [Edit(B, "read")])
            journal.undo()
            journal.undo()
            journal.redo()
            assert list(journal.history())


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.binary(max_size=300), st.integers(0, 90))
def test_no_bytes_make_the_page_reader_fail(noise: bytes, at: int) -> None:
    page = b"\x0d" + bytes(3) + b"\xff" + bytes(at) + noise
    list(carve.rows(page * 5, 512))
    assert read(page * 3).changes == []


def leaf(*cells: bytes) -> bytes:
    """Return a page of 512 bytes that holds these cells, as a leaf of a table."""
    starts, body = [], b""
    for cell in cells:
        starts.append((100 + len(body)).to_bytes(2, "big"))
        body += cell
    head = b"\x0d\0\0" + len(cells).to_bytes(2, "big") + bytes(3) + b"".join(starts)
    return (head.ljust(100, b"\0") + body).ljust(512, b"\0")


def test_the_page_reader_knows_every_kind_of_value() -> None:
    kinds = b"\x07\x00\x01\x07\x08\x09\x0e"  # null, a byte, a float, 0, 1, a blob of one byte
    values = b"\xff" + struct.pack(">d", 2.5) + b"\x03"
    good = bytes([len(kinds + values), 5]) + kinds + values
    reserved = b"\x02\x06\x02\x0a"
    # A number of nine bytes as the size: far more than a row can have.
    huge = b"\xff" * 9 + b"\x07"
    # A row of 600 bytes, 92 of them here, whose other page is not in the file.
    torn = b"\x84\x58\x07" + bytes(92) + (99).to_bytes(4, "big")
    other = b"\x05" + bytes(511)  # an inner page
    assert list(carve.rows(bytes(512) + leaf(reserved, good, torn, huge) + other, 512)) == [
        (5, [None, -1, 2.5, 0, 1, b"\x03"])
    ]


def test_rows_that_are_not_whole_are_not_saved(journal: Journal) -> None:
    journal.apply("read", [Edit(A, "read")])
    connection = journal._connection.connection
    (change,) = connection.execute("SELECT NULL, step, n, time, user, key, article, field, old, old_by, old_at, "
                                   "new, new_by, new_at FROM change").fetchall()  # fmt: skip
    (step,) = connection.execute("SELECT * FROM step").fetchall()
    assert _change(list(change)) is not None
    for column, value in ((5, "a\nb"), (6, "another id"), (7, "colour"), (3, -1), (4, 7), (1, "a step")):
        assert _change([*change[:column], value, *change[column + 1 :]]) is None
    whole = [None, *step[1:]]
    assert _step(list(whole)) is not None
    wrong: list[tuple[int, carve.SqlValue]] = [(3, -1), (3, "x"), (4, None), (12, 5)]
    for column, other in wrong:
        assert _step([*whole[:column], other, *whole[column + 1 :]]) is None


def test_a_full_disk_changes_nothing_and_there_is_a_later_try(journal: Journal) -> None:
    journal.apply("read", [Edit(A, "read")])
    before = dict(journal.marks)
    connection = journal._connection.connection
    connection.execute("PRAGMA max_page_count = 1")
    many = [Edit(f"{B}/{n}", "verdict", "later") for n in range(500)]
    with pytest.raises(StateError, match="the disk is full, so nothing was recorded"):
        journal.apply("later", many)
    assert dict(journal.marks) == before
    connection.execute("PRAGMA max_page_count = 100000")
    assert journal.apply("later", many) is not None
    assert len(journal.marks) == 501


def test_a_journal_that_turns_read_only_says_so(journal: Journal) -> None:
    journal._connection.connection.execute("PRAGMA query_only = ON")
    with pytest.raises(StateError, match="cannot be opened or written"):
        journal.apply("read", [Edit(A, "read")])
    assert dict(journal.marks) == {}


def test_a_closed_door_is_told_before_anything_is_done(
    path: Path, open_journal: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_journal().apply("read", [Edit(A, "read")])
    monkeypatch.setattr(os, "access", lambda *_args: False)
    with pytest.raises(StateError, match="cannot be written, so nothing would be saved"):
        Journal.open(path, user="ann")
    with Journal.in_memory("ann", source=path) as copy:
        assert copy.get(short_id(A)).read


def test_a_folder_in_the_files_place_is_told(tmp_path: Path) -> None:
    with pytest.raises(StateError, match="this is no file"):
        Journal.open(tmp_path, user="ann")
    (tmp_path / "file").touch()
    with pytest.raises(StateError, match="cannot be used"):
        Journal.open(tmp_path / "file" / "marks.db", user="ann")
    with pytest.raises(StateError):
        Journal.in_memory("ann", source=tmp_path / "nothing")


def test_rows_are_never_changed_or_removed(journal: Journal) -> None:
    journal.apply("read", [Edit(A, "read")])
    for statement in ("DELETE FROM change", "UPDATE step SET label = 'x'"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            journal._connection.connection.execute(statement)


def test_an_error_that_the_system_does_not_name_is_told_too(path: Path) -> None:
    with pytest.raises(StateError, match="cannot be used: odd"), explained(path):
        raise OSError("odd")
