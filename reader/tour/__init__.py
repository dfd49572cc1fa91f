"""The built-in corpus that teaches the program by being read."""

from __future__ import annotations

from pathlib import Path


def tour_path() -> Path:
    """Return the folder of the tour's articles; it is a corpus like any other, and only ever read."""
    return Path(__file__).resolve().parent
