"""Opening the app: a session, a look that fits the terminal, and the run itself."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reader.session.opening import opened

if TYPE_CHECKING:
    from reader.session.opening import AppOptions

# Frames a second over a thin line: a held key then sends half the bytes, while a single press is drawn as soon
# as it was (the first frame after rest is not held back).
THIN_LINE_FPS = "12"


def launch(roots: Sequence[Path], options: AppOptions) -> int:
    """Run the app on a corpus until the user leaves it; return the exit code.

    Raises `ReaderError` where the corpus, the settings or the marks cannot be read.
    """
    with opened(roots, state=options.state) as session:
        # The rows are at hand before Textual is imported: that takes most of the time to the first screen.
        remote = _remote(options, session.settings.remote)
        os.environ["TEXTUAL_ANIMATIONS"] = "none"
        if remote:
            os.environ.setdefault("TEXTUAL_FPS", THIN_LINE_FPS)

        from reader.tui.app import Look, ReaderApp

        mouse = (session.settings.mouse and not remote) if options.mouse is None else options.mouse
        look = Look(
            theme=session.settings.theme,
            ascii=bool(options.ascii) or session.settings.ascii is True,
            mouse=mouse,
            remote=remote,
        )
        app = ReaderApp(session, look, query=options.query)
        result = app.run(mouse=mouse)
        return app.return_code or result or 0


def _remote(options: AppOptions, setting: str) -> bool:
    if options.remote is not None:
        return options.remote
    if setting != "auto":
        return setting == "yes"
    return bool(os.environ.get("SSH_CONNECTION") or os.environ.get("SSH_TTY"))
