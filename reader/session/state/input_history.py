"""What was typed earlier into a box: filters, commands. A full or closed disk only means that it is not kept."""

from __future__ import annotations

from pathlib import Path

from reader.session.state.state_files import read_note, write_note

KEPT = 200


class InputHistory:
    """The filters, or commands, used last, newest first, in one file of the user's state folder (None: not kept)."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self.entries: list[str] = self._read()

    def _read(self) -> list[str]:
        found = read_note(self._path) if self._path is not None else []
        return [entry for entry in found if isinstance(entry, str)][:KEPT] if isinstance(found, list) else []

    def moved(self, place: int, step: int) -> tuple[int, str]:
        """Return the place that lies `step` entries further back, and what stands there; -1 is the empty line."""
        place = max(-1, min(place + step, len(self.entries) - 1))
        return place, self.entries[place] if place >= 0 else ""

    def add(self, text: str) -> None:
        """Remember one as the newest."""
        text = text.strip()
        if not text or (self.entries and self.entries[0] == text):
            return
        self.entries = [text, *(entry for entry in self.entries if entry != text)][:KEPT]
        if self._path is not None:
            write_note(self._path, self.entries)
