"""Widgets that draw pictures, of a library that is an extra; chosen by what the terminal is known to do.

The library asks the terminal for its abilities when it is imported, and reads the answer from the keyboard: from where
Textual reads at the same time. Here it finds no terminal to ask, and is told the size of a cell.
"""

from __future__ import annotations

import fcntl
import io
import os
import struct
import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from PIL.Image import Image
    from textual.widget import Widget

    from reader.tui.terminal.capabilities import Graphics


class Cell(NamedTuple):
    """The size of a cell of the terminal, in points."""

    width: int
    height: int


USUAL = Cell(10, 20)
"""What a cell is taken for where the terminal does not say."""

# How many points of the screen one of a small picture becomes at most.
_ENLARGED = 2


def opened(data: bytes) -> Image | None:
    """Return a picture as the cache keeps it, None where it is none."""
    from PIL import Image

    from reader.fetch.decode_image import LARGEST

    try:
        found = Image.open(io.BytesIO(data), formats=("JPEG",))
        if found.width > LARGEST[0] or found.height > LARGEST[1]:
            return None
        found.load()
    except Exception:  # noqa: BLE001 - a decoder meets a damaged file with whatever error it has
        return None
    return found


def cell_size(streams: tuple[IO[str] | None, ...] | None = None) -> Cell:
    """Return the size of a cell as the terminal tells it to the system, without asking the terminal itself."""
    for stream in streams or (sys.__stderr__, sys.__stdout__):
        with suppress(OSError, ValueError, AttributeError):  # closed, no terminal, or none at all
            answer = fcntl.ioctl(stream.fileno(), termios.TIOCGWINSZ, bytes(8))  # type: ignore[union-attr]
            rows, columns, width, height = struct.unpack("HHHH", answer)
            if rows and columns and width >= columns and height >= rows:
                return Cell(width // columns, height // rows)
    return USUAL


def fitted(points: tuple[int, int], room: tuple[int, int], cell: Cell, graphics: Graphics) -> tuple[int, int]:
    """Return columns and lines for a picture of some points: all there is room for, but not enlarged without end."""
    columns, lines = room
    # Half blocks are two points to a cell, one above the other.
    width, height = points if graphics == "blocks" else (points[0] * _ENLARGED, points[1] * _ENLARGED)
    most = width if graphics == "blocks" else width / cell.width
    scale = min(columns, most, lines * cell.height * width / (height * cell.width))
    return max(1, round(scale)), max(
        1, min(lines, round(scale * cell.width * height / (width * cell.height)))
    )


def widget_for(graphics: Graphics, picture: Image, cell: Cell, write: Callable[[str], object]) -> Widget:
    """Return a widget that draws a picture. `write` sends to the terminal, in turn with all that Textual sends."""
    with _unasked(cell):
        from textual_image import widget as library

    if graphics == "sixel":
        return library.SixelImage(picture)
    if graphics == "blocks":
        return library.HalfcellImage(picture)

    from textual.geometry import Region
    from textual.strip import Strip

    class KittyImage(library.TGPImage, Renderable=library.TGPRenderable):
        """Sends the picture through Textual's own way to the terminal: two writers would cut each other off."""

        def render_lines(self, crop: Region) -> list[Strip]:
            with _standing_in(_Turn(write)):
                return super().render_lines(crop)

        def on_unmount(self) -> None:
            """Let the terminal forget the picture."""
            with _standing_in(_Turn(write)):
                self.image = None

    return KittyImage(picture)


class _Turn(io.StringIO):
    """Stands in for the standard output, which the library writes to."""

    def __init__(self, write: Callable[[str], object]) -> None:
        super().__init__()
        self._write = write

    def write(self, text: str) -> int:
        self._write(text)
        return len(text)


@contextmanager
def _standing_in(stream: io.StringIO) -> Iterator[None]:
    present = sys.__stdout__
    # It is declared as final, and the library looks at nothing else.
    vars(sys)["__stdout__"] = stream
    try:
        yield
    finally:
        vars(sys)["__stdout__"] = present


@contextmanager
def _unasked(cell: Cell) -> Iterator[None]:
    """Let the library be imported without asking the terminal; it takes the size of a cell from the environment."""
    told = {"TEXTUAL_CELL_WIDTH": str(cell.width), "TEXTUAL_CELL_HEIGHT": str(cell.height)}
    before = {name: os.environ.get(name) for name in told}
    os.environ.update(told)
    try:
        with _standing_in(io.StringIO()):
            yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
