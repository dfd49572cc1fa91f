"""From paths and settings to a session: which files, which journal, and what was opened last."""

from __future__ import annotations

import getpass
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reader.config.load import load_settings
from reader.config.paths import Paths, find_paths, make_private
from reader.config.settings import Settings
from reader.corpus.fields import DEFAULT_NAMES
from reader.corpus.library import Library
from reader.marks import Journal
from reader.session.session import Session

COLORS = ("auto", "never", "16", "256", "truecolor")


@dataclass(frozen=True, slots=True)
class AppOptions:
    """What the command line says about one run of the app; None leaves a matter to the settings.

    `state` is the file of marks, `remote` whether the line to the terminal is thin, `color` one of `COLORS`,
    `query` what the list begins with.
    """

    state: Path | None = None
    remote: bool | None = None
    mouse: bool | None = None
    ascii: bool | None = None
    color: str | None = None
    query: str = ""


def journal_file(paths: Paths, settings: Settings, state: Path | None = None) -> Path:
    """Return the file of marks in use: the one named for this run, else the setting's, else the user's own."""
    if state is not None:
        return state
    return Path(settings.state) if settings.state else paths.journal


def open_journal(path: Path, *, writing: bool) -> Journal:
    """Open a file of marks; when nothing will be written, none is made, and one that is closed to writing is read.

    Raises `StateError` when it cannot be used.
    """
    user = _user()
    if writing:
        return Journal.open(path, user=user)
    if not path.exists():
        return Journal.in_memory(user)
    if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        return Journal.open(path, user=user)
    return Journal.in_memory(user, source=path)


@contextmanager
def opened(roots: Sequence[Path], *, state: Path | None = None, writing: bool = True) -> Iterator[Session]:
    """Yield a session over the corpora at `roots` with the user's settings, and close it behind.

    `state` is a file of marks instead of the user's own. Without `writing` no file of marks is made. Raises
    `ReaderError` for settings, corpora or a file of marks that cannot be read.
    """
    paths = find_paths()
    settings = load_settings(paths.settings_file)
    with ExitStack() as stack:
        journal = stack.enter_context(open_journal(journal_file(paths, settings, state), writing=writing))
        library = Library(roots, cache=paths.index, names=DEFAULT_NAMES.with_names(settings.fields))
        stack.callback(library.close)
        yield Session(library, journal, settings)


def tour() -> Path:
    """Return the folder of the built-in tour."""
    import reader.tour

    return Path(reader.tour.__file__).parent


def remember_roots(paths: Paths, roots: Sequence[Path]) -> None:
    """Note the corpora that are opened, for the next start without any. A full or closed disk is no reason to stop."""
    note = _session_note(paths) | {"roots": [str(root.absolute()) for root in roots]}
    new = paths.session.with_suffix(".new")
    with suppress(OSError):
        make_private(paths.session.parent)
        descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
        with open(descriptor, "w", encoding="utf-8") as stream:
            json.dump(note, stream)
        new.replace(paths.session)


def last_roots(paths: Paths) -> list[Path]:
    """Return the corpora that were opened last; none where that is not known."""
    roots = _session_note(paths).get("roots")
    return [Path(root) for root in roots if isinstance(root, str)] if isinstance(roots, list) else []


def _session_note(paths: Paths) -> dict[str, Any]:
    try:
        note = json.loads(paths.session.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return note if isinstance(note, dict) else {}


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # no name in the environment and none for the number
        return f"uid-{os.getuid()}"
