"""What the terminal at hand is known to do, told by its environment; pure but for the terminal's own description."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

COLORS_256, TRUECOLOR = 256, 1 << 24

# Terminals that show links (OSC 8), by the name in TERM and by what they leave in the environment.
_LINKS = ("xterm-kitty", "alacritty", "foot", "wezterm", "xterm-ghostty", "contour", "mintty")
_LINK_SIGNS = ("WT_SESSION", "KONSOLE_VERSION", "KITTY_WINDOW_ID", "WEZTERM_PANE")
_LINK_PROGRAMS = ("iTerm.app", "WezTerm", "vscode", "ghostty", "mintty", "Hyper", "Tabby")
# VTE shows links from version 0.50 on, tmux from 3.4.
_VTE, _TMUX = 5_000, (3, 4)

Graphics = Literal["kitty", "sixel", "blocks"]
# Terminals that place pictures of the kitty protocol by characters, and those that draw sixels as they come.
_KITTY = ("xterm-kitty", "xterm-ghostty")
_SIXEL = ("foot", "mlterm", "contour", "mintty", "yaft")
_SIXEL_PROGRAMS = ("WezTerm", "iTerm.app", "mintty")
# Konsole draws them from version 22.04 on.
_KONSOLE = 220_400


def knows_links(environ: Mapping[str, str]) -> bool:
    """Tell whether links in text are known to work: else nothing is sent that a terminal might show as rubbish."""
    if environ.get("TMUX") or environ.get("STY"):
        return environ.get("TERM_PROGRAM") == "tmux" and _version(environ) >= _TMUX
    vte = environ.get("VTE_VERSION", "")
    return (
        environ.get("TERM", "").startswith(_LINKS)
        or environ.get("TERM_PROGRAM", "") in _LINK_PROGRAMS
        or environ.get("LC_TERMINAL") == "iTerm2"  # of those that SSH passes on
        or any(environ.get(sign) for sign in _LINK_SIGNS)
        or (vte.isdecimal() and int(vte) >= _VTE)
    )


def graphics(environ: Mapping[str, str]) -> Graphics:
    """Return how the terminal is known to show pictures: where nothing is known, as coloured half blocks.

    What is between, a multiplexer, is asked for nothing: it drops pictures, or lets them stand where they were.
    """
    term, program = environ.get("TERM", ""), environ.get("TERM_PROGRAM", "")
    if environ.get("TMUX") or environ.get("STY") or term.startswith(("tmux", "screen")):
        return "blocks"
    if term in _KITTY or program == "ghostty":
        return "kitty"
    konsole = environ.get("KONSOLE_VERSION", "")
    if (
        term.startswith(_SIXEL)
        or program in _SIXEL_PROGRAMS
        or environ.get("LC_TERMINAL") == "iTerm2"
        or (konsole.isdecimal() and int(konsole) >= _KONSOLE)
    ):
        return "sixel"
    return "blocks"


def colors(environ: Mapping[str, str]) -> int:
    """Return how many colours the terminal has: 0, 16, 256 or `TRUECOLOR`."""
    term = environ.get("TERM", "")
    if environ.get("COLORTERM", "").lower() in ("truecolor", "24bit") or term.endswith("-direct"):
        return TRUECOLOR
    if term.endswith("-256color") or term == "xterm-kitty":
        return COLORS_256
    described = _described(term)
    if described >= COLORS_256:
        return COLORS_256
    return 16 if described else 0


def _described(term: str) -> int:
    """Return the number of colours that the terminal's description names; 8 where there is no description."""
    import curses  # only for terminals that do not say it in their name

    try:
        curses.setupterm(term, 2)
        return max(0, curses.tigetnum("colors"))
    except curses.error:
        return 8


def _version(environ: Mapping[str, str]) -> tuple[int, ...]:
    digits = "".join(
        character if character.isdecimal() else " " for character in environ.get("TERM_PROGRAM_VERSION", "")
    )
    return tuple(int(part) for part in digits.split())
