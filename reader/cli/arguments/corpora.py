"""Which of the words on the command line are corpora, and what the rest of them says."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reader.config.paths import find_paths
from reader.errors import CorpusError, UsageError
from reader.session.state.recent import last_roots

_ID = re.compile("[A-Za-z2-7]{1,12}")
_QUERY_SIGNS = frozenset(':"()#!~| ')


@dataclass(frozen=True, slots=True)
class CorpusArguments:
    """The corpora that a command is about, and the words after them."""

    roots: tuple[Path, ...]
    rest: tuple[str, ...]


def corpus_arguments(arguments: argparse.Namespace, is_other: Callable[[str], bool]) -> CorpusArguments:
    """Take the leading words that exist as files or folders as corpora; the others are the rest.

    Where no word exists, the corpus is the one the app opened last, unless the first word looks like a name of
    a corpus, which is what `is_other` denies. Raises `UsageError` when there is no corpus, and `CorpusError`
    for a name that is not there.
    """
    words: list[str] = arguments.words
    split = next((place for place, word in enumerate(words) if not _exists(word)), len(words))
    roots, rest = tuple(Path(word) for word in words[:split]), (*words[split:], *arguments.after)
    if roots:
        return CorpusArguments(roots, rest)
    if words and not is_other(words[0]):
        raise missing(words[0])
    last = tuple(last_roots(find_paths()))
    if not last:
        raise UsageError("no corpus is named", hint="give a folder of articles or a file")
    return CorpusArguments(last, rest)


def corpora_and_query(arguments: argparse.Namespace) -> tuple[CorpusArguments, str]:
    """Return the corpora and the query: `--query`, or what stands after `--`, or the words after the corpora.

    When one of the first two is there, all words before are corpora. Raises as `corpus_arguments`, and `UsageError` for
    a query given twice.
    """
    explicit = arguments.query is not None or arguments.after
    found = corpus_arguments(arguments, is_query)
    loose = found.rest[: len(found.rest) - len(arguments.after)]
    if explicit and loose:
        raise missing(loose[0])
    if arguments.query is not None and arguments.after:
        raise UsageError("the query is given twice", hint="use either --query or --")
    return found, " ".join(found.rest) if arguments.query is None else arguments.query


def is_query(word: str) -> bool:
    """Tell whether a word that is no file can only be meant as a query."""
    return word.startswith("-") or any(character in _QUERY_SIGNS for character in word)


def is_id(word: str) -> bool:
    """Tell whether a word that is no file can be meant as the id of an article, or the beginning of one."""
    return _ID.fullmatch(word) is not None


def missing(word: str) -> CorpusError:
    """Return the error for a corpus that is not there."""
    return CorpusError("there is no such file or folder", place=word)


def _exists(word: str) -> bool:
    if not word:  # which is not the folder we are in
        return False
    try:
        Path(word).stat()
    except (OSError, ValueError):
        return False
    return True
