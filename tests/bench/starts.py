"""Starting: for the first time, with an index, and the index alone, each beside its floor in the same run."""

from __future__ import annotations

import statistics
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench import process
from tests.bench.figures import Table
from tests.bench.floor import GREETING
from tests.bench.generate import Generated
from tests.bench.programs import BARE_PARSING, FLOOR, NEAR, READER, environment, start
from tests.bench.terminal import Seen

_LONGEST = 3600.0


def rows_of(corpus: Generated) -> Seen:
    """Return what tells that the first rows are on the screen."""
    return lambda terminal: corpus.newest[:20] in terminal.text


def all_of(corpus: Generated) -> Seen:
    """Return what tells that the whole corpus is behind the rows, and nothing goes on any more."""
    count = f"{corpus.count:,} article"
    return lambda terminal: count in terminal.lines[0] and not set(terminal.lines[0]) & set("━─…")


def cold_starts(table: Table, corpus: Generated, rounds: int) -> None:
    """Measure starts without an index, the index built alone, and bare parsing, one after the other."""
    firsts, wholes, indexed, parsed = [], [], [], []
    for _round in range(rounds):
        with TemporaryDirectory() as home, start((*READER, str(corpus.folder)), Path(home)) as terminal:
            firsts.append(terminal.until(rows_of(corpus)).seconds or 0)
            wholes.append(terminal.until(all_of(corpus), timeout=_LONGEST).seconds or 0)
        with TemporaryDirectory() as home:
            indexed.append(run((*READER, "index", str(corpus.folder)), Path(home)))
            parsed.append(run((*BARE_PARSING, str(corpus.folder)), Path(home)))
    size = corpus.count
    ratio = statistics.median(ours / bare for ours, bare in zip(indexed, parsed, strict=True))
    table.put("first start: first rows", size, [statistics.median(firsts)], [2], " s")
    table.put("first start: all articles", size, [statistics.median(wholes)], unit=" s")
    table.put("`reader index`", size, [statistics.median(indexed)], unit=" s")
    table.put("`reader index` : parsing alone, on all cores", size, [ratio], [1.2])


def warm_starts(table: Table, corpus: Generated, home: Path, pairs: int) -> None:
    """Measure starts from an index, each after a start of the empty app."""
    empty, ours = [], []
    with start((*READER, str(corpus.folder)), home) as terminal:  # makes the index
        terminal.until(all_of(corpus), timeout=_LONGEST)
    for _pair in range(pairs):
        with start(FLOOR, home) as terminal:
            empty.append(terminal.until(lambda terminal: GREETING in terminal.text).seconds or 0)
        with start((*READER, str(corpus.folder)), home) as terminal:
            ours.append(terminal.until(rows_of(corpus)).seconds or 0)
    size = corpus.count
    ratio = statistics.median(mine / floor for mine, floor in zip(ours, empty, strict=True))
    table.put_seconds("empty Textual app", size, empty)
    table.put_seconds("start with an index: first rows", size, ours)
    table.put("start with an index : empty Textual app", size, [ratio], [1.4])


def run(words: Sequence[str], home: Path) -> float:
    """Run a command to its end and return how many seconds it took."""
    begun = time.perf_counter()
    subprocess.run(
        words,
        env=environment(home, NEAR),
        check=True,
        capture_output=True,
        start_new_session=True,
        preexec_fn=process.keep_priority,
    )
    return time.perf_counter() - begun
