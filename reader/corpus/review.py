"""What a person may want to know of a corpus besides its faults: which files are left out, and dates far ahead.

Asked for by `reader check`; about 0.2 s for 100,000 files.
"""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from reader.corpus.files.scan import Folder, has_suffix
from reader.corpus.front_matter.field_names import FieldNames
from reader.corpus.front_matter.split import split_front_matter
from reader.corpus.parse.aliases import resolve_aliases
from reader.model import Problem
from reader.text.dates import iso
from reader.text.labels import clean_label

REASONS = ("copy", "no-front-matter", "empty", "unreadable", "hidden", "other-ending", "link", "special")
"""Why a file is no row of the list; `special` is a pipe, a socket or the like."""

FAR_AHEAD = 366 * 86_400
"""A date further ahead of now than this, in seconds, is a hint: a year and a day, for events and embargoes."""

_FILES = (
    "SELECT file.path, absolute, size, head.path, "
    "EXISTS (SELECT 1 FROM problem WHERE scan = 0 AND problem.path = file.path) "
    "FROM file LEFT JOIN head USING (slot) WHERE file.slot IS NULL OR copy ORDER BY file.path"
)
_DATES = (
    "SELECT head.path, date, absolute FROM head JOIN file ON file.path = head.path "
    "WHERE retired IS NULL AND date > ? ORDER BY head.path"
)


class LeftOut(NamedTuple):
    """A file that is no row of the list: its label, its absolute path, why (`REASONS`), and for a copy, what is shown.

    `shown` is the label of the file that shows the article, "" for all but copies.
    """

    path: str
    file: str
    why: str
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """The files that are left out, the hidden folders that are not searched (exact paths), and hints.

    A hint is no fault: it has the form of a problem, but says what may be meant.
    """

    left_out: list[LeftOut]
    hidden_folders: list[str]
    hints: list[Problem]

    def counts(self) -> dict[str, int]:
        """Return how many files are left out for each of `REASONS`."""
        counted = Counter(one.why for one in self.left_out)
        return {why: counted[why] for why in REASONS}


def review(connection: sqlite3.Connection, folders: Iterable[Folder], names: FieldNames, now: int) -> Review:
    """Return what an index and the folders that were searched say; `now` is in seconds since 1970 UTC."""
    left_out = [
        LeftOut(path, os.fsdecode(absolute), _why(size, shown, faulty=faulty), shown or "")
        for path, absolute, size, shown, faulty in connection.execute(_FILES)
    ]
    look = _Look(connection, {folder.path: folder for folder in folders if folder.inside})
    left_out += look.files()
    copies = [
        Problem(one.path, 0, "", f"is a copy of {one.shown}, which is shown instead")
        for one in left_out
        if one.shown
    ]
    return Review(
        sorted(left_out), sorted(look.hidden), sorted([*copies, *_far_dates(connection, names, now)])
    )


def _why(size: int, shown: str | None, *, faulty: bool) -> str:
    if shown is not None:
        return "copy"
    if faulty:
        return "unreadable"
    return "no-front-matter" if size else "empty"


def _far_dates(connection: sqlite3.Connection, names: FieldNames, now: int) -> Iterator[Problem]:
    """Yield a hint for each article with a date that is far ahead, with the line of its date field."""
    for path, date, absolute in connection.execute(_DATES, (now + FAR_AHEAD,)):
        yield Problem(
            path,
            _date_line(os.fsdecode(absolute), names),
            "date",
            f"its date is more than a year ahead: {iso(date)}",
        )


def _date_line(file: str, names: FieldNames) -> int:
    """Return the line of the date field, 0 where the date stands in none."""
    try:
        with open(file, "rb") as opened:
            front = split_front_matter(opened.read())
    except OSError:
        return 0
    places = resolve_aliases(front.values, names).every("date") if front else []
    return front.line_of(places[0][1]) if front and places else 0


class _Look:
    """A look at what a scan passes over in the folders that it searches; `hidden` collects the hidden folders."""

    def __init__(self, connection: sqlite3.Connection, folders: dict[str, Folder]) -> None:
        self.hidden: list[str] = []
        self._connection = connection
        self._folders = folders
        rows = connection.execute("SELECT path FROM problem WHERE scan = 1")
        self._unreadable = {path for (path,) in rows}

    def files(self) -> Iterator[LeftOut]:
        """Yield the files in the folders that the index does not know, and why."""
        for folder in self._folders.values():
            try:
                with os.scandir(folder.path) as entries:
                    for entry in entries:
                        if entry.name.startswith(".") and _is_folder(entry):
                            if os.path.realpath(entry.path) not in self._folders:
                                self.hidden.append(f"{folder.label}/{entry.name}".lstrip("/"))
                        elif why := self._why(entry, label := folder.label_of(entry.name)):
                            yield LeftOut(label, entry.path, why)
            except OSError:  # told as a problem
                continue

    def _why(self, entry: os.DirEntry[str], label: str) -> str:
        """Return why a file is left out, "" for one that is not, and for a folder."""
        if entry.name.startswith("."):
            return "hidden"
        if entry.is_symlink():
            return "" if self._is_followed(entry, label) else "link"
        if entry.is_dir():
            return ""
        if not has_suffix(entry.name):
            return "other-ending"
        if label in self._unreadable:
            return "unreadable"
        return "" if entry.is_file() else "special"

    def _is_followed(self, entry: os.DirEntry[str], label: str) -> bool:
        """Tell whether a scan has taken what a link leads to under the name of the link."""
        if _is_folder(entry):
            known = self._folders.get(os.path.realpath(entry.path))
            return known is not None and clean_label(known.label) == label
        return self._connection.execute("SELECT 1 FROM file WHERE path = ?", (label,)).fetchone() is not None


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Tell whether an entry is a folder or leads to one; a link that leads to itself does not."""
    try:
        return entry.is_dir()
    except OSError:
        return False
