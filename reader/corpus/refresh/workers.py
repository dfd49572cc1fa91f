"""Reading many files on all cores, and going on when a process for that cannot be had or dies."""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from reader.corpus.files.scan import FileStat
from reader.corpus.front_matter.field_names import FieldNames
from reader.corpus.index.rows import FileRow, file_row, read_row

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

PARALLEL_FROM = 2000
"""Files from which processes are started: below, starting them takes longer than they save."""

_HEAD_START = 200
_BATCH = 50
_CHUNK, _CHUNK_BYTES = 256, 4 * 2**20
_AHEAD = 8
# A file as a number of bytes: opening it and reading its fields takes as long as so much of a body.
_FILE_BYTES = 16 * 2**10


class NoWorkersError(Exception):
    """Processes cannot be had here; the work is to be done without."""


def read_files(
    stats: Sequence[FileStat], names: FieldNames, *, processes: int | None = None
) -> Generator[list[FileRow], None, None]:
    """Yield the rows of files in batches, in the order given; files that have vanished are left out.

    `processes` is how many to use; None is one for each core for many files, and none for few.
    """
    if processes is None:
        processes = _cores() if is_much(stats, PARALLEL_FROM) else 0
    if not processes:
        yield from _read_here(stats, names)
        return
    # The first rows are on the screen while the processes start.
    first = next(_shares(stats, 0, _HEAD_START), slice(0))
    yield from _read_here(stats[first], names)
    todo = deque(_shares(stats, first.stop, _CHUNK))
    try:
        while todo:
            yield from _read_there(stats, todo, names, processes)
    except NoWorkersError:
        for chunk in todo:
            yield from _read_here(stats[chunk], names)


def is_much(stats: Sequence[FileStat], number: int) -> bool:
    """Tell whether files are as many as a number of usual ones, or as long as these together."""
    if len(stats) < number and len(stats) > 1:
        return sum([stat.size + _FILE_BYTES for stat in stats]) >= number * _FILE_BYTES
    return len(stats) >= number


def _shares(stats: Sequence[FileStat], start: int, most: int) -> Iterator[slice]:
    """Yield the files from `start` on in shares of `most` files, fewer where these are long."""
    size = 0
    for at in range(start, len(stats)):
        size += stats[at].size
        if size >= _CHUNK_BYTES or at + 1 - start >= most:
            yield slice(start, at + 1)
            start, size = at + 1, 0
    if start < len(stats):
        yield slice(start, len(stats))


def _read_here(stats: Sequence[FileStat], names: FieldNames) -> Generator[list[FileRow], None, None]:
    for share in _shares(stats, 0, _BATCH):
        yield _read_chunk(stats[share], names)


def _read_chunk(stats: Sequence[FileStat], names: FieldNames) -> list[FileRow]:
    return [row for stat in stats if (row := read_row(stat, names)) is not None]


def _read_there(
    stats: Sequence[FileStat], todo: deque[slice], names: FieldNames, processes: int
) -> Generator[list[FileRow], None, None]:
    """Yield the rows of the chunks of `stats` and take these out of `todo`; return early when a process has died.

    What was under way then is read by itself, so that a file that kills its reader is found and left out.
    """
    from concurrent.futures.process import BrokenProcessPool

    at_once = processes * _AHEAD
    suspects = 0
    with _pool(processes) as pool:
        running: deque[Future[list[FileRow]]] = deque()
        try:
            while todo:
                while len(running) < min(at_once, len(todo)):
                    running.append(pool.submit(_read_chunk, stats[todo[len(running)]], names))
                rows = running.popleft().result()
                todo.popleft()
                yield rows
        except BrokenProcessPool:
            suspects = min(at_once, len(todo))
    for _suspect in range(suspects):
        rows = _read_alone(stats[todo[0]], names)
        todo.popleft()
        yield rows


def _read_alone(stats: Sequence[FileStat], names: FieldNames) -> list[FileRow]:
    """Return the rows of files, halving them until the ones that kill the process are found."""
    from concurrent.futures.process import BrokenProcessPool

    try:
        with _pool(1) as pool:
            return pool.submit(_read_chunk, stats, names).result()
    except BrokenProcessPool:
        pass
    if len(stats) == 1:
        (stat,) = stats
        problem = (0, "", "brings its reader to a stop and is left out")
        return [file_row(stat, (problem,))]
    middle = len(stats) // 2
    return _read_alone(stats[:middle], names) + _read_alone(stats[middle:], names)


@contextmanager
def _pool(processes: int) -> Iterator[ProcessPoolExecutor]:
    """Lend a pool of processes that are known to work. Raises `NoWorkersError` when there is none to be had."""
    # Half a dozen modules that only a large refresh needs.
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    try:
        start_tracker()
        # Never forked: the program has threads by now, and a fork would copy their locks as they are.
        pool = ProcessPoolExecutor(
            processes, mp_context=multiprocessing.get_context("spawn"), initializer=start_worker
        )
    except (OSError, ImportError, ValueError) as error:
        raise NoWorkersError from error
    try:
        try:
            pool.submit(_cores).result()
        except (BrokenProcessPool, OSError) as error:
            raise NoWorkersError from error
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def start_tracker() -> None:
    """Start the helper process of multiprocessing, which inherits standard error, where that is a real file.

    While a screen is drawn it is not: the stand-in there has no file number, and starting would fail with it.
    """
    from contextlib import redirect_stderr
    from multiprocessing import resource_tracker

    with redirect_stderr(sys.__stderr__):
        resource_tracker.ensure_running()


def start_worker() -> None:
    """Make a new process a quiet one: mute, and ended with its parent."""
    import multiprocessing

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What parsing leaves behind has next to no cycles: looking for them as often as usual is wasted.
    gc.set_threshold(50_000)
    with open(os.devnull, "w") as nothing:
        for stream in (1, 2):
            os.dup2(nothing.fileno(), stream)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    """End this process with its parent: a queue whose other end has died is waited for in vain."""
    from multiprocessing.connection import wait

    wait([sentinel])
    os._exit(0)


def _cores() -> int:
    """Return how many processors this process may use."""
    if sys.platform == "linux":
        with suppress(OSError):  # a sandbox may forbid it
            return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
