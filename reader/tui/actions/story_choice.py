"""The verbs on a story: whom they act on, and keeping one article of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from reader.marks import Edit
from reader.tui.actions.decide import perform
from reader.tui.actions.targets import these
from reader.tui.state.view_state import Context, NotNowError, Verb

if TYPE_CHECKING:
    from reader.model import Mark
    from reader.stories.story import Source, Story
    from reader.tui.screens.story import StoryScreen


def best_here(story: Story) -> Source | None:
    """Return the best rated source that is in the corpus, the earliest of equals; None where none has a score."""
    scored = [source for source in story.sources if source.in_corpus and source.coverage.quality is not None]
    return max(scored, key=lambda source: source.coverage.quality or 0, default=None)


def keep(ctx: Context, story: Story, kept: Source) -> None:
    """Approve one source and dismiss the other articles of its story, as one step.

    Ghosts are left alone, as there is nothing of them to publish; so is what was decided that way before.
    """
    sources = [source for source in story.sources if source.in_corpus or source.id == kept.id]
    marks = {source.coverage.key: ctx.session.mark(source.id) for source in sources}
    key = kept.coverage.key

    def edits(asked: Mapping[str, Mark]) -> Sequence[Edit]:
        return [Edit(other, "verdict", "approved" if other == key else "dismissed") for other in asked]

    if ctx.scope == "story":
        ctx.view_state.triage.reach = "stay"
    perform(
        ctx, Verb("keep one, dismiss the rest", edits, decides=True, all_shown=True, once=True), these(marks)
    )


def story_screen(ctx: Context) -> StoryScreen:
    """Return the story that is open. Raises `NotNowError` where none is."""
    if ctx.view_state.story is None:
        raise NotNowError(f"no story is open; {ctx.key('story')} opens that of the article under the cursor")
    return ctx.view_state.story
