from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.tui import typed
from reader.tui.escapes import ESCAPE, Escapes
from reader.tui.typed import SILENCE, Typed

BEGIN, END = b"\x1b[200~", b"\x1b[201~"


def fed(*chunks: bytes, pause: float = 0.0) -> str:
    """Return what comes out of chunks that arrive one after the other, `pause` seconds apart."""
    escapes = Escapes(bound=lambda _key: False, typing=lambda: False)
    reading = Typed(escapes)
    out = "".join(reading.feed(chunk, number * pause) for number, chunk in enumerate(chunks))
    return (out + escapes.late()).replace(ESCAPE, "\x1b")


@given(st.binary(max_size=80), st.lists(st.integers(0, 200), max_size=6))
def test_no_byte_ends_the_reading_and_chunks_do_not_matter(inside: bytes, cuts: list[int]) -> None:
    data = b"j" + BEGIN + inside.replace(b"\x1b", b"") + END + "é→k".encode()
    places = sorted({0, len(data), *(cut % len(data) for cut in cuts)})
    chunks = [data[start:end] for start, end in pairwise(places)]
    assert fed(*chunks) == data.decode("utf-8", "replace")


@given(st.lists(st.sampled_from([b"j", b"\x1b", b"\x1b[A", b"\xff", BEGIN, END, b"[20", b"1~", b"\xc3"])))
def test_outside_of_long_pastes_nothing_is_held_back_for_good(chunks: list[bytes]) -> None:
    whole = b"".join(chunks).decode("utf-8", "replace")
    out = fed(*chunks, END)
    assert out.startswith(whole[: len(out)]) or out == whole + END.decode()


def test_bytes_that_are_no_text_are_marked() -> None:
    assert fed(b"\x1b[M \xff\xfe", b"j") == "\x1b[M \ufffd\ufffdj"


@pytest.mark.parametrize("key", [b"j", b"\x1b", b"\x1b[B", b"\x1b[106;1;1"])
def test_a_key_after_a_silence_ends_a_paste_that_has_no_end(key: bytes) -> None:
    begun = BEGIN + b"text\x1b["
    assert fed(begun, key[:8], pause=SILENCE + 0.1).endswith("text" + END.decode() + key[:8].decode())
    assert END.decode() not in fed(begun, key, pause=SILENCE / 2)


def test_a_paste_that_stood_still_goes_on() -> None:
    chunks = (BEGIN + b"one ", b"two three four", b" and five" + END + b"j")
    assert fed(*chunks, pause=60.0) == b"".join(chunks).decode()


def test_a_paste_without_measure_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typed, "LONGEST_PASTE", 10)
    assert fed(BEGIN + b"12345", b"67890abc", b"d" + END + b"j") == "\x1b[200~1234567890\x1b[201~j"


@pytest.mark.parametrize(
    "answer",
    [b"\x1b]11;rgb:1/2/3\x1b\\", b"\x1b]11;rgb:1/2/3\x07", b"\x1bP>|term(1)\x1b\\", b"\x1b_Gi=1;OK\x1b\\"],
)
def test_what_a_terminal_answers_is_not_typed(answer: bytes) -> None:
    assert fed(b"j" + answer + b"k" + answer) == "jk"
    for cut in range(3, len(answer)):
        assert fed(b"j" + answer[:cut], answer[cut:] + b"k") == "jk"
    assert fed(answer[:5], b"k", pause=SILENCE + 0.1) == "k", "one that never ends is forgotten"
    assert fed(BEGIN + b"a" + answer + END).startswith("\x1b[200~a\x1b"), "in a paste it is text"


def test_a_key_with_alt_is_no_answer() -> None:
    assert fed(b"\x1b]", b"\x1bP", b"\x1b_") == "\x1b]\x1bP\x1b_"
    flood = b"\x1b]" + b"x" * 10_000
    assert fed(flood, b"j") == flood.decode() + "j"
