"""Marks that follow articles without an address: renamed and replaced files, and journals of earlier versions.

Such an article is known by the place of its file, and the journal notes what stood there when it was marked, as a
sketch (`reader.text.sketch`). Where another article stands in that place now, the marks go where the text is: to the
file that has it, or aside until it comes back. So no decision reaches an article that nobody has seen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from reader.corpus.contents import contents
from reader.errors import IndexFaultError
from reader.text.identity import FILE, earlier_file_key, short_id
from reader.text.sketch import is_other, text_part

if TYPE_CHECKING:
    from reader.corpus.homes import Homes
    from reader.corpus.library import Corpus
    from reader.marks import Journal


def contents_of(corpus: Corpus, keys: Collection[str]) -> dict[str, str]:
    """Return the sketches of what a snapshot shows of some articles without an address, by key.

    Nothing where the index cannot be read: a decision counts also where it is not known what it is about.
    """
    rows = corpus.rows_with({short_id(key) for key in keys})
    with suppress(IndexFaultError):
        found = zip(corpus.keys_of(rows), corpus.sketches_of(rows), strict=True)
        return {key: sketch for key, sketch in found if sketch and key in keys}
    return {}


def follow(corpus: Corpus, journal: Journal, homes: Homes, roots: Sequence[str], *, first: bool) -> int:
    """Let the marks of articles without an address follow their texts; return of how many none was found.

    `roots` are the paths, without links, of what is open: what lies outside is not missed. Of two files with a text
    neither gets the marks, nor does one that has some. The `first` time it is noted what those marks are about that an
    earlier version has made. Raises `StateError` and `IndexFaultError`.
    """
    marks = journal.marks
    noted = journal.contents
    here = corpus.from_index(lambda index: contents(index, None if first else noted))
    changed = [key for key, content in noted.items() if here.get(key) != content]
    replaced = {key for key in changed if key in here and is_other(noted[key], here[key])}
    gone = {key for key in changed if key not in here and homes.are_around(key.removeprefix(FILE), roots)}
    moves: dict[str, str] = {}
    if replaced or gone:
        texts: dict[str, list[str]] = {}
        for key, content in corpus.from_index(contents).items():
            texts.setdefault(text_part(content), []).append(key)
        for key in sorted(replaced | gone):
            text = text_part(noted[key])
            there = texts.get(text, []) if text else []
            if len(there) == 1 and (there[0] in replaced or short_id(there[0]) not in marks):
                moves[key] = there[0]
    wanted = Counter(moves.values())
    moves = {old: new for old, new in moves.items() if wanted[new] == 1}
    aside = {key: _aside(key, noted[key]) for key in replaced - moves.keys()}
    if moves or aside:
        journal.carry("moved with their text", moves | aside, noted)
    edited = {key for key in changed if key in here} - replaced - wanted.keys()
    if first:
        edited |= {key for key in here if key not in noted and short_id(key) in marks} - wanted.keys()
    fresh = {key: here[key] for key in edited}
    if fresh:
        journal.note_contents(fresh)
    return len(aside)


def _aside(key: str, content: str) -> str:
    """Return the identity that keeps the marks of a text whose file has another one; no file of a corpus has it."""
    return f"{key}~{crc32(content.encode()):08x}"


def carry_earlier(corpus: Corpus, journal: Journal, others: Iterable[Path]) -> tuple[int, int]:
    """Take over what earlier versions have recorded under the path of a file alone, in whatever corpus.

    Return of how many articles, and how many were left as they are because the file of the same path in one of the
    `others`, corpora opened before, may be the one that is meant. Raises `StateError` and `IndexFaultError`.
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
    return _carry(journal, "taken over from an earlier version", moves), left


def _carry(journal: Journal, label: str, moves: Mapping[str, str]) -> int:
    if not moves:
        return 0
    step = journal.carry(label, moves)
    return 0 if step is None else len(step.ids) // 2
