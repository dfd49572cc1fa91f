"""Making the stories of a corpus: right here for a small one, in a process of its own for a large one.

A hundred thousand articles take half a minute of computing; in a thread of this process each key would wait for its
turn meanwhile. The other process reads from the index and leaves the result there. What has come since is joined to
the stories that are kept, unless it is much.
"""

from __future__ import annotations

import sqlite3
import zlib
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple

from reader.corpus.snapshot.link_graph import Graph, open_graph
from reader.errors import IndexFaultError
from reader.stories.build import CancelledError, build
from reader.stories.features import DAY, LINK_DAYS, ArticleFeatures, EntryFeatures
from reader.stories.join import joined
from reader.stories.rows import NO_STORIES, StoryRows
from reader.stories.term_stats import Learnt
from reader.stories.terms import PLACES
from reader.text.identity import id_number

APART_FROM = 3_000
"""Articles from which another process is started: below, the work takes half a second."""

JOINED_ANYWAY, JOINED_PART = 50, 0.05
"""Up to so many articles, or to this part of all, may have come or gone since the stories were made as a whole."""

_AROUND = LINK_DAYS * DAY
_AROUND_PART = 0.5
_CODES = {"numbers": "I", "sizes": "H", "outlets": "H"}
_WEIGHTS, _REPEATED, _SINCE = "weights", "repeated", "since"


class _Made(NamedTuple):
    """Stories, what making them has taught, and how many articles have come or gone since they were made as a whole."""

    stories: StoryRows
    learnt: Learnt
    since: int = 0


def made(graph: Graph, cancelled: Callable[[], bool], *, apart_from: int = APART_FROM) -> StoryRows | None:
    """Make the stories of the rows of a graph, keep them in the index, and return them; None when cancelled.

    Where a large corpus cannot have a process for it, or that is killed, the stories are those of links alone.
    """
    large = len(graph) >= apart_from
    if large and (stories := _apart(graph, cancelled)) is not None:
        return stories
    try:
        found = _Made(*_built(graph, cancelled, texts=False)) if large else _made(graph, cancelled)
    except CancelledError:
        return None
    except (OSError, IndexFaultError):  # no room for what is written down meanwhile, an index that is gone
        return NO_STORIES
    if not large:
        with suppress(sqlite3.Error):  # an index that cannot be written: they are made anew at the next start
            graph.keep_stories(_dumped(found))
    return found.stories


def _apart(graph: Graph, cancelled: Callable[[], bool]) -> StoryRows | None:
    """Have the stories made in another process and return them; None where that cannot be."""
    # Only for what takes longer than starting a process does.
    from reader.corpus.refresh.subprocess_task import run_in_subprocess

    if not graph.place or not run_in_subprocess(make_apart, graph.place, cancelled):
        return None
    # Should the index have changed meanwhile, what came with that is alone until the next time.
    known = kept(graph)
    return None if known is None else known[0]


def make_apart(place: str) -> None:
    """Make the stories of the index at a place and keep them there: what the other process does."""
    graph = open_graph(place)
    graph.keep_stories(_dumped(_made(graph, lambda: False)))


def kept(graph: Graph) -> tuple[StoryRows, bool] | None:
    """Return the stories the index keeps, by the rows of a graph, and whether they were made for just these rows.

    Rows they were not made for are alone. None where nothing usable is kept.
    """
    found = graph.stories()
    if found is None:
        return None
    rows, blobs = found
    stories = _loaded(rows, blobs)
    if stories is None or isinstance(rows, range):
        return None if stories is None else (stories, True)
    return _moved(stories, rows, len(graph)), False


def _made(graph: Graph, cancelled: Callable[[], bool]) -> _Made:
    """Make the stories, by joining what has come to those that are kept where that will do."""
    return _joined(graph, cancelled) or _Made(*_built(graph, cancelled))


def _built(graph: Graph, cancelled: Callable[[], bool], *, texts: bool = True) -> tuple[StoryRows, Learnt]:
    pieces = _pieces(graph, range(len(graph)))
    return build(pieces, graph.links(), graph.row_of, texts=texts, cancelled=cancelled)


def _joined(graph: Graph, cancelled: Callable[[], bool]) -> _Made | None:
    """Join what has come to the stories that are kept; None where they have to be made as a whole."""
    found = graph.stories()
    if found is None:
        return None
    rows, blobs = found
    before, learnt = _loaded(rows, blobs), _learnt(blobs)
    if before is None or learnt is None:
        return None
    places = set(rows)
    new = [row for row in range(len(graph)) if row not in places]
    gone = [old for old, row in enumerate(rows) if row < 0]
    since = int(blobs[_SINCE]) + len(new) + len(gone)
    around = graph.around(new, _AROUND)
    if since > max(JOINED_ANYWAY, JOINED_PART * len(graph)) or len(around) > _AROUND_PART * len(graph):
        return None
    stories = joined(
        _moved(before, rows, len(graph)),
        set(new),
        around,
        lambda wanted: _pieces(graph, wanted),
        list(graph.links()),
        graph.row_of,
        learnt=learnt,
        thinner={before.numbers[old] for old in gone},
        cancelled=cancelled,
    )
    return _Made(stories, learnt, since)


def _pieces(graph: Graph, rows: Sequence[int]) -> Iterator[ArticleFeatures]:
    for title, excerpt, date, outlet, quality, related in graph.outlines(rows):
        entries = [EntryFeatures(id_number(entry_id), name, score) for entry_id, name, score in related]
        yield ArticleFeatures(title, excerpt, date, outlet, quality, entries)


def _dumped(found: _Made) -> Mapping[str, bytes]:
    stories, learnt, since = found
    return {name: getattr(stories, name).tobytes() for name in _CODES} | {
        "flags": stories.flags,
        _WEIGHTS: zlib.compress(learnt.weights, 1),
        _REPEATED: array("I", [learnt.articles, *learnt.repeated]).tobytes(),
        _SINCE: str(since).encode(),
    }


def _loaded(rows: Sequence[int], blobs: Mapping[str, bytes]) -> StoryRows | None:
    """Return the columns of stories, None where they do not fit the rows they were made for."""
    columns: dict[str, array[int]] = {}
    try:
        for name, code in _CODES.items():
            columns[name] = array(code)
            columns[name].frombytes(blobs[name])
        stories = StoryRows(**columns, flags=blobs["flags"])
    except (KeyError, ValueError):
        return None
    lengths = {len(stories), len(stories.sizes), len(stories.outlets), len(stories.flags)}
    return stories if lengths == {len(rows)} else None


def _learnt(blobs: Mapping[str, bytes]) -> Learnt | None:
    """Return what making stories has taught, None where it is not there."""
    numbers = array("I")
    try:
        numbers.frombytes(blobs[_REPEATED])
        weights = zlib.decompress(blobs[_WEIGHTS])
    except (KeyError, ValueError, zlib.error):
        return None
    return Learnt(weights, frozenset(numbers[1:]), numbers[0]) if len(weights) == PLACES and numbers else None


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
