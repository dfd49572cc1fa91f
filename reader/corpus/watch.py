"""Noticing that files change while the program runs.

Linux tells of changes in the folders it is asked about (`inotify(7)`, reached through the C library: the standard
library has no door to it). Other systems, and file systems that live on another machine, tell nothing: there a look
from time to time has to do, and `wait` only keeps the time.
"""

from __future__ import annotations

import ctypes
import os
import select
import struct
import sys
import threading
import time
from contextlib import suppress

from reader.corpus.scan import SUFFIXES

_CLOSE_WRITE, _ATTRIB, _MOVED_FROM, _MOVED_TO = 0x8, 0x4, 0x40, 0x80
_CREATE, _DELETE, _DELETE_SELF, _MOVE_SELF = 0x100, 0x200, 0x400, 0x800
_OF_FOLDER = _DELETE_SELF | _MOVE_SELF
_ALL = _CLOSE_WRITE | _ATTRIB | _MOVED_FROM | _MOVED_TO | _CREATE | _DELETE | _OF_FOLDER
_ONLY_FOLDERS = 0x01000000
_IS_FOLDER, _OVERFLOW = 0x40000000, 0x4000
_EVENT = struct.Struct("iIII")
_ROOM = 1 << 16

# Generators write many files in a row: they are looked at together, once none came for a moment.
_SETTLED = 0.15
_LONGEST = 0.6


class Watch:
    """Tells when something in some folders changes that a scan of them might find.

    Safe to use from several threads. Where the system tells nothing, `is_told` is false.
    """

    def __init__(self) -> None:
        self._inotify = _Inotify.open()
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
        happened = bool(poll.poll(1000 * seconds))
        return happened and self._inotify is not None and self._inotify.took_note()

    def __del__(self) -> None:
        for descriptor in (self._wake, self._woken):
            with suppress(OSError):
                os.close(descriptor)


class _Inotify:
    """One instance of inotify. `complete` is false once a folder could not be watched."""

    def __init__(self, library: ctypes.CDLL, descriptor: int) -> None:
        self.descriptor = descriptor
        self.complete = True
        self._library = library

    @classmethod
    def open(cls) -> _Inotify | None:
        """Return an instance, or None where the system has none to give."""
        if sys.platform != "linux":
            return None
        library = ctypes.CDLL(None, use_errno=True)
        try:
            descriptor: int = library.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
        except AttributeError:  # a C library without it
            return None
        return cls(library, descriptor) if descriptor >= 0 else None

    def add(self, folder: str) -> None:
        """Watch a folder; a limit of the system (`fs.inotify.max_user_watches`) makes the watch incomplete."""
        if self._library.inotify_add_watch(self.descriptor, os.fsencode(folder), _ALL | _ONLY_FOLDERS) < 0:
            self.complete = False

    def took_note(self) -> bool:
        """Read what has happened; return whether it may concern an article."""
        concerns = False
        with suppress(BlockingIOError):
            data = os.read(self.descriptor, _ROOM)
            place = 0
            while place < len(data):
                _, mask, _, length = _EVENT.unpack_from(data, place)
                place += _EVENT.size + length
                concerns |= _concerns(mask, data[place - length : place].rstrip(b"\0"))
        return concerns

    def __del__(self) -> None:
        with suppress(OSError):
            os.close(self.descriptor)


def _concerns(mask: int, name: bytes) -> bool:
    """Return whether an event may change what a scan finds: what editors and generators keep beside it does not."""
    if mask & (_OVERFLOW | _OF_FOLDER):
        return True
    if name.startswith(b"."):
        return False
    return bool(mask & _IS_FOLDER) or os.fsdecode(name).lower().endswith(SUFFIXES)
