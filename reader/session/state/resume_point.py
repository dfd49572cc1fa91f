"""Where somebody was in a corpus: noted now and then, so that a dropped line costs a start and nothing else."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, Literal, get_args

from reader.session.listing.view import View
from reader.session.state.state_files import forget_note, read_note, write_note

Pane = Literal["list", "article", "related"]
_MOST = 10**9


@dataclass(frozen=True, slots=True)
class ResumePoint:
    """A view, an article in it, and how far that was read.

    `article` is the id under the cursor ("" for none), `index` where it stood in the list, `above` how many rows
    were on the screen above it. `pane` has the keys. `top` is the first line of the article on the screen, of `lines`
    in all: another width breaks it into others. `entry` is the place of the cursor in the related coverage.
    """

    view: View = field(default_factory=View)
    article: str = ""
    index: int = 0
    above: int = 0
    pane: Pane = "list"
    top: int = 0
    lines: int = 0
    entry: int = 0

    @property
    def is_beginning(self) -> bool:
        """Tell whether this is where one begins anyway: the first row of the whole corpus, nothing read."""
        return self.view == View() and not self.index and self.pane == "list" and not self.top

    def line_of(self, lines: int) -> int:
        """Return the line that was the first on the screen, in an article that now has so many."""
        if lines == self.lines or not self.lines:
            return self.top
        return round(self.top * lines / self.lines)


def read_resume_point(file: Path) -> ResumePoint | None:
    """Return the place that was noted; None where none was, or by a program that understands more of it."""
    note = read_note(file)
    if not isinstance(note, dict):
        return None
    known: dict[str, Any] = {"view": View.from_text(str(note.get("view", "")))}
    for item in fields(ResumePoint):
        value = note.get(item.name)
        if item.type == "int" and isinstance(value, int) and 0 <= value < _MOST:
            known[item.name] = int(value)
        elif item.name == "article" and isinstance(value, str):
            known[item.name] = value
    if note.get("pane") in get_args(Pane):
        known["pane"] = note["pane"]
    return ResumePoint(**known)


def write_resume_point(file: Path, place: ResumePoint) -> bool:
    """Note where somebody is; the note goes where that is the beginning. Tell whether the disk has taken it."""
    if place.is_beginning:
        return forget_note(file)
    return write_note(file, asdict(place) | {"view": place.view.to_text()})
