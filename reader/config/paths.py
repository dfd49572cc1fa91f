"""Where the program keeps its files: one answer for every room, given without touching the disk."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import NamedTuple

from platformdirs import PlatformDirs

from reader.errors import ConfigError

APP_NAME = "corpus-reader"
PRIVATE_FOLDER = 0o700


PLACES = ("config", "themes", "marks", "corpora", "index", "texts", "pictures", "state")
"""The names of the places that `Paths.listing` tells of."""


class Location(NamedTuple):
    """One line of `reader paths`: a name, the path, and what is kept there."""

    name: str
    path: Path
    holds: str


class Paths:
    """The four folders of the program, and the files in them. None of them need exist.

    `data` is what must never be lost, `cache` what can be made anew, `state` what is pleasant to find again,
    and `config` what the user writes.
    """

    def __init__(self, *, data: Path, cache: Path, state: Path, config: Path) -> None:
        self.data = data
        self.cache = cache
        self.state = state
        self.config = config

    @property
    def settings_file(self) -> Path:
        """The user's settings."""
        return self.config / "config.toml"

    @property
    def themes(self) -> Path:
        """The folder of the user's own themes, one TOML file each."""
        return self.config / "themes"

    @property
    def journal(self) -> Path:
        """The journal of marks, one for all corpora, unless the setting `state` names another."""
        return self.data / "marks.sqlite3"

    @property
    def corpora(self) -> Path:
        """The names of the corpora that were opened, which the marks of articles without an address need."""
        return self.data / "corpora.json"

    @property
    def index(self) -> Path:
        """The folder of the indexes, one file a corpus."""
        return self.cache / "index"

    @property
    def texts(self) -> Path:
        """The folder of whole texts that were fetched, one file an article."""
        return self.cache / "texts"

    @property
    def pictures(self) -> Path:
        """The folder of pictures that were fetched, one file a picture."""
        return self.cache / "pictures"

    @property
    def session(self) -> Path:
        """What the next start takes up: the corpora opened last."""
        return self.state / "session.json"

    @property
    def places(self) -> Path:
        """The folder of notes where each corpus was left."""
        return self.state / "places"

    @property
    def crashes(self) -> Path:
        """The folder of crash reports."""
        return self.state / "crashes"

    @property
    def publishing(self) -> Path:
        """The folder of what was written into files of corpora, so that it can be taken back."""
        return self.state / "published"

    def listing(self, *, journal: Path | None = None) -> tuple[Location, ...]:
        """Return what `reader paths` prints; `journal` is the file of marks in use when it is another one."""
        return (
            Location("config", self.settings_file, "your settings"),
            Location("themes", self.themes, "themes of your own"),
            Location("marks", journal or self.journal, "every decision, star, tag and note: worth a backup"),
            Location(
                "corpora", self.corpora, "the names of your corpora, which some marks need: back them up too"
            ),
            Location("index", self.index, "made from the corpora; can be deleted at any time"),
            Location("texts", self.texts, "whole articles that were fetched; can be deleted at any time"),
            Location("pictures", self.pictures, "pictures that were fetched; can be deleted at any time"),
            Location(
                "state",
                self.state,
                "where you were, earlier filters, what was published, crash reports",
            ),
        )

    def holds(self, folder: Path) -> bool:
        """Tell whether `folder` is one of the program's own folders or lies in one."""
        return any(folder.is_relative_to(root) for root in (self.data, self.cache, self.state, self.config))


def find_paths() -> Paths:
    """Return the folders of the current user by the platform's custom; on Linux the XDG_* variables decide.

    Raises `ConfigError` when the user has no home folder to begin from.
    """
    folders = PlatformDirs(APP_NAME, appauthor=False)
    try:
        return Paths(
            data=folders.user_data_path,
            cache=folders.user_cache_path,
            state=folders.user_state_path,
            config=folders.user_config_path,
        )
    except RuntimeError as error:
        raise ConfigError("you have no home folder", hint="set HOME to an absolute path") from error


def make_private(folder: Path) -> Path:
    """Make `folder` with its missing parents, readable by its owner alone under any umask, and return it.

    A folder that exists keeps its mode, unless it is one of the program's own, and belongs to this user: that
    one is closed to others. The folder of a shared `--state FILE` is thereby left as its owners want it.
    Parents are made private as well, as the XDG Base Directory Specification asks. Raises `OSError`.
    """
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    for place in reversed(missing):
        place.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        # A umask can take the owner's own rights away, without which the next folder cannot be made.
        _close(place)
    paths = find_paths()
    for place in (folder, *folder.parents):
        if paths.holds(place):
            _close(place)
    return folder


def _close(folder: Path) -> None:
    found = folder.stat()
    if found.st_uid == os.geteuid() and stat.S_IMODE(found.st_mode) != PRIVATE_FOLDER:
        folder.chmod(PRIVATE_FOLDER)
