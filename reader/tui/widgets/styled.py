"""From the names of styles in rendered lines to the colours the theme gives them."""

from __future__ import annotations

from typing import ClassVar, Protocol, cast

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.text.width import cell_width
from reader.tui.events.guard import Guarded
from reader.tui.render.lines import Line
from reader.tui.theme.style_table import StyleTable


class HasStyleTable(Protocol):
    """What a widget here expects of its app: the looks of the theme in use."""

    style_table: StyleTable


class Styled(Guarded, ScrollView, inherit_bindings=False):
    """A virtual view of lines, drawn through the line API: only what is on the screen is ever rendered."""

    ALLOW_SELECT: ClassVar[bool] = False

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._grounds: dict[str, Style] = {}
        self._strips: dict[tuple[int, str, int], Strip] = {}

    def _look(self, names: str) -> Style:
        """Return the style of some names over the widget's own ground."""
        style = self._grounds.get(names)
        if style is None:
            style_table = cast("HasStyleTable", self.app).style_table
            style = self._grounds[names] = self._filtered(self.rich_style + style_table.style(names))
        return style

    def _filtered(self, style: Style) -> Style:
        """Return a style without colours, say, where the terminal shows none: here, and not for line after line."""
        segments, ground = [Segment(" ", style)], self.background_colors[1]
        for line_filter in self.get_line_filters():
            segments = line_filter.apply(segments, ground)
        return segments[0].style or style

    def notify_style_update(self) -> None:
        """Forget styles, and lines drawn in them, when the theme or the stylesheet changes."""
        self._grounds.clear()
        self._strips.clear()
        super().notify_style_update()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return lines of the screen as they are, where there is no frame to draw around them.

        Textual's own way takes as long for a line as rendering it does: it looks for borders, padding, opacity and
        tint. It is left what is above and below the text. All lines are asked for whenever one has changed: whoever
        renders them keeps them in `_strips`.
        """
        above, right, below, left = self.gutter
        top, bottom = max(crop.y, above), min(crop.bottom, self.outer_size.height - below)
        if top >= bottom or self.styles.border_left[0] or self.styles.border_right[0]:
            return super().render_lines(crop)
        strips = self.render_range(range(top - above, bottom - above))
        if left or right:
            strips = [self._padded(strip, left, right) for strip in strips]
        first, last = crop.column_span
        if (first, last) != (0, left + self.size.width + right):
            strips = [strip.crop(first, last) for strip in strips]
        if top > crop.y:
            strips = [*super().render_lines(Region(crop.x, crop.y, crop.width, top - crop.y)), *strips]
        if bottom < crop.bottom:
            strips += super().render_lines(Region(crop.x, bottom, crop.width, crop.bottom - bottom))
        return strips

    def _padded(self, strip: Strip, left: int, right: int) -> Strip:
        return Strip.join([self.strip((), left), strip, self.strip((), right)])

    def render_range(self, lines: range) -> list[Strip]:
        """Return some lines of what is inside the frame."""
        return [self.render_line(y) for y in lines]

    def strip(self, line: Line, width: int, *, base: str = "", left: int = 0) -> Strip:
        """Return a rendered line as a strip of exactly `width` cells, `left` blank cells before it.

        `base` names a style under (and, for its background, over) all the spans: the cursor.
        """
        ground = self._look(base)
        pieces: list[tuple[str, Style]] = [(" " * left, ground)]
        used = left
        for span in line:
            style = self._look(f"{span.style} {base}" if base else span.style)
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
