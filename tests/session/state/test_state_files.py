from __future__ import annotations

import os
from pathlib import Path

from reader.session.state.state_files import forget_note, read_note, write_note


def test_a_note_is_found_again(tmp_path: Path) -> None:
    note = tmp_path / "state" / "place.json"
    assert read_note(note) is None
    write_note(note, {"a": [1, "é", "\udcff"]})
    assert read_note(note) == {"a": [1, "é", "\udcff"]}
    write_note(note, 2)
    assert read_note(note) == 2
    assert [entry.name for entry in note.parent.iterdir()] == [note.name]
    forget_note(note)
    forget_note(note)
    assert read_note(note) is None


def test_a_note_is_its_owners_alone_under_any_umask(tmp_path: Path) -> None:
    note = tmp_path / "state" / "place.json"
    before = os.umask(0o777)
    try:
        write_note(note, 1)
    finally:
        os.umask(before)
    assert note.stat().st_mode & 0o777 == 0o600
    assert note.parent.stat().st_mode & 0o777 == 0o700


def test_a_place_that_takes_no_note_is_no_fault(tmp_path: Path) -> None:
    taken = tmp_path / "place.json"
    taken.mkdir()
    write_note(taken, 1)
    forget_note(taken)
    assert read_note(taken) is None
    assert [entry.name for entry in tmp_path.iterdir()] == [taken.name], "nothing half-written is left"
