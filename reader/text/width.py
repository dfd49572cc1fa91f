"""Text measured in terminal cells: CJK and emoji take two, combining marks none."""

from __future__ import annotations

from rich.cells import cell_len

ELLIPSIS = "…"

_JOINERS = "\u200c\u200d"


def cell_width(text: str) -> int:
    """Return how many terminal cells `text` takes in one line."""
    return len(text) if text.isascii() else cell_len(text)


def truncate(text: str, cells: int) -> str:
    """Return the start of `text` that fits into `cells`, ending in an ellipsis where something was cut off."""
    if cell_width(text) <= cells:
        return text
    if cells <= 0:
        return ""
    room = cells - 1
    if text.isascii():
        return text[:room].rstrip(" ") + ELLIPSIS
    # The longest prefix that fits, by halving: a prefix is never wider than a longer one by more than its
    # own cells.
    low, high = 0, min(len(text), room * 8 + 8)
    while low < high:
        middle = (low + high + 1) // 2
        if cell_len(text[:middle]) <= room:
            low = middle
        else:
            high = middle - 1
    cut = text[:low].rstrip(" " + _JOINERS)
    return cut + ELLIPSIS


def fit(text: str, cells: int) -> str:
    """Return `text` in exactly `cells` cells: cut with an ellipsis where it is wider, else filled with spaces."""
    # A joiner at the end would take in the first space.
    text = truncate(text, cells).rstrip(_JOINERS)
    return text + " " * (cells - cell_width(text))
