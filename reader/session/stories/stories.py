"""The stories of a session: which rows belong together, and the sources of one story with all that is known of them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING
from weakref import ref

from reader.errors import NotFoundError
from reader.stories.rows import NO_STORIES, StoryRows
from reader.stories.story import Story, tell
from reader.text.identity import ID_LENGTH, prefix_range

if TYPE_CHECKING:
    from reader.corpus.library import Snapshot
    from reader.model import Coverage

_WAIT_SECONDS = 0.05


class Stories:
    """The stories of the snapshots of one corpus. Safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        # The snapshot, its stories, and whether they were made for just its rows.
        self._loaded: tuple[Snapshot, StoryRows, bool] | None = None
        # Those loaded before, which are on the screen until the rows of the snapshot are.
        self._before: tuple[ref[Snapshot], StoryRows] | None = None
        # The last story told: what it was told from, the id it was asked by, and the story. An earlier snapshot is
        # not held in memory for it.
        self._told: tuple[ref[Snapshot], StoryRows, str, Story] | None = None

    def rows(self, corpus: Snapshot) -> StoryRows:
        """Return the stories of a snapshot by row, without waiting: `NO_STORIES` until they are loaded."""
        loaded, before = self._loaded, self._before
        if loaded is not None and loaded[0] is corpus:
            return loaded[1]
        return before[1] if before is not None and before[0]() is corpus else NO_STORIES

    def load(
        self, corpus: Snapshot, *, fresh: bool = True, cancelled: Callable[[], bool] = lambda: False
    ) -> StoryRows:
        """Return the stories of a snapshot by row, made when they are not in the index yet. Blocks.

        Unless they are to be `fresh`, those made for an earlier snapshot will do: what has come since is alone in them.
        """
        known = self._loaded
        if known is not None and known[0] is corpus and (known[2] or not fresh):
            return known[1]
        while not self._lock.acquire(timeout=_WAIT_SECONDS):
            if cancelled():
                return self.rows(corpus)
        try:
            return self._load(corpus, fresh, cancelled)
        finally:
            self._lock.release()

    def _load(self, corpus: Snapshot, fresh: bool, cancelled: Callable[[], bool]) -> StoryRows:
        from reader.session.stories.build_task import kept, made  # only when they are not in memory

        known = self._loaded
        if known is None or known[0] is not corpus:
            self._before = None if known is None else (ref(known[0]), known[1])
            known = None
            if (found := kept(corpus.graph)) is not None:
                # What is known serves while the rest is found out.
                known = self._loaded = (corpus, *found)
        if known is not None and (known[2] or not fresh):
            return known[1]
        if corpus.is_whole and (stories := made(corpus.graph, cancelled)) is not None:
            self._loaded = (corpus, stories, True)
        return self.rows(corpus)

    def story(self, corpus: Snapshot, source_id: str) -> Story:
        """Return the story of an article or ghost. Raises `NotFoundError` when the corpus knows neither.

        The last one is kept: what an article says of its story is read before the story itself is opened.
        """
        stories, told = self.rows(corpus), self._told
        if told is not None and told[0]() is corpus and told[1] is stories and told[2] == source_id:
            return told[3]
        rows = self._rows_with(corpus, stories, source_id)
        inside = {corpus.id_at(row) for row in rows}
        story = tell(corpus.id_at(rows[-1]), _coverages(corpus, rows, inside))
        self._told = ref(corpus), stories, source_id, story
        return story

    def rows_under(self, corpus: Snapshot, prefix: str) -> set[int]:
        """Return the rows of all stories that have a source whose id begins with a prefix.

        Uses the stories that are loaded; see `load`.
        """
        bounds = prefix_range(prefix)
        if bounds is None:
            return set()
        stories = self.rows(corpus)
        found = {*corpus.columns.rows_with_prefix(prefix), *corpus.graph.naming(*bounds)}
        return stories.rows_like(found)

    def linking(self, corpus: Snapshot, source_id: str) -> list[int]:
        """Return the rows of the articles whose related coverage names an article or ghost, newest first."""
        bounds = prefix_range(source_id) if len(source_id) == ID_LENGTH else None
        return corpus.graph.naming(*bounds) if bounds else []

    def _rows_with(self, corpus: Snapshot, stories: StoryRows, source_id: str) -> list[int]:
        row = corpus.row_of(source_id)
        if row is not None:
            return stories.rows_of(row)
        linking = self.linking(corpus, source_id)
        if not linking:
            raise NotFoundError(f"no article or related coverage has the id “{source_id}”")
        return sorted({other for row in linking for other in stories.rows_of(row)})


def _coverages(corpus: Snapshot, rows: list[int], inside: set[str]) -> Iterator[tuple[Coverage, bool]]:
    """Yield the articles of a story and the ghosts they name; articles of other stories are not sources of this one."""
    articles = list(corpus.articles(rows))
    named = [entry for article in articles for entry in article.related if entry.id not in inside]
    elsewhere = corpus.present({entry.id for entry in named})
    yield from ((article, True) for article in articles)
    yield from ((entry, False) for entry in named if entry.id not in elsewhere)
