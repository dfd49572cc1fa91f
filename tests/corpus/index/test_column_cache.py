"""Columns that were kept before the index changed: brought up to date, they are those of its rows."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.corpus.index import column_cache, index_reader
from reader.corpus.index.index_reader import IndexReader
from reader.corpus.library import Library
from tests.corpus.indexed import built_anew, said, write_article, write_many

STEPS = st.lists(
    st.tuples(
        st.sampled_from(["write", "copy", "remove", "refresh", "killed", "killed"]),
        st.integers(0, 9),
        st.integers(0, 4),
    ),
    min_size=1,
    max_size=16,
)


@settings(deadline=None, derandomize=True, max_examples=80)
@given(STEPS, st.sampled_from([2, 100]))
def test_after_refreshes_that_were_killed(steps: list[tuple[str, int, int]], most: int) -> None:
    with pytest.MonkeyPatch.context() as patch, TemporaryDirectory() as folder:
        for module in (column_cache, index_reader):
            patch.setattr(module, "FIRST_ROWS", 4)
        patch.setattr(index_reader, "_MOST_TOUCHED_FIRST", 2)
        patch.setattr(index_reader, "_MOST_TOUCHED", most)
        root = Path(folder) / "corpus"
        root.mkdir()
        write_many(root, 6)
        refreshed(root)
        for number, (verb, name, other) in enumerate(steps):
            if verb == "write":
                write_article(root, f"{name:04}.md", title=f"{number}", date=f"2010-01-0{other + 1}")
            elif verb == "copy":
                write_article(
                    root, f"copies/{name}.md", title=f"{other:04}.md", url=f"https://x.example/{other}"
                )
            elif verb == "remove":
                (root / f"{name:04}.md").unlink(missing_ok=True)
            else:
                with pytest.MonkeyPatch.context() as killed:
                    if verb == "killed":
                        killed.setattr(IndexReader, "save", lambda *_arguments: None)
                    refreshed(root)
                check_opening(root)


def refreshed(root: Path) -> None:
    library = Library([root], cache=root.parent / "cache")
    library.refresh()
    library.close()


def check_opening(root: Path) -> None:
    library = Library([root], cache=root.parent / "cache")
    first, whole = library.open_first(), library.open()
    assert said(whole) == built_anew(root)
    assert first.total == len(whole)
    assert len(first) >= min(len(whole), 1)
    assert list(first.ids) == list(whole.ids)[: len(first)]
    assert said(first)["columns"]["dup"] == said(whole)["columns"]["dup"][: len(first)]
    library.close()
