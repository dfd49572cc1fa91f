"""The corpora this user has opened, each under a name for good: what articles without an address are known by.

The name is that of the folder, with a number where another corpus has it already, so that marks fit on another machine
where the same folder lies elsewhere. It stays when the folder is moved or renamed: a folder is known by its path, or by
its files where the folder that had the name is gone: files that were noted of it are found again, with their sizes. Of
a copy on another disk these must be more than of a folder with the same inode, whose number alone proves nothing: it is
given out again. A folder inside a known one, or around one, takes no file from it.
"""

from __future__ import annotations

import os
import sqlite3
import stat
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.corpus.files.homes import Home, Homes
from reader.session.state.recent import last_roots
from reader.session.state.state_files import read_note, write_note
from reader.text.clean import clean_line

if TYPE_CHECKING:
    from reader.config.paths import Paths
    from reader.corpus.library import Snapshot
    from reader.marks import Journal

SAMPLE = 32
"""Files noted of each corpus, by which it is known again."""

# The share of these that must be found: where the inode is the same as well, and where it is not.
_MOVED, _COPIED = 0.5, 0.75


class KnownCorpus(NamedTuple):
    """A folder that was opened: its name for good, its path without links, device and inode, and some of its files.

    `sample` holds paths in the folder with their sizes in bytes. `settled` tells whether the marks of earlier versions
    have been taken over.
    """

    name: str
    root: str
    inode: tuple[int, int]
    sample: tuple[tuple[str, int], ...] = ()
    settled: bool = False


class Corpora:
    """The corpora that are noted in a file. Where it cannot be written, names are good for this run.

    So they are without `keep`, for those who make no marks: no name is needed before there are some.
    """

    def __init__(
        self, file: Path, earlier: Callable[[], Iterable[str]] = tuple, *, keep: bool = True
    ) -> None:
        """`earlier` tells which folders were opened before there was such a file."""
        note = read_note(file)
        self._file = file
        self._keep = keep
        self._settled = False
        self._earlier = _texts(note.get("earlier")) if isinstance(note, dict) else [*earlier()]
        self.known = _read(note)

    def homes(self, roots: Sequence[Path]) -> Homes:
        """Return the homes of the files under some roots; a root that is not known yet gets a name, and is noted."""
        before = list(self.known)
        folders = list(dict.fromkeys(_folder(root) for root in roots))
        for folder in folders:
            self._know(folder)
        if self.known != before:
            self._write()
        around = [self._around(folder) for folder in folders]  # one farther out names none of its files
        inside = [known for known in self.known if any(_lies_in(known.root, folder) for folder in folders)]
        return Homes(tuple(sorted({Home(known.root, known.name) for known in (*around, *inside)})))

    def name(self, roots: Sequence[Path]) -> str:
        """Return what the corpus of some roots is called: the known corpora around them, and the paths in these."""
        names = []
        for folder in map(_folder, roots):
            home = self._around(folder)
            names.append(clean_line(home.name + folder[len(home.root.rstrip("/")) :]))
        return " + ".join(dict.fromkeys(names))

    def _around(self, folder: str) -> KnownCorpus:
        """Return the innermost known corpus around a folder that has a name."""
        around = [known for known in self.known if _lies_in(folder, known.root)]
        return max(around, key=lambda known: len(known.root))

    def settle(self, corpus: Snapshot, homes: Homes, journal: Journal, opened: Sequence[Path]) -> str:
        """Let marks follow the files of a corpus that was just compared with its files, and note some of these.

        Return a sentence about marks that lead to no article any more, "" as a rule. Raises
        `StateError` and `IndexFaultError`.
        """
        from reader.session.state.carry import carry_earlier, follow  # once a load

        if not self._keep:  # a journal has been made meanwhile
            self._keep = True
            self._write()
        roots = {home.root for home in homes.homes}
        left = aside = 0
        if journal.marks:
            if not all(known.settled for known in self.known if known.root in roots):
                others = {*self._earlier, *(known.root for known in self.known)} - roots
                left = carry_earlier(corpus, journal, map(Path, sorted(others)))
            aside = follow(corpus, journal, homes, [*map(os.path.realpath, opened)], first=not self._settled)
            self._settled = True
        fresh = [known._replace(settled=True) if known.root in roots else known for known in self.known]
        if not all(known.sample and known.settled for known in self.known if known.root in roots):
            self.known = fresh
            from reader.corpus.index.contents import some_files  # once a corpus

            self._note_files(homes, corpus.from_index(lambda index: some_files(index, SAMPLE * len(roots))))
        if aside:
            which = (
                "the file of 1 marked article" if aside == 1 else f"the files of {aside:,} marked articles"
            )
            return f"{which} now hold{'s' * (aside == 1)} another: the marks were put aside for when its text is back"
        if not left:
            return ""
        which = "1 article" if left == 1 else f"{left:,} articles"
        return f"marks of an earlier version on {which} may be about another corpus and were left out; decide again"

    def _note_files(self, homes: Homes, files: Iterable[tuple[str, int]]) -> None:
        """Note some files (absolute paths and sizes) of the corpora that are homes, for knowing them again."""
        samples: dict[str, list[tuple[str, int]]] = {home.root: [] for home in homes.homes}
        for absolute, size in files:
            for root, sample in samples.items():
                if _lies_in(absolute, root) and len(sample) < SAMPLE:
                    sample.append((absolute[len(root) :].lstrip("/"), size))
        self.known = [
            known._replace(sample=tuple(samples[known.root])) if samples.get(known.root) else known
            for known in self.known
        ]
        self._write()

    def _know(self, folder: str) -> None:
        """See to it that a folder has a name."""
        inode = _inode(folder)
        same = next((known for known in self.known if known.root == folder), None)
        moved = self._moved(folder, inode) if same is None or same.inode != inode else None
        if moved is not None:
            self._move(moved, folder, inode)
        elif same is not None:
            self.known[self.known.index(same)] = same._replace(inode=inode)
        elif not any(_lies_in(folder, known.root) for known in self.known):
            self.known.append(KnownCorpus(self._free_name(folder), folder, inode))

    def _moved(self, folder: str, inode: tuple[int, int]) -> KnownCorpus | None:
        """Return the corpus that is now at a folder and was elsewhere before."""
        for known in self.known:
            if known.root == folder or _inode(known.root) == known.inode:
                continue
            share = _share_found(folder, known.sample)
            if share >= (_MOVED if known.inode == inode else _COPIED):
                return known
        return None

    def _move(self, moved: KnownCorpus, folder: str, inode: tuple[int, int]) -> None:
        """Note where a corpus is now, and with it those that lie in it."""
        # What was here before is somewhere else, and known again when it is opened there.
        there = [known._replace(root=f"?{folder}") if known.root == folder else known for known in self.known]
        self.known = [
            known._replace(
                root=folder + known.root[len(moved.root) :], inode=inode if known is moved else known.inode
            )
            if _lies_in(known.root, moved.root)
            else known
            for known in there
        ]

    def _free_name(self, folder: str) -> str:
        base = clean_line(unicodedata.normalize("NFC", Path(folder).name)).replace("~", "-") or "root"
        names = {known.name for known in self.known}
        name, number = base, 1
        while name in names:
            number += 1
            name = f"{base}~{number}"
        return name

    def _write(self) -> None:
        if self._keep:
            write_note(self._file, {"earlier": self._earlier, "corpora": self.known})


