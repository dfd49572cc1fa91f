"""What a refresh tells of itself while it goes on, and to whom."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypedDict

if TYPE_CHECKING:
    from reader.corpus.snapshot.snapshot import Snapshot

Phase = Literal["waiting", "scanning", "reading", "done"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a refresh is.

    `waiting` for another program's refresh of the same corpus, `scanning` (`done` files looked at, `total` 0),
    `reading` (`done` of `total` changed files, `rate` files a second) or `done`.
    """

    phase: Phase
    done: int = 0
    total: int = 0
    rate: float = 0.0


@dataclass(frozen=True, slots=True)
class Watcher:
    """Who wants to know: `on_progress` about ten times a second, `on_corpus`, if anyone does, for every snapshot.

    `cancelled` is asked often and ends the refresh; `on_folder` is told of every folder before it is looked into.
    `pause` is called every few milliseconds of work, and may wait to let others go first. All are called on the
    refreshing thread.
    """

    on_progress: Callable[[Progress], object]
    on_corpus: Callable[[Snapshot], object] | None
    cancelled: Callable[[], bool]
    on_folder: Callable[[str], object] = lambda folder: None
    pause: Callable[[], object] = lambda: None


class Refreshing(TypedDict, total=False):
    """The options of `Library.refresh` for whoever passes them on."""

    on_progress: Callable[[Progress], object]
    cancelled: Callable[[], bool]
    on_folder: Callable[[str], object]
    changed: Mapping[str, Collection[str]] | None
    pause: Callable[[], object]
    apart: bool
