"""Changed files: how long until they are seen, while the app runs and at a start after they came."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

from tests.bench.figures import Table
from tests.bench.generate import NEWEST, Generated
from tests.bench.programs import READER, start
from tests.bench.starts import all_of
from tests.bench.terminal import Seen

FILES = 10
_LONGEST = 600.0
# A folder of their own, to be gone again afterwards.
FRESH = "fresh"


def changed_files(table: Table, corpus: Generated, home: Path, rounds: int) -> None:
    """Measure from the last of ten new files to the screen that counts them; then the same from a start."""
    size = corpus.count
    running, starting = [], []
    with start((*READER, str(corpus.folder)), home) as terminal:
        terminal.until(all_of(corpus), timeout=3600)
        terminal.rest(2.0)
        for number in range(rounds):
            write_files(corpus.folder, f"running-{number}")
            begun = time.perf_counter()
            terminal.until(_counted(size + FILES * (number + 1)), timeout=_LONGEST)
            running.append(time.perf_counter() - begun)
            # Longer than the pause that follows a look at the files.
            terminal.rest(2.0 + 5 * running[-1])
    for number in range(rounds):
        write_files(corpus.folder, f"starting-{number}")
        with start((*READER, str(corpus.folder)), home) as terminal:
            seen = terminal.until(_counted(size + FILES * (rounds + number + 1)), timeout=_LONGEST)
            starting.append(seen.seconds or 0)
    table.put_seconds(f"{FILES} new files seen while running", size, running, (2_000, 2_000))
    table.put_seconds(f"{FILES} new files seen after a start", size, starting, (2_000, 2_000))
    shutil.rmtree(corpus.folder / FRESH)


def write_files(folder: Path, name: str) -> None:
    """Write ten new articles into a folder of a corpus."""
    (folder / FRESH).mkdir(exist_ok=True)
    for number in range(FILES):
        text = f"---\ntitle: News {name} {number}\ndate: {NEWEST:%Y-%m-%d}\n---\n"
        (folder / FRESH / f"{name}-{number}.md").write_text(text, encoding="utf-8")


def _counted(count: int) -> Seen:
    return lambda terminal: f"{count:,} article" in terminal.lines[0]
