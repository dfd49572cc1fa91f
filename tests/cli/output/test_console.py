"""Streams: what is shown where, and that nothing written can act on a terminal or end the program."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.cli.output.console import Console, harmless
from reader.errors import ReaderError, UsageError
from tests.cli.support import Screen, on_screen


def show_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    # Inside the test: pytest puts its own streams back between a fixture and the test.
    monkeypatch.setattr(sys, "stdout", Screen())
    monkeypatch.setattr(sys, "stderr", Screen())


def test_a_terminal_is_styled(monkeypatch: pytest.MonkeyPatch) -> None:
    show_screen(monkeypatch)
    console = Console.of_process()
    assert (console.terminal, console.talks, console.styled, console.unicode) == (True, True, True, True)
    assert console.style("x", "bold") == "\x1b[1mx\x1b[0m"
    assert console.style("", "bold") == ""


def test_no_color_is_heeded(monkeypatch: pytest.MonkeyPatch) -> None:
    show_screen(monkeypatch)
    monkeypatch.setenv("NO_COLOR", "1")
    assert not Console.of_process().styled
    monkeypatch.setenv("NO_COLOR", "")
    assert Console.of_process().styled


def test_a_dumb_terminal_gets_no_sequences(monkeypatch: pytest.MonkeyPatch) -> None:
    show_screen(monkeypatch)
    monkeypatch.setenv("TERM", "dumb")
    console = Console.of_process()
    assert (console.terminal, console.talks, console.styled) == (True, False, False)
    assert console.style("x", "dim") == "x"


@pytest.mark.parametrize(
    ("columns", "width"), [("132", 132), ("3", 20), ("99999", 9999), ("x", 80), ("", 80)]
)
def test_the_width(monkeypatch: pytest.MonkeyPatch, columns: str, width: int) -> None:
    show_screen(monkeypatch)
    monkeypatch.setenv("COLUMNS", columns)
    assert Console.of_process().width == width


def test_the_width_of_a_real_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    inner, outer = os.openpty()
    with os.fdopen(outer, "w") as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        monkeypatch.setattr(os, "get_terminal_size", lambda _fd: os.terminal_size((101, 40)))
        assert Console.of_process().width == 101
        monkeypatch.setattr(os, "get_terminal_size", lambda _fd: os.terminal_size((0, 0)))
        assert Console.of_process().width == 80
        monkeypatch.undo()
    os.close(inner)


def test_a_closed_output_is_an_error_and_closed_messages_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    console = Console.of_process()
    with pytest.raises(UsageError, match="standard output is closed"):
        console.line("data")
    console.say("talk")
    console.out.flush()
    console.abandon()
    console.err.close()


def test_an_encoding_without_the_character(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="latin-1"))
    console = Console.of_process()
    assert not console.unicode
    console.line("é 海")
    console.out.flush()
    assert raw.getvalue() == b"\xe9 \\u6d77\n"


def test_undecodable_file_names_can_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="utf-8"))
    console = Console.of_process()
    console.write("caf\udce9.md\n")
    console.out.flush()
    assert raw.getvalue() == b"caf\\udce9.md\n"


def test_errors_are_said_line_by_line_with_their_notes() -> None:
    console, out, err = on_screen()
    error = ReaderError("one\ntwo", place="file\x1b[2J")
    error.add_note("  query\n  ^")
    console.complain(error)
    assert out.getvalue() == ""
    assert err.getvalue() == "reader: file?[2J: one\nreader: two\n  query\n  ^\n"


def test_talk_to_nobody_is_no_reason_to_stop() -> None:
    class Broken(Screen):
        def write(self, _text: str) -> int:
            raise BrokenPipeError

    Console(out=Screen(), err=Broken()).say("x")


def test_abandoned_output_is_not_tried_again(tmp_path: Path) -> None:
    target = tmp_path / "out"
    with open(target, "w", encoding="utf-8") as stream:
        stream.write("early ")
        stream.flush()
        stream.write("late")
        Console(out=stream, err=Screen()).abandon()
    assert target.read_text() == "early "


def test_output_without_a_file_is_abandoned_too() -> None:
    console, _, _ = on_screen()
    console.abandon()


@given(st.text())
def test_no_control_character_is_left_and_no_place_moves(text: str) -> None:
    shown = harmless(text)
    assert shown.isprintable()
    assert len(shown) == len(text)
    assert all(new == old for new, old in zip(shown, text, strict=True) if old.isprintable())
