"""What sequences of terminals mean: keys in every notation, and nothing else is one."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers._writer_thread import WriterThread
from textual.events import Key, MouseDown, MouseEvent, Paste
from textual.message import Message
from textual.messages import TerminalSupportsSynchronizedOutput

from reader.tui.events.key_reader import key_name
from reader.tui.terminal.input_decoder import InputDecoder, Pasted
from reader.tui.terminal.key_events import KeyEvents


def events(text: str, bound: str = "") -> list[Message]:
    is_bound = lambda key: key in bound.split()  # noqa: E731
    typed, reader = InputDecoder(is_bound, lambda: False), KeyEvents(is_bound)
    tokens = typed.feed(text.encode("utf-8", "surrogateescape"), 100.0) + typed.late(200.0)
    return [event for token in tokens for event in reader.read(token)]


def keys(text: str, bound: str = "") -> list[str]:
    """Return the keys that are read from a text, as the table of verbs writes them."""
    return [key_name(event) for event in events(text, bound) if isinstance(event, Key)]


def typed(text: str) -> str:
    """Return what a text of keys types into a box."""
    return "".join(event.character or "" for event in events(text) if isinstance(event, Key))


@pytest.mark.parametrize(
    ("sent", "pressed"),
    [
        ("\x1b[27u", ["escape"]),
        ("\x1b[27;129u", ["escape"]),
        ("\x1b[116;2;84u", ["T"]),
        ("\x1b[116:84;2u", ["T"]),
        ("\x1b[116;2u", ["T"]),
        ("\x1b[116u", ["t"]),
        ("\x1b[116;65u", ["T"]),  # Caps Lock
        ("\x1b[116;66u", ["t"]),  # and Shift
        ("\x1b[49;2;33u", ["!"]),
        ("\x1b[49;2u", ["shift+1"]),  # which character that is only the keyboard knows
        ("\x1b[97:65:99;2:1;65u", ["A"]),
        ("\x1b[97;1:2;97u", ["a"]),
        ("\x1b[97;1:3;97u", []),
        ("\x1b[1;1:3A", []),
        ("\x1b[5;1:2~", ["pageup"]),
        ("\x1b[101;;101:769u", ["e", "\u0301"]),
        ("\x1b[0;;229u", ["å"]),
        ("\x1b[97;5u", ["ctrl+a"]),
        ("\x1b[97;5;97u", ["ctrl+a"]),
        ("\x1b[97;133u", ["ctrl+a"]),  # Num Lock
        ("\x1b[97;6u", ["ctrl+shift+a"]),
        ("\x1b[93;3u", ["alt+]"]),
        ("\x1b[97;3;229u", ["å"]),  # Option on a Mac
        ("\x1b[97;3;97u", ["alt+a"]),
        ("\x1b[1089::99;5u", ["ctrl+c"]),  # on a Russian keyboard
        ("\x1b[1089::99;1;1089u", ["с"]),
        ("\x1b[32;2u", ["space"]),
        ("\x1b[13;2u\x1b[9;2u\x1b[13u", ["shift+enter", "shift+tab", "enter"]),
        ("\x1b[27;5;100~", ["ctrl+d"]),
        ("\x1b[27;6;84~", ["ctrl+shift+t"]),
        ("\x1b[27;2;84~", ["T"]),
        ("\x1b[27;2;33~", ["!"]),
        ("\x1b[27;5;9~", ["ctrl+tab"]),
        ("\x1b[27;1;27~", ["escape"]),
        ("\x1b[A\x1bOB\x1b[1;5C\x1b[1D", ["up", "down", "ctrl+right", "left"]),
        ("\x1b[3~\x1b[3;2~\x1b[Z", ["delete", "shift+delete", "shift+tab"]),
        ("\x1b[13~\x1bOR\x1b[[C", ["f3", "f3", "f3"]),
        ("\x01\r\t\x7f ", ["ctrl+a", "enter", "tab", "backspace", "space"]),
        ("é→中", ["é", "→", "中"]),
    ],
)
def test_keys(sent: str, pressed: list[str]) -> None:
    assert keys(sent) == pressed


def test_what_the_keypad_shows_is_typed() -> None:
    pad = "".join(f"\x1b[{code}u" for code in range(57399, 57417))
    assert typed(pad) == "0123456789./*-+\r=,"
    assert keys(pad)[10:15] == [".", "/", "*", "-", "+"]
    assert keys("\x1b[57401;129;50u\x1b[57409;129;44u") == ["2", ","]
    assert keys("".join(f"\x1b[{code}u" for code in range(57417, 57427))) == [
        "left", "right", "up", "down", "pageup", "pagedown", "home", "end", "insert", "delete",
    ]  # fmt: skip


@pytest.mark.parametrize("code", [*range(57358, 57364), *range(57376, 57399), *range(57427, 57455)])
def test_a_modifier_pressed_alone_is_no_key(code: int) -> None:
    for end in ("u", ";2u", ";2:1u", ";2:3u", ";129u", ";1:2u", "~"):
        assert events(f"\x1b[{code}{end}") == []


ANSWERS = [
    "\x1b[?62;52;c", "\x1b[?1;2c", "\x1b[>0;10;1c", "\x1b[8;36;120t", "\x1b[4;600;800t", "\x1b[?997;1n", "\x1b[0n",
    "\x1b[>4;2m", "\x1b[>4m", "\x1b[?0u", "\x1b[24;80R", "\x1b[1;2R", "\x1b[1;80R", "\x1b[?24;80;1R",
    "\x1b[?2004;1$y", "\x1b[4;2$y", "\x1b[48;50;120;800;960t", "\x1b[?2048;2$y", "\x1b[I", "\x1b[O", "\x1b[100~",
    "\x1b[99;2~", "\x1b[200A", "\x1b[100;1H", "\x1b[32;10;20M", "\x1b[1;1;1;1x", "\x1b[?1;2S", "\x1b[1114112u",
    "\x1b[55296u", "\x1b[99999999999999;1u", "\x1b[100;5;100;100u", "\x1b[97;1;1114112u", "\x1b[155u", "\x1bO2X",
    "\x1b[<0;0;0M", "\x1b[<0;-3;5M", "\x1b[j", "\x1b]11;rgb:1/2/3\x1b\\", "\x1b]52;c;ZGRkZA==\x07",
    "\x1bP>|term(1)\x1b\\", "\x1bP1+r544e=78\x1b\\", "\x1b_Gi=1;OK\x1b\\", "\x1bXddd\x1b\\", "\x1b^ddd\x1b\\",
    "\udc9b?62;4c", "\udc9d11;d\udc9c", "\x9b?62;4c", "\x1b[M !!", "\x1b[M \udcf0\udcf1",
]  # fmt: skip


@pytest.mark.parametrize("answer", ANSWERS)
def test_an_answer_is_no_key(answer: str) -> None:
    assert [event for event in events(f"{answer}") if not isinstance(event, MouseEvent)] == []
    assert keys(f"j{answer}k") == ["j", "k"]


@given(st.text(alphabet="0123456789:;<=>?", max_size=14), st.sampled_from(string.ascii_letters + "~@`{|}^_"))
def test_no_sequence_types_a_letter_that_is_not_in_it(parameters: str, final: str) -> None:
    if final != "u" and not (parameters.startswith("27") and final == "~"):
        assert not [
            key for key in keys(f"\x1b[{parameters or '0'}{final}") if len(key.rpartition("+")[2]) == 1
        ]


def test_what_is_also_an_answer_is_a_key_where_it_is_bound() -> None:
    assert keys("\x1b[1;2R", "shift+f3") == ["shift+f3"]
    assert keys("\x1b[32;2u", "shift+space") == ["shift+space"]


def test_alt_and_a_capital_is_one_key_in_all_notations() -> None:
    for sent in ("\x1bD", "\x1b[100;4u", "\x1b[68;3u", "\x1b[27;3;68~"):
        assert keys(sent, "alt+D") == ["alt+D"]
    assert keys("\x1b[100;4u") == ["alt+shift+d"]
    for sign in string.punctuation:
        assert keys(f"\x1b{sign}", bound=f"alt+{sign}") == [f"alt+{sign}"]


def test_the_mouse_and_what_the_terminal_can_do() -> None:
    (down,) = events("\x1b[<0;12;7M")
    assert isinstance(down, MouseDown)
    events("\x1b[48;50;120;800;960t")
    assert (down.x, down.y) == (11, 6)
    assert [type(event) for event in events("\x1b[?2026;2$y")] == [TerminalSupportsSynchronizedOutput]
    assert events("\x1b[?2026;0$y\x1b[?2026;4$y") == []


def test_pasted_text_is_one_event() -> None:
    (pasted,) = KeyEvents(lambda _key: False).read(Pasted("a\nb"))
    assert isinstance(pasted, Paste)
    assert pasted.text == "a\nb"


def test_what_is_used_of_textual_without_a_public_name_is_there() -> None:
    assert callable(XTermParser().parse_mouse_code)
    assert {"write", "stop", "start"} <= set(dir(WriterThread))
    assert callable(App._set_pointer_shape)
