"""The form in which texts are compared."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text import fold as folding
from reader.text.fold import fold


def as_defined(text: str) -> str:
    """Return the folded form by its definition, of the whole text at once."""
    plain = folding._PLAIN
    text = unicodedata.normalize("NFKD", text.translate(plain).casefold())
    text = "".join(char for char in text if not unicodedata.combining(char))
    return " ".join(unicodedata.normalize("NFKD", text.casefold()).translate(plain).split())


# What depends on its neighbours somewhere in Unicode: marks that are ordered, jamo, sigma, Turkish i, ligatures.
DELICATE = st.sampled_from(
    "\u0301\u0327\u0345\u0334ΣσςΐΰᾳİıiIſﬁﬃǆǅ가각\u1100\u1161\u11a8№½㌀Ⅷ𝔄Ꭰꭰ`\u1fef \u00a0\x1caZ\ud800"
)


@settings(deadline=None, derandomize=True, max_examples=1000)
@given(st.text(DELICATE | st.characters(codec=None)))
def test_characters_are_folded_one_by_one_as_the_whole_is(text: str) -> None:
    assert fold(text) == as_defined(text)


def test_every_character_is_folded_as_defined() -> None:
    codes = [code for code in range(0x110000) if unicodedata.category(chr(code)) not in ("Cn", "Co", "Cs")]
    for first in range(0, len(codes), 4096):
        text = "".join(f"a{chr(code)}B " for code in codes[first : first + 4096])
        assert fold(text) == as_defined(text)
        # One that is folded at all is folded to the end, so that they can be folded one after the other.
        assert fold(fold(text)) == fold(text)


def test_texts_of_more_characters_than_are_kept_are_folded_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(folding, "_MOST_CHARACTERS", 3)
    monkeypatch.setattr(folding, "_FEW_CHARACTERS", 0)
    assert fold("ÄÖÜäöüÉÈ") == "aouaouee"
    assert len(folding._CHARACTERS) <= 3


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
