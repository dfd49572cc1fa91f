"""Something wrong with a file of the corpus, found while loading it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault: `path` relative to the corpus, `line` from 1 (0: the whole file), `field` or "", one sentence."""

    path: str
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        """Return the line that `reader check` prints: `path:line: what`."""
        return self.said()

    def said(self, kind: str = "") -> str:
        """Return that line with a kind, such as `hint: `, before the sentence."""
        where = f"{self.path}:{self.line}" if self.line else self.path
        return f"{where}: {kind}{self.message}"
