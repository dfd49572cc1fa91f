"""Files that are to be read, packed: a first index of a million files would else hold a gigabyte of them."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import overload

from reader.corpus.files.scan import FileStat


class PendingFiles(Sequence[FileStat]):
    """A sequence of files, 160 bytes each instead of 400; each is made anew whenever it is asked for."""

    def __init__(self) -> None:
        self._paths: list[str] = []
        self._sizes: array[int] = array("q")
        self._mtimes: array[int] = array("q")
        self._changes: array[int] = array("q")
        # What comes before the path of nearly all files of a root, and the whole of the others.
        self._base = ""
        self._elsewhere: dict[str, str] = {}
        self._order: Sequence[int] = ()

    def add(self, stat: FileStat) -> None:
        """Put a file on the pile."""
        if not self._paths and stat.absolute.endswith(f"/{stat.path}"):
            self._base = stat.absolute.removesuffix(stat.path)
        if stat.absolute != self._base + stat.path:
            self._elsewhere[stat.path] = stat.absolute
        self._paths.append(stat.path)
        self._sizes.append(stat.size)
        self._mtimes.append(stat.mtime_ns)
        self._changes.append(stat.change)
        self._order = range(len(self._paths))

    def sort(self) -> None:
        """Put the files in the descending order of their names, whatever their folders."""
        paths = self._paths
        order = sorted(range(len(paths)), key=lambda place: paths[place].rpartition("/")[2], reverse=True)
        self._order = array("I", order)

    @property
    def paths(self) -> frozenset[str]:
        """The paths of the files."""
        return frozenset(self._paths)

    def __len__(self) -> int:
        return len(self._paths)

    @overload
    def __getitem__(self, index: int) -> FileStat: ...
    @overload
    def __getitem__(self, index: slice) -> list[FileStat]: ...
    def __getitem__(self, index: int | slice) -> FileStat | list[FileStat]:
        if isinstance(index, slice):
            return [self._stat(place) for place in self._order[index]]
        return self._stat(self._order[index])

    def __iter__(self) -> Iterator[FileStat]:
        return map(self._stat, self._order)

    def _stat(self, place: int) -> FileStat:
        path = self._paths[place]
        absolute = self._elsewhere.get(path) or self._base + path
        return FileStat(path, absolute, self._sizes[place], self._mtimes[place], self._changes[place])
