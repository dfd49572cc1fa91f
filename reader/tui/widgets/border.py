"""The text in the border of a widget, as it is: Textual reads a plain string there as markup."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget


def label_border(widget: Widget, *, title: str | None = None, subtitle: str | None = None) -> None:
    """Show a title in the upper border of a widget and a subtitle in the lower one; None leaves one as it is."""
    if title is not None:
        widget.border_title = Content(title)
    if subtitle is not None:
        widget.border_subtitle = Content(subtitle)
