"""Articles as plain values, and a table over a list of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from reader.query import Clock
from reader.query.evaluation.table import RelatedRows
from reader.text.fold import fold

NOW = 1_605_000_000
"""2020-11-10 09:20 UTC, a Tuesday."""

CLOCK = Clock(NOW)


@dataclass(frozen=True)
class Piece:
    """An article or related entry with the raw values of its columns; text as written, not folded."""

    title: str = ""
    excerpt: str = ""
    body: str = ""
    provider: str = ""
    domain: str = ""
    host: str = ""
    topics: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    category: str = ""
    type: str = ""
    path: str = ""
    note: str = ""
    id: str = ""
    shared: str = ""
    quality: float | None = None
    heat: float | None = None
    words: int = 0
    date: int | None = None
    decided_at: int | None = None
    published: bool | None = None
    read: bool = False
    starred: bool = False
    dup: bool = False
    ghost: bool = False
    new: bool = False
    image: bool = False
    amp: bool = False
    secured: bool = False
    verdict: str = ""
    broken: frozenset[str] = frozenset()
    story: tuple[str, ...] = ()
    related: tuple[Piece, ...] = field(default=())


_FOLDED = frozenset(
    ("title", "excerpt", "body", "provider", "domain", "host", "category", "type", "path", "note")
)


def value(piece: Piece, name: str) -> Any:
    """Return the value of a column as the Table protocol describes it."""
    match name:
        case "text":
            parts = (piece.title, piece.excerpt, piece.provider, piece.domain, *piece.topics)
            return "\x1f".join(map(fold, parts))
        case "related_text":
            fields = [(one.title, one.excerpt, one.provider, one.domain) for one in piece.related]
            return "\x1f".join(fold(part) for parts in fields for part in parts)
        case "topics" | "tags":
            return tuple(map(fold, getattr(piece, name)))
        case "relcount":
            return len(piece.related)
        case "related_any":
            return bool(piece.related)
        case "storysize":
            return len(piece.story)
    raw = getattr(piece, name)
    return fold(raw) if name in _FOLDED else raw


class ListTable:
    """A table of which every column is a list; with `sparse`, columns without a value are None."""

    def __init__(self, pieces: list[Piece], *, sparse: bool = False) -> None:
        self.pieces = pieces
        self.sparse = sparse
        self.asked: list[str] = []

    def column(self, name: str) -> list[Any] | None:
        self.asked.append(name)
        values = [value(piece, name) for piece in self.pieces]
        nothing: tuple[object, ...] = (None,) if name == "published" else ("", (), None, frozenset(), False)
        empty = all(any(one is none or (one == none and one != 0) for none in nothing) for one in values)
        return None if self.sparse and empty else values

    def related(self) -> RelatedRows | None:
        entries = [entry for piece in self.pieces for entry in piece.related]
        starts = [0, *accumulate(len(piece.related) for piece in self.pieces)]
        owners = [row for row, piece in enumerate(self.pieces) for _ in piece.related]
        return RelatedRows(ListTable(entries, sparse=self.sparse), starts, owners) if entries else None

    def written(self, rows: Sequence[int], needle: str) -> Iterator[tuple[int, Mapping[str, Sequence[str]]]]:
        for row in rows:
            texts = written(self.pieces[row])
            if any(needle in text for some in texts.values() for text in some):
                yield row, texts


def written(piece: Piece) -> Mapping[str, Sequence[str]]:
    """Return the texts of the columns as they are written."""
    own = (piece.title, piece.excerpt, piece.provider, piece.domain)
    names = ("title", "excerpt", "provider", "domain", "body", "category", "type", "path", "note")
    related = [(one.title, one.excerpt, one.provider, one.domain) for one in piece.related]
    return {
        **{name: (getattr(piece, name),) for name in names},
        "text": (*own, *piece.topics),
        "tags": piece.tags,
        "related_text": [text for texts in related for text in texts],
    }
