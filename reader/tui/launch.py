"""Opening the app: settings, keys, a session, a look that fits the terminal, and the run itself."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from reader.commands import COMMANDS, Keymap
from reader.config.load import load_settings
from reader.config.paths import find_paths
from reader.session.opening import opened
from reader.tui.look import decide

if TYPE_CHECKING:
    from reader.session.opening import AppOptions


def launch(roots: Sequence[Path], options: AppOptions) -> int:
    """Run the app on a corpus until the user leaves it; return the exit code.

    Raises `ReaderError` where the corpus, the settings or the marks cannot be read.
    """
    settings = load_settings(find_paths().settings_file)
    keymap = Keymap(COMMANDS, settings.keys)
    look = decide(options, settings, os.environ, getattr(sys.__stderr__, "encoding", None) or "ascii")
    os.environ.update(look.environment)
    os.environ.pop("NO_COLOR", None)  # the theme heeds it; Textual would make greys of it
    with _importing("reader.tui.app"), opened(roots, state=options.state, settings=settings) as session:
        from reader.tui.app import ReaderApp

        app = ReaderApp(session, look, keymap=keymap, options=options)
        result = app.run(mouse=look.mouse)
    return app.return_code or result or 0


@contextmanager
def _importing(module: str) -> Iterator[None]:
    """Import a module in a thread meanwhile: Textual takes most of the time to the first screen."""
    thread = Thread(target=import_module, args=(module,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        thread.join()
