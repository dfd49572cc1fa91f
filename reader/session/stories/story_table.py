"""Stories as columns of the table that queries are evaluated on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, Any

from reader.text.identity import ID_LENGTH, id_number

if TYPE_CHECKING:
    from reader.corpus.library import Snapshot
    from reader.session.stories.stories import Stories


class TableStories:
    """The stories of one snapshot as a query asks for them. What is loaded will do; what is not, is waited for."""

    def __init__(
        self, corpus: Snapshot, stories: Stories, *, fresh: bool, cancelled: Callable[[], bool]
    ) -> None:
        self._corpus = corpus
        self._stories = stories
        self._rows = stories.load(corpus, fresh=fresh, cancelled=cancelled)
        self._made: dict[str, Sequence[Any] | StoryColumn] = {}

    def column(self, name: str) -> Sequence[Any] | StoryColumn:
        """Return the column `story`, `storysize` or `dup`; rows are asked slice by slice, each is made once."""
        if name not in self._made:
            self._made[name] = self._make(name)
        return self._made[name]

    def _make(self, name: str) -> Sequence[Any] | StoryColumn:
        if name == "story":
            return StoryColumn(self._corpus, self._stories)
        if name == "storysize":
            return (
                self._rows.sizes if self._rows else [1 + count for count in self._corpus.column("relcount")]
            )
        doubled: Sequence[bool] = self._corpus.column("dup")
        return [flag or self._rows.is_copy(row) for row, flag in enumerate(doubled)]

    def is_article(self, source_id: str) -> bool:
        """Tell whether an id is that of an article of the corpus; quicker for very many than looking each up."""
        return self._corpus.graph.row_of(id_number(source_id)) is not None


class StoryColumn:
    """Which ids the stories of the rows hold: asked by the beginning of one, never listed."""

    def __init__(self, corpus: Snapshot, stories: Stories) -> None:
        self._corpus = corpus
        self._stories = stories
        self._found: dict[str, Collection[int]] = {}

    def __getitem__(self, row: int) -> tuple[str, ...]:
        story = self._stories.story(self._corpus, self._corpus.id_at(row))
        return tuple(source.id for source in story.sources)

    def beginning(self, prefix: str, *, whole: bool) -> Collection[int]:
        """Return the rows whose stories have a source whose id begins with (is, when `whole`) a prefix."""
        if whole and len(prefix) != ID_LENGTH:
            return ()
        if prefix not in self._found:
            self._found[prefix] = self._stories.rows_under(self._corpus, prefix)
        return self._found[prefix]