def _read(note: Any) -> list[KnownCorpus]:
    """Return what is noted; what cannot be understood of it is left out."""
    corpora = note.get("corpora") if isinstance(note, dict) else None
    read = (_known(entry) for entry in corpora) if isinstance(corpora, list) else ()
    return [known for known in read if known is not None]


def _known(entry: Any) -> KnownCorpus | None:
    try:
        name, root, (device, number), sample, settled = entry
        files = tuple((str(path), int(size)) for path, size in sample)
        return KnownCorpus(str(name), str(root), (int(device), int(number)), files, bool(settled))
    except (TypeError, ValueError):
        return None


def _texts(value: Any) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def earlier_roots(paths: Paths) -> list[str]:
    """Return the folders that versions without names for corpora had open last, or have left an index of."""
    found = {str(root) for root in last_roots(paths)}
    for index in paths.index.glob("*.index"):
        try:
            with closing(sqlite3.connect(f"{index.absolute().as_uri()}?mode=ro", uri=True)) as connection:
                rows = connection.execute("SELECT path, absolute FROM file LIMIT 1").fetchall()
        except sqlite3.Error:
            continue
        for label, absolute in rows:
            path = os.fsdecode(absolute)
            if path.endswith("/" + label):
                found.add(path[: -len(label) - 1])
    return sorted(found)


def _folder(root: Path) -> str:
    """Return the path, without links, of the folder that a root is or lies in."""
    real = Path(os.path.realpath(root))
    return str(real if real.is_dir() else real.parent)


def _lies_in(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip("/") + "/")


def _inode(folder: str) -> tuple[int, int]:
    try:
        status = Path(folder).stat()
    except OSError:
        return 0, 0
    return status.st_dev, status.st_ino


def _share_found(folder: str, sample: Sequence[tuple[str, int]]) -> float:
    """Return the share of the files of a sample that are in a folder, with their sizes."""
    return sum(_has(Path(folder, path), size) for path, size in sample) / len(sample) if sample else 0


def _has(file: Path, size: int) -> bool:
    try:
        status = file.lstat()
    except (OSError, ValueError):
        return False
    return stat.S_ISREG(status.st_mode) and status.st_size == size
