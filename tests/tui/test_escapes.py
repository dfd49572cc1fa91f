from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual._xterm_parser import XTermParser
from textual.events import Key

from reader.tui.escapes import ESCAPE, Escapes
from reader.tui.keys import key_name


def keys(*chunks: str, bound: str = "", typing: bool = False) -> list[str]:
    """Return the keys that are read from chunks with no long silence between them."""
    escapes = Escapes(lambda key: key in bound.split(), lambda: typing)
    parser = XTermParser()
    read = [message for chunk in chunks for message in parser.feed(escapes.feed(chunk) or "\0")]
    if held := escapes.late():
        read += parser.feed(held)
    return [key_name(key) for key in read if isinstance(key, Key) and key.character != "\0"]


@pytest.mark.parametrize(
    ("chunks", "pressed"),
    [
        (["\x1b"], ["escape"]),
        (["\x1bR]]"], ["escape", "R", "]", "]"]),
        (["\x1b", "d"], ["escape", "d"]),
        (["\x1b\x1b"], ["escape", "escape"]),
        (["\x1b1"], ["escape", "1"]),
        (["j\x1b[Ak"], ["j", "up", "k"]),
        (["\x1b\x1b[6~"], ["escape", "pagedown"]),
        (["\x1b[", "6~"], ["pagedown"]),
        (["\x1b", "[6~"], ["pagedown"]),
        (["\x1bOP\x1b\r"], ["f1", "escape", "enter"]),
        (["\x1b["], ["escape", "["]),
        (["\x1b]"], ["escape", "]"]),
    ],
)
def test_escape_and_the_key_after_it_are_two(chunks: list[str], pressed: list[str]) -> None:
    assert keys(*chunks) == pressed


def test_a_key_with_alt_is_one_where_it_has_a_meaning() -> None:
    assert keys("\x1bd", bound="alt+d") == ["alt+d"]
    assert keys("\x1bDj\x1b", "-", bound="alt+D alt+-") == ["alt+D", "j", "alt+-"]
    assert keys("\x1b]", bound="alt+]") == ["alt+]"]
    for sign in string.punctuation:
        assert keys(f"\x1b{sign}", bound=f"alt+{sign}") == [f"alt+{sign}"]
    assert keys("\x1bx", bound="alt+d") == ["escape", "x"]


def test_words_are_crossed_where_text_is_typed() -> None:
    assert keys("\x1bb\x1bf\x1b\x7f\x1bd", typing=True) == [
        "ctrl+left",
        "ctrl+right",
        "ctrl+w",
        "escape",
        "d",
    ]
    assert keys("\x1bb") == ["escape", "b"]


@given(st.lists(st.text(alphabet="\x1bj[A6~O", max_size=4), max_size=8))
def test_nothing_is_lost_however_it_comes(chunks: list[str]) -> None:
    escapes = Escapes(lambda _key: False, lambda: False)
    out = "".join(escapes.feed(chunk) for chunk in chunks)
    assert (out + escapes.late()).replace(ESCAPE, "\x1b") == "".join(chunks)
    assert not escapes.waiting
