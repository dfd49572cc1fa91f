"""Opening the app: settings, keys, a session, a look that fits the terminal, and the run itself."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from reader.config.paths import find_paths
from reader.errors import StateError
from reader.session.opening import opened
from reader.text.clean import clean_line
from reader.tui.configuration import configured
from reader.tui.theme.display_options import decide, is_utf8

if TYPE_CHECKING:
    from reader.session.opening import AppOptions


def launch(roots: Sequence[Path], options: AppOptions) -> int:
    """Run the app on a corpus until the user leaves it; return the exit code.

    Raises `ReaderError` where the corpus, the settings or the marks cannot be read.
    """
    settings, keymap = configured(find_paths())
    stream = sys.__stderr__  # what Textual draws on
    look = decide(options, settings, os.environ, getattr(stream, "encoding", None) or "ascii")
    if isinstance(stream, TextIOWrapper) and not is_utf8(stream.encoding):
        from reader.tui.terminal.encoding_fallback import use_nearest  # most terminals do without

        use_nearest(stream)
    os.environ.update(look.environment)
    os.environ.pop("NO_COLOR", None)  # the theme heeds it; Textual would make greys of it
    with _importing("reader.tui.app"), ExitStack() as stack:
        try:
            session = stack.enter_context(opened(roots, state=options.state, settings=settings, first=True))
        except StateError as error:
            if not _agreed_without_saving(error):
                raise
            session = stack.enter_context(
                opened(roots, state=options.state, settings=settings, saving=False, first=True)
            )
        from reader.tui.app import ReaderApp

        app = ReaderApp(session, look, keymap=keymap, options=options)
        result = app.run(mouse=look.mouse)
        if session.journal.fault is not None and not app.return_code:  # after a crash it is said already
            from reader.session.state.crash import kept

            sys.stderr.write(f"reader: {clean_line(kept(session.journal))}\n")
    return app.return_code or result or 0


def _agreed_without_saving(error: StateError) -> bool:
    """Tell what is wrong with the marks, and ask whether to read on all the same."""
    sys.stderr.write(f"reader: {clean_line(str(error))}\n")
    sys.stderr.write("Read on without saving what you decide? [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in ("y", "yes")


@contextmanager
def _importing(module: str) -> Iterator[None]:
    """Import a module in a thread meanwhile: Textual takes most of the time to the first screen."""
    thread = Thread(target=import_module, args=(module,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        thread.join()
