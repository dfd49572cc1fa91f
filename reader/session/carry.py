"""Marks that follow articles without an address: renamed files, and journals of earlier versions.

Such an article is known by the place of its file. Where a file has another name now and the text of one that is gone,
its marks go over to it; of two files with that text neither gets them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from reader.text.identity import FILE, earlier_file_key, short_id

if TYPE_CHECKING:
    from reader.corpus.library import Corpus
    from reader.marks import Journal


def carry_renamed(corpus: Corpus, journal: Journal) -> int:
    """Give the marks of files that are gone to the files that have their text now; return of how many articles.

    Raises `StateError` and `IndexFaultError`.
    """
    moves = {
        old: new
        for old, new in corpus.renamed(set(journal.marks))
        if short_id(old) in journal.marks and short_id(new) not in journal.marks
    }
    return _carry(journal, "renamed", moves)


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
