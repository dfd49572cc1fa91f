"""How the names in rendered lines look, read from the theme.

Textual's component styles are looked up for every widget anew: some 170 look-ups before the first screen.
"""

from __future__ import annotations

from collections.abc import Mapping

from rich.style import Style


class StyleTable:
    """Styles by name, as a theme gives them: `bold $accent on $found`, `$NAME` being one of its colours."""

    def __init__(self, text: Mapping[str, str], colors: Mapping[str, str]) -> None:
        self._text = text
        self._colors = colors
        self._styles: dict[str, Style] = {}

    def style(self, names: str) -> Style:
        """Return the style of space-separated names, each over the ones before it. A name without a look has none."""
        style = self._styles.get(names)
        if style is None:
            style = Style.null()
            for name in names.split():
                style += Style.parse(self._resolved(self._text.get(name, "")))
            self._styles[names] = style
        return style

    def _resolved(self, definition: str) -> str:
        return " ".join(
            # The terminal's own colours have other names in Rich than in Textual.
            (self._colors[word[1:]] if word.startswith("$") else word).removeprefix("ansi_")
            for word in definition.split()
        )
