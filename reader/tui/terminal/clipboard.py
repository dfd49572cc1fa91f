"""The clipboard of the terminal somebody sits at: through OSC 52, and through what lies in between."""

from __future__ import annotations

import os
import subprocess
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass

Write = Callable[[str], None]

# Seconds that tmux has to answer; it runs on this machine.
_PATIENCE = 2.0
# Bytes of a sequence for the clipboard that every terminal takes: the least known bound is 74,994.
_MOST = 74_000
# Characters that GNU screen takes in one string for the terminal.
_PIECE = 240
# By the name in TERM: those without a clipboard, and those that stand for a multiplexer at the near end of the line.
_WITHOUT = ("linux", "vt1", "vt2", "ansi", "dumb", "cons", "sun")
_BETWEEN = ("tmux", "screen")


@dataclass(frozen=True, slots=True)
class Copied:
    """What became of a text: whether it was sent on its way, and what a person should know about that ("": nothing)."""

    sent: bool = True
    hint: str = ""

    def said(self, what: str) -> str:
        """Return the sentence about `what` was copied."""
        if not self.sent:
            return f"{self.hint}: {what}"
        return f"copied {what}; {self.hint}" if self.hint else f"copied {what}"


COPIED = Copied()
LONG = Copied(hint="it is so long that some terminals drop it")
PERHAPS = Copied(hint="if it does not arrive, tmux wants `set -s set-clipboard on`")
KEPT_BY_TMUX = Copied(False, "not copied, tmux wants `set -s set-clipboard on`")
IN_TMUX_ALONE = Copied(False, "copied within tmux only, it wants `set -as terminal-features ',*:clipboard'`")
NO_CLIPBOARD = Copied(False, "not copied, this terminal has no clipboard")


def copy(text: str, write: Write, environ: Mapping[str, str] | None = None) -> Copied:
    """Put text on the clipboard, and return what became of it.

    `write` sends to the terminal. Inside tmux its own command is used, which works as tmux comes; inside GNU screen
    the text goes past it.
    """
    environ = os.environ if environ is None else environ
    copied = _sent(text, write, environ)
    size = len(text.encode("utf-8", "replace")) * 4 // 3
    return LONG if copied == COPIED and size > _MOST else copied


def _sent(text: str, write: Write, environ: Mapping[str, str]) -> Copied:
    term = environ.get("TERM", "")
    sequence = f"\x1b]52;c;{b64encode(text.encode('utf-8', 'replace')).decode('ascii')}\x07"
    if environ.get("TMUX"):
        return _through_tmux(text, sequence, write)
    if environ.get("STY"):
        write(_past_screen(sequence))
        return COPIED
    if term.startswith(_WITHOUT):
        return NO_CLIPBOARD
    write(sequence)
    return PERHAPS if term.startswith(_BETWEEN) else COPIED


def _through_tmux(text: str, sequence: str, write: Write) -> Copied:
    """Hand text to tmux, which passes it on to the terminals it is shown on, where its options let it."""
    setting = _tmux("show-options", "-sv", "set-clipboard")
    if setting not in ("on", "external"):
        if _tmux("show-options", "-pAv", "allow-passthrough") in ("on", "all"):
            write(f"\x1bPtmux;{sequence.replace(chr(27), chr(27) * 2)}\x1b\\")
            return COPIED
        return KEPT_BY_TMUX
    if _tmux("load-buffer", "-w", "-", text=text) is None:  # before tmux 3.2
        write(sequence)
        return COPIED if setting == "on" else KEPT_BY_TMUX
    features = _tmux("display-message", "-p", "#{client_termfeatures}")
    return COPIED if features is None or "clipboard" in features else IN_TMUX_ALONE


def _tmux(*words: str, text: str = "") -> str | None:
    """Return what tmux answers to a command, None where it knows no such thing."""
    try:
        done = subprocess.run(
            ["tmux", *words],
            input=text,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=_PATIENCE,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip()


def _past_screen(sequence: str) -> str:
    """Return a sequence in the strings that GNU screen passes on as they are, each as long as it takes them."""
    pieces = (sequence[start : start + _PIECE] for start in range(0, len(sequence), _PIECE))
    return "".join(f"\x1bP{piece}\x1b\\" for piece in pieces)
