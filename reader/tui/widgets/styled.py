"""From the names of styles in rendered lines to the colours the stylesheet gives them."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.text.width import cell_width
from reader.tui.render.lines import Line

# Every name that rendered lines may use; the stylesheet gives each its look as `.text--NAME`.
STYLES = (
    "better",
    "code",
    "cursor",
    "cursor-blurred",
    "decided",
    "em",
    "excerpt",
    "faint",
    "found",
    "ghost",
    "heading",
    "hint",
    "inside",
    "key",
    "link",
    "mark",
    "meta",
    "note",
    "number",
    "provider",
    "read",
    "rule",
    "selected",
    "strong",
    "title",
    "topic",
    "unread",
    "url",
)


class Styled(ScrollView, inherit_bindings=False):
    """A virtual view of lines, drawn through the line API: only what is on the screen is ever rendered."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"text--{name}" for name in STYLES}
    ALLOW_SELECT: ClassVar[bool] = False

    def style_of(self, names: str, over: Style | None = None) -> Style:
        """Return the style of space-separated names, over another style where one is given."""
        style = over if over is not None else self.rich_style
        for name in names.split():
            style = style + self.get_component_rich_style(f"text--{name}", partial=True)
        return style

    def strip(self, line: Line, width: int, *, base: str = "", left: int = 0) -> Strip:
        """Return a rendered line as a strip of exactly `width` cells, `left` blank cells before it.

        `base` names a style under (and, for its background, over) all the spans: the cursor.
        """
        ground = self.style_of(base)
        pieces: list[tuple[str, Style]] = [(" " * left, ground)]
        used = left
        for span in line:
            style = self.style_of(span.style)
            if base:
                style = style + self.get_component_rich_style(f"text--{base}", partial=True)
            pieces.append((span.text, style))
            used += cell_width(span.text)
        pieces.append((" " * (width - used), ground))
        strip = Strip(_merged(pieces), max(used, width))
        return strip.crop(0, width) if used > width else strip


def _merged(pieces: list[tuple[str, Style]]) -> list[Segment]:
    """Return segments with blanks joined to a neighbour they cannot be told from: a change of style costs 20 bytes."""
    out: list[tuple[str, Style]] = []
    for text, style in pieces:
        if not text:
            continue
        if out:
            before, last = out[-1]
            if last == style or (text.isspace() and _blank_alike(last, style)):
                out[-1] = (before + text, last)
                continue
            if before.isspace() and _blank_alike(last, style):
                out[-1] = (before + text, style)
                continue
        out.append((text, style))
    return [Segment(text, style) for text, style in out]


def _blank_alike(one: Style, other: Style) -> bool:
    """Tell whether a blank looks the same in both styles."""
    plain = not any(style.underline or style.reverse or style.strike for style in (one, other))
    return plain and one.bgcolor == other.bgcolor
