"""Which files of a corpus may be articles: a walk over folders nobody has to trust."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from reader.errors import CorpusError
from reader.model import Problem
from reader.text.clean import clean_line
from reader.text.labels import clean_label

SUFFIXES = (".md", ".markdown", ".mdx", ".txt", ".html")
"""Endings of files that may begin with front matter, compared without case."""


class FileStat(NamedTuple):
    """A file that may be an article.

    `path` is the label that is shown and stored: relative to the corpus, with `/`, without control
    characters, unique among the files of one scan, and the same at every scan of the same roots. `absolute`
    opens the file (bytes that are no UTF-8 as Python's surrogate escapes). `size` is in bytes, `mtime_ns` in
    nanoseconds since 1970. `change` is another whenever the file is another or was changed, also where size and time
    are as before: the time that only the system sets (ctime), mixed with the folder the file was found in. The inode
    has no part in it: memory cards and file systems of other machines number their files anew when they are mounted.
    """

    path: str
    absolute: str
    size: int
    mtime_ns: int
    change: int

    @classmethod
    def of(cls, path: str, absolute: str, status: os.stat_result, place: int) -> FileStat:
        """Return the file with a status, found in a folder of the checksum `place`."""
        return cls(path, absolute, status.st_size, status.st_mtime_ns, status.st_ctime_ns ^ place)


def checksum(folder: str) -> int:
    """Return the checksum of a folder's path, or of a path that a link leads to."""
    return crc32(os.fsencode(folder))


class Folder(NamedTuple):
    """A folder that a scan looks into: its path, what the labels of its files begin with, and the path of its root.

    `inside` is false for the folder around a root that is a single file.
    """

    path: str
    label: str
    root: str
    inside: bool = True

    def label_of(self, name: str) -> str:
        """Return the label of a file or folder in it."""
        return clean_label(f"{self.label}/{name}" if self.label else name)


def scan(
    roots: Sequence[Path],
    report: Callable[[Problem], object] = lambda problem: None,
    *,
    enter: Callable[[Folder], object] = lambda folder: None,
) -> Iterator[FileStat]:
    """Yield the files of the corpus at `roots`: folders, searched at any depth, or single files.

    Passed over are hidden files and folders, other endings, and whatever is no regular file; a root that is
    a file is taken whatever its ending. A link is followed only when its target lies in the same root and
    the walk does not come to it anyway; no folder is entered twice. With several roots a label begins with
    the name of its root. What cannot be read on the way is handed to `report`, and every folder to `enter` before it
    is looked into. Raises CorpusError for a root that does not exist or cannot be read, before anything is yielded.
    """
    walks = [(*_checked(root), label) for root, label in zip(roots, _root_labels(roots), strict=True)]
    seen: set[tuple[int, int]] = set()
    single = any(not stat.S_ISDIR(status.st_mode) for _real, status, _label in walks)
    for real, status, label in walks:
        if stat.S_ISDIR(status.st_mode):
            yield from _Walk(real, report, enter, seen, single).files([(real, label)])
        elif (status.st_dev, status.st_ino) not in seen:
            seen.add((status.st_dev, status.st_ino))
            enter(Folder(str(Path(real).parent), "", real, inside=False))
            name = label or Path(real).name
            yield FileStat.of(clean_label(name), real, status, checksum(str(Path(real).parent)))


def root_folders(roots: Sequence[Path]) -> Iterator[Folder]:
    """Yield the folders among the roots. Raises CorpusError as `scan` does."""
    for root, label in zip(roots, _root_labels(roots), strict=True):
        real, status = _checked(root)
        if stat.S_ISDIR(status.st_mode):
            yield Folder(real, label, real)


def is_wanted(entry: os.DirEntry[str]) -> bool:
    """Tell whether a scan may take something for an article, or look into it, by its name and kind alone."""
    return entry.name[0] != "." and (has_suffix(entry.name) or entry.is_dir(follow_symlinks=False))


def _names(folder: str, wanted: Callable[[os.DirEntry[str]], bool]) -> list[str]:
    """Return the names of what is wanted of a folder, in order. The entries themselves take 700 bytes each."""
    with os.scandir(folder) as entries:
        return sorted([entry.name for entry in entries if wanted(entry)])


def _is_visited(entry: os.DirEntry[str]) -> bool:
    try:
        return is_wanted(entry) or (entry.name[0] != "." and entry.is_symlink())
    except OSError:  # a kind that the folder does not tell: what is wrong is found when it is looked at
        return True


def look_again(
    folder: Folder,
    names: Collection[str],
    report: Callable[[Problem], object],
    enter: Callable[[Folder], object],
) -> Iterator[FileStat]:
    """Yield what a scan would find under some names in a folder that one has looked into, and below these.

    No root of that scan may have been a single file. Raises OSError where the folder is no longer there.
    """
    there = _names(folder.path, lambda entry: entry.name in names)
    walk = _Walk(folder.root, report, enter, set(), single=False)
    pending: list[tuple[str, str]] = []
    yield from walk.found(folder.path, folder.label, there, pending)
    yield from walk.files(pending)


def _checked(root: Path) -> tuple[str, os.stat_result]:
    """Return the path without links and the status of a root. Raises CorpusError when it cannot be used."""
    place = clean_line(str(root))
    try:
        real = os.path.realpath(root)
        status = Path(real).stat()
        if stat.S_ISDIR(status.st_mode):
            os.scandir(real).close()
        elif stat.S_ISREG(status.st_mode):
            open(real, "rb").close()
        else:
            raise CorpusError("is neither a folder nor a file", place=place, hint="name a folder of articles")
    except (FileNotFoundError, NotADirectoryError):
        raise CorpusError("does not exist", place=place, hint="check the path") from None
    except PermissionError:
        raise CorpusError("may not be read", place=place, hint="check its permissions") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise CorpusError(f"cannot be read ({reason})", place=place, hint="check the path") from None
    return real, status


def _root_labels(roots: Sequence[Path]) -> list[str]:
    """Return what the labels of each root begin with: nothing for a single root, else its name, made unique."""
    if len(roots) < 2:
        return [""] * len(roots)
    labels: list[str] = []
    for root in roots:
        name = root.name if root.name not in ("", "..") else Path(os.path.realpath(root)).name or "root"
        label, number = name, 1
        while label in labels:
            number += 1
            label = f"{name}-{number}"
        labels.append(label)
    return labels


@dataclass(slots=True)
class _Walk:
    """The walk over one root, whose path has no links.

    `seen` are the folders and single files taken already, and `single` tells whether any of them is a file.
    """

    root: str
    report: Callable[[Problem], object]
    enter: Callable[[Folder], object]
    seen: set[tuple[int, int]]
    single: bool

    def files(self, pending: list[tuple[str, str]]) -> Iterator[FileStat]:
        """Yield the files under folders (path, label), folder by folder, in the order of their names."""
        while pending:
            folder, label = pending.pop()
            yield from self.found(folder, label, self._visited(folder, label), pending)

    def found(
        self, folder: str, label: str, names: Sequence[str], pending: list[tuple[str, str]]
    ) -> Iterator[FileStat]:
        """Yield the files under some names in a folder, and put the folders among them on top of `pending`."""
        inner: list[tuple[str, str]] = []
        of_folder = checksum(folder)
        beside = folder.rstrip("/") + "/"
        for name in names:
            path, place = f"{label}/{name}" if label else name, beside + name
            try:
                status = os.lstat(place)
                if found := self._look_at(place, path, status, of_folder):
                    yield found
                elif stat.S_ISDIR(status.st_mode):
                    inner.append((place, path))
                elif stat.S_ISLNK(status.st_mode) and (target := self._hidden_folder(place)):
                    inner.append((target, path))
            except OSError as error:
                self._problem(path, error)
        pending.extend(reversed(inner))

    def _visited(self, folder: str, label: str) -> list[str]:
        """Return the names to look at in a folder, in order: none at a second visit."""
        try:
            status = Path(folder).stat()
            if (status.st_dev, status.st_ino) in self.seen:
                return []
            self.seen.add((status.st_dev, status.st_ino))
            self.enter(Folder(folder, label, self.root))
            return _names(folder, _is_visited)
        except OSError as error:
            self._problem(label, error)
            return []

    def _look_at(self, place: str, path: str, status: os.stat_result, of_folder: int) -> FileStat | None:
        if not has_suffix(path):
            return None
        absolute = place
        if stat.S_ISLNK(status.st_mode):
            absolute = os.path.realpath(absolute)
            inside = self._inside(absolute)
            if inside is None:
                if not Path(absolute).is_dir():
                    self.report(
                        Problem(clean_label(path), 0, "", "is a link out of the corpus and is not followed")
                    )
                return None
            if has_suffix(inside) and not _is_hidden(inside):
                return None
            status, of_folder = Path(absolute).stat(), checksum(absolute)
        if not stat.S_ISREG(status.st_mode) or (self.single and (status.st_dev, status.st_ino) in self.seen):
            return None
        return FileStat.of(clean_label(path), absolute, status, of_folder)

    def _hidden_folder(self, place: str) -> str:
        """Return the folder a link leads to when it lies in the root where the walk does not come, else ""."""
        target = os.path.realpath(place)
        inside = self._inside(target)
        return target if inside and _is_hidden(inside) and Path(target).is_dir() else ""

    def _inside(self, target: str) -> str | None:
        """Return the path of `target` in the root, or None when it lies outside."""
        base = self.root.rstrip("/") + "/"
        return target[len(base) :] if target.startswith(base) else None

    def _problem(self, path: str, error: OSError) -> None:
        reason = (
            "may not be read" if isinstance(error, PermissionError) else f"cannot be read ({error.strerror})"
        )
        self.report(Problem(clean_label(path) or ".", 0, "", reason))


def has_suffix(name: str) -> bool:
    """Tell whether the ending of a name is that of an article."""
    return name.lower().endswith(SUFFIXES)


def _is_hidden(inside: str) -> bool:
    return inside.startswith(".") or "/." in inside
