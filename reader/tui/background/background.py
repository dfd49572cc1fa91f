"""Work that takes longer than a key may: done in a thread, whose messages bring back what came of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from reader.errors import ReaderError
from reader.tui.events.guard import FORESEEN
from reader.tui.events.messages import WorkDone

if TYPE_CHECKING:
    from reader.session.session import Session
    from reader.tui.state.view_state import Context

T = TypeVar("T")

ASKING = 2.0
"""Seconds in which a key waits for a question that is being made ready: the key may be meant as its answer."""

# Seconds in which a key waits for the sentence that tells what came of the key before it.
_BRIEF = 0.25
# Seconds between two reports of how far the work is.
_REPORTS = 0.2


def in_background(
    ctx: Context,
    name: str,
    work: Callable[[], T],
    done: Callable[[T], None],
    *,
    patience: float = _BRIEF,
    stop: Callable[[], object] | None = None,
) -> None:
    """Do `work` in a thread and hand what it returns to `done`; what goes wrong is said instead.

    Keys wait for it by `patience` seconds at most: more than a moment only where it asks something. Esc calls `stop`
    as long as it goes on.
    """
    screen, this = ctx.screen, object()
    awaited = screen.awaited
    awaited.begin(this, patience)
    if stop is not None:
        screen.stop_work = stop

    def tell(then: Callable[[], None]) -> None:
        def told() -> None:
            awaited.done(this)
            if stop is not None and screen.stop_work is stop:
                screen.stop_work = None
            then()

        screen.post_message(WorkDone(told))

    def run() -> None:
        try:
            result = work()
        except Exception as error:  # noqa: BLE001 - nobody waits for a thread
            said = explained(error, name, ctx.session)
            tell(lambda: ctx.app.tell(said))
        else:
            tell(lambda: done(result))

    screen.run_worker(run, thread=True, group=name, name=name, exit_on_error=False)


def explained(error: Exception, what: str, session: Session, hint: str = "") -> Exception:
    """Return what to say of an error in a thread: itself, or of a fault of the program where its report is."""
    if isinstance(error, FORESEEN):
        return error
    from reader.session.state.crash import write_report

    report = write_report(error, session.crash_folder) if session.crash_folder else None
    return ReaderError(
        f"{what} was stopped by a fault of the program ({type(error).__name__})",
        place="" if report is None else str(report),
        hint=hint,
    )


class Reports:
    """Says on the bottom line how far work in a thread is: `reading 1,200 of 9,000 …`, and how to stop it."""

    def __init__(self, ctx: Context, verb: str, stops: str = "") -> None:
        self._ctx = ctx
        self._verb = verb
        self._stops = f" · {stops}" if stops else ""
        self._next = time.monotonic() + _REPORTS

    def count(self, done: int, total: int) -> None:
        """Take how many are done of how many; called in the thread."""
        now = time.monotonic()
        if now >= self._next:
            self._next = now + _REPORTS
            ctx, text = self._ctx, f"{self._verb} {done:,} of {total:,} …{self._stops}"
            ctx.screen.post_message(WorkDone(lambda: ctx.say(text)))
