"""How the screen is drawn: decided from the command line, the settings and the terminal, before Textual is there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from reader.tui.styles import PLAIN, THEMES

if TYPE_CHECKING:
    from reader.config.settings import Settings
    from reader.session.opening import AppOptions

# Frames a second over a thin line. With 12, keys 40 ms apart are painted after 42 ms instead of 3, for the same bytes.
THIN_LINE_FPS = "30"
_SYSTEMS = {"16": "standard", "256": "256", "truecolor": "truecolor"}


class Look(NamedTuple):
    """A theme by name, ASCII forms or not, the mouse or not, and whether the line to the terminal is thin.

    `environment` is what Textual is to find in its environment when it is imported.
    """

    theme: str = THEMES[0]
    ascii: bool = False
    mouse: bool = True
    remote: bool = False
    environment: tuple[tuple[str, str], ...] = ()


def decide(options: AppOptions, settings: Settings, environ: Mapping[str, str], encoding: str) -> Look:
    """Return the look for a terminal.

    The command line stands over the settings, and these over what the environment tells. `encoding` is that of
    the stream the screen is drawn on.
    """
    remote = _remote(options, settings, environ)
    # Textual animates by default, which over any line costs forty frames for a page.
    wanted = {"TEXTUAL_ANIMATIONS": "none"}
    if remote and "TEXTUAL_FPS" not in environ:
        wanted["TEXTUAL_FPS"] = THIN_LINE_FPS
    if options.color in _SYSTEMS:
        wanted["TEXTUAL_COLOR_SYSTEM"] = _SYSTEMS[options.color]
    ascii_only = settings.ascii if options.ascii is None else options.ascii
    if ascii_only == "auto":
        ascii_only = encoding.lower().replace("-", "") != "utf8"
    return Look(
        theme=PLAIN if _is_colourless(options, settings, environ) else settings.theme,
        ascii=bool(ascii_only),
        mouse=(settings.mouse and not remote) if options.mouse is None else options.mouse,
        remote=remote,
        environment=tuple(wanted.items()),
    )


def over_ssh(environ: Mapping[str, str]) -> bool:
    """Tell whether the terminal is at the other end of an SSH line."""
    return bool(environ.get("SSH_CONNECTION") or environ.get("SSH_TTY"))


def _remote(options: AppOptions, settings: Settings, environ: Mapping[str, str]) -> bool:
    if options.remote is not None:
        return options.remote
    return over_ssh(environ) if settings.remote == "auto" else settings.remote == "yes"


def _is_colourless(options: AppOptions, settings: Settings, environ: Mapping[str, str]) -> bool:
    if options.color not in (None, "auto"):
        return options.color == "never"
    if settings.color != "auto":
        return settings.color == "never"
    return bool(environ.get("NO_COLOR"))  # empty counts as not set: no-color.org
