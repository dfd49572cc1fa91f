"""The form in which texts are compared."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text.fold import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Won’t", "won't"),
        ("WON'T", "won't"),
        ("“Quoted”  «text»", '"quoted" "text"'),
        ("Café\tRÉSUMÉ\n naïve", "cafe resume naive"),
        ("Straße STRASSE", "strasse strasse"),
        ("Łódź Øre Æble", "lodz ore aeble"),
        ("ﬁnance №5 ½", "finance no5 1⁄2"),
        ("2019–2020 — so", "2019-2020 - so"),
        ("İSTANBUL ışık", "istanbul isik"),
        ("ΟΔΟΣ", "οδοσ"),
        ("日本　語", "日本 語"),
        ("", ""),
    ],
)
def test_what_is_searched_alike(text: str, folded: str) -> None:
    assert fold(text) == folded


@settings(deadline=None, derandomize=True, max_examples=500)
@given(st.text())
def test_folding_settles(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded
    assert fold(f" {text}\n") == folded
    assert "  " not in folded
    assert not any(unicodedata.combining(char) for char in folded)


@settings(deadline=None, derandomize=True)
@given(st.text(st.characters(max_codepoint=0x24F)))
def test_composed_and_decomposed_are_one(text: str) -> None:
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))
