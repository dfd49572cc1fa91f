"""Which row of the index shows the article of which file.

The rule for duplicates: of the files of one identity the one with the shortest path shows the article, of equally long
ones the first by name. Only copies, of one title or one text, are of one identity. Other files with the address of an
article are articles of their own, by their whole address or the place of their file. Which of them has the address
alone: while the index is built the one that would show it, later the one that had it first, so that no mark goes over
to an article that comes later; and one that has got an identity of its own keeps it when the other goes.
"""

from __future__ import annotations

import os
import sqlite3
import time
from operator import attrgetter

from reader.corpus.columns.flag_bits import SEPARATOR
from reader.corpus.files.homes import Homes
from reader.corpus.index.rows import UNREADABLE, ArticleRow, FileRow, content_of
from reader.corpus.index.sql_schema import TEXT_TABLES
from reader.text.fold import fold
from reader.text.identity import FILE, file_key, short_id

_HEAD = ArticleRow._fields[: ArticleRow._fields.index("text")]
_INSERT_HEAD = (
    f"INSERT INTO head ({', '.join(_HEAD)}, shared, address, added) VALUES ({'?, ' * len(_HEAD)}?, ?, ?)"  # noqa: S608
)
_INSERT_LINK = "INSERT OR IGNORE INTO link VALUES (?, ?)"


class ArticleSlots:
    """Gives articles their rows, inside the transaction of its caller; `changed` are the slots it has changed."""

    def __init__(self, homes: Homes) -> None:
        self._homes = homes
        self.changed: set[int] = set()
        self._beside: list[tuple[int, ArticleRow]] = []

    def begin(self) -> None:
        """Forget what a transaction that was undone has left to be written."""
        self._beside.clear()

    def place(
        self, connection: sqlite3.Connection, row: FileRow, found: ArticleRow, before: str, now: int
    ) -> tuple[int, int]:
        """Return the slot that shows the article of a file, and 1 when it shows it from another file, else 0.

        `before` is the identity that the file had, "" for none.
        """
        own = file_key(self._homes.place_of(os.fsdecode(row.absolute), row.path))
        keys = [own] if found.key.startswith(FILE) else [*dict.fromkeys((found.key, found.whole or own, own))]
        for key in keys:
            article = found
            if key != found.key:
                article = found._replace(id=short_id(key), key=key)
                if len(keys) > 1:
                    article = article._replace(shared=found.id, address=found.key if key == own else "")
            if not article.content and (article.shared or key == own):
                content = content_of(article.title, article.path, article.body, article.text)
                article = article._replace(content=content)
            # The slot that shows an identity is its latest one; a retired one still knows when that came.
            known = connection.execute(
                "SELECT slot, path, title, copies, added, retired FROM head WHERE id = ? AND key = ? "
                "ORDER BY slot DESC LIMIT 1",
                (article.id, key),
            ).fetchone()
            free = known is None or known[-1] is not None
            if free and before in keys[keys.index(key) + 1 :]:
                continue
            if free:
                return self._insert(connection, article, now if known is None else known[-2]), 0
            slot, path, title, copies, added, _retired = known
            if key == keys[-1] or self._is_copy(connection, slot, title, article):
                return self._fold(connection, article, slot, path, copies, added)
            if not now and _before(article.path, path):
                self._retire(connection, slot)
                self._orphan(connection, "slot = ?", slot)
                return self._insert(connection, article, added), 0
        raise AssertionError("the last identity is always taken")

    def _is_copy(self, connection: sqlite3.Connection, slot: int, title: str, article: ArticleRow) -> bool:
        """Tell whether an article has the title or the text of the one in a slot."""
        if fold(title) == fold(article.title):
            return True
        body = connection.execute("SELECT value FROM body WHERE slot = ?", (slot,)).fetchone()
        if body is not None or article.body:
            return body is not None and body[0] == article.body
        text = connection.execute("SELECT value FROM text WHERE slot = ?", (slot,)).fetchone()
        excerpt = article.text.split(SEPARATOR)[1]
        return bool(excerpt) and text is not None and text[0].split(SEPARATOR)[1] == excerpt

    def _fold(
        self,
        connection: sqlite3.Connection,
        article: ArticleRow,
        slot: int,
        path: str,
        copies: int,
        added: int,
    ) -> tuple[int, int]:
        """Take a file for a copy of the article in a slot; return what `_place` does."""
        self.changed.add(slot)
        if _before(path, article.path):
            connection.execute("UPDATE head SET copies = copies + 1 WHERE slot = ?", (slot,))
            return slot, 1
        new = self._insert(connection, article, added)
        connection.execute("UPDATE file SET slot = ? WHERE slot = ? AND copy", (new, slot))
        connection.execute("UPDATE file SET slot = ?, copy = 1 WHERE path = ?", (new, path))
        connection.execute("UPDATE head SET copies = ? WHERE slot = ?", (copies + 1, new))
        self._retire(connection, slot)
        return new, 0

    def _insert(self, connection: sqlite3.Connection, article: ArticleRow, added: int) -> int:
        slot = (
            connection.execute(
                _INSERT_HEAD, (*article[: len(_HEAD)], article.shared, article.address, added)
            ).lastrowid
            or 0
        )
        self._beside.append((slot, article))
        self.changed.add(slot)
        return slot

    def write_beside(self, connection: sqlite3.Connection) -> None:
        """Write the texts and links of what has been inserted: table by table, in a fifth less time."""
        added, self._beside = self._beside, []
        for table in TEXT_TABLES:
            value_of = attrgetter(table)
            texts = [(slot, value) for slot, article in added if (value := value_of(article))]
            connection.executemany(f"INSERT INTO {table} VALUES (?, ?)", texts)  # noqa: S608
        links = [(target, slot) for slot, article in added for target in article.links]
        connection.executemany(_INSERT_LINK, sorted(links))

    def release(self, connection: sqlite3.Connection, path: str) -> str:
        """Detach a file: delete its problems and retire its article (or count one copy less).

        Return the identity of the article that it showed, "" for none.
        """
        found = connection.execute(
            "SELECT slot, copy, key FROM file LEFT JOIN head USING (slot) WHERE file.path = ?", (path,)
        ).fetchone()
        if found is None:
            return ""
        connection.execute("DELETE FROM problem WHERE scan = 0 AND path = ?", (path,))
        slot, copy, key = found
        if slot is None:
            return ""
        if copy:
            connection.execute("UPDATE head SET copies = copies - 1 WHERE slot = ?", (slot,))
            self.changed.add(slot)
            return ""
        self._retire(connection, slot)
        self._orphan(connection, "slot = ? AND copy", slot)
        return key or ""

    def _orphan(self, connection: sqlite3.Connection, which: str, slot: int) -> None:
        """Have the files of a retired article read again."""
        # Noted in the index itself: after a crash right here the next refresh reads them again.
        connection.execute(
            f"UPDATE file SET slot = NULL, copy = 1, size = ? WHERE {which}",  # noqa: S608
            (UNREADABLE, slot),
        )

    def _retire(self, connection: sqlite3.Connection, slot: int) -> None:
        connection.execute("UPDATE head SET retired = ? WHERE slot = ?", (int(time.time()), slot))
        self.changed.add(slot)


def _before(path: str, other: str) -> bool:
    """Return whether `path` shows an article rather than `other`."""
    return (len(path), path) < (len(other), other)
