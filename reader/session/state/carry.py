"""Marks that follow articles without an address of their own: renamed files, replaced ones, earlier journals.

Such an article is known by the place of its file or by an address that others have too, and the journal notes what it
was when it was marked, as a sketch (`reader.text.sketch`). Where another article stands in its place now, the
marks go where the text is: to the file that has it, or aside until it comes back. So no decision reaches an article
that nobody has seen.
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from reader.corpus.index.contents import contents, contents_of, key_at, shared_keys
from reader.errors import IndexFaultError
from reader.text.identity import FILE, earlier_file_key, short_id
from reader.text.sketch import is_other, text_part

if TYPE_CHECKING:
    from reader.corpus.files.homes import Homes
    from reader.corpus.library import Snapshot
    from reader.marks import Journal

_ASIDE = re.compile(r"~[0-9a-f]{8}\Z")


def sketches_of(corpus: Snapshot, keys: Collection[str]) -> dict[str, str]:
    """Return the sketches of what a snapshot shows of those of some articles that have no address of their own, by key.

    Nothing where the index cannot be read: a decision counts also where it is not known what it is about.
    """
    with suppress(IndexFaultError):
        shared = corpus.from_index(shared_keys).intersection(keys)
        files = {key for key in keys if key.startswith(FILE)} - shared
        rows = corpus.rows_with({short_id(key) for key in files}) if files else []
        found = zip(corpus.keys_of(rows), corpus.sketches_of(rows), strict=True)
        sketches = {key: sketch for key, sketch in found if sketch and key in files}
        return sketches | (corpus.from_index(lambda index: contents_of(index, shared)) if shared else {})
    return {}


def follow(corpus: Snapshot, journal: Journal, homes: Homes, roots: Sequence[str], *, first: bool) -> int:
    """Let the marks of articles without an address of their own follow their texts; return of how many none was found.

    `roots` are the paths, without links, of what is open: what lies outside is not missed. Of two files with a text
    neither gets the marks, nor does one that has some. The `first` time it is noted what those marks are about that an
    earlier version has made. Raises `StateError` and `IndexFaultError`.
    """
    noted = journal.contents
    here = corpus.from_index(lambda index: contents_of(index, noted))
    changed = [key for key, content in noted.items() if here.get(key) != content]
    replaced = {key for key in changed if key in here and is_other(noted[key], here[key])}
    gone = [key for key in changed if key not in here]
    missed = {key: path for key in gone if (path := _path(key, homes, roots)) is not None}
    moves = _moves(corpus, {key: noted[key] for key in sorted(replaced | missed.keys())}, missed)
    moves = {old: new for old, new in moves.items() if new in replaced or short_id(new) not in journal.marks}
    aside = {key: _aside(key, noted[key]) for key in replaced - moves.keys()}
    if moves or aside:
        journal.carry("moved with their text", moves | aside, noted)
    edited = {key for key in changed if key in here} - replaced
    if first:
        known = corpus.from_index(contents) | corpus.from_index(
            lambda index: contents_of(index, shared_keys(index))
        )
        new = {key for key in known.keys() - noted.keys() - moves.keys() if short_id(key) in journal.marks}
        here |= known
        edited |= new - set(moves.values())
    if edited:
        journal.note_contents({key: here[key] for key in edited})
    return len(aside)


def _moves(corpus: Snapshot, sketches: Mapping[str, str], missed: Mapping[str, str]) -> dict[str, str]:
    """Return the one article that has the text of each sketch (by key) now, where there is one; each only once.

    `missed` are the paths at which some of them were: the file may have an address now.
    """
    if not sketches:
        return {}

    def known(index: sqlite3.Connection) -> dict[str, str]:
        there = {key for path in missed.values() if (key := key_at(index, path)) is not None}
        return contents(index) | contents_of(index, there | shared_keys(index))

    texts: dict[str, list[str]] = {}
    for key, content in corpus.from_index(known).items():
        texts.setdefault(text_part(content), []).append(key)
    found = {key: texts.get(text_part(sketch), []) for key, sketch in sketches.items() if text_part(sketch)}
    moves = {key: there[0] for key, there in found.items() if len(there) == 1}
    wanted = Counter(moves.values())
    return {old: new for old, new in moves.items() if wanted[new] == 1}


def _path(key: str, homes: Homes, roots: Sequence[str]) -> str | None:
    """Return where below the roots the file of an article was that is missed; None for one that is not."""
    if key.startswith(FILE):
        return homes.path_in(key.removeprefix(FILE), roots)
    # Of the articles with an address only a text that was put aside is looked for: the others are where they are.
    return "" if _ASIDE.search(key) else None


def _aside(key: str, content: str) -> str:
    """Return the identity that keeps the marks of a text whose file has another one; no file of a corpus has it."""
    return f"{key}~{crc32(content.encode()):08x}"


def carry_earlier(corpus: Snapshot, journal: Journal, others: Iterable[Path]) -> int:
    """Take over what earlier versions have recorded under the path of a file alone, in whatever corpus.

    Return how many articles were left as they are because the file of the same path in one of the `others`, corpora
    opened before, may be the one that is meant. Raises `StateError` and `IndexFaultError`.
    """
    others = tuple(others)
    moves: dict[str, str] = {}
    left = 0
    for path, key in zip(corpus.paths, corpus.keys, strict=True):
        if not key.startswith(FILE):
            continue
        earlier = earlier_file_key(path)
        if short_id(earlier) not in journal.marks or short_id(key) in journal.marks:
            continue
        if any((root / path).exists() for root in others):
            left += 1
        else:
            moves[earlier] = key
    if moves:
        journal.carry("taken over from an earlier version", moves)
    return left
