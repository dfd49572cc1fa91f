"""Untrusted text made safe."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text.clean import LINE_LIMIT, MARKS_LIMIT, clean_block, clean_line, clean_paste, has_control
from tests.text.samples import SENTENCES

HOSTILE = st.text(
    st.one_of(
        st.sampled_from(
            "\x00\x07\x08\x1b\x7f\x9b\x9d\x85\r\n\t\v\f\u202e\u2066\u200b\u200c\u200d\u2028\ufeff\ud800\U000e0041"
        ),
        st.sampled_from("ab \xa0\xad\u0301\u3000é人👩🚀"),
        st.characters(),
    )
)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("plain", "plain"),
        ("  two   spaces ", "two spaces"),
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("\x1b]52;c;aGk=\x07x", "]52;c;aGk=x"),
        ("a\x9b31mb\x9dc", "a31mbc"),
        ("tab\tline\r\nnext\xa0\u3000end", "tab line next end"),
        ("para\u2029graph\u2028s", "para graph s"),
        ("safe\u202etxt.exe", "safetxt.exe"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("soft\xadhyphen", "softhyphen"),
        ("lone\ud800surrogate", "lonesurrogate"),
        ("tag\U000e0041\U000e007fs", "tags"),
        ("\u2066iso\u2069\u061c\u200e\u200flated", "isolated"),
        ("", ""),
        (" \t\n", ""),
    ],
)
def test_one_safe_line(raw: str, clean: str) -> None:
    assert clean_line(raw) == clean


@pytest.mark.parametrize("text", SENTENCES)
def test_ordinary_writing_stays(text: str) -> None:
    assert clean_line(text) == " ".join(text.replace("\xad", "").split())
    assert not has_control(text)


@pytest.mark.parametrize("text", ["👩‍🚀", "🏳️‍🌈", "👩🏽‍🦰", "می‌خواهم", "क्‍ष", "ന്‍", "⛹️‍♀️"])
def test_joiners_that_spelling_and_emoji_need_stay(text: str) -> None:
    assert clean_line(text) == text
    assert not has_control(text)


@pytest.mark.parametrize(
    "text", ["a\u200db", "\u200d", "pay\u200cpal", "👩\u200d", "👩\u200d\u200d🚀", "👩\u200dx"]
)
def test_other_joiners_go_and_count(text: str) -> None:
    assert "\u200d\u200d" not in clean_line(text)
    assert "\u200c" not in clean_line(text)
    assert has_control(text)


def test_floods_of_marks_are_shortened() -> None:
    flood = "Z" + "\u0301" * 500 + "algo"
    assert clean_line(flood) == "Z" + "\u0301" * MARKS_LIMIT + "algo"
    assert clean_line("人" * 40) == "人" * 40


def test_a_line_too_long_is_cut_off() -> None:
    assert clean_line("x" * 100_000) == "x" * (LINE_LIMIT - 1) + "…"
    assert clean_line("é " * 50, 10) == "é é é é é…"
    assert clean_line("word word", 6) == "word…"


def test_a_block_keeps_its_lines() -> None:
    raw = "\n\none  two\t.\r\nthree\x1b[0m \rfour\u2028five\x0c\n\n\n\n\nsix\n\n"
    assert clean_block(raw) == "one  two    .\nthree[0m\nfour\nfive\n\n\nsix"


def test_a_block_too_long_is_cut_off() -> None:
    assert clean_block("line\n" * 10, 12) == "line\nline\nl…"


@pytest.mark.parametrize(
    ("raw", "line", "block"),
    [
        (" a\tb\r\nc\n", " a b c ", " a b\nc\n"),
        ("d\x1b[31md\x9b\x07\u202e", "d[31md", "d[31md"),
        ("", "", ""),
        ("x" * 5_000, "x" * 3_998, "x" * 5_000),
    ],
)
def test_what_is_pasted_is_put_between_other_text(raw: str, line: str, block: str) -> None:
    assert clean_paste(raw, lines=False) == line
    assert clean_paste(raw, lines=True) == block


@pytest.mark.parametrize("text", ["a\x00", "\x1b", "\x85", "\u2028", "\u202e", "\x0b", "\u2060", "\ufffe"])
def test_dangerous_characters_count(text: str) -> None:
    assert has_control(f"x{text}y")


@pytest.mark.parametrize(
    "text", ["a\nb\tc\r\n", "soft\xadhyphen", "nbsp\xa0", "new\U0001fae8emoji", "\ue000"]
)
def test_harmless_characters_do_not_count(text: str) -> None:
    assert not has_control(text)


def _is_safe(text: str) -> bool:
    return not has_control(text) and not any(unicodedata.category(char) == "Cs" for char in text)


@settings(deadline=None, derandomize=True, max_examples=400)
@given(HOSTILE, st.integers(1, 60))
def test_a_clean_line_is_safe_short_and_stays(text: str, limit: int) -> None:
    clean = clean_line(text, limit)
    assert _is_safe(clean)
    assert len(clean) <= limit
    assert not any(char.isspace() and char != " " for char in clean)
    assert clean_line(clean, limit) == clean
    assert clean == clean.strip()


@settings(deadline=None, derandomize=True, max_examples=400)
@given(HOSTILE, st.integers(1, 60))
def test_a_clean_block_is_safe_short_and_stays(text: str, limit: int) -> None:
    clean = clean_block(text, limit)
    assert _is_safe(clean)
    assert len(clean) <= limit
    assert not any(char.isspace() and char not in " \n" for char in clean)
    assert clean_block(clean, limit) == clean
