"""Excerpts cut off in the middle."""

from __future__ import annotations

import pytest

from reader.text.excerpt import CUT_LENGTH, is_cut_off

LONG = "The council voted on Monday to extend the contract, " * 3


@pytest.mark.parametrize(
    "excerpt",
    [
        "He said ...",
        "He said…",
        "He said [...]",
        "He said [..] ",
        "He said (…)",
        "More. Read more »",
        LONG + "and then",
        LONG,
    ],
)
def test_cut_off(excerpt: str) -> None:
    assert is_cut_off(excerpt)


@pytest.mark.parametrize(
    "excerpt",
    [
        "",
        "A headline without a stop",
        LONG + "so it ended.",
        LONG + "he asked?”",
        LONG + "(see there)",
        "全文。" * 40,
        "x" * (CUT_LENGTH - 1),
    ],
)
def test_whole(excerpt: str) -> None:
    assert not is_cut_off(excerpt)
