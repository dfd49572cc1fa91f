"""Pictures that were fetched, kept in the cache: one file a picture, disposable, and not more than some."""

from __future__ import annotations

import hashlib
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from reader.config.paths import make_private
from reader.errors import ReaderError

MOST, LARGEST = 300, 60_000_000
"""How many pictures are kept, and how many bytes of them; those that were not looked at the longest go first."""

_ONE = 20_000_000
_BEGINNING = b"\xff\xd8\xff"


class ImageCache:
    """The pictures in one folder, as small JPEGs, by their addresses."""

    def __init__(self, folder: Path, *, most: int = MOST, largest: int = LARGEST) -> None:
        self._folder = folder
        self._most, self._largest = most, largest

    def get(self, url: str) -> bytes | None:
        """Return the picture of an address, None where none is kept. A file that is no JPEG is none."""
        file = self._file(url)
        try:
            with open(file, "rb") as stream:
                data = stream.read(_ONE)
        except OSError:
            return None
        if not data.startswith(_BEGINNING):
            return None
        with suppress(OSError):  # a cache that cannot be written is still read
            os.utime(file)
        return data

    def put(self, url: str, data: bytes) -> None:
        """Keep a picture, in one move, and let the oldest go. Raises `ReaderError` where it cannot be written."""
        try:
            make_private(self._folder)
            handle, name = tempfile.mkstemp(dir=self._folder, prefix=".")
            try:
                with open(handle, "wb") as stream:
                    stream.write(data)
                Path(name).replace(self._file(url))
            finally:
                Path(name).unlink(missing_ok=True)
            self._clear()
        except OSError as error:
            raise ReaderError(
                f"the picture could not be kept ({error.strerror})", place=str(self._folder)
            ) from error

    def _clear(self) -> None:
        """Let go of what is more than is kept."""
        found = []
        for file in self._folder.glob("*.jpg"):
            with suppress(FileNotFoundError):  # another session has let it go just now
                found.append((file, file.stat()))
        room, size = self._most, self._largest
        for file, seen in sorted(found, key=lambda one: one[1].st_mtime_ns, reverse=True):
            room, size = room - 1, size - seen.st_size
            if room < 0 or size < 0:
                file.unlink(missing_ok=True)

    def _file(self, url: str) -> Path:
        return self._folder / f"{hashlib.sha256(url.encode('utf-8', 'replace')).hexdigest()}.jpg"
