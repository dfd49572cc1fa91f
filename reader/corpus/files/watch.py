"""Noticing that files change while the program runs.

Linux tells of changes in the folders it is asked about (`inotify(7)`, reached through the C library: the standard
library has no door to it). Other systems, and file systems that live on another machine, tell nothing: there a look
from time to time has to do, and `wait` only keeps the time.
"""

from __future__ import annotations

import errno
import os
import select
import struct
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from reader.corpus.files.scan import has_suffix
from reader.corpus.files.watched_paths import MOUNTS, mounts, ways

if TYPE_CHECKING:
    import ctypes

_CLOSE_WRITE, _ATTRIB, _MOVED_FROM, _MOVED_TO = 0x8, 0x4, 0x40, 0x80
_CREATE, _DELETE, _DELETE_SELF, _MOVE_SELF = 0x100, 0x200, 0x400, 0x800
_IS_FOLDER, _OVERFLOW, _UNMOUNT = 0x40000000, 0x4000, 0x2000
_OF_FOLDER = _DELETE_SELF | _MOVE_SELF
_COMES, _GOES = _CREATE | _MOVED_TO, _DELETE | _MOVED_FROM
_ALL = _CLOSE_WRITE | _ATTRIB | _COMES | _GOES | _OF_FOLDER
_ONLY_FOLDERS, _BESIDES = 0x01000000, 0x20000000
_WHOLE = _OVERFLOW | _UNMOUNT | _OF_FOLDER
_GONE = (errno.ENOENT, errno.ENOTDIR)
_EVENT = struct.Struct("iIII")
_ROOM = 1 << 16

# Generators write many files in a row: they are looked at together, once none came for a moment.
_SETTLED = 0.15
_LONGEST = 0.6
# Names kept between two looks; where more have changed, all files are looked at.
_MOST_NAMES = 5_000


class Watch:
    """Tells when something in some folders changes that a scan of them might find, or where `roots` lead.

    Safe to use from several threads. Where the system tells nothing, `is_told` is false.
    """

    def __init__(self, roots: Sequence[Path] = ()) -> None:
        self._roots = roots
        self._inotify = _Inotify.open()
        self._mounts = _open_mounts() if roots and self._inotify else -1
        self._mounted = mounts(roots) if self._mounts >= 0 else None
        self._go_ways()
        self._wake, self._woken = (
            os.pipe2(os.O_CLOEXEC | os.O_NONBLOCK) if hasattr(os, "pipe2") else os.pipe()
        )
        self._lock = threading.Lock()
        self._closed = False

    @property
    def is_told(self) -> bool:
        """Whether the system tells of changes in all folders that were named."""
        return self._inotify is not None and self._inotify.complete

    @property
    def closed(self) -> bool:
        """Whether `close` was called."""
        return self._closed

    def add(self, folder: str) -> None:
        """Watch a folder from now on; one that is watched already is no trouble."""
        if self._inotify is not None:
            self._inotify.add(folder)

    def take(self) -> dict[str, set[str]] | None:
        """Return what has changed since the last call: names of files and of new folders, by the folder they are in.

        None where that is not known as exactly: then all files are to be looked at. The first call gives an empty one.
        """
        if self._inotify is None:
            return None
        with self._lock:
            self._inotify.take_note()
            changed = self._inotify.taken()
        if changed is None:
            self._go_ways()
        return changed if self.is_told else None

    def wait(self, seconds: float) -> bool:
        """Wait until something has changed, at most so many seconds; return whether it has.

        Changes of one moment are told together. Also ends, with false, when the watch is closed meanwhile.
        """
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0 and not self._closed:
            if self._changed_within(left):
                latest = time.monotonic() + _LONGEST
                while time.monotonic() < latest and self._changed_within(_SETTLED):
                    pass
                return not self._closed
        return False

    def close(self) -> None:
        """End the watch and whoever waits for it."""
        with self._lock:
            if not self._closed:
                self._closed = True
                os.write(self._woken, b"x")

    def _changed_within(self, seconds: float) -> bool:
        """Return whether something changed, waiting at most so long."""
        poll = select.poll()
        poll.register(self._wake, select.POLLIN)
        if self._inotify is not None:
            poll.register(self._inotify.descriptor, select.POLLIN)
        if self._mounts >= 0:
            poll.register(self._mounts, select.POLLPRI)
        told = {descriptor for descriptor, _ in poll.poll(1000 * seconds)}
        if not told or self._inotify is None:
            return False
        remounted = self._mounts in told and self._has_remounted()
        with self._lock:
            if remounted:
                self._inotify.changed = None
            return self._inotify.take_note() or remounted

    def _has_remounted(self) -> bool:
        """Return whether anything was mounted or unmounted around the roots or in them since it was last asked."""
        before, self._mounted = self._mounted, mounts(self._roots)
        return self._mounted != before

    def _go_ways(self) -> None:
        """Watch what leads to the roots, as it is now."""
        if self._inotify is not None:
            for folder, names in ways(self._roots).items():
                self._inotify.add_names(folder, names)

    def __del__(self) -> None:
        for descriptor in (self._wake, self._woken, self._mounts):
            with suppress(OSError):
                os.close(descriptor)


