"""What a terminal can send that is no key: the keyboard lives on."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from tests.terminals.conftest import Start
from tests.terminals.program import Program


def place(program: Program) -> int:
    """Return the number of the row that the cursor is on, as the bottom line says it; 0 while it does not."""
    found = re.search(r"(\d+) of 60\s*$", program.lines[-1])
    return int(found[1]) if found else 0


@pytest.fixture
def program(start: Start, many: Path) -> Program:
    return start(many).until("1 of 60").rest()


SENT = (
    b"\xff\xfe\x80",
    b"\x1b[M \xf0\xf1",
    b"\x1b[1114112u",
    b"\x1b[99999999999999;1u",
    b"\x1b[48;0;0;0;0t",
    b"\x1b[<0;0;0M",
    b"\x1b[?2048;1$y",
    b"\x00\x9b\xc2\x9d",
    b"\x1b]11;rgb:0000/0000/dddd\x1b\\",
    b"\x1bP>|tdd(1)\x1b\\",
    b"\x1b[200~dddd\x1b[201~",
    b"\x1b" * 50 + b"[" * 50,
)


def test_what_is_no_key_is_none_and_keys_work_after_it(program: Program) -> None:
    for sent in SENT:
        program.send(sent, quiet=0.3).send("gg", quiet=0.2)
        program.send("j").until(lambda _text: place(program) == 2)
        assert "Add a" not in program.text
        assert " D " not in program.text


def test_escape_and_the_keys_after_it_in_one_go(program: Program) -> None:
    program.send("/zzz").until("filter zzz")
    program.send("\x1bjj").until(lambda _text: place(program) == 3)
    assert "zzz" not in program.text
    assert "^" not in program.text


def test_keys_with_alt_where_the_user_has_bound_them(home: Path, start: Start, many: Path) -> None:
    settings = home / "settings"
    (settings / "reader").mkdir(parents=True)
    (settings / "reader" / "config.toml").write_text('[keys]\ndown = ["alt+j"]\n', "utf-8")
    program = start(many, XDG_CONFIG_HOME=str(settings)).until("1 of 60").rest()
    program.send("\x1bj\x1bj").until(lambda _text: place(program) == 3)


def test_a_paste_that_never_ends(program: Program) -> None:
    program.send(b"\x1b[200~dddd", quiet=1.3)
    program.send("j").until(lambda _text: place(program) == 2)
    assert "D" not in program.text[:200], "what was pasted is not typed"


def test_a_paste_into_the_filter_is_clean(program: Program) -> None:
    program.send("/", quiet=0.4)
    before = len(program.written)
    program.send("\x1b[200~a\u202eb\x9b31mc\x07d\x1b[201~", quiet=0.4)
    assert "ab31mcd" in program.text
    assert "\u202e".encode() not in bytes(program.written[before:])
    assert b"\xc2\x9b" not in bytes(program.written[before:])


def test_a_storm_of_sizes(program: Program) -> None:
    dice = random.Random(7)  # noqa: S311 - no secret
    for _step in range(60):
        program.resize(dice.choice([0, 1, 2, 3, 29, 60, 99, 300]), dice.choice([0, 1, 2, 3, 14, 24, 100]))
        program.send(dice.choice(["j", "k", "\t", "\x1b[6~", ""]))
        program.read(0.01)
    program.resize(80, 24)
    # Out of related coverage, out of the article, and nothing in the list.
    program.rest().send("h", quiet=0.3).send("h", quiet=0.3).send("gg", quiet=0.3)
    program.until(lambda _text: place(program) == 1)


@pytest.mark.parametrize("size", [(1, 1), (300, 100), (1000, 3)])
def test_a_terminal_of_any_size(start: Start, many: Path, size: tuple[int, int]) -> None:
    program = start(many, size=size)
    program.until(lambda _text: b"\x1b[?1049h" in program.written).rest(1.0)
    program.send("jj\r\x1b[6~zh?", quiet=0.5)
    program.send("\x1b", quiet=0.3)
    program.send("Q")
    assert program.wait() == 0


def test_a_terminal_without_a_size_is_drawn_once(start: Start, many: Path) -> None:
    program = start(many, size=(0, 0)).until("1 of 60").rest(2.5)
    before = len(program.written)
    program.rest(1.0)
    assert len(program.written) == before
    program.send("j").until(lambda _text: place(program) == 2)
