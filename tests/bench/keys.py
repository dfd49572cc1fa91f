"""Keys: how long until the screen is painted on a near terminal, and how many bytes that is on a far one."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench import process
from tests.bench.figures import Table, calm, share
from tests.bench.generate import FILTER, Generated
from tests.bench.programs import NEAR, READER, THIN, Line, start
from tests.bench.starts import all_of, rows_of
from tests.bench.terminal import Reaction, Terminal

PAGE_DOWN, END, HOME, ENTER, ESCAPE = "\x1b[6~", "\x1b[F", "\x1b[H", "\r", "\x1b"
IDLE = 5.0
# Longer than the article under a resting cursor takes to be drawn; on a far terminal it waits longer for the rest.
SHOWN, SHOWN_FAR = 0.2, 0.5
# The columns of the list, the filter and the prompt where the list stands on the left.
_LIST = range(50)
_MEGABYTE = 1_000_000
_MILLION = 1_000_000


def _memory(size: int) -> list[float]:
    """Return the most megabytes that a corpus of a size may have resident."""
    return [150 if size < _MILLION else 600]


def near_line(table: Table, corpus: Generated, home: Path, times: int) -> None:
    """Measure from key to painted screen, and memory, on a near terminal with all colours."""
    size = corpus.count
    with loaded(corpus, home, NEAR) as terminal:
        beside = process.resident(terminal.pid) / _MEGABYTE
        while process.is_helped(terminal.pid):
            terminal.rest(1.0)
        table.put("memory, with the process that makes the stories", size, [beside], (), " MB")
        table.put("memory, loaded", size, [process.resident(terminal.pid) / _MEGABYTE], _memory(size), " MB")
        steps = _in_page(terminal, times)
        terminal.press(HOME, quiet=SHOWN)
        terminal.press("j" * NEAR.rows, quiet=SHOWN)
        edges = pressed(terminal, "j" * times)
        pages = pressed(terminal, [PAGE_DOWN] * times)
        ends = pressed(terminal, [END, HOME] * (times // 2))
        decisions = pressed(terminal, "d" * times, quiet=SHOWN)
        opened = pressed(terminal, [ENTER, "h"] * (times // 2), quiet=SHOWN)
        for what, reactions, limits in (
            ("key to screen: one row down, the list stands still", steps, (6, 15)),
            ("key to screen: one row down, the list scrolls", edges, (15, 30)),
            ("key to screen: one page down", pages, (15, 30)),
            ("key to screen: to the first or last row", ends, (15, 30)),
            ("key to screen: decision and next article", decisions, ()),
            ("key to screen: into the article and back", opened, ()),
        ):
            table.put_seconds(what, size, [reaction.seconds for reaction in calm(reactions)], limits)
        _filters(table, size, terminal)
        table.put(
            "memory after all these keys",
            size,
            [process.resident(terminal.pid) / _MEGABYTE],
            _memory(size),
            " MB",
        )


def while_indexing(table: Table, corpus: Generated, times: int) -> None:
    """Measure keys on a near terminal while the index is built for the first time."""
    size = corpus.count
    with TemporaryDirectory() as home, start((*READER, str(corpus.folder)), Path(home)) as terminal:
        terminal.until(rows_of(corpus))
        terminal.rest(0.2, timeout=1.0)
        terminal.watched = _LIST
        steps = [terminal.press(key) for key in ("jjjkkk" * times)[:times]]
        pages = [terminal.press(PAGE_DOWN) for _time in range(times // 2)]
        for what, reactions, limits in (
            ("while indexing: one row down", steps, (6, 15)),
            ("while indexing: one page down", pages, (15, 30)),
        ):
            table.put_seconds(what, size, [reaction.first for reaction in calm(reactions)], limits)


def far_line(table: Table, corpus: Generated, home: Path, times: int) -> None:
    """Count the bytes of keys, and bytes and processor time at rest, on a far terminal with 256 colours."""
    size = corpus.count
    with loaded(corpus, home, THIN) as terminal:
        terminal.press(HOME, quiet=1.0)
        steps = _in_page(terminal, times, resting=True)
        articles = pressed(terminal, "jk" * (times // 2), quiet=SHOWN_FAR)
        pages = pressed(terminal, [PAGE_DOWN] * times, quiet=SHOWN_FAR)
        decisions = pressed(terminal, "d" * times, quiet=SHOWN_FAR)
        opened = pressed(terminal, [ENTER, "h"] * (times // 2), quiet=SHOWN_FAR)
        terminal.press("/", quiet=SHOWN_FAR)
        letters = pressed(terminal, FILTER, quiet=SHOWN_FAR)
        terminal.press(ESCAPE, quiet=1.0)
        for what, reactions, limits in (
            ("over SSH: one row down", steps, (450, 450)),
            ("over SSH: one row down, and the article there", articles, ()),
            ("over SSH: one page down", pages, (6_000, 6_000)),
            ("over SSH: a decision, and the next article", decisions, (6_000, 6_000)),
            ("over SSH: into the article and back", opened, ()),
            ("over SSH: one letter of a filter", letters, ()),
        ):
            sizes = [float(reaction.size) for reaction in reactions]
            table.put(what, size, (share(sizes, 0.5), share(sizes, 0.95)), limits, " B")
        _idle(table, size, terminal)


def loaded(corpus: Generated, home: Path, line: Line) -> Terminal:
    """Start the reader and wait until it has nothing left to do."""
    terminal = start((*READER, str(corpus.folder)), home, line)
    try:
        terminal.until(all_of(corpus), timeout=3600)
        # By now the app may have marked the first article read, which is drawn too.
        terminal.rest(2.5)
    except BaseException:
        terminal.close()
        raise
    return terminal


def _in_page(terminal: Terminal, times: int, *, resting: bool = False) -> list[Reaction]:
    """Step to and fro near the top of the list; `resting` lets each article be drawn before the next step."""
    terminal.press(HOME, quiet=SHOWN)
    reactions = []
    for key in ("jjjkkk" * times)[:times]:
        if resting:
            terminal.rest(SHOWN_FAR)
        reactions.append(terminal.press(key))
    terminal.rest(SHOWN)
    return reactions


def pressed(terminal: Terminal, keys: Sequence[str], *, quiet: float = 0.04) -> list[Reaction]:
    """Press keys one after the other, each when the one before has been shown."""
    reactions = [terminal.press(key, quiet=quiet) for key in keys]
    terminal.rest(max(quiet, SHOWN))
    return reactions


def _filters(table: Table, size: int, terminal: Terminal) -> None:
    """Type a filter twice, letter by letter, each until the list has settled."""
    terminal.watched = _LIST
    letters: list[Reaction] = []
    for _time in range(2):
        terminal.press("/", quiet=SHOWN)
        letters += pressed(terminal, FILTER, quiet=SHOWN)
        terminal.press(ESCAPE, quiet=SHOWN)
    terminal.watched = range(terminal.columns)
    # All of them count: while a thread searches, waiting for a processor is what the program does to itself.
    times = [reaction.seconds for reaction in letters]
    limit = 80 if size < _MILLION else 150
    table.put_seconds("filter: one letter to the new list", size, times, (limit, limit))


def _idle(table: Table, size: int, terminal: Terminal) -> None:
    terminal.rest(3.0)
    before, used = terminal.size, process.busy(terminal.pid)
    time.sleep(IDLE)
    terminal.rest(0)
    used = process.busy(terminal.pid) - used
    table.put("over SSH: bytes in 5 s without a key", size, [terminal.size - before], [0], " B")
    table.put("processor time in 5 s without a key", size, [1000 * used], [25], " ms")
