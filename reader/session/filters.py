"""Earlier filters, for the box; kept between starts. A full or closed disk only means that they are not."""

from __future__ import annotations

from pathlib import Path

from reader.session.notes import read_note, write_note

KEPT = 200


class FilterHistory:
    """The filters used last, newest first, in one file of the user's state folder (None: not kept)."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self.entries: list[str] = self._read()

    def _read(self) -> list[str]:
        found = read_note(self._path) if self._path is not None else []
        return [entry for entry in found if isinstance(entry, str)][:KEPT] if isinstance(found, list) else []

    def add(self, text: str) -> None:
        """Remember a filter as the newest one."""
        text = text.strip()
        if not text or (self.entries and self.entries[0] == text):
            return
        self.entries = [text, *(entry for entry in self.entries if entry != text)][:KEPT]
        if self._path is not None:
            write_note(self._path, self.entries)
