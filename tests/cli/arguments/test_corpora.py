"""Which words are corpora."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.cli.arguments.corpora import is_id, is_query
from reader.cli.main import run_command
from tests.cli.support import on_screen


@pytest.mark.parametrize("word", ["is:later", "-x", "a b", '"x', "#ai", "(x)"])
def test_what_can_only_be_a_query(word: str) -> None:
    assert is_query(word)


@pytest.mark.parametrize("word", ["", "news", "./news", "/var/news", "a.b"])
def test_what_may_be_a_corpus(word: str) -> None:
    assert not is_query(word)


@pytest.mark.parametrize(
    ("word", "expected"), [("k7q", True), ("", False), ("a/b", False), ("a" * 13, False)]
)
def test_ids(word: str, expected: bool) -> None:
    assert is_id(word) is expected


@given(st.text(min_size=1).filter(lambda word: not word.startswith("-")))
def test_no_word_raises_anything_but_an_error_for_people(word: str) -> None:
    console, _, _ = on_screen()
    from reader.errors import ReaderError

    with pytest.raises(ReaderError):
        run_command(["show", "/nowhere/at/all", word, "more"], console)
