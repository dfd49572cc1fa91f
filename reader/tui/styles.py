"""Where the stylesheets and themes are: beside the package in a checkout, inside it when installed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.tui.looks import Looks

if TYPE_CHECKING:
    from textual.theme import Theme

_PACKAGE = Path(__file__).resolve().parents[1]
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


def load_theme(name: str) -> tuple[Theme, Looks]:
    """Read one of our themes: its colours, and how rendered text looks in it. Raises KeyError for an unknown name."""
    # Only the theme in use is read at the start: each costs a file and a parse before the first screen.
    import tomllib

    from textual.theme import Theme

    if name not in (*THEMES, PLAIN):
        raise KeyError(name)
    values: dict[str, Any] = tomllib.loads((_FOLDER / "themes" / f"{name}.toml").read_text(encoding="utf-8"))
    text = values.pop("text")
    colors = {key: value for key, value in values.items() if isinstance(value, str)} | values["variables"]
    return Theme(name=name, **values), Looks(text, colors)
