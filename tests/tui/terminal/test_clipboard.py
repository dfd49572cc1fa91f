from __future__ import annotations

import base64
import re
import subprocess
from collections.abc import Callable
from typing import Any

import pytest

from reader.tui.terminal.clipboard import (
    COPIED,
    IN_TMUX_ALONE,
    KEPT_BY_TMUX,
    NO_CLIPBOARD,
    PERHAPS,
    Copied,
    copy,
)

URL = "https://a.example/é"
PLAIN = f"\x1b]52;c;{base64.b64encode(URL.encode()).decode()}\x07"


def copied(environ: dict[str, str], text: str = URL) -> tuple[str, Copied]:
    """Return what was sent to the terminal, and what became of it."""
    sent: list[str] = []
    said = copy(text, sent.append, environ)
    return "".join(sent), said


@pytest.fixture
def tmux(monkeypatch: pytest.MonkeyPatch) -> Callable[[dict[str, str | None]], list[str]]:
    """Return what puts answers into tmux's mouth (None: it knows no such command), and gets what was loaded."""

    def stand(answers: dict[str, str | None]) -> list[str]:
        loaded: list[str] = []

        def run(command: list[str], *, input: str, **_: Any) -> Any:
            name = command[1]
            answer = answers.get(command[-1], answers.get(name, ""))
            if answer is None:
                raise subprocess.CalledProcessError(1, command)
            if name == "load-buffer":
                loaded.append(input)
            return subprocess.CompletedProcess(command, 0, f"{answer}\n", "")

        monkeypatch.setattr(subprocess, "run", run)
        return loaded

    return stand


@pytest.mark.parametrize(
    ("term", "sent", "said"),
    [
        ("xterm-256color", PLAIN, COPIED),
        ("xterm-kitty", PLAIN, COPIED),
        ("tmux-256color", PLAIN, PERHAPS),
        ("screen", PLAIN, PERHAPS),
        ("linux", "", NO_CLIPBOARD),
        ("vt100", "", NO_CLIPBOARD),
        ("", PLAIN, COPIED),
    ],
)
def test_a_terminal_is_told_and_where_it_has_none_that_is_said(term: str, sent: str, said: Copied) -> None:
    assert copied({"TERM": term}) == (sent, said)


@pytest.mark.parametrize("setting", ["on", "external"])
def test_tmux_is_handed_the_text(tmux: Any, setting: str) -> None:
    loaded = tmux({"set-clipboard": setting, "display-message": "256,clipboard,title"})
    assert copied({"TMUX": "/tmp/x,1,0", "TERM": "screen"}) == ("", COPIED)
    assert loaded == [URL]


def test_a_terminal_that_tmux_does_not_know_to_have_a_clipboard(tmux: Any) -> None:
    tmux({"set-clipboard": "external", "display-message": "256,title"})
    assert copied({"TMUX": "x"}) == ("", IN_TMUX_ALONE)


@pytest.mark.parametrize(("setting", "said"), [("on", COPIED), ("external", KEPT_BY_TMUX)])
def test_an_older_tmux(tmux: Any, setting: str, said: Copied) -> None:
    tmux({"set-clipboard": setting, "load-buffer": None, "-": None})
    assert copied({"TMUX": "x"}) == (PLAIN, said)


@pytest.mark.parametrize(
    ("passing", "sent", "said"),
    [
        ("on", f"\x1bPtmux;\x1b{PLAIN}\x1b\\", COPIED),
        ("all", f"\x1bPtmux;\x1b{PLAIN}\x1b\\", COPIED),
        ("off", "", KEPT_BY_TMUX),
        (None, "", KEPT_BY_TMUX),
    ],
)
def test_past_a_tmux_that_keeps_the_clipboard(
    tmux: Any, passing: str | None, sent: str, said: Copied
) -> None:
    tmux({"set-clipboard": "off", "allow-passthrough": passing})
    assert copied({"TMUX": "x"}) == (sent, said)


def test_a_tmux_that_cannot_be_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    def run(*_: Any, **__: Any) -> None:
        raise FileNotFoundError

    monkeypatch.setattr(subprocess, "run", run)
    assert copied({"TMUX": "x"}) == ("", KEPT_BY_TMUX)


def test_past_gnu_screen_in_pieces_that_it_takes() -> None:
    sent, said = copied({"STY": "1.a", "TERM": "screen"}, "x" * 1000)
    pieces = re.findall(r"\x1bP(.*?)\x1b\\", sent, re.DOTALL)
    assert "".join(f"\x1bP{piece}\x1b\\" for piece in pieces) == sent
    assert max(map(len, pieces)) <= 256
    assert "".join(pieces) == f"\x1b]52;c;{base64.b64encode(b'x' * 1000).decode()}\x07"
    assert said == COPIED


def test_nothing_in_the_text_can_end_the_sequence() -> None:
    sent, _ = copied({"TERM": "xterm"}, "a\x07\x1b\\\x9c\n\udcffb")
    assert re.fullmatch(r"\x1b]52;c;[A-Za-z0-9+/=]*\x07", sent)


@pytest.mark.parametrize("said", [PERHAPS, KEPT_BY_TMUX, IN_TMUX_ALONE, NO_CLIPBOARD, COPIED])
def test_what_became_of_it_is_said_with_the_option_that_is_missing(said: Copied) -> None:
    sentence = said.said(URL)
    assert URL in sentence
    assert sentence.startswith("copied ") == (said not in (KEPT_BY_TMUX, NO_CLIPBOARD))
    assert ("`set -" in sentence) == (said in (PERHAPS, KEPT_BY_TMUX, IN_TMUX_ALONE))
