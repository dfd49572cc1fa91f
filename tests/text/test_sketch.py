"""Sketches tell an edited article from another one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.sketch import is_other, is_sketch, sketch_of, text_part

SENTENCES = st.integers(0, 10**9).map(lambda number: f"This is the sentence with the number {number}. ")
TEXTS = st.lists(SENTENCES, min_size=1, max_size=60, unique=True)


@given(st.text(), st.text())
def test_every_sketch_has_the_form(title: str, text: str) -> None:
    sketch = sketch_of(title, text)
    assert is_sketch(sketch)
    assert len(sketch) <= 153
    assert not is_other(sketch, sketch)


@given(TEXTS, st.data())
def test_what_is_left_of_a_text_is_the_same_article(sentences: list[str], data: st.DataObject) -> None:
    kept = data.draw(st.lists(st.sampled_from(sentences), min_size=1, unique=True))
    one, two = sketch_of("One", "".join(sentences)), sketch_of("Two", "".join(kept))
    # Of a long text only a sample is known; a few of its sentences may not be in that.
    if len(sentences) <= 24 or len(kept) > len(sentences) * 2 / 3:
        assert not is_other(one, two)
    assert is_other(one, two) == is_other(two, one)


@given(TEXTS, TEXTS)
def test_texts_that_share_nothing_are_of_other_articles(one: list[str], two: list[str]) -> None:
    other = [sentence.replace("This is the", "There is a") for sentence in two]
    assert is_other(sketch_of("One", "".join(one)), sketch_of("Two", "".join(other)))
    assert is_other(sketch_of("", "".join(one)), sketch_of("Two", "".join(other)))
    assert not is_other(sketch_of("One", "".join(one)), sketch_of("One", "".join(other)))


@pytest.mark.parametrize(
    ("one", "two", "other"),
    [
        (("One", ""), ("Two", ""), True),
        (("One", ""), ("Two", "Some text."), True),
        (("One", ""), ("One", "Some text."), False),
        (("", ""), ("Two", "Some text."), False),
        (("", "Some text."), ("", "Some text."), False),
        (("", "Some text."), ("", "Another text."), True),
        (
            ("", "一つの文章はここで終わるけれども、次の文章はまだ続いている。第二の文章"),
            ("", "全く別の記事"),
            True,
        ),
    ],
)
def test_where_there_is_little_to_go_by(one: tuple[str, str], two: tuple[str, str], other: bool) -> None:
    assert is_other(sketch_of(*one), sketch_of(*two)) is other


def test_lines_that_are_wrapped_elsewhere_are_the_same_text() -> None:
    one = "The council met on Tuesday and\ntalked for hours. Nobody had\nexpected a result.\n\nIt came."
    two = "The council met on Tuesday\nand talked for hours. Nobody had expected\na result.\n\nIt came."
    assert text_part(sketch_of("", one)) == text_part(sketch_of("", two)) != ""


@pytest.mark.parametrize("text", ["", "x:", ":12345", "12:", ":" + "0" * 150, "no sketch"])
def test_what_is_no_sketch(text: str) -> None:
    assert not is_sketch(text)
