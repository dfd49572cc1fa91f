"""From paths and settings to a session: which settings, which journal, which index."""

from __future__ import annotations

import getpass
import os
from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from reader.config.load import load_settings
from reader.config.paths import Paths, find_paths
from reader.config.settings import Settings
from reader.corpus.front_matter.field_names import DEFAULT_NAMES, FieldNames
from reader.corpus.library import Library
from reader.errors import StateError
from reader.marks.journal import Journal
from reader.session.session import Session
from reader.session.state.known_corpora import Corpora, earlier_roots


class AppOptions(NamedTuple):
    """What the command line says about one run of the app; None leaves a matter to the settings.

    `state` is the file of marks, `remote` whether the line to the terminal is thin, `color`
    how many colours it has (`auto never 16 256 truecolor`), `query` what the list begins with, `triage`
    the query whose open articles are decided on one a screen.
    """

    state: Path | None = None
    remote: bool | None = None
    mouse: bool | None = None
    ascii: bool | None = None
    color: str | None = None
    query: str = ""
    triage: str | None = None


def journal_file(paths: Paths, settings: Settings, state: Path | None = None) -> Path:
    """Return the file of marks in use: the one named for this run, else the setting's, else the user's own."""
    if state is not None:
        return state
    return Path(settings.state) if settings.state else paths.journal


def field_names(settings: Settings) -> FieldNames:
    """Return how fields are read: under the built-in names and the user's, and whether headings are titles."""
    return DEFAULT_NAMES.with_names(settings.fields)._replace(heading_titles=settings.heading_titles)


def existing(path: Path) -> Path:
    """Return the path of a file of marks that a person has named. Raises `StateError` where there is no such file."""
    if not path.exists():
        raise StateError("there is no such file of marks", place=str(path))
    return path


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
def opened(
    roots: Sequence[Path],
    *,
    state: Path | None = None,
    writing: bool = True,
    saving: bool = True,
    settings: Settings | None = None,
    first: bool = False,
) -> Iterator[Session]:
    """Yield a session over the corpora at `roots` with the user's settings (or those given), and close it behind.

    `state` is a file of marks instead of the user's own. Without `writing` no file of marks is made;
    without `saving` marks can be made but are gone at the end. With `first` the session begins with the newest
    articles (see `Session`). Raises `ReaderError` for settings, corpora or a file of marks that cannot be read.
    """
    paths = find_paths()
    settings = settings or load_settings(paths.settings_file)
    with ExitStack() as stack:
        file = journal_file(paths, settings, state)
        journal = stack.enter_context(open_journal(file, writing=writing) if saving else _unsaved(file))
        corpora = Corpora(paths.corpora, lambda: earlier_roots(paths), keep=journal.path is not None)
        names = field_names(settings)
        library = Library(roots, cache=paths.index, names=names, homes=corpora.homes(roots))
        stack.callback(library.close)
        journal.corpus = corpora.name(roots)
        session = Session(library, journal, settings, paths=paths, corpora=corpora, first=first)
        journal.contents_of = lambda keys: _contents_of(session, keys)
        yield session


def _contents_of(session: Session, keys: Collection[str]) -> dict[str, str]:
    from reader.session.state.carry import sketches_of  # only where something is marked

    return sketches_of(session.corpus, keys)


def _unsaved(path: Path) -> Journal:
    """Return a journal that is not kept, with the marks of the file in it as far as that can be read."""
    try:
        return Journal.in_memory(_user(), source=path)
    except StateError:
        return Journal.in_memory(_user())


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # no name in the environment and none for the number
        return f"uid-{os.getuid()}"
