"""A file that a person has named: there whole or not at all, and never in the place of another unasked."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from reader.config.paths import find_paths
from reader.errors import ReaderError, UsageError
from reader.io.temporary_file import temporary_file

if TYPE_CHECKING:
    from reader.session.session import Session


class TakenError(UsageError):
    """There is a file of that name already, and nobody has said that it may be replaced."""


def typed_path(name: str) -> Path:
    """Return the path that somebody typed, with `~` and `~user` as a shell reads them. Raises `UsageError`."""
    try:
        return Path(name).expanduser()
    except RuntimeError as error:
        raise UsageError("there is no home folder of that name", place=name) from error


def check_free(file: Path, *, force: bool, inputs: Iterable[Path] = ()) -> None:
    """Raise `UsageError` where `file` cannot be made: a folder, or in none; `TakenError` where it is there already.

    With `force` too, a file of the program itself stays, and what is being read: a file in `inputs`, or an article
    under a folder in it.
    """
    try:
        if "\0" in str(file):
            raise ValueError("it holds a null character")
        if file.is_dir():
            raise UsageError("this is a folder", place=str(file), hint="name a file")
        if not file.parent.is_dir():
            raise UsageError("there is no such folder", place=str(file.parent))
        if not os.path.lexists(file) or _is_channel(file):
            return
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UsageError(f"no file can have this name ({reason})", place=str(file)) from error
    if not force:
        raise _taken(file)
    target = Path(os.path.realpath(file))
    if find_paths().holds(target):
        raise UsageError("this is a file of the program itself, which is never replaced", place=str(file))
    if any(_is_read_from(target, Path(os.path.realpath(one))) for one in inputs):
        raise UsageError(
            "this file is being read, so it is not replaced", place=str(file), hint="name another"
        )


@contextmanager
def new_file(file: Path, *, force: bool, inputs: Iterable[Path] = (), mode: int = 0o666) -> Iterator[TextIO]:
    """Yield where to write; at the end the file stands under its name, with `mode` as far as the umask allows.

    With `force` it replaces the one that is there (behind a symbolic link, the one the link leads to) and is no more
    readable than that. Without, one that has appeared meanwhile stays. A pipe or a device is written to and never
    replaced. Raises `UsageError` as `check_free`, and `ReaderError` for what the system refuses: the old file is then
    as it was.
    """
    check_free(file, force=force, inputs=inputs)
    try:
        if _is_channel(file):
            with open(file, "w", encoding="utf-8", errors="backslashreplace") as out:
                yield out
            return
        target = Path(os.path.realpath(file)) if force else file
        with temporary_file(target.parent, mode) as (new, descriptor):
            # A path in a record can hold bytes that are no UTF-8; they are written as on standard output.
            with open(
                descriptor, "w", encoding="utf-8", errors="backslashreplace", newline="\n", closefd=False
            ) as out:
                yield out
                out.flush()
                os.fsync(descriptor)
            if force:
                with suppress(FileNotFoundError):  # what was private stays so
                    os.fchmod(descriptor, stat.S_IMODE(target.stat().st_mode) & mode)
                new.replace(target)
            else:
                _move_to_free_name(new, target)
    except OSError as error:
        raise ReaderError(f"it could not be written ({error.strerror or error})", place=str(file)) from error


def inputs_of(session: Session) -> list[Path]:
    """Return the files and folders that a session reads."""
    return [*session.roots, *filter(None, [session.journal.path])]


def _move_to_free_name(new: Path, target: Path) -> None:
    try:
        os.link(new, target)
    except FileExistsError:
        raise _taken(target) from None
    except OSError:  # a file system without links: the name is claimed first, then taken
        try:
            os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666))
        except FileExistsError:
            raise _taken(target) from None
        new.replace(target)


def _is_channel(file: Path) -> bool:
    return file.exists() and not file.is_file()


def _is_read_from(target: Path, source: Path) -> bool:
    """Return whether `target` is `source`, or an article in that folder."""
    if target == source or not target.is_relative_to(source):
        return target == source
    # Only where a file in a corpus is to be replaced.
    from reader.corpus.files.scan import has_suffix
    from reader.corpus.parse.read_article import read_article

    return has_suffix(target.name) and read_article(str(target), "").article is not None


def _taken(file: Path) -> TakenError:
    return TakenError("there is such a file already", place=str(file))
