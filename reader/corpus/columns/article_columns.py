"""What is in memory of every article of a corpus: compact columns, newest article first.

74 bytes an article, besides each different outlet, topic list and so on once. They are kept in the index as they are
in memory, so that opening reads a dozen blobs instead of 100,000 rows (7 ms against 800 at 100,000 articles).
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from operator import neg
from typing import Any, NamedTuple, TypeVar

from reader.corpus.columns.dictionary_column import (
    DictionaryColumn,
    from_bytes,
    joined,
    loaded,
    runs,
    spread,
    taken,
)
from reader.corpus.columns.flag_bits import NO_DATE
from reader.text.identity import ID_LENGTH

T = TypeVar("T")


class Head(NamedTuple):
    """The values of one article, as they come from its row in the index."""

    slot: int
    id: str
    date: int | None
    words: int
    relcount: int
    flags: int
    added: int
    quality: float | None
    heat: float | None
    provider: str
    domain: str
    category: str
    type: str
    topics: tuple[str, ...]
    broken: tuple[str, ...]


CODED = ("quality", "heat", "provider", "domain", "category", "type", "topics", "broken")
"""The columns kept as `DictionaryColumn`, by the names of `Head`."""

_LISTS = frozenset({"topics", "broken"})
_NUMBERS = {"slots": "Q", "dates": "q", "words": "I", "relcounts": "I", "flags": "H", "added": "I"}

# Of how many rows at most one is added, that it is inserted where it belongs and not everything is sorted.
_FEW = 5
# Heads, a kilobyte each, that are taken into columns at once.
_AT_ONCE = 10_000
# Ids from which on going over all rows takes less time than searching for each id.
_MANY = 40

TieBreak = Callable[[Sequence[int]], Mapping[int, Any]]
"""Gives for some slots what articles of one date are ordered by: slot to a comparable value."""


class Columns:
    """The columns of one snapshot, all of one length; never changed. `ids` holds the ids one after the other."""

    __slots__ = ("added", "coded", "dates", "flags", "ids", "relcounts", "slots", "words")

    def __init__(
        self,
        *,
        slots: array[int],
        ids: str,
        dates: array[int],
        words: array[int],
        relcounts: array[int],
        flags: array[int],
        added: array[int],
        coded: Mapping[str, DictionaryColumn[Any]],
    ) -> None:
        self.slots = slots
        self.ids = ids
        self.dates = dates
        self.words = words
        self.relcounts = relcounts
        self.flags = flags
        self.added = added
        self.coded = coded

    def __len__(self) -> int:
        return len(self.slots)

    def id_at(self, row: int) -> str:
        """Return the id of a row."""
        return self.ids[row * ID_LENGTH : (row + 1) * ID_LENGTH]

    def head(self, row: int) -> Head:
        """Return the values of a row."""
        date = self.dates[row]
        return Head(
            self.slots[row],
            self.id_at(row),
            None if date == NO_DATE else date,
            self.words[row],
            self.relcounts[row],
            self.flags[row],
            self.added[row],
            *(self.coded[name][row] for name in CODED),
        )

    def id_list(self) -> list[str]:
        """Return the ids of all rows."""
        ids = self.ids
        return [ids[start : start + ID_LENGTH] for start in range(0, len(ids), ID_LENGTH)]

    def rows_with(self, ids: Collection[str]) -> list[int]:
        """Return the rows that have one of some ids."""
        if len(ids) > _MANY:
            return [row for row, article_id in enumerate(self.id_list()) if article_id in ids]
        return [row for article_id in ids for row in self.rows_of(article_id)]

    def rows_of(self, article_id: str) -> Iterator[int]:
        """Yield the rows that have an id: one, or more where two identities have one hash."""
        return self._beginning(article_id) if len(article_id) == ID_LENGTH else iter(())

    def rows_with_prefix(self, prefix: str) -> list[int]:
        """Return the rows whose ids begin with `prefix`."""
        return list(self._beginning(prefix) if prefix else range(len(self)))

    def _beginning(self, prefix: str) -> Iterator[int]:
        if len(prefix) > ID_LENGTH:
            return
        # A search over all ids takes 0.3 ms at 100,000; a dictionary would take memory for good.
        place = self.ids.find(prefix)
        while place >= 0:
            row, inside = divmod(place, ID_LENGTH)
            if not inside:
                yield row
            place = self.ids.find(prefix, place + 1)

    def first(self, count: int) -> Columns:
        """Return the columns of the first `count` rows."""
        return self._taken(range(min(count, len(self))))

    def merged(self, gone: Collection[int], heads: Iterable[Head], tie_break: TieBreak) -> Columns:
        """Return the columns less the rows of the slots in `gone` and with those of `heads`, in order.

        Heads may be more than are to be in memory at once. `tie_break` is asked only about articles whose date an added
        one shares.
        """
        kept = [row for row, slot in enumerate(self.slots) if slot not in gone] if gone else None
        base = self if kept is None or len(kept) == len(self) else self._pieced(runs(kept))
        whole, heads = base, iter(heads)
        while some := list(islice(heads, _AT_ONCE)):
            whole = whole._extended(some)
        if whole is base:
            return base
        if (len(whole) - len(base)) * _FEW <= len(base):
            return whole._pieced(whole._inserted(len(base), tie_break))
        return whole._sorted(len(base), tie_break)

    def dumped(self) -> dict[str, bytes]:
        """Return the columns as named blobs."""
        blobs = {name: getattr(self, name).tobytes() for name in _NUMBERS}
        blobs["ids"] = self.ids.encode()
        for name, column in self.coded.items():
            blobs.update({f"{name}.{part}": data for part, data in column.dumped().items()})
        return blobs

    def _extended(self, heads: Sequence[Head]) -> Columns:
        """Return the columns with the rows of `heads` at their end."""
        return Columns(
            slots=_joined(self.slots, (head.slot for head in heads)),
            ids=self.ids + "".join(head.id for head in heads),
            dates=_joined(self.dates, (NO_DATE if head.date is None else head.date for head in heads)),
            words=_joined(self.words, (head.words for head in heads)),
            relcounts=_joined(self.relcounts, (head.relcount for head in heads)),
            flags=_joined(self.flags, (head.flags for head in heads)),
            added=_joined(self.added, (head.added for head in heads)),
            coded={
                name: column.extended(getattr(head, name) for head in heads)
                for name, column in self.coded.items()
            },
        )

    def _sorted(self, added_from: int, tie_break: TieBreak) -> Columns:
        """Return the rows newest first, given that those before `added_from` are in order."""
        dates = self.dates
        # Two sorted runs, one short: nearly no comparisons, and equal dates keep their order.
        order = sorted(range(len(dates)), key=dates.__getitem__, reverse=True)
        start = 0
        for end in range(1, len(order) + 1):
            if end < len(order) and dates[order[end]] == dates[order[start]]:
                continue
            if end - start > 1 and any(row >= added_from for row in order[start:end]):
                rank = tie_break([self.slots[row] for row in order[start:end]])
                order[start:end] = sorted(order[start:end], key=lambda row: rank[self.slots[row]])
            start = end
        return self._taken(order)

    def _inserted(self, added_from: int, tie_break: TieBreak) -> list[range]:
        """Return the runs of rows that are newest first, given that those before `added_from` are in order."""
        dates = self.dates
        order: list[range] = []
        done = 0
        added = sorted(range(added_from, len(dates)), key=dates.__getitem__, reverse=True)
        for date, group in groupby(added, key=dates.__getitem__):
            first = bisect_left(dates, -date, done, added_from, key=neg)
            last = bisect_right(dates, -date, first, added_from, key=neg)
            of_date = [*range(first, last), *group]
            if len(of_date) > 1:
                rank = tie_break([self.slots[row] for row in of_date])
                of_date.sort(key=lambda row: rank[self.slots[row]])
            order += [range(done, first), *runs(of_date)]
            done = last
        return [*order, range(done, added_from)]

    def _pieced(self, pieces: Sequence[range]) -> Columns:
        """Return the rows of some runs: much sooner than one by one where the runs are long."""
        numbers = {name: joined(getattr(self, name), pieces) for name in _NUMBERS}
        ids = "".join([self.ids[run.start * ID_LENGTH : run.stop * ID_LENGTH] for run in pieces])
        coded = {
            name: DictionaryColumn(joined(column.codes, pieces), column.values)
            for name, column in self.coded.items()
        }
        return Columns(**numbers, ids=ids, coded=coded)

    def _taken(self, order: Sequence[int]) -> Columns:
        numbers = {name: taken(getattr(self, name), order) for name in _NUMBERS}
        return Columns(
            **numbers,
            ids="".join(spread(self.id_list(), order)),
            coded={name: column.taken(order) for name, column in self.coded.items()},
        )


def no_columns() -> Columns:
    """Return the columns of a corpus without articles."""
    numbers: dict[str, array[int]] = {name: array(typecode) for name, typecode in _NUMBERS.items()}
    return Columns(**numbers, ids="", coded={name: DictionaryColumn(array("I"), []) for name in CODED})


def load_columns(blobs: Mapping[str, bytes]) -> Columns:
    """Return the columns that `dumped` wrote. Raises ValueError or KeyError for blobs that do not fit."""
    numbers = {name: from_bytes(typecode, blobs[name]) for name, typecode in _NUMBERS.items()}
    columns = Columns(
        **numbers,
        ids=blobs["ids"].decode(),
        coded={
            name: loaded(blobs[f"{name}.codes"], blobs[f"{name}.values"], _tuple if name in _LISTS else _same)
            for name in CODED
        },
    )
    lengths = {
        len(numbers) for numbers in (*numbers.values(), *(column.codes for column in columns.coded.values()))
    }
    if lengths != {len(columns.ids) // ID_LENGTH}:
        raise ValueError("columns of different lengths")
    return columns


def _joined(numbers: array[int], added: Iterable[int]) -> array[int]:
    out = numbers[:]
    out.extend(added)
    return out


def _tuple(value: Any) -> tuple[str, ...]:
    return tuple(value)


def _same(value: T) -> T:
    return value
