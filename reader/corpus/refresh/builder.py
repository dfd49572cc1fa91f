"""An index brought up to date by another process, so that the one with the screen has its interpreter for the keys.

And its memory: what reading 100,000 files leaves behind is 60 MB, in pieces that the system does not get back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from reader.corpus.files.homes import Homes
from reader.corpus.front_matter.field_names import FieldNames
from reader.corpus.index.connections import Connections
from reader.corpus.index.index_reader import IndexReader
from reader.corpus.index.index_writer import IndexWriter
from reader.corpus.refresh.progress import Progress, Watcher
from reader.corpus.refresh.refresh import Refresh
from reader.corpus.refresh.subprocess_task import run_in_subprocess
from reader.corpus.snapshot.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Builder:
    """The index at a place, of the files under some roots. Whoever has it built holds its lock meanwhile."""

    place: str
    roots: Sequence[Path]
    names: FieldNames
    homes: Homes

    def __call__(self, on_progress: Callable[[Progress], object], cancelled: Callable[[], bool]) -> bool:
        """Bring the index up to date in a process of its own; return whether it is.

        It is not where no process can be had, where it fails or dies, and when `cancelled`, which is asked about twenty
        times a second, says so. What was read by then is kept.
        """
        told, telling = get_context("spawn").Pipe(duplex=False)

        def heard() -> bool:
            while told.poll():
                progress = told.recv()
                if progress.phase != "done":  # there it is; here its files are looked at once more
                    on_progress(progress)
            return cancelled()

        with told, telling:
            done = run_in_subprocess(_build, (self, telling), heard)
            heard()  # what it told last
            return done


def _build(task: tuple[Builder, Connection]) -> None:
    """Do what the builder is for, in the process that is there for it."""
    builder, telling = task
    connections = Connections(builder.place)
    index = IndexReader(connections)
    columns, generation = index.load()
    corpus = Snapshot(columns, index, generation, index.problem_count())
    watcher = Watcher(on_progress=telling.send, on_corpus=lambda _corpus: None, cancelled=lambda: False)
    Refresh(IndexWriter(connections, generation, builder.homes), index, corpus, watcher).run(
        builder.roots, builder.names
    )
    connections.close()
