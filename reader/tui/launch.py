"""Opening the app: a session, a look that fits the terminal, and the run itself."""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from reader.config.load import load_settings
from reader.config.paths import find_paths
from reader.session.opening import opened

if TYPE_CHECKING:
    from reader.session.opening import AppOptions

# Frames a second over a thin line: a held key then sends half the bytes, while a single press is drawn as
# soon as it was (the first frame after rest is not held back).
THIN_LINE_FPS = "12"


def launch(roots: Sequence[Path], options: AppOptions) -> int:
    """Run the app on a corpus until the user leaves it; return the exit code.

    Raises `ReaderError` where the corpus, the settings or the marks cannot be read.
    """
    settings = load_settings(find_paths().settings_file)
    remote = _remote(options, settings.remote)
    # Textual reads both while it is imported.
    os.environ["TEXTUAL_ANIMATIONS"] = "none"
    if remote:
        os.environ.setdefault("TEXTUAL_FPS", THIN_LINE_FPS)
    # Importing Textual takes most of the time to the first screen; the index is opened beside it.
    textual = Thread(target=import_module, args=("reader.tui.app",), daemon=True)
    textual.start()
    try:
        with opened(roots, state=options.state, settings=settings) as session:
            textual.join()
            from reader.tui.app import Look, ReaderApp

            mouse = (settings.mouse and not remote) if options.mouse is None else options.mouse
            look = Look(
                theme=settings.theme,
                ascii=bool(options.ascii) or settings.ascii is True,
                mouse=mouse,
                remote=remote,
            )
            app = ReaderApp(session, look, query=options.query)
            result = app.run(mouse=mouse)
            return app.return_code or result or 0
    finally:
        textual.join()


def _remote(options: AppOptions, setting: str) -> bool:
    if options.remote is not None:
        return options.remote
    if setting != "auto":
        return setting == "yes"
    return bool(os.environ.get("SSH_CONNECTION") or os.environ.get("SSH_TTY"))
