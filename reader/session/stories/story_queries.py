"""What a session says of stories. Nothing of it is loaded before it is asked for: the first screen does without."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.corpus.library import Snapshot
    from reader.session.stories.provider_figures import ProviderFigures
    from reader.session.stories.stories import Stories
    from reader.session.stories.story_table import TableStories
    from reader.stories.rows import StoryRows
    from reader.stories.story import Source, Story


class StoryQueries:
    """The part of a session that tells stories; `corpus` is the session's present snapshot."""

    corpus: Snapshot
    _stories_known: Stories | None = None

    def _known_stories(self) -> Stories:
        if self._stories_known is None:
            from reader.session.stories.stories import Stories  # the first screen does without

            self._stories_known = Stories()
        return self._stories_known

    def _stories_for_tables(
        self, *, fresh: bool, cancelled: Callable[[], bool]
    ) -> Callable[[Snapshot], TableStories]:
        """Return what gives the stories of a snapshot to the few queries that ask for them."""

        def stories(corpus: Snapshot) -> TableStories:
            from reader.session.stories.story_table import TableStories

            return TableStories(corpus, self._known_stories(), fresh=fresh, cancelled=cancelled)

        return stories

    @property
    def stories(self) -> StoryRows:
        """Return which story each row of the present snapshot belongs to; never waits, so it may be asked at a paint.

        Nothing is known (each row is alone) until `load_stories` has been called for that snapshot.
        """
        from reader.stories.rows import NO_STORIES  # the first screen does without

        return NO_STORIES if self._stories_known is None else self._stories_known.rows(self.corpus)

    def load_stories(
        self,
        corpus: Snapshot | None = None,
        *,
        fresh: bool = True,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> StoryRows:
        """Find out which articles of a snapshot (the present one when None) belong together, and return that.

        Blocks; call it from a worker, after the corpus has been loaded. Cancelled, it returns what is known. Unless
        they are to be `fresh`, stories that were made for an earlier snapshot will do.
        """
        return self._known_stories().load(
            self.corpus if corpus is None else corpus, fresh=fresh, cancelled=cancelled
        )

    def story(self, source_id: str) -> Story:
        """Return the story of an article or ghost by its id: of one source where nothing else covers it.

        Reads only the articles of the story, so a key press can wait for it. Raises `NotFoundError` for an id that
        neither an article nor a related entry has.
        """
        return self._known_stories().story(self.corpus, source_id)

    def story_of(self, row: int) -> tuple[str, int]:
        """Return the id of the story of a row and how many sources it has, as far as stories are loaded."""
        stories = self.stories
        return self.corpus.id_at(stories.oldest(row)), stories.size(row)

    def story_places(self, rows: Iterable[int], corpus: Snapshot | None = None) -> Iterator[tuple[str, int]]:
        """Yield for some rows of a snapshot (the present one when None) the id and the size of their story.

        Stories that were made for an earlier snapshot will do; where there are none yet, they are made.
        """
        chosen = self.corpus if corpus is None else corpus
        stories = self._known_stories().load(chosen, fresh=False)
        return ((chosen.id_at(stories.oldest(row)), stories.size(row)) for row in rows)

    def better_source(self, source_id: str) -> Source | None:
        """Return the source that is clearly better rated than an article or ghost (`reader.stories.better_source`),
        or None.

        Raises `NotFoundError` like `story`.
        """
        from reader.stories.better_source import better_source

        return better_source(self.story(source_id), source_id)

    def linking(self, source_id: str) -> list[int]:
        """Return the rows of the articles whose related coverage names an article or ghost, newest first."""
        return self._known_stories().linking(self.corpus, source_id)

    def outlet(self, provider: str) -> ProviderFigures:
        """Return what the present snapshot says of an outlet, by its name or domain
        (`reader.session.stories.provider_figures`)."""
        from reader.session.stories.provider_figures import outlet  # a page that is seldom opened

        return outlet(self.corpus, self.stories, provider)
