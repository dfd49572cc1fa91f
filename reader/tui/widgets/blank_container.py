"""What holds widgets that cover all of it."""

from __future__ import annotations

from typing import ClassVar

from textual.containers import Container

from reader.tui.events.guard import Guarded


class BlankContainer(Guarded, Container):
    """Nothing of it is seen, so that it is not drawn line by line under each frame, as Textual draws a container."""

    BLANK: ClassVar[bool] = True
