"""The programs that are measured, and what they are started with: a home of their own, and a terminal's name."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench import floor
from tests.bench.terminal import Terminal

FLOOR = (sys.executable, floor.__file__)
READER = (sys.executable, "-m", "reader")
BARE_PARSING = (sys.executable, str(Path(__file__).with_name("parsing.py")))

# What would make the measured programs behave otherwise than with a new user on this kind of terminal.
_FOREIGN = (
    "XDG_",
    "SSH_",
    "TEXTUAL",
    "READER",
    "PYTHON",
    "COV_",
    "TMUX",
    "STY",
    "NO_COLOR",
    "LINES",
    "COLUMNS",
)


@dataclass(frozen=True, slots=True)
class Line:
    """The terminal and what lies between it and the program."""

    columns: int
    rows: int
    far: bool = False


NEAR = Line(120, 40)
THIN = Line(80, 24, far=True)


def environment(home: Path, line: Line) -> dict[str, str]:
    """Return the environment of a program whose user's folders are all in `home`.

    On the far side of a thin line there are 256 colours and an SSH connection, on the near one all colours.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_FOREIGN)}
    kept |= {"HOME": str(home), "TERM": "xterm-256color", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
    kept |= {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("CONFIG", "DATA", "CACHE", "STATE")}
    kept.pop("COLORTERM", None)
    return kept | ({"SSH_CONNECTION": "192.0.2.1 2 192.0.2.2 22"} if line.far else {"COLORTERM": "truecolor"})


def start(words: Sequence[str], home: Path, line: Line = NEAR) -> Terminal:
    """Start a program on a new terminal."""
    return Terminal(words, environment(home, line), columns=line.columns, rows=line.rows)
