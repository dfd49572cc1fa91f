"""The compact columns: order, merging, and keeping them as blobs."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.corpus.columns import article_columns as columns_module
from reader.corpus.columns.article_columns import Columns, Head, load_columns, no_columns
from reader.corpus.columns.dictionary_column import SLICE, DictionaryColumn, spread, taken
from reader.corpus.columns.lazy_columns import BLOCK, ComputedColumn, LazyColumn


def head(
    slot: int, date: int | None = None, quality: float | None = None, topics: tuple[str, ...] = ()
) -> Head:
    return Head(
        slot, f"{slot:012}", date, slot, 1, 2, 3, quality, None, "Paper", "paper.example", "", "", topics, ()
    )


def by_slot(slots: Sequence[int]) -> dict[int, int]:
    return {slot: slot for slot in slots}


HEADS = st.lists(
    st.builds(
        head,
        st.integers(1, 40),
        st.none() | st.integers(0, 4),
        st.none() | st.floats(0, 9),
        st.sampled_from([(), ("AI",), ("AI", "x")]),
    ),
    unique_by=lambda head: head.slot,
    max_size=12,
)


def values(columns: Columns) -> list[Head]:
    """Return the rows of columns as they came."""
    return [
        Head(
            columns.slots[row],
            columns.id_list()[row],
            None if columns.dates[row] < 0 else columns.dates[row],
            columns.words[row],
            columns.relcounts[row],
            columns.flags[row],
            columns.added[row],
            *(column[row] for column in columns.coded.values()),
        )
        for row in range(len(columns))
    ]


def expected(heads: Sequence[Head]) -> list[Head]:
    return sorted(heads, key=lambda head: (head.date is None, -(head.date or 0), head.slot))


@settings(deadline=None, derandomize=True, max_examples=100)
@given(HEADS, st.lists(HEADS, max_size=3), st.sampled_from([0, 2, 5]))
def test_merging_gives_what_sorting_everything_gives(
    first: list[Head], deltas: list[list[Head]], few: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(columns_module, "_FEW", few)
        merge_and_compare(first, deltas)


def merge_and_compare(first: list[Head], deltas: list[list[Head]]) -> None:
    columns = no_columns().merged((), first, by_slot)
    present = {head.slot: head for head in first}
    assert values(columns) == expected(first)
    for delta in deltas:
        # Every second slot of a delta replaces an article or brings one; the others go.
        heads = [head for head in delta if head.slot % 2]
        touched = {head.slot for head in delta}
        present = {slot: head for slot, head in present.items() if slot not in touched}
        present |= {head.slot: head for head in heads}
        columns = columns.merged(touched, heads, by_slot)
        assert values(columns) == expected(list(present.values()))
        assert values(load_columns(columns.dumped())) == values(columns)


def test_ties_are_asked_about_only_where_an_added_article_takes_part() -> None:
    asked: list[list[int]] = []

    def noted(slots: Sequence[int]) -> dict[int, int]:
        asked.append(sorted(slots))
        return by_slot(slots)

    columns = no_columns().merged((), [head(1, 5), head(2, 5), head(3, 4)], noted)
    columns.merged((), [head(4, 4), head(5, 3)], noted)
    assert asked == [[1, 2], [3, 4]]


def test_nothing_to_do_gives_the_same_columns() -> None:
    columns = no_columns().merged((), [head(1), head(2)], by_slot)
    assert columns.merged((), (), by_slot) is columns
    assert columns.merged({7}, (), by_slot) is columns


def test_values_that_no_row_has_are_not_kept() -> None:
    columns = no_columns().merged((), [head(1, quality=1.0), head(2, quality=2.0)], by_slot)
    assert load_columns(columns.merged({1}, (), by_slot).dumped()).coded["quality"].values == [2.0]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("dates", b"\0" * 8),
        ("dates", b"\0"),
        ("ids", b"aaaaaaaaaaaa"),
        ("topics.values", b"["),
        ("ids", b"\xff"),
    ],
)
def test_blobs_that_do_not_fit_are_refused(name: str, data: bytes) -> None:
    blobs = no_columns().merged((), [head(1), head(2)], by_slot).dumped()
    with pytest.raises(ValueError, match=r"."):
        load_columns(blobs | {name: data})


def test_long_columns_are_moved_in_slices() -> None:
    empty: DictionaryColumn[str] = DictionaryColumn(no_columns().coded["type"].codes, [])
    column = empty.extended(["a", "b"] * SLICE)
    order = list(range(2 * SLICE - 1, -1, -1))
    assert list(taken(column.codes, order)) == [1, 0] * SLICE
    assert spread(column.values, taken(column.codes, order)) == ["b", "a"] * SLICE
    assert column.mapped(str.upper) == ["A", "B"] * SLICE


def test_a_computed_column_is_a_sequence() -> None:
    column = ComputedColumn(3, lambda row: row * 10)
    assert list(column) == [0, 10, 20]
    assert (column[-1], column[1:], len(column)) == (20, [10, 20], 3)
    for row in (3, -4):
        with pytest.raises(IndexError):
            column[row]


def test_a_fetched_column_reads_blocks_and_forgets_old_ones() -> None:
    asked: list[range] = []

    def fetch(rows: range) -> list[str]:
        asked.append(rows)
        return [str(row) for row in rows]

    column = LazyColumn(40 * BLOCK + 1, fetch)
    assert list(column) == [str(row) for row in range(40 * BLOCK + 1)]
    assert len(asked) == 41
    assert asked[-1] == range(40 * BLOCK, 40 * BLOCK + 1)
    assert column[-1] == str(40 * BLOCK)
    assert len(asked) == 41
    assert column[0] == "0"
    assert len(asked) == 42
