"""One piece of work in a process of its own: it takes no time from the keys, and its end is not the program's."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from reader.corpus.refresh.workers import start_tracker, start_worker

_LOOK_SECONDS = 0.05

_Task = TypeVar("_Task")


def run_in_subprocess(work: Callable[[_Task], None], task: _Task, cancelled: Callable[[], bool]) -> bool:
    """Run `work(task)` in a new process and wait; return whether it came to its end there.

    It does not where no process can be had, where it raises or is killed, and when `cancelled` says so, which is asked
    about twenty times a second: then it is ended. `work` is a function of a module, which the new process imports; the
    task is sent there. It may have processes of its own, which end with it.
    """
    try:
        start_tracker()
        process = multiprocessing.get_context("spawn").Process(target=_work, args=(work, task))
        process.start()
    except (OSError, ImportError, ValueError):
        return False
    try:
        while process.is_alive() and not cancelled():
            process.join(_LOOK_SECONDS)
    finally:
        process.terminate()
        process.join()
    done = process.exitcode == 0
    process.close()
    return done


def _work(work: Callable[[_Task], None], task: _Task) -> None:
    # Behind the screen in the queue for a processor, and all it starts with it. A command that a person waits for has
    # its processes do without: where other programs want all there is, what stands behind them gets a hundredth.
    with suppress(OSError):  # a container may forbid it
        os.nice(19)
    start_worker()
    work(task)
