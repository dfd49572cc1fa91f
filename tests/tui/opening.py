"""A browser that only notes what it is asked to open."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

import pytest

from reader.tui.actions import sharing
from reader.tui.background.browsers import BrowserResult


def note_opened(patch: pytest.MonkeyPatch, *, fault: str = "") -> list[str]:
    """Return the addresses that are opened from now on; with a `fault` none is."""
    urls: list[str] = []

    def open_all(
        asked: Sequence[str],
        _commands: object,
        *,
        stopped: threading.Event,
        on_progress: Callable[[int, int], object],
    ) -> BrowserResult:
        assert not stopped.is_set()
        urls.extend(asked)
        on_progress(len(asked), len(asked))
        return BrowserResult(0 if fault else len(asked), fault)

    patch.setattr(sharing, "open_all", open_all)
    patch.setattr(sharing, "browsers", lambda *_: [["browser"]])
    return urls
