"""What is wrong with the files of a corpus, as its index knows it."""

from __future__ import annotations

import sqlite3

from reader.corpus.index.sql_schema import SHARED
from reader.model import Problem


def all_problems(connection: sqlite3.Connection) -> list[Problem]:
    """Return all problems, by path and line."""
    problems = [Problem(*row) for row in connection.execute("SELECT path, line, field, message FROM problem")]
    problems += [Problem(path, 0, "", _shares(other)) for path, other in connection.execute(SHARED)]
    return sorted(problems)


def _shares(other: str) -> str:
    return f"has the same address as another article, and another title and text: {other}"
