"""Whatever a terminal sends, and however it is split on its way, only keys are keys."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.tui.terminal import input_decoder
from reader.tui.terminal.input_decoder import (
    DELAY,
    DOUBT,
    ESCAPE,
    LONGEST_STRING,
    SILENCE,
    SLOW_DOUBT,
    InputDecoder,
    Pasted,
    Token,
)

BEGIN, END = b"\x1b[200~", b"\x1b[201~"


class Line:
    """A line from a terminal: what is sent over it, and what is read, with a clock of its own."""

    def __init__(self, bound: str = "", *, typing: bool = False) -> None:
        self.typed = InputDecoder(lambda key: key in bound.split(), lambda: typing)
        self.now = 100.0
        self.tokens: list[Token] = []

    def send(self, data: bytes) -> Line:
        self.tokens += self.typed.feed(data, self.now)
        return self

    def wait(self, seconds: float) -> Line:
        end = self.now + seconds
        heard = self.now
        while (deadline := self.typed.deadline) is not None and heard + deadline <= end:
            self.now = heard + deadline
            before = len(self.tokens)
            self.tokens += self.typed.late(self.now + 1e-6)
            if self.typed.deadline == deadline and len(self.tokens) == before:
                break
        self.now = end
        return self


@pytest.mark.parametrize(("doubt", "cut"), [(DOUBT, ["esc", "[", "A"]), (SLOW_DOUBT, ["\x1b[A"])])
def test_a_sequence_that_a_slow_line_cuts_is_waited_for_longer_there(doubt: float, cut: list[str]) -> None:
    line = Line()
    line.typed = InputDecoder(lambda _key: False, lambda: False, doubt=doubt)
    line.send(b"\x1b[").wait(0.6).send(b"A").wait(5.0)
    assert named(line.tokens) == cut
    line.send(b"\x1b[").wait(5.0)
    assert named(line.tokens)[-2:] == ["esc", "["], "nothing that follows makes two keys of it everywhere"
    assert Line().send(b"\x1b").typed.deadline == DELAY, "Esc alone is never put off for it"


def read(*chunks: bytes, pause: float = 0.0, bound: str = "", typing: bool = False) -> list[Token]:
    """Return the tokens of chunks that come some seconds apart, and a while after."""
    line = Line(bound, typing=typing)
    for chunk in chunks:
        line.wait(pause).send(chunk)
    return line.wait(5.0).tokens


def named(tokens: list[Token]) -> list[Token]:
    return ["esc" if token == ESCAPE else token for token in tokens]


@pytest.mark.parametrize(
    ("chunks", "tokens"),
    [
        ([b"\x1b"], ["esc"]),
        ([b"\x1bR]]"], ["esc", "R", "]", "]"]),
        ([b"\x1b", b"d"], ["esc", "d"]),
        ([b"\x1b\x1b"], ["esc", "esc"]),
        ([b"\x1b1"], ["esc", "1"]),
        ([b"j\x1b[Ak"], ["j", "\x1b[A", "k"]),
        ([b"\x1b\x1b[6~"], ["esc", "\x1b[6~"]),
        ([b"\x1b[", b"6~"], ["\x1b[6~"]),
        ([b"\x1b", b"[6~"], ["\x1b[6~"]),
        ([b"\x1bOP\x1b\r"], ["\x1bOP", "esc", "\r"]),
        ([b"\x1b["], ["esc", "["]),
        ([b"\x1b]"], ["esc", "]"]),
        ([b"\x1bX", b"jd"], ["esc", "X", "j", "d"]),
        ([b"\x1b]jd\x1b]j"], ["esc", "]", "j", "d", "esc", "]", "j"]),
        ([b"\x1b[\r"], ["esc", "[", "\r"]),
        ([b"\x1b[12\rj"], ["\r", "j"]),
        ([b"\x1b[[A\x1b[[Cj"], ["\x1b[[A", "\x1b[[C", "j"]),
        ([b"\x1b[3$"], ["\x1b[3$"]),
    ],
)
def test_escape_and_the_key_after_it_are_two(chunks: list[bytes], tokens: list[str]) -> None:
    assert named(read(*chunks)) == tokens


def test_a_key_with_alt_is_one_where_it_has_a_meaning() -> None:
    assert read(b"\x1bd", bound="alt+d") == ["\x1b[100;3u"]
    assert read(b"\x1b]", bound="alt+]") == ["\x1b[93;3u"]
    assert named(read(b"\x1bx", bound="alt+d")) == ["esc", "x"]
    assert named(read(b"\x1bb\x1bf\x1b\x7f\x1bd", typing=True)) == ["\x1bb", "\x1bf", "\x1b\x7f", "esc", "d"]


def test_how_long_escape_waits() -> None:
    assert Line().send(b"\x1b").typed.deadline == DELAY
    assert Line().send(b"\x1b[").typed.deadline == DOUBT
    assert Line("alt+[").send(b"\x1b[").typed.deadline == DELAY
    assert Line().send(b"\x1b[?5u\x1b").typed.deadline == SILENCE, "kitty's keys: it sends no lone byte"
    assert Line().send(b"\x1b[?5u\x1b[").typed.deadline == SILENCE
    assert Line().send(b"\x1b[?5u\x1bX").typed.deadline == SILENCE
    assert Line().send(b"j").typed.deadline is None
    assert Line().send(b"\x1b[?62").typed.deadline is None, "the next letter ends it"
    assert Line().send(b"\x1b").typed.late(100.0) == [], "too early"


# Sequences by the grammar: none of those beginnings can be meant as keys (see the last of these tests).
PARAMETERS = st.text(alphabet="0123456789:;<=>?", min_size=1, max_size=12)
CSI = st.builds(
    lambda start, parameters, between, final: start + (parameters + between + final).encode(),
    st.sampled_from([b"\x1b[", b"\x9b", b"\xc2\x9b"]),
    PARAMETERS,
    st.text(alphabet=" !\"#%&'()*+,-./", max_size=2),
    st.sampled_from([chr(code) for code in range(0x40, 0x7F)]),
).filter(lambda sequence: not sequence.endswith(b"200~"))
CONTENT = st.text(
    alphabet=st.characters(min_codepoint=32, exclude_characters="\x7f", max_codepoint=0x7E), max_size=40
)
STRING = st.builds(
    lambda start, content, end: start + content.encode() + end,
    st.sampled_from(
        [
            b"\x1b]1",
            b"\x9d5",
            b"\xc2\x9dl",
            b"\x1bP1",
            b"\x90>",
            b"\xc2\x90!",
            b"\x1b_G",
            b"\x9fG",
            b"\xc2\x9fG",
        ]
    ),
    CONTENT,
    st.sampled_from([b"\x1b\\", b"\x07", b"\x9c", b"\xc2\x9c"]),
)
WHOLE_STRING = st.builds(
    lambda start, content: start + content.encode() + b"\x1b\\",
    st.sampled_from(
        [b"\x1b]", b"\x1bP", b"\x1bX", b"\x1b^", b"\x1b_", b"\x98", b"\x9e", b"\xc2\x98", b"\xc2\x9e"]
    ),
    CONTENT,
)
MOUSE = st.builds(
    lambda one, two, three: b"\x1b[M" + bytes([one, two, three]),
    *[st.integers(32, 255).filter(lambda byte: not 0x80 <= byte < 0xA0) for _ in range(3)],
)
UTF8_MOUSE = st.builds(
    lambda *numbers: b"\x1b[M" + "".join(map(chr, numbers)).encode(), *[st.integers(160, 2047)] * 3
)
PAUSES = st.sampled_from([0.0, 0.01, 0.06, 0.2])


def cut(data: bytes, cuts: list[int]) -> list[bytes]:
    places = sorted({0, len(data), *(place % (len(data) + 1) for place in cuts)})
    return [data[start:end] for start, end in pairwise(places)]


@given(st.one_of(CSI, STRING, WHOLE_STRING), st.lists(st.tuples(st.integers(0, 99), PAUSES), max_size=4))
def test_a_sequence_is_one_token_or_none_however_it_comes(data: bytes, cuts: list[tuple[int, float]]) -> None:
    # Behind the first byte alone, time has decided for Esc; the rest in one piece is still known.
    chunks = cut(
        data,
        [place for place, _ in cuts]
        if data[0] != 0x1B
        else [place for place, _ in cuts if place % (len(data) + 1) > 2],
    )
    line = Line().send(b"j").wait(2.0)
    for chunk, (_place, pause) in zip(chunks, [(0, 0.0), *cuts, (0, 0.0)], strict=False):
        line.wait(pause).send(chunk)
    line.wait(2.0).send(b"k")
    between = line.wait(2.0).tokens[1:-1]
    assert line.tokens[0] == "j"
    assert line.tokens[-1] == "k"
    assert len(between) <= 1
    assert all(isinstance(token, str) and len(token) > 2 and token.startswith("\x1b[") for token in between)


@given(
    st.one_of(CSI.filter(lambda data: data[0] == 0x1B), STRING.filter(lambda data: data[0] == 0x1B)),
    st.floats(0.06, 0.9),
)
def test_a_sequence_cut_behind_its_first_byte(data: bytes, pause: float) -> None:
    tokens = named(read(data[:1], data[1:], b"k", pause=pause))
    assert tokens[0] == "esc"
    assert tokens[-1] == "k"
    assert all(len(token) > 2 for token in tokens[1:-1])


@given(st.one_of(MOUSE, UTF8_MOUSE), st.integers(0, 99), PAUSES)
def test_old_reports_of_the_mouse(data: bytes, place: int, pause: float) -> None:
    for chunk in cut(data, [3 + place % (len(data) - 2)]):
        line = Line().wait(pause).send(chunk)
    line = Line()
    for chunk in cut(data, [3 + place % (len(data) - 2)]):
        line.wait(pause).send(chunk)
    tokens = line.wait(1.5).send(b"k").wait(1.5).tokens
    assert tokens[-1] == "k"
    assert all(token.startswith("\x1b[M") for token in tokens[:-1] if isinstance(token, str))


@given(
    st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])),
    st.lists(st.integers(0, 400), max_size=6),
)
def test_plain_keys_come_through_unchanged(text: str, cuts: list[int]) -> None:
    assert "".join(map(str, read(*cut(text.encode(), cuts), pause=0.1))) == text


@given(st.binary(max_size=60), st.lists(st.integers(0, 200), max_size=6))
def test_no_byte_leaves_the_keyboard_dead(data: bytes, cuts: list[int]) -> None:
    line = Line()
    for chunk in cut(data, cuts):
        line.send(chunk)
    for _press in range(3):  # one may end what was not finished
        line.wait(4.0).send(b"k")
    assert line.wait(4.0).tokens[-1:] == ["k"]


@pytest.mark.parametrize("begun", [b"\x1b]11;rgb:", b"\x1bP1$r", b"\x1b_Gi=1", BEGIN + b"dd"])
def test_what_never_ends_is_over_with_a_key_after_a_silence(begun: bytes) -> None:
    line = Line().send(begun).wait(SILENCE + 0.1).send(b"k")
    assert line.wait(1.0).tokens[-1] == "k"
    line = Line().send(begun).wait(SILENCE + 0.1).send(b"\x1b[106;1;106u")
    assert line.wait(1.0).tokens[-1] == "\x1b[106;1;106u", "kitty's keys are long"
    assert "d" not in Line().send(begun).wait(SILENCE + 0.1).send(b"dddd").wait(5.0).tokens, "the rest of it"


def test_a_string_without_an_end_and_keys_without_a_pause() -> None:
    line = Line().send(b"\x1b]11;rgb:")
    for _press in range(round(LONGEST_STRING / 0.5) + 2):
        line.wait(0.5).send(b"k")
    assert line.tokens[-1] == "k"
    assert read(b"\x1b]0;" + b"d" * 10_000, b"\x1b[A") == ["\x1b[A"], "Esc ends it"


def test_a_number_without_an_end() -> None:
    assert read(b"\x1b[" + b"1" * 9_999, b"1" * 9_999 + b"c", b"j")[-1] == "j"


def test_a_paste_is_text() -> None:
    inside = "d\x1bd\x1b[31mé\x9b\t\r\n\x1b[A".encode()
    assert read(b"j" + BEGIN + inside + END + b"k") == ["j", Pasted(inside.decode()), "k"]
    assert read(BEGIN + b"\xff\xe9" + END) == [Pasted("\ufffd\ufffd")]
    assert read(BEGIN + END + b"j") == ["j"]


@given(
    st.text(max_size=40).filter(lambda text: "\x1b[20" not in text), st.lists(st.integers(0, 200), max_size=8)
)
def test_a_paste_split_anywhere(text: str, cuts: list[int]) -> None:
    data = text.encode("utf-8", "replace")
    tokens = read(*cut(b"j" + BEGIN + data + END + b"k", cuts), pause=0.01)
    assert tokens[0] == "j"
    assert tokens[-1] == "k"
    assert "".join(token.text for token in tokens if isinstance(token, Pasted)) == data.decode()
    assert len(tokens) <= 3


def test_marks_of_a_paste_in_a_paste() -> None:
    for inside in (b"a" + END + b"ddd", b"a" + BEGIN + b"ddd", b"a" + END + b"dd" + END + b"d"):
        for chunks in ([BEGIN + inside + END], [BEGIN + inside, END], [BEGIN, inside + END]):
            tokens = read(*chunks, pause=0.01)
            assert all(isinstance(token, Pasted) for token in tokens)
            assert "".join(token.text for token in tokens if isinstance(token, Pasted)) == "addd"
    assert read(BEGIN + b"a" + END + BEGIN + b"b" + END + b"j") == [Pasted("a"), Pasted("b"), "j"]
    assert read(END + b"j") == [END.decode(), "j"]


def test_a_paste_that_stood_still_goes_on() -> None:
    chunks = (BEGIN + b"one ", b"two three four", b" and five" + END, b"j")
    assert read(*chunks, pause=60.0) == [Pasted("one two three four and five"), "j"]


def test_a_paste_without_measure_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(input_decoder, "LONGEST_PASTE", 10)
    assert read(BEGIN + b"12345", b"67890abc", b"d" + END + b"j") == [Pasted("1234567890"), "j"]
