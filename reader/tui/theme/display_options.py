"""How the screen is drawn: decided from the command line, the settings and the terminal, before Textual is there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from reader.tui.terminal.capabilities import COLORS_256, TRUECOLOR, colors, knows_links
from reader.tui.theme.stylesheets import PLAIN, SIXTEEN, THEMES

if TYPE_CHECKING:
    from reader.config.settings import Settings
    from reader.session.opening import AppOptions

# Frames a second at most: what follows a frame waits up to so long, as the rows that a letter finds follow the letter.
FPS = "240"
# Over a thin line. With 12, keys 40 ms apart are painted after 42 ms instead of 3, for the same bytes.
THIN_LINE_FPS = "30"
_COLORS = {"16": 16, "256": COLORS_256, "truecolor": TRUECOLOR}
_SYSTEMS = {0: "standard", 16: "standard", COLORS_256: "256", TRUECOLOR: "truecolor"}


class DisplayOptions(NamedTuple):
    """A theme by name, ASCII forms or not, the mouse or not, whether the line is thin, and whether links are known.

    `environment` is what Textual is to find in its environment when it is imported.
    """

    theme: str = THEMES[0]
    ascii: bool = False
    mouse: bool = True
    remote: bool = False
    links: bool = False
    environment: tuple[tuple[str, str], ...] = ()


def decide(
    options: AppOptions, settings: Settings, environ: Mapping[str, str], encoding: str
) -> DisplayOptions:
    """Return the look for a terminal.

    The command line stands over the settings, and these over what the environment tells. `encoding` is that of
    the stream the screen is drawn on.
    """
    remote = _remote(options, settings, environ)
    # Textual animates by default, which over any line costs forty frames for a page.
    wanted = {"TEXTUAL_ANIMATIONS": "none"}
    if "TEXTUAL_FPS" not in environ:
        wanted["TEXTUAL_FPS"] = THIN_LINE_FPS if remote else FPS
    count = _COLORS.get(options.color or "") or colors(environ)
    if options.color in _COLORS or "TEXTUAL_COLOR_SYSTEM" not in environ:
        # Textual judges by the name of the terminal alone, and takes many that have 256 colours for less.
        wanted["TEXTUAL_COLOR_SYSTEM"] = _SYSTEMS[count]
    ascii_only = settings.ascii if options.ascii is None else options.ascii
    if ascii_only == "auto":
        ascii_only = not is_utf8(encoding)
    return DisplayOptions(
        theme=_theme(options, settings, environ, count),
        ascii=bool(ascii_only),
        mouse=(settings.mouse and not remote) if options.mouse is None else options.mouse,
        remote=remote,
        links=knows_links(environ),
        environment=tuple(wanted.items()),
    )


def is_utf8(encoding: str) -> bool:
    """Tell whether an encoding has every character."""
    return encoding.lower().replace("-", "").replace("_", "") == "utf8"


def over_ssh(environ: Mapping[str, str]) -> bool:
    """Tell whether the terminal is at the other end of an SSH line."""
    return bool(environ.get("SSH_CONNECTION") or environ.get("SSH_TTY"))


def _remote(options: AppOptions, settings: Settings, environ: Mapping[str, str]) -> bool:
    if options.remote is not None:
        return options.remote
    return over_ssh(environ) if settings.remote == "auto" else settings.remote == "yes"


def _theme(options: AppOptions, settings: Settings, environ: Mapping[str, str], count: int) -> str:
    """Return the theme that was set where there are colours enough for it, else one that is made for so few."""
    if _is_colourless(options, settings, environ) or (not count and settings.color != "always"):
        return PLAIN
    return settings.theme if count >= COLORS_256 else SIXTEEN


def _is_colourless(options: AppOptions, settings: Settings, environ: Mapping[str, str]) -> bool:
    if options.color not in (None, "auto"):
        return options.color == "never"
    if settings.color != "auto":
        return settings.color == "never"
    return bool(environ.get("NO_COLOR"))  # empty counts as not set: no-color.org
