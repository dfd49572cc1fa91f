"""Publishing: a preview of the one line of each file, and on consent the files are written."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from reader.tour import tour_path
from reader.tui.background.background import ASKING, Reports, in_background
from reader.tui.render.publishing import plan_lines
from reader.tui.screens.sheet import SheetScreen
from reader.tui.state.scope import selected_rows, story_rows
from reader.tui.state.view_state import Context, NotNowError

if TYPE_CHECKING:
    from reader.corpus.library import Snapshot
    from reader.session.publish.perform import PublishOutcome
    from reader.session.publish.plan import Plan
    from reader.session.publish.runs import PublishRun


def _publish(ctx: Context) -> None:
    """Publish the selection; without one the approved drafts of the view, or where it holds none, of the corpus.

    In a story: the selection, or the approved drafts of the story.
    """
    listing = ctx.view_state.whole_view()
    corpus = listing.corpus
    rows, where = selected_rows(ctx), "selected"
    if rows is None and ctx.view_state.story is not None:
        rows, where = _ready(ctx, story_rows(ctx)), "approved drafts of this story"
        if not rows:
            raise NotNowError(
                f"no approved draft of this story waits to be published; {ctx.key('approve')} approves"
            )
    if rows is None:
        rows, where = _ready(ctx, listing.rows), "approved drafts of this view"
    if not rows:
        rows, where = _ready(ctx, corpus.live_rows), "approved drafts of the whole corpus"
    if not rows:
        raise NotNowError(
            f"no approved draft waits to be published; {ctx.key('go-queue')} shows the drafts, "
            f"{ctx.key('approve')} approves"
        )
    _plan(ctx, corpus, rows, where, published=True)


def _unpublish(ctx: Context) -> None:
    """Make drafts of the selection, or of the article under the cursor."""
    corpus = ctx.view_state.listing.corpus
    rows, where = selected_rows(ctx), "selected"
    if rows is None:
        row = corpus.row_of(ctx.article().id)
        rows, where = [] if row is None else [row], "this article"
    _plan(ctx, corpus, rows, where, published=False)


def _ready(ctx: Context, rows: Sequence[int]) -> list[int]:
    """Return the rows of approved drafts."""
    corpus, marks = ctx.view_state.listing.corpus, ctx.session.journal.marks
    approved = {article_id for article_id, mark in marks.items() if mark.verdict == "approved"}
    if not approved:
        return []
    published = corpus.column("published")
    return [row for row in rows if published[row] is False and corpus.id_at(row) in approved]


def _plan(ctx: Context, corpus: Snapshot, rows: Sequence[int], where: str, *, published: bool) -> None:
    if tuple(ctx.session.roots) == (tour_path(),):
        raise NotNowError("the articles of the tour stay as they are; in a folder of yours this publishes")
    # Editing and writing files is a dozen modules, which reading does without.
    from reader.session.publish.plan import plan

    reports = Reports(ctx, "looking at")
    in_background(
        ctx,
        "publish",
        lambda: plan(ctx.session, rows, published=published, corpus=corpus, on_progress=reports.count),
        lambda planned: _preview(ctx, planned, where),
        patience=ASKING,
    )


def _preview(ctx: Context, planned: Plan, where: str) -> None:
    """Show what would be written, and write it when that is agreed to."""
    number = len(planned.changes)
    files = f"{number:,} {'file' if number == 1 else 'files'}"
    if planned.takes_back:
        word, what = (
            "take it back",
            f"Take back what was {'unpublished' if planned.published else 'published'}",
        )
    else:
        word = "publish" if planned.published else "unpublish"
        what = word.capitalize()
    if not number and not planned.refused:
        said = "published" if planned.published else "a draft"
        raise NotNowError(
            "every file is as it was already" if planned.takes_back else f"this is {said} already"
        )

    def answered(agreed: bool | None) -> None:
        if agreed:
            _write(ctx, planned, word)

    ctx.say("")  # no longer looking
    title = f"{what} · {files} · {where}" if number else f"{what} · nothing can be changed"
    ctx.app.push_screen(
        SheetScreen(title, partial(plan_lines, planned), agree=word if number else ""), answered
    )


def _write(ctx: Context, planned: Plan, word: str) -> None:
    from reader.session.publish.perform import perform
    from reader.session.publish.plan import Plan

    reports = Reports(ctx, "writing")

    def done(outcome: PublishOutcome) -> None:
        number, refused = len(outcome.written), len(planned.refused) + len(outcome.refused)
        said = "taken back" if planned.takes_back else f"{word}ed"
        keys = f" · {ctx.key('undo')} takes it back" if number and not planned.takes_back else ""
        left = f", {refused:,} left as they are" if refused else ""
        if not planned.takes_back:
            ctx.selection.clear()
        ctx.screen.reload()
        ctx.say(f"{said}: {number:,} {'file' if number == 1 else 'files'}{left}{keys}")
        if outcome.refused:
            lines = partial(plan_lines, Plan(planned.published, refused=outcome.refused))
            ctx.app.push_screen(SheetScreen(f"{said}: {number:,} of {len(planned.changes):,}", lines))

    in_background(ctx, "publish", lambda: perform(ctx.session, planned, on_progress=reports.count), done)


def latest_run(ctx: Context) -> PublishRun | None:
    """Return what was published after the last step of triage, None where there is no such thing: `u` is about that."""
    folder = ctx.session.publish_folder
    if folder is None or not any(folder.glob("*")):
        return None
    from reader.session.publish.perform import last

    return last(ctx.session, since=ctx.session.journal.undo_moment)


def take_back_run(ctx: Context, run: PublishRun) -> None:
    """Show what takes a run back, and do it when that is agreed to."""
    from reader.session.publish.perform import plan_back

    in_background(
        ctx,
        "publish",
        lambda: plan_back(ctx.session, run),
        lambda planned: _preview(ctx, planned, "as they were before"),
        patience=ASKING,
    )


HANDLERS = {"publish": _publish, "unpublish": _unpublish}