def _open_mounts() -> int:
    try:
        return os.open(MOUNTS, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return -1


class _Inotify:
    """One instance of inotify. `complete` is false while a folder cannot be watched.

    `changed` are the names that were told of, by folder; None where more may have changed.
    """

    def __init__(self, library: ctypes.CDLL, descriptor: int) -> None:
        self.descriptor = descriptor
        self.changed: dict[str, set[str]] | None = {}
        self._library = library
        self._folders: dict[int, str] = {}
        self._ways: dict[int, set[bytes]] = {}
        self._unwatched: set[str] = set()
        self._has_hidden = False
        self._room = _MOST_NAMES

    @classmethod
    def open(cls) -> _Inotify | None:
        """Return an instance, or None where the system has none to give."""
        if sys.platform != "linux":
            return None
        try:
            import ctypes

            library = ctypes.CDLL(None, use_errno=True)
            descriptor: int = library.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
        except (ImportError, OSError, AttributeError):  # a Python without ctypes, a C library without inotify
            return None
        return cls(library, descriptor) if descriptor >= 0 else None

    @property
    def complete(self) -> bool:
        """Whether all folders are watched that were named and are there."""
        return not self._unwatched

    def add(self, folder: str) -> None:
        """Watch a folder; a limit of the system (`fs.inotify.max_user_watches`) makes the watch incomplete."""
        number = self._watch(folder, _ALL)
        if number >= 0:
            # A folder that was moved has the number it had.
            self._folders[number] = folder
            self._has_hidden = self._has_hidden or "/." in folder
        if number >= 0 or _last_error() in _GONE:
            self._unwatched.discard(folder)
        else:
            self._unwatched.add(folder)

    def add_names(self, folder: str, names: set[str]) -> None:
        """Watch what comes and goes in a folder under some names; where it may not be read, do without."""
        number = self._watch(folder, _COMES | _GOES)
        if number >= 0:
            self._ways.setdefault(number, set()).update(map(os.fsencode, names))

    def _watch(self, folder: str, events: int) -> int:
        """Watch a folder for events besides others it is watched for; return its number, -1 where that cannot be."""
        path = os.fsencode(folder)
        number: int = self._library.inotify_add_watch(
            self.descriptor, path, events | _ONLY_FOLDERS | _BESIDES
        )
        return number

    def take_note(self) -> bool:
        """Read what has happened; return whether it may concern an article."""
        concerns = False
        with suppress(BlockingIOError):
            while data := os.read(self.descriptor, _ROOM):
                place = 0
                while place < len(data):
                    number, mask, _, length = _EVENT.unpack_from(data, place)
                    place += _EVENT.size + length
                    name = data[place - length : place].rstrip(b"\0")
                    if name in self._ways.get(number, ()):
                        concerns, self.changed = True, None
                    elif self._concerns(number, mask, name):
                        concerns = True
                        self._note(number, mask, os.fsdecode(name))
        return concerns

    def _note(self, number: int, mask: int, name: str) -> None:
        folder = self._folders.get(number)
        named = has_suffix(name) if not mask & _IS_FOLDER else mask & _COMES
        if self.changed is None or folder is None or mask & _WHOLE or not named:
            self.changed = None
            return
        names = self.changed.setdefault(folder, set())
        if name not in names:
            names.add(name)
            self._room -= 1
        if self._room < 0:
            self.changed = None

    def _concerns(self, number: int, mask: int, name: bytes) -> bool:
        """Return whether an event may change what a scan finds: what programs keep beside articles does not."""
        if mask & _WHOLE:
            return True
        folder = self._folders.get(number)
        if folder is None or name.startswith(b"."):
            return False
        if mask & _IS_FOLDER or has_suffix(os.fsdecode(name)):
            return True
        # A link to a folder where scans do not come by themselves. What has gone cannot be asked whether it was one.
        if mask & _COMES:
            return Path(folder, os.fsdecode(name)).is_symlink()
        return self._has_hidden and bool(mask & _GOES)

    def taken(self) -> dict[str, set[str]] | None:
        """Return what has changed, and begin anew."""
        changed, self.changed, self._room = self.changed, {}, _MOST_NAMES
        return changed

    def __del__(self) -> None:
        with suppress(OSError):
            os.close(self.descriptor)


def _last_error() -> int:
    import ctypes  # there, where a library was loaded

    return ctypes.get_errno()
