"""Where the stylesheets and themes are: beside the package in a checkout, inside it when installed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.tui.theme.style_table import StyleTable

if TYPE_CHECKING:
    from textual.theme import Theme

_PACKAGE = Path(__file__).resolve().parents[2]
_FOLDER = next(
    (folder for folder in (_PACKAGE / "styles", _PACKAGE.parent / "styles") if folder.is_dir()),
    _PACKAGE / "styles",
)

# In the order in which the verb `theme` goes through them.
THEMES = ("reader-dark", "reader-light", "reader-contrast", "reader-ansi")
# In the sixteen colours of the terminal itself; chosen where it has no more.
SIXTEEN = "reader-ansi"
# Without colours; chosen by --color never, the setting `color`, or NO_COLOR.
PLAIN = "reader-plain"


def stylesheet(name: str) -> Path:
    """Return the path of a stylesheet by its name without the ending."""
    return _FOLDER / f"{name}.tcss"


def theme_names(own: Path | None) -> tuple[str, ...]:
    """Return the names of all themes that can be chosen; `own` is the folder of the user's."""
    if own is None:
        return THEMES
    from reader.config.themes import user_themes

    return (*THEMES, *(name for name in user_themes(own) if name not in (*THEMES, PLAIN)))


def theme_values(name: str, own: Path | None = None) -> dict[str, Any]:
    """Return what a theme says: colours by name, and the tables `variables` and `text`.

    Raises KeyError for an unknown name, and `ConfigError` for a theme of the user's that says what no theme can.
    """
    # Only the theme in use is read at the start: each costs a file and a parse before the first screen.
    import tomllib

    if name in (*THEMES, PLAIN):
        return tomllib.loads((_FOLDER / "themes" / f"{name}.toml").read_text(encoding="utf-8"))
    if name not in theme_names(own) or own is None:
        raise KeyError(name)
    from reader.config.themes import read_theme

    return read_theme(own / f"{name}.toml", THEMES, theme_values)


def load_theme(name: str, own: Path | None = None) -> tuple[Theme, StyleTable]:
    """Return a theme: its colours, and how rendered text looks in it. Raises as `theme_values`."""
    from textual.theme import Theme

    values = theme_values(name, own)
    text = values.pop("text")
    colors = {key: value for key, value in values.items() if isinstance(value, str)} | values["variables"]
    return Theme(name=name, **values), StyleTable(text, colors)
