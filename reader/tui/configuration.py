"""The user's configuration as a whole: settings, keys, theme and views, and all that is wrong with them at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.commands import COMMANDS, Keymap, keymap_of
from reader.config.load import read_settings
from reader.errors import ConfigError, together
from reader.tui.theme.stylesheets import PLAIN, THEMES, theme_names, theme_values

if TYPE_CHECKING:
    from reader.config.paths import Paths
    from reader.config.settings import Settings


def configured(paths: Paths) -> tuple[Settings, Keymap]:
    """Return the settings and the keymap they ask for.

    Raises `ConfigError` that tells of every fault in the settings file and of a theme of the user's that is none.
    """
    settings, faults = read_settings(paths.settings_file)
    keymap = None
    try:
        keymap = keymap_of(COMMANDS, settings)
    except ConfigError as error:
        faults += error.parts or (error,)
    try:
        _check_theme(settings, paths)
    except ConfigError as error:
        faults += error.parts or (error,)
    if any(name.startswith("views.") for name in settings.sources):
        from reader.session.checks import view_faults  # most people have no views of their own

        faults += view_faults(settings)
    if faults or keymap is None:
        raise together(sorted(faults, key=lambda fault: _line(fault.place)))
    return settings, keymap


def _line(place: str) -> int:
    """Return the line of a place `file:line`, 0 where it has none."""
    line = place.rpartition(":")[2]
    return int(line) if line.isdigit() else 0


def _check_theme(settings: Settings, paths: Paths) -> None:
    if settings.theme in (*THEMES, PLAIN):
        return
    names = theme_names(paths.themes)
    if settings.theme not in names:
        from reader.config.reading import nearest

        raise ConfigError(
            f"there is no theme “{settings.theme}”",
            place=settings.place("theme") or "theme",
            hint=nearest(settings.theme, names) or f"the themes are {', '.join(names)}",
        )
    theme_values(settings.theme, paths.themes)
