"""Noticing changed files while the app runs: a thread that waits and does nothing else."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.errors import ReaderError

if TYPE_CHECKING:
    from reader.corpus.files.watch import Watch

# Times its own length that a look at the files is followed by a pause: a folder that never rests costs a fifth.
PAUSE = 4
# Seconds that such a pause lasts at least.
LEAST_PAUSE = 1.0
# Times its own length after which a look is taken without being told of a change, and the least seconds until then:
# by itself where the system tells of changes in most file systems, and where it tells nothing.
UNTOLD, UNTOLD_LEAST = 400, 2.0
TOLD, TOLD_LEAST = 4000, 60.0


class FileWatch:
    """Calls `changed` from its own thread, once after every `rest`."""

    def __init__(
        self, watch: Watch, changed: Callable[[], object], failed: Callable[[ReaderError], object]
    ) -> None:
        """Begin; `failed` is called where the thread has ended by a fault: nothing is noticed any more."""
        self._watch = watch
        self._changed = changed
        self._failed = failed
        self._rested = threading.Event()
        self._took = self._whole = 0.0
        # A daemon: the program may end while it waits.
        threading.Thread(target=self._run, name="watch", daemon=True).start()

    def rest(self, took: float, *, whole: bool) -> None:
        """Begin to wait, after a look at the files, or at the `whole` of them, that took so many seconds."""
        self._took = took
        self._whole = took if whole else self._whole
        self._rested.set()

    def stop(self) -> None:
        """End the thread."""
        self._watch.close()
        self._rested.set()

    def _run(self) -> None:
        try:
            self._keep_watch()
        except Exception as error:  # noqa: BLE001 - whatever it is, nobody else would say so
            if not self._watch.closed:
                why = getattr(error, "strerror", None) or str(error) or type(error).__name__
                said = f"changes of files are not noticed any more ({why})"
                self._failed(ReaderError(said, hint="open the corpus again, or have it reloaded by hand"))

    def _keep_watch(self) -> None:
        self._rested.wait()
        while not self._watch.closed:
            self._rested.clear()
            times, least = (TOLD, TOLD_LEAST) if self._watch.is_told else (UNTOLD, UNTOLD_LEAST)
            self._watch.wait(max(times * self._whole, least))
            if self._watch.closed:
                return
            self._changed()
            self._rested.wait()
            # What happens meanwhile is kept by the system until the next wait.
            threading.Event().wait(max(PAUSE * self._took, LEAST_PAUSE))
