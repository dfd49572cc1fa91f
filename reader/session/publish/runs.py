"""What was written, run by run: noted before the first file is touched, so that it can be taken back and cleared up.

One file a run, in the state folder of the user: a line for the run, and one for each file with the bytes before and
after. While it is being written its name ends in `.open`; one that is left so is of a program that was killed.
"""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from reader.config.paths import make_private
from reader.corpus.edit.published import PublishedEdit
from reader.corpus.edit.source_map import Splice
from reader.errors import EditError
from reader.marks.file.journal_file import sync_folder
from reader.session.publish.plan import FileChange, Plan

KEPT = 200
"""Runs that are kept; older ones cannot be taken back any more."""

_BESIDE = ".reader-{}.new"
_DAMAGED = (ValueError, KeyError, TypeError, IndexError)


@dataclass(frozen=True, slots=True)
class PublishRun:
    """One run. `name` sorts by time, `moment` is in milliseconds since 1970 UTC, `takes_back` names another run."""

    name: str
    roots: tuple[str, ...]
    published: bool
    takes_back: str = ""

    @property
    def moment(self) -> int:
        """Return when it was."""
        return int(self.name.partition("-")[0])


@dataclass(frozen=True, slots=True)
class RunEntry:
    """One file of a run: the change, and the new file that is written beside it."""

    change: FileChange
    beside: Path


@contextmanager
def noted(folder: Path, roots: Sequence[Path], plan: Plan) -> Iterator[list[RunEntry]]:
    """Note what a run is about to write, yield its entries, and note at the end that it is done.

    Raises `EditError` where nothing can be noted; then nothing may be written either.
    """
    name = f"{time.time_ns() // 1_000_000:013d}-{secrets.token_hex(4)}"
    run = PublishRun(name, names_of(roots), plan.published, plan.takes_back)
    entries = [
        RunEntry(change, change.file.with_name(_BESIDE.format(secrets.token_hex(6))))
        for change in plan.changes
    ]
    part = folder / f"{name}.part"
    try:
        make_private(folder)
        stream = _begun(part, run, entries)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise EditError(
            f"what is written cannot be noted ({error.strerror}), so nothing is written", place=str(folder)
        ) from error
    except BaseException:  # a signal
        part.unlink(missing_ok=True)
        raise
    with stream:
        yield entries
        with suppress(OSError):  # the notes are there, and are cleared up like those of a killed program
            part.with_suffix(".open").replace(part.with_suffix(".run"))
            for old in sorted(folder.glob("*.run"))[:-KEPT]:
                old.unlink(missing_ok=True)


def _begun(part: Path, run: PublishRun, entries: Sequence[RunEntry]) -> IO[str]:
    """Write the notes of a run and return their open file, which is locked until it is closed."""
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    stream = os.fdopen(descriptor, "w", encoding="ascii")
    try:
        os.fchmod(descriptor, 0o600)
        with suppress(OSError):  # a file system without locks
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        stream.writelines(json.dumps(line) + "\n" for line in (_head(run), *map(_line, entries)))
        stream.flush()
        os.fsync(descriptor)
        # Only now under the name that others look at: whole, and locked.
        part.replace(part.with_suffix(".open"))
        sync_folder(part.parent)
    except OSError:
        stream.close()
        raise
    return stream


def last_run(folder: Path, roots: Sequence[Path], *, since: int = 0) -> PublishRun | None:
    """Return the last run over a corpus that is not taken back, None where there is none after the moment `since`."""
    taken: set[str] = set()
    wanted = names_of(roots)
    for path in sorted(folder.glob("*.run"), reverse=True):
        if path.name[:13] <= f"{since:013d}":
            break
        try:
            run, _entries = _read(path, heads_only=True)
        except (OSError, *_DAMAGED):  # damaged: it cannot be taken back
            continue
        if run.takes_back:
            taken.add(run.takes_back)
        elif run.roots == wanted and run.name not in taken:
            return run
    return None


def entries_of(folder: Path, run: PublishRun) -> list[RunEntry]:
    """Return what a run has written. Raises `EditError` where that can no longer be read."""
    try:
        return _read(folder / f"{run.name}.run")[1]
    except (OSError, *_DAMAGED) as error:
        raise EditError("the notes of what was published cannot be read", place=str(folder)) from error


def clear_up(folder: Path) -> None:
    """Remove what killed programs have left beside files of a corpus; their runs can be taken back as all others."""
    for path in sorted(folder.glob("*.open")):
        with suppress(OSError), open(path, "rb+") as stream:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)  # fails while its program is at work
            for entry in _entries_left(path):
                entry.beside.unlink(missing_ok=True)
            path.replace(path.with_suffix(".run"))
    for path in folder.glob("*.part"):
        with suppress(OSError), open(path, "rb+") as stream:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
            path.unlink()


def _entries_left(path: Path) -> list[RunEntry]:
    try:
        return _read(path)[1]
    except _DAMAGED:
        return []


def names_of(roots: Sequence[Path]) -> tuple[str, ...]:
    """Return the names by which a corpus is known in the notes."""
    return tuple(os.path.realpath(root) for root in roots)


def _head(run: PublishRun) -> dict[str, Any]:
    return {"roots": run.roots, "published": run.published, "takes_back": run.takes_back}


def _line(entry: RunEntry) -> dict[str, Any]:
    change, edit = entry.change, entry.change.edit
    return {
        "id": change.article_id,
        "path": change.path,
        "file": str(change.file),
        "beside": entry.beside.name,
        "at": edit.splice.at,
        "old": edit.splice.old.decode("latin-1"),
        "new": edit.splice.new.decode("latin-1"),
        "line": edit.line,
        "was": edit.before,
        "is": edit.after,
        "before": change.before,
        "after": change.after,
    }


def _read(path: Path, *, heads_only: bool = False) -> tuple[PublishRun, list[RunEntry]]:
    with open(path, encoding="ascii") as stream:
        head = json.loads(stream.readline())
        run = PublishRun(path.stem, tuple(head["roots"]), head["published"], head["takes_back"])
        return run, [] if heads_only else [_entry_of(json.loads(line)) for line in stream]


def _entry_of(line: dict[str, Any]) -> RunEntry:
    splice = Splice(line["at"], line["old"].encode("latin-1"), line["new"].encode("latin-1"))
    edit = PublishedEdit(splice, line["line"], line["was"], line["is"])
    file = Path(line["file"])
    change = FileChange(line["id"], line["path"], file, edit, line["before"], line["after"])
    return RunEntry(change, file.with_name(line["beside"]))
