"""Where the files of a corpus are at home: what the identity of an article without an address is made of."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import NamedTuple


class Home(NamedTuple):
    """A folder that was opened as a corpus: its path without links, and the name it was given for good."""

    root: str
    name: str


class Homes(NamedTuple):
    """The homes in which files of some roots lie."""

    homes: tuple[Home, ...]

    def place_of(self, absolute: str, label: str) -> str:
        """Return the place of a file: the name of the innermost home around it, and its path in that.

        The place stays when the home is moved or renamed, when a folder above or below it is opened, or several
        at once. Names are compared in NFC: file systems differ in which form they keep. A file without a home is at
        its path in the corpus, `label`.
        """
        from reader.text.labels import clean_label  # a first screen reads no files

        around = [home for home in self.homes if absolute.startswith(home.root.rstrip("/") + "/")]
        if not around:
            return unicodedata.normalize("NFC", label)
        home = max(around, key=lambda home: len(home.root))
        return clean_label(unicodedata.normalize("NFC", home.name + absolute[len(home.root.rstrip("/")) :]))

    def path_in(self, place: str, roots: Iterable[str]) -> str | None:
        """Return the path below one of some roots (paths without links) that a place names; None for none."""
        for home in self.homes:
            if place.startswith(home.name + "/"):
                path = home.root.rstrip("/") + place[len(home.name) :]
                for root in (unicodedata.normalize("NFC", root) for root in roots):
                    if path.startswith((root.rstrip("/") + "/", root + "~")) or path == root:
                        return path[len(root.rstrip("/")) :].removeprefix("/")
        return None


NO_HOMES = Homes(())
"""For a corpus by itself, whose marks nobody keeps."""
