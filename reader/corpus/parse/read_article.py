"""One file to one article: read, split, understand. The work that many processes share."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass

from reader.corpus.front_matter.field_names import DEFAULT_NAMES, FieldNames
from reader.corpus.front_matter.split import MAX_FILE, split_front_matter
from reader.corpus.parse.mapping import to_article
from reader.model import Article, Problem


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a file gave: its article (None when it is none, or cannot be read) and what is wrong with it."""

    article: Article | None
    problems: tuple[Problem, ...] = ()


def read_article(absolute: str, label: str, *, names: FieldNames = DEFAULT_NAMES) -> Parsed:
    """Read the file at `absolute` and return its article, under the path `label`, and its problems.

    A file without front matter is no article and no problem. Never raises, whatever the file holds or is.
    """
    try:
        data = _read(absolute)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return Parsed(None, (Problem(label, 0, "", f"cannot be read ({reason})"),))
    return parse_article(data, label, names=names)


def parse_article(data: bytes, label: str, *, names: FieldNames = DEFAULT_NAMES) -> Parsed:
    """Return the article that the bytes of a file hold, and its problems; see `read_article`."""
    front = split_front_matter(data)
    if front is None:
        return Parsed(None)
    article, problems = to_article(front, label, names=names)
    return Parsed(article, tuple(problems))


def _read(absolute: str) -> bytes:
    """Return the bytes of a regular file. Raises OSError or ValueError for anything else."""
    # Without O_NONBLOCK a pipe that has taken the place of a file since the scan would block for good.
    descriptor = os.open(absolute, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
    with open(descriptor, "rb", buffering=0) as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise ValueError("not a regular file")
        if status.st_size > MAX_FILE:
            raise ValueError(f"larger than {MAX_FILE // 2**20} MiB")
        return file.read(status.st_size)
