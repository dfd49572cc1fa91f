"""What the query language asks of its articles: columns by name, and the related entries of a row."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Protocol, runtime_checkable

SEPARATOR = "\x1f"
"""Stands between the fields joined in `text` and `related_text`: no search text can contain it."""


class Column(Protocol):
    """The values of one field, asked for by row number."""

    def __getitem__(self, row: int, /) -> Any: ...


@runtime_checkable
class SearchableColumn(Protocol):
    """A column of long texts that can find a substring faster than by handing out every text."""

    def containing(self, needle: str, rows: Sequence[int]) -> Iterable[int]:
        """Return those of `rows` whose text contains the folded `needle`, in any order."""
        ...


@runtime_checkable
class PrefixColumn(Protocol):
    """A column of identifiers that can find those of a beginning faster than by handing out every one."""

    def beginning(self, prefix: str, *, whole: bool) -> Container[int]:
        """Return the rows with an identifier that begins with (is, when `whole`) the folded `prefix`."""
        ...


class Table(Protocol):
    """Articles (or related entries) seen as columns.

    Rows are dense integers from 0, newest first. *Folded* is text as `reader.text.fold.fold` returns it:

    | column | value of a row |
    |---|---|
    | `text` | folded title, excerpt, provider, domain and topics, joined by `SEPARATOR` |
    | `title` `excerpt` `body` `provider` `domain` `host` `category` `type` `path` `note` | folded text |
    | `related_text` | folded title, excerpt, provider, domain of all related entries, joined by `SEPARATOR` |
    | `topics` `tags` | tuple of folded texts |
    | `id` | the short id; `story`: tuple of the ids of the articles of its story, its own included |
    | `shared` | the short id of the article's address where its own is another, else "" |
    | `quality` `heat` | number, or None where not scored |
    | `relcount` `words` `storysize` | int |
    | `date` `decided_at` | seconds since 1970-01-01 UTC, or None |
    | `published` | True, False, or None where the file does not say |
    | `read` `starred` `dup` `ghost` `new` `image` `amp` `secured` `related_any` | bool |
    | `verdict` | `""`, `"later"`, `"dismissed"` or `"approved"` |
    | `broken` | frozenset of kinds of damage |
    """

    def column(self, name: str) -> Column | None:
        """Return a column, or None when no row has a value in it, so that none need be looked at.

        No value is `""`, `()`, an empty set, None and False; but of `published` only None.
        """
        ...

    def related(self) -> RelatedRows | None:
        """Return the related entries of all rows as a table of their own, None where there are none."""
        ...

    def written(
        self, rows: Sequence[int], needle: str, /
    ) -> Iterator[tuple[int, Mapping[str, Sequence[str]]]]:
        """Yield rows with their texts as they are written, not folded, by the names of the columns.

        Rows without `needle` (letters and figures, "" for all rows) in any text may be left out.
        """
        ...


class RelatedRows(NamedTuple):
    """The related entries of a table's rows, one after the other: `starts[row]:starts[row + 1]` are those of a row."""

    table: Table
    starts: Sequence[int]
    owners: Sequence[int]
    """The row of each entry."""


class Clock(NamedTuple):
    """The moment from which relative dates are counted, in seconds since 1970-01-01 UTC."""

    now: int
