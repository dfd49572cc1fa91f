"""Making the stories of a corpus: right here for a small one, in a process of its own for a large one.

A hundred thousand articles take some seconds of computing; in a thread of this process each key would wait for its turn
meanwhile. The other process reads from the index and leaves the result there.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence

from reader.corpus.graph import Graph, open_graph
from reader.errors import IndexFaultError
from reader.stories.build import CancelledError, Entry, Piece, build
from reader.stories.rows import NO_STORIES, StoryRows
from reader.text.identity import id_number

APART_FROM = 3_000
"""Articles from which another process is started: below, the work takes half a second."""

_CODES = {"numbers": "I", "sizes": "H", "outlets": "H"}


def made(graph: Graph, cancelled: Callable[[], bool], *, apart_from: int = APART_FROM) -> StoryRows | None:
    """Make the stories of the rows of a graph, keep them in the index, and return them; None when cancelled.

    Where a large corpus cannot have a process for it, or that is killed, the stories are those of links alone.
    """
    if len(graph) >= apart_from:
        # Only for what takes longer than starting a process does.
        from reader.corpus.apart import done_apart

        if graph.place and done_apart(make_apart, graph.place, cancelled):
            # Should the index have changed meanwhile, what came with that is alone until the next time.
            known = kept(graph)
            if known is not None:
                return known[0]
        return None if cancelled() else _built(graph, cancelled, texts=False)
    stories = _built(graph, cancelled)
    if stories is not None:
        _keep(graph, stories)
    return stories


def make_apart(place: str) -> None:
    """Make the stories of the index at a place and keep them there: what the other process does."""
    graph = open_graph(place)
    graph.keep_stories(_dumped(build(_pieces(graph), graph.links(), graph.row_of)))


def kept(graph: Graph) -> tuple[StoryRows, bool] | None:
    """Return the stories the index keeps, by the rows of a graph, and whether they were made for just these rows.

    Rows they were not made for are alone. None where nothing usable is kept.
    """
    found = graph.stories()
    if found is None:
        return None
    rows, blobs = found
    try:
        stories = _loaded(blobs)
    except (KeyError, ValueError):
        return None
    if {len(rows)} != {len(stories), len(stories.sizes), len(stories.outlets), len(stories.flags)}:
        return None
    if isinstance(rows, range):
        return stories, True
    return _moved(stories, rows, len(graph)), False


def _built(graph: Graph, cancelled: Callable[[], bool], *, texts: bool = True) -> StoryRows | None:
    try:
        return build(_pieces(graph), graph.links(), graph.row_of, texts=texts, cancelled=cancelled)
    except CancelledError:
        return None
    except (OSError, IndexFaultError):  # no room for what is written down meanwhile, an index that is gone
        return NO_STORIES


def _pieces(graph: Graph) -> Iterator[Piece]:
    for title, excerpt, date, outlet, quality, related in graph.outlines():
        entries = [Entry(id_number(entry_id), name, score) for entry_id, name, score in related]
        yield Piece(title, excerpt, date, outlet, quality, entries)


def _keep(graph: Graph, stories: StoryRows) -> None:
    try:
        graph.keep_stories(_dumped(stories))
    except sqlite3.Error:  # an index that cannot be written: they are made anew at the next start
        return


def _dumped(stories: StoryRows) -> Mapping[str, bytes]:
    return {name: getattr(stories, name).tobytes() for name in _CODES} | {"flags": stories.flags}


def _loaded(blobs: Mapping[str, bytes]) -> StoryRows:
    columns: dict[str, array[int]] = {}
    for name, code in _CODES.items():
        columns[name] = array(code)
        columns[name].frombytes(blobs[name])
    return StoryRows(**columns, flags=blobs["flags"])


def _moved(stories: StoryRows, rows: Sequence[int], count: int) -> StoryRows:
    """Return the stories by other rows: `rows` gives for each row that it has the new one, or -1."""
    beyond = len(stories)
    # What is new gets numbers that no story has.
    numbers = array("I", range(beyond, beyond + count))
    sizes, outlets, flags = array("H", [1]) * count, array("H", [1]) * count, bytearray(count)
    for old, new in enumerate(rows):
        if new >= 0:
            numbers[new] = stories.numbers[old]
            sizes[new] = stories.sizes[old]
            outlets[new] = stories.outlets[old]
            flags[new] = stories.flags[old]
    return StoryRows(numbers, sizes, outlets, bytes(flags))
