from __future__ import annotations

import curses

import pytest

from reader.tui.terminal.capabilities import TRUECOLOR, colors, knows_links


@pytest.mark.parametrize(
    ("environ", "known"),
    [
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "linux"}, False),
        ({}, False),
        ({"TERM": "xterm-kitty"}, True),
        ({"TERM": "foot-extra"}, True),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"}, True),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"}, False),
        ({"TERM": "xterm-256color", "LC_TERMINAL": "iTerm2"}, True),
        ({"TERM": "xterm-256color", "VTE_VERSION": "7006"}, True),
        ({"TERM": "xterm-256color", "VTE_VERSION": "4801"}, False),
        ({"TERM": "xterm-256color", "VTE_VERSION": "new"}, False),
        ({"TERM": "xterm-256color", "WT_SESSION": "1"}, True),
        ({"TERM": "xterm-kitty", "TMUX": "x"}, False),
        ({"TMUX": "x", "TERM_PROGRAM": "tmux", "TERM_PROGRAM_VERSION": "3.3a"}, False),
        ({"TMUX": "x", "TERM_PROGRAM": "tmux", "TERM_PROGRAM_VERSION": "3.4"}, True),
        ({"TMUX": "x", "TERM_PROGRAM": "tmux", "TERM_PROGRAM_VERSION": "next-3.5"}, True),
        ({"STY": "x", "WT_SESSION": "1"}, False),
    ],
)
def test_links_are_sent_where_they_are_known_to_work(environ: dict[str, str], known: bool) -> None:
    assert knows_links(environ) is known


@pytest.mark.parametrize(
    ("environ", "count"),
    [
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, TRUECOLOR),
        ({"TERM": "xterm", "COLORTERM": "24bit"}, TRUECOLOR),
        ({"TERM": "xterm-direct"}, TRUECOLOR),
        ({"TERM": "tmux-256color"}, 256),
        ({"TERM": "xterm-kitty", "COLORTERM": "yes"}, 256),
    ],
)
def test_colours_that_the_environment_tells(environ: dict[str, str], count: int) -> None:
    assert colors(environ) == count


@pytest.mark.parametrize(("described", "count"), [(-1, 0), (0, 0), (8, 16), (16, 16), (88, 16), (256, 256)])
def test_colours_that_the_description_of_the_terminal_tells(
    monkeypatch: pytest.MonkeyPatch, described: int, count: int
) -> None:
    monkeypatch.setattr(curses, "setupterm", lambda _term, _descriptor: None)
    monkeypatch.setattr(curses, "tigetnum", lambda _name: described)
    assert colors({"TERM": "alacritty"}) == count


def test_a_terminal_without_a_description_has_a_few(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(_term: str, _descriptor: int) -> None:
        raise curses.error("could not find terminal")

    monkeypatch.setattr(curses, "setupterm", unknown)
    assert colors({"TERM": "something-new"}) == 16
