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


ANSWERS = (
    b"\x1b[?62;52;c", b"\x1b[>0;10;1c", b"\x1b[8;36;120t", b"\x1b[?997;1n", b"\x1b[>4;2m", b"\x1b[100~",
    b"\x1b[48;24;80;960;800t", b"\x1b[24;80R", b"\x1b[I", b"\x1b[O", b"\x1b[?5u",
    b"\x1b]11;rgb:dddd/aaaa/dddd\x1b\\", b"\x1bP>|dad(1)\x1b\\", b"\x1b_Gi=1;add\x1b\\", b"\x9b?62;1d",
    b"\x9d11;ddd\x9c", b"\xc2\x9d11;ddd\xc2\x9c", b"\x1b[Mddd", b"\x1b[Md\xc4\x81\xc4\x81", b"\x1b[0;9;3M",
    b"\x1bXadd\x1b\\",
)  # fmt: skip


def is_untouched(program: Program) -> bool:
    """Tell whether nothing was decided, opened or filtered, and the first row has the cursor."""
    return (
        place(program) == 1 and "60 articles" in program.lines[0] and program.lines[1][:3] in (" • ", "   ")
    )


def test_answers_however_a_slow_line_cuts_them(program: Program) -> None:
    dice = random.Random(5)  # noqa: S311 - no secret
    for answer in ANSWERS:
        program.send(answer, quiet=0.1)
        for _time in range(2):
            cut = dice.randrange(1, len(answer))
            program.send(answer[:cut], quiet=0.12 if cut > 1 else 0.07).send(answer[cut:], quiet=0.1)
    program.rest(0.5)
    assert is_untouched(program), program.text
    program.send("j").until(lambda _text: place(program) == 2)


def test_a_modifier_pressed_alone_leaves_a_sequence_and_a_sentence(program: Program) -> None:
    # As kitty sends `g`, Shift held, `T` where every key is asked for, each let go as well.
    shift = "\x1b[57441;2u", "\x1b[57441;1:3u"
    program.send("\x1b[103;1;103u\x1b[103;1:3u").send(shift[0], quiet=0.3)
    assert "g" in program.lines[-1]
    keys = program.lines[-1]
    program.send("\x1b[57358u\x1b[57440u\x1b[57451;2u\x1b[57453u", quiet=0.3)
    assert program.lines[-1] == keys
    program.send("\x1b[103;1;103u" + shift[1], quiet=0.3)
    program.send("\x1b[57409;129u").until("nothing to repeat").send(shift[0] + shift[1], quiet=0.3)
    assert "nothing to repeat" in program.text, "a sentence stays until the next key"


def test_keys_of_the_pad_are_typed(program: Program) -> None:
    pad = "".join(f"\x1b[{code}u" for code in (*range(57399, 57414), 57415, 57416))
    program.send(f"\x1b[57410u{pad}").until("filter 0123456789./*-+=,")


@pytest.mark.parametrize(
    "inside", ["d\x1bdad", "d" * 6, "\x1b[31md\x1b[0m" * 6, "d\r\rd\t", "\x1b[201~ddd", "\x1b[200~ddd"]
)
def test_a_paste_where_no_line_is_open_does_nothing(program: Program, inside: str) -> None:
    program.send(f"\x1b[200~{inside}\x1b[201~", quiet=0.3)
    assert "open one first" in program.text
    assert "60 articles" in program.lines[0]
    assert not re.search(r"^ [DA]", program.text, re.MULTILINE)
    program.send("j").until(lambda _text: place(program) == 2)


def test_a_paste_lands_between_the_keys_around_it(program: Program) -> None:
    program.send("/ab\x1b[200~c\x1b[31md\x1b[201~\r\n\tée\x1b[201~fg".encode())
    program.until("filter abc[31md ée")
    program.until("fg")
    assert "filter abc[31md éefg" in program.text, "each character and mark in its place"


@pytest.mark.parametrize("where", ["/", "c"])
def test_a_large_paste_cut_anywhere(program: Program, where: str) -> None:
    program.send(where, quiet=0.5)
    pasted = "\x1b[200~" + "é\x1b[Ad\r" * 200_000 + "\x1b[201~"
    program.send(pasted.encode()).rest(1.5)
    program.send("Z").until("Z")
    program.send("\x03", quiet=0.5).send("gg").until(lambda _text: place(program) == 1)
    assert is_untouched(program), program.text


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
