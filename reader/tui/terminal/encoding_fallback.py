"""Text on a terminal whose encoding lacks its characters: the nearest that there are, in just as many cells."""

from __future__ import annotations

import codecs
import unicodedata
from io import TextIOWrapper

from reader.text.width import cell_width

NAME = "reader-plain"
"""The name under which the way to replace characters is known to `codecs`."""

_NEAREST = str.maketrans(
    "‘’‚‛′“”„‟″«»‹›–—‒―−·•…×÷→←↑↓│─▣✎★●○▲✓", "'''''\"\"\"\"\"\"\"''-----.*~x:><^v|-#n*o-^v"
)


def use_nearest(stream: TextIOWrapper) -> None:
    """Let a stream write for each character that its encoding lacks the nearest one, as wide as that."""
    codecs.register_error(NAME, _replace)
    stream.reconfigure(errors=NAME)


def nearest(text: str) -> str:
    """Return text in ASCII, with as many cells: letters without their accents, `?` for what has no likeness."""
    out = []
    for character in text.translate(_NEAREST):
        plain = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode("ascii")
        width = cell_width(character)
        out.append(plain if len(plain) == width and plain.isprintable() else "?" * width)
    return "".join(out)


def _replace(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return nearest(error.object[error.start : error.end]), error.end
