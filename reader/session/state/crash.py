"""A report of a crash: written into the state folder, so that the screen can be left with one sentence."""

from __future__ import annotations

import platform
import traceback
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from reader import __version__
from reader.config.paths import make_private
from reader.text.clean import clean_block

if TYPE_CHECKING:
    from reader.marks import Journal


def write_report(error: BaseException, folder: Path) -> Path | None:
    """Write what is known of a crash into a new file of `folder`; return its path, None where it cannot be written.

    The text is clean: an error can carry the bytes of an article.
    """
    now = datetime.now(UTC)
    path = folder / f"crash-{now:%Y%m%d-%H%M%S-%f}.txt"
    trace = "".join(traceback.format_exception(error))
    head = f"reader {__version__}, Python {platform.python_version()}, {platform.system()}, {now:%Y-%m-%d %H:%M:%S} UTC"
    with suppress(OSError):
        make_private(folder)
        path.touch(mode=0o600)
        path.write_text(f"{head}\n\n{clean_block(trace)}\n", encoding="utf-8")
        return path
    return None


def kept(journal: Journal) -> str:
    """Return what became of the decisions of a session, in words for its end."""
    if journal.path is None:
        return "nothing that was decided is saved"
    if journal.fault is not None:
        return f"what was decided last is not saved, {journal.fault.message}"
    return "every decision is saved"


def sentence(error: BaseException, report: Path | None, journal: Journal) -> str:
    """Return what a person is told: that the program stopped, what is saved, and where the report is."""
    where = f"; the report is in {report}" if report is not None else ""
    return f"reader: stopped by a fault of its own ({type(error).__name__}); {kept(journal)}{where}"
