"""What is sent is the difference to what stands there, and what stands there afterwards is what was meant."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from reader.tui.terminal.screen_diff import PaintedCells, Patch

WIDTH, HEIGHT = 24, 3
BOLD, RED, PLAIN = Style(bold=True), Style(color="#ff0000", bgcolor="#101010"), None
LINKED = Style(link="https://a.example/x")

Piece = tuple[str, Style | None]


def strip(*pieces: Piece, width: int = WIDTH) -> Strip:
    return Strip([Segment(text, style) for text, style in pieces]).adjust_cell_length(width)


def frame(*lines: Strip) -> LayoutUpdate:
    return LayoutUpdate([[line] for line in lines], Region(0, 0, WIDTH, len(lines)))


class Screen:
    """A terminal that is sent differences, and one that is sent everything."""

    def __init__(self) -> None:
        self.console = Console(file=io.StringIO(), color_system="truecolor", force_terminal=True)
        self.painted = PaintedCells()
        # A column more than is drawn: a combining mark in the last one has pyte go to the next line.
        self.ours, self.whole = pyte.Screen(WIDTH + 1, HEIGHT), pyte.Screen(WIDTH + 1, HEIGHT)

    def show(self, update: LayoutUpdate | ChopsUpdate) -> str:
        sent = Patch(self.painted, update).render_segments(self.console)
        pyte.Stream(self.ours).feed(sent)
        pyte.Stream(self.whole).feed(update.render_segments(self.console))
        return sent

    @property
    def same(self) -> bool:
        cells = [
            [[screen.buffer[y][x] for x in range(WIDTH)] for y in range(HEIGHT)]
            for screen in (self.ours, self.whole)
        ]
        return cells[0] == cells[1]


def test_the_same_frame_is_sent_once() -> None:
    screen = Screen()
    first = screen.show(frame(strip(("one", BOLD)), strip(("two", RED))))
    assert "one" in first
    assert screen.show(frame(strip(("one", Style(bold=True))), strip(("two", RED)))) == ""
    screen.painted.forget()
    assert screen.show(frame(strip(("one", BOLD)), strip(("two", RED)))) == first
    assert screen.same


def test_a_frame_of_another_size_is_sent_as_a_whole() -> None:
    """Before it one of the old size may have gone to a terminal of the new one: the last cells are not what it said."""
    screen = Screen()
    small, large = frame(strip(("ab", RED))), frame(strip(("ab", RED)), strip(("cd", RED)))
    assert "ab" in screen.show(large)
    assert "ab" in screen.show(small)
    assert screen.show(small) == ""
    assert "ab" in screen.show(large)


def test_only_cells_that_differ_are_sent() -> None:
    screen = Screen()
    screen.show(frame(strip(("abcdefghijklmnopqrst", PLAIN))))
    assert screen.show(frame(strip(("aBcdefghijklmnopqrsT", PLAIN)))) == "\x1b[1;2HB\x1b[1;20HT"
    assert screen.show(frame(strip(("abcdEfghijklmnopqrsT", PLAIN)))) == "\x1b[1;2HbcdE", "near ones as one"
    assert screen.show(frame(strip(("abcd", PLAIN), ("E", BOLD), ("fghijklmnopqrsT", PLAIN)))) == (
        "\x1b[1;5H\x1b[1mE\x1b[0m"
    )
    assert screen.same


def test_a_link_is_a_look_too() -> None:
    screen = Screen()
    screen.show(frame(strip(("see there", PLAIN))))
    sent = screen.show(frame(strip(("see ", PLAIN), ("there", LINKED))))
    assert sent.startswith("\x1b[1;5H\x1b]8;id=")
    assert "https://a.example/x" in sent
    assert sent.endswith("there\x1b]8;;\x1b\\")


def test_characters_of_other_widths_and_directions_are_sent_with_all_around_them() -> None:
    for text in ("日本 x", "e\u0301 x", "👩\u200d👧 x", "שלום x", "عربي x"):
        screen = Screen()
        screen.show(frame(strip((text, PLAIN)), strip(("below", PLAIN))))
        again = screen.show(frame(strip((text, PLAIN)), strip(("below", PLAIN))))
        assert again == f"\x1b[1;1H{strip((text, PLAIN)).render(screen.console)}"
        sent = screen.show(frame(strip((text.replace("x", "y"), PLAIN)), strip(("below", PLAIN))))
        assert text.replace("x", "y") in sent
        plain = screen.show(frame(strip(("plain", PLAIN)), strip(("below", PLAIN))))
        assert "plain" in plain
        assert screen.same


@pytest.mark.parametrize("told", [WIDTH - 3, WIDTH + 3])
def test_a_strip_that_was_measured_otherwise_is_sent_as_it_is(told: int) -> None:
    screen = Screen()
    screen.show(frame(strip(("before", PLAIN))))
    odd = Strip([Segment("x" * WIDTH)], told)
    for _time in range(2):
        assert "x" * WIDTH in screen.show(frame(odd))
    assert "after" in screen.show(frame(strip(("after", PLAIN))))


def test_what_is_no_text_is_sent_as_it_is() -> None:
    screen = Screen()
    for text in ("\x1bPq#0\x1b\\", "a\tb"):
        other = Strip([Segment(text), Segment("x")], len(text) + 1)
        for _time in range(2):
            assert text in screen.show(frame(other))


def test_parts_of_lines() -> None:
    screen = Screen()
    screen.show(frame(*[strip((letter * WIDTH, PLAIN)) for letter in "abc"]))
    chops: Sequence[dict[int, Strip | None]] = [
        {0: strip(("L" * 10, RED), width=10), 10: strip(("R" * 14, BOLD), width=14)},
        {0: None, 10: strip(("S" * 14, BOLD), width=14)},
        {0: strip(("M" * 10, RED), width=10), 10: None},
    ]
    spans = [(0, 0, 6), (1, 10, 24), (2, 0, 24)]
    screen.show(ChopsUpdate(chops, spans, [[10, 24]] * 3))
    assert screen.same
    assert screen.ours.display[0] == "LLLLLL" + "a" * 18 + " "
    assert screen.ours.display[1] == "b" * 10 + "S" * 14 + " "
    assert screen.show(ChopsUpdate(chops, spans, [[10, 24]] * 3)) == ""


LETTERS = st.sampled_from(["a", "b", " ", "c", "日", "é", "·", "ש", "e\u0301", "—"])
PIECES = st.lists(
    st.tuples(
        st.lists(LETTERS, max_size=9).map("".join), st.sampled_from([PLAIN, BOLD, RED, Style(bold=True)])
    ),
    max_size=4,
)


@given(st.lists(st.lists(PIECES, min_size=HEIGHT, max_size=HEIGHT), min_size=1, max_size=6), st.data())
def test_after_any_frames_the_terminal_shows_the_last(
    frames: list[list[list[Piece]]], data: st.DataObject
) -> None:
    screen = Screen()
    for lines in frames:
        update: LayoutUpdate | ChopsUpdate = frame(*[strip(*pieces) for pieces in lines])
        if data.draw(st.booleans()):
            cut = data.draw(st.integers(1, WIDTH - 1))
            chops = [
                {0: line.crop(0, cut), cut: line.crop(cut, WIDTH)}
                for line in (strip(*pieces) for pieces in lines)
            ]
            span = data.draw(st.sampled_from([(0, cut), (cut, WIDTH), (0, WIDTH)]))
            update = ChopsUpdate(chops, [(y, *span) for y in range(HEIGHT)], [[cut, WIDTH]] * HEIGHT)
        screen.show(update)
        assert screen.same
