"""Columns in which few values recur: a list of the values and a number for each row."""

from __future__ import annotations

import json
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")
S = TypeVar("S")

SLICE = 8192
"""Rows moved in one go: a long list built in one call would keep the screen's thread waiting."""


class DictionaryColumn(Generic[T]):
    """One column: row `r` holds `values[codes[r]]`. Never changed once made."""

    __slots__ = ("codes", "values")

    def __init__(self, codes: array[int], values: Sequence[T]) -> None:
        self.codes = codes
        self.values = values

    def __getitem__(self, row: int) -> T:
        return self.values[self.codes[row]]

    def mapped(self, of_value: Callable[[T], S]) -> list[S]:
        """Return the column as a list of `of_value(value)`, computed once for each value."""
        return spread([of_value(value) for value in self.values], self.codes)

    def counted(self) -> Iterator[tuple[T, int]]:
        """Yield the values that some row has, each with in how many rows it is."""
        return ((self.values[code], count) for code, count in Counter(self.codes).items())

    def extended(self, added: Iterable[T]) -> DictionaryColumn[T]:
        """Return the column with further rows at its end."""
        values = list(self.values)
        code_of = {value: code for code, value in enumerate(values)}
        codes = self.codes[:]
        for value in added:
            code = code_of.setdefault(value, len(values))
            if code == len(values):
                values.append(value)
            codes.append(code)
        return DictionaryColumn(codes, values)

    def taken(self, order: Sequence[int]) -> DictionaryColumn[T]:
        """Return the column with its rows in the order given."""
        return DictionaryColumn(taken(self.codes, order), self.values)

    def dumped(self) -> dict[str, bytes]:
        """Return the column as `codes` and `values` (JSON), values that no row has any more left out."""
        used = sorted(set(self.codes))
        new_code = array("I", [0]) * len(self.values)
        for code, old in enumerate(used):
            new_code[old] = code
        values = [self.values[old] for old in used]
        return {
            "codes": taken(new_code, self.codes).tobytes(),
            "values": json.dumps(values, ensure_ascii=False).encode(),
        }


def loaded(codes: bytes, values: bytes, of_json: Callable[[object], T]) -> DictionaryColumn[T]:
    """Return the column that `dumped` wrote; `of_json` restores a value. Raises ValueError for anything else."""
    numbers = from_bytes("I", codes)
    restored = [of_json(value) for value in json.loads(values)]
    return DictionaryColumn(numbers, restored)


def taken(numbers: array[int], order: Sequence[int]) -> array[int]:
    """Return the numbers at the places given, in that order."""
    out = array(numbers.typecode)
    for start in range(0, len(order), SLICE):
        out.extend(map(numbers.__getitem__, order[start : start + SLICE]))
    return out


def runs(places: Sequence[int]) -> list[range]:
    """Return places as runs of neighbours, in their order."""
    found: list[range] = []
    start = 0
    for end in range(1, len(places) + 1):
        if end == len(places) or places[end] != places[end - 1] + 1:
            found.append(range(places[start], places[end - 1] + 1))
            start = end
    return found


def joined(numbers: array[int], pieces: Iterable[range]) -> array[int]:
    """Return the numbers in some runs of places, one run after the other."""
    out = array(numbers.typecode)
    for run in pieces:
        out.extend(numbers[run.start : run.stop])
    return out


def spread(values: Sequence[S], places: Sequence[int]) -> list[S]:
    """Return the values at the places given, in that order."""
    out: list[S] = []
    for start in range(0, len(places), SLICE):
        out.extend(map(values.__getitem__, places[start : start + SLICE]))
    return out


def from_bytes(typecode: str, data: bytes) -> array[int]:
    """Return the numbers in `data`. Raises ValueError when its length does not fit."""
    numbers: array[int] = array(typecode)
    numbers.frombytes(data)
    return numbers
