"""Long texts searched where they are kept: what is found is what looking at every text finds."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.corpus.columns.lazy_columns import SearchedColumn
from reader.corpus.library import Library, Snapshot
from tests.corpus.indexed import write_article

WORDS = ("tide", "Straße", "naïve", "100%", "a_b", "ﬁne", "\U0001f30a")
MANY = 120


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    root = tmp_path_factory.mktemp("news")
    for number in range(MANY):
        word = WORDS[number % len(WORDS)]
        body = f"All about {word} and {WORDS[number // 7 % 7]}, no. {number}" if number % 3 == 0 else ""
        more = f"related: [{{title: The {word} elsewhere, webUrl: 'https://r.example/{number}'}}]"
        write_article(root, f"{number:03}.md", body=body, more=more if number % 4 == 0 else "")
    library = Library([root], cache=None)
    yield library.refresh()
    library.close()


@pytest.mark.parametrize("name", ["body", "related_text"])
@settings(deadline=None, derandomize=True)
@given(
    needle=st.sampled_from(
        ("tide", "strasse", "nai", "%", "_", "fine", "\U0001f30a", "no. 6", "zebra", " ", "\x00")
    ),
    rows=st.one_of(
        st.just(list(range(MANY))),
        st.lists(st.integers(0, MANY - 1), unique=True).map(sorted),
        st.sets(st.sampled_from((0, 1, 60, MANY - 1))).map(sorted),
    ),
)
def test_the_same_is_found(corpus: Snapshot, name: str, needle: str, rows: list[int]) -> None:
    column = corpus.column(name)
    assert isinstance(column, SearchedColumn)
    assert sorted(column.containing(needle, rows)) == [row for row in rows if needle in column[row]]


def test_what_no_text_can_hold_is_not_found(corpus: Snapshot) -> None:
    column = corpus.column("body")
    assert isinstance(column, SearchedColumn)
    assert column.containing("tide\udc80", range(MANY)) == []
    assert column.containing("tide", range(MANY)) != []
