"""The related entries of all articles of a snapshot as columns, so that a query over one entry reads no article.

About 40 bytes an entry; their texts stay in the index. Made when a query first asks: 0.3 s for 120,000 entries.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import accumulate
from typing import Any

from reader.corpus.columns.dictionary_column import DictionaryColumn
from reader.corpus.columns.flag_bits import NO_DATE, SEPARATOR
from reader.text.identity import id_of_number, prefix_range

CODED = ("quality", "provider", "domain", "host", "category", "type")
"""The columns in which few values recur; texts among them are folded."""

# Articles whose entries are read at once.
_AT_ONCE = 4096
# Folded title, excerpt, provider, domain: what the index keeps of each entry to search in.
_PARTS = 4


class Entries:
    """The related entries of all rows, in their order: those of row r are `starts[r]:starts[r + 1]`."""

    def __init__(self, counts: Iterable[int]) -> None:
        self.starts = array("I", accumulate(counts, initial=0))
        self.owners = array("I")
        self.numbers = array("Q")
        self.dates = array("q")
        self.words = array("H")
        self.flags = array("B")
        self.coded: dict[str, DictionaryColumn[Any]] = {
            name: DictionaryColumn(array("I"), []) for name in CODED
        }
        self.known = b""
        """1 where an entry is an article of the corpus; empty until somebody has asked."""

    def __len__(self) -> int:
        return self.starts[-1]

    def add(self, rows: Sequence[int], values: Sequence[Sequence[Any]]) -> None:
        """Append entries with the rows they belong to, each as `entry_values.values_of` gave it."""
        if not values:
            return
        numbers, dates, words, flags, *coded = zip(*values, strict=True)
        self.owners.extend(rows)
        self.numbers.extend(numbers)
        self.dates.extend(dates)
        self.words.extend(words)
        self.flags.extend(flags)
        for name, column in zip(CODED, coded, strict=True):
            self.coded[name] = self.coded[name].extended(column)

    def __getitem__(self, entry: int) -> str:
        """Return the short id of an entry."""
        return id_of_number(self.numbers[entry])

    def beginning(self, prefix: str, *, whole: bool) -> Collection[int]:
        """Return the entries whose id begins with a prefix, or is it when `whole`."""
        bounds = prefix_range(prefix)
        if bounds is None or (whole and bounds[0] != bounds[1]):
            return ()
        low, high = bounds
        return {entry for entry, number in enumerate(self.numbers) if low <= number <= high}


def read_entries(counts: Sequence[int], stored: Callable[[Sequence[int]], list[str]]) -> Entries:
    """Return the entries of rows with so many each; `stored` gives for some rows what the index keeps of them.

    Raises ValueError where that is not what was written.
    """
    entries = Entries(counts)
    wanted = [row for row, count in enumerate(counts) if count]
    for start in range(0, len(wanted), _AT_ONCE):
        rows = wanted[start : start + _AT_ONCE]
        # One document for all of them takes half the time of one each. What was purged has no values any more.
        lists = json.loads(f"[{','.join(text or 'null' for text in stored(rows))}]")
        owners: list[int] = []
        values: list[Sequence[Any]] = []
        for row, some in zip(rows, lists, strict=True):
            count = counts[row]
            owners += [row] * count
            values += [_NOTHING] * count if some is None else some
            if len(values) != len(owners):
                raise ValueError("the related entries of an article do not fit their number")
        entries.add(owners, values)
    return entries


_NOTHING = (0, NO_DATE, 0, 0, None, "", "", "", "", "")


class EntryTexts:
    """One folded text of each entry, or (without `part`) all of them joined: searched where the index keeps them.

    `texts` are those of all entries of a row, `matching` finds the rows, with their texts, that contain a word.
    """

    def __init__(
        self,
        entries: Entries,
        texts: Sequence[str],
        matching: Callable[[str, Sequence[int]], Iterable[tuple[int, str]]],
        part: int | None = None,
    ) -> None:
        self._entries = entries
        self._texts = texts
        self._matching = matching
        self._part = part

    def __getitem__(self, entry: int) -> str:
        row = self._entries.owners[entry]
        parts = self._texts[row].split(SEPARATOR)
        first = (entry - self._entries.starts[row]) * _PARTS
        if self._part is None:
            return SEPARATOR.join(parts[first : first + _PARTS])
        return "".join(parts[first + self._part : first + self._part + 1])

    def containing(self, needle: str, entries: Sequence[int]) -> list[int]:
        """Return those of the entries, and of others of their articles, whose text contains a folded needle."""
        starts = self._entries.starts
        owners = self._entries.owners
        some = (
            owners[entries[0] : entries[-1] + 1]
            if isinstance(entries, range)
            else map(owners.__getitem__, entries)
        )
        rows = list(dict.fromkeys(some))
        found: list[int] = []
        for row, text in self._matching(needle, rows):
            begun = parts = 0
            # A needle holds no separator, so the separators before it tell which part of which entry it is in.
            while (place := text.find(needle, begun)) >= 0:
                parts += text.count(SEPARATOR, begun, place)
                if self._part is None or parts % _PARTS == self._part:
                    found.append(starts[row] + parts // _PARTS)
                # The rest of the part can tell nothing new.
                begun = text.find(SEPARATOR, place)
                if begun < 0:
                    break
        return found
