"""Notes that are being written: kept letter by letter, so that a dropped line costs none of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from reader.session.state.state_files import forget_note, read_note, write_note
from reader.text.identity import short_id

if TYPE_CHECKING:
    from reader.config.paths import Paths


class Draft:
    """The unfinished note of some articles, by their identities; without `paths` (None) none is kept.

    It is readable by its owner alone. A full disk only means that it is not kept.
    """

    def __init__(self, paths: Paths | None, keys: Iterable[str]) -> None:
        ids = sorted(map(short_id, keys))
        name = ids[0] if len(ids) == 1 else short_id("\n".join(ids))
        self._file = None if paths is None else paths.state / "drafts" / f"{name}.json"

    def read(self) -> str:
        """Return what was written when it was left off, "" for nothing."""
        text = None if self._file is None else read_note(self._file)
        return text if isinstance(text, str) else ""

    def keep(self, text: str) -> None:
        """Keep what is written so far; an empty text is none."""
        if self._file is None:
            return
        if text.strip():
            write_note(self._file, text)
        else:
            self.drop()

    def drop(self) -> None:
        """Forget it: it has become the note, or is not wanted."""
        if self._file is not None:
            forget_note(self._file)
