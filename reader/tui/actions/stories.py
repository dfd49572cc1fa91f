"""Stories: into one, to its best source, keeping the best of it, comparing, and the page of an outlet."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reader.stories.story import outlet_of
from reader.tui.actions.step_back import step_back
from reader.tui.actions.story_choice import best_here, keep, story_screen
from reader.tui.render.row import ASCII
from reader.tui.render.story.compare import compare_lines
from reader.tui.render.story.source_detail import measure_of
from reader.tui.screens.compare import CompareScreen
from reader.tui.screens.provider import open_outlet
from reader.tui.screens.story import StoryScreen
from reader.tui.state.view_state import Context, NotNowError

if TYPE_CHECKING:
    from reader.model import Coverage
    from reader.stories.story import Story


def _story(ctx: Context) -> None:
    coverage = ctx.coverage()
    screen = StoryScreen.of(ctx.screen)
    screen.tell(ctx.session.story(coverage.id), coverage.id, ctx.scope)
    ctx.view_state.story = screen
    ctx.view_state.scope = "story"

    def closed(_result: None) -> None:
        ctx.view_state.story = None
        ctx.panes.go_to(screen.came_from)

    ctx.app.push_screen(screen, closed)


def _leave(ctx: Context) -> None:
    story_screen(ctx)
    step_back(ctx)


def _read(ctx: Context) -> None:
    """Read a source where articles are read, with the trail leading back."""
    screen = story_screen(ctx)
    coverage = ctx.coverage()
    screen.came_from = "article"
    screen.leave()
    ctx.view_state.story = None
    ctx.follow(coverage)


def _better(ctx: Context) -> None:
    if ctx.view_state.story is not None:
        _to_best(ctx.view_state.story)
        return
    source = ctx.session.better_source(ctx.coverage().id)
    if source is None:
        raise NotNowError("no source of this story is clearly better rated")
    ctx.follow(ctx.view_state.resolve(source.coverage))


def _to_best(screen: StoryScreen) -> None:
    story = screen.story
    best = next((index for index, source in enumerate(story.sources) if source.id == story.best), None)
    if best is None:
        raise NotNowError("no source of this story is scored")
    screen.rows.move_to(best)


def _shown_story(ctx: Context) -> Story:
    return (
        ctx.view_state.story.story
        if ctx.view_state.story is not None
        else ctx.session.story(ctx.coverage().id)
    )


def _keep_best(ctx: Context) -> None:
    story = _shown_story(ctx)
    best = best_here(story)
    if best is None:
        raise NotNowError(
            f"no article of this story is scored; {ctx.key('keep-this')} in the story ({ctx.key('story')}) keeps the "
            "one under the cursor"
        )
    keep(ctx, story, best)


def _keep_this(ctx: Context) -> None:
    screen = story_screen(ctx)
    if not screen.source.in_corpus:
        raise NotNowError("this source is not in the corpus: there is no file of it to keep")
    keep(ctx, screen.story, screen.source)


def _compare(ctx: Context) -> None:
    left, right = _pair(ctx)
    ascii_only = ctx.main_view.glyphs is ASCII
    ctx.app.push_screen(CompareScreen(partial(compare_lines, left, right, ascii_only=ascii_only)))


def _pair(ctx: Context) -> tuple[Coverage, Coverage]:
    """Return what is compared: two selected sources, an entry and its article, else a source and the first or best."""
    screen = ctx.view_state.story
    if screen is not None and len(screen.selection) == 2:
        left, right = (source for source in screen.story.sources if source.id in screen.selection)
        return left.coverage, right.coverage
    if ctx.scope == "related" and ctx.view_state.shown is not None:
        return ctx.view_state.shown, ctx.coverage()
    coverage = ctx.coverage()
    story = _shown_story(ctx)
    source = story.source(coverage.id)
    other = measure_of(source, story) if source is not None else None
    if other is None:
        others = [one for one in story.sources if one.id != coverage.id]
        if not others:
            raise NotNowError("nobody else covers this: there is nothing to compare it with")
        other = others[0]
    return other.coverage, coverage


def _outlet(ctx: Context) -> None:
    name = outlet_of(ctx.coverage())
    if not name:
        raise NotNowError("this article does not say who published it")
    outlet = ctx.session.outlet(name)
    if not outlet.rows:
        raise NotNowError(f"no article of this corpus is by {name}")
    open_outlet(ctx, outlet)


HANDLERS = {
    "story": _story,
    "story-read": _read,
    "story-leave": _leave,
    "better": _better,
    "compare": _compare,
    "outlet": _outlet,
    "keep-best": _keep_best,
    "keep-this": _keep_this,
}
