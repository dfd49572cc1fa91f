"""Decisions: whom a verb acts on, the journal, and where the cursor goes afterwards (rules of DESIGN.md section 5)."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Literal

from reader.marks import Step
from reader.marks.verbs import label_of, same_edits
from reader.model import Mark
from reader.session.trail import Trail
from reader.tui.cards import note_decisions, show_end, stop
from reader.tui.context import Context, NotNowError, Verb
from reader.tui.ranging import drop_range
from reader.tui.scope import selected_rows
from reader.tui.screens.confirm import confirm

if TYPE_CHECKING:
    from reader.tui.screens.story import StoryScreen

# More articles than this are acted on only after the number was said and agreed to.
ASK_ABOVE = 50


def targets(ctx: Context) -> dict[str, Mark]:
    """Return whom a verb acts on, as identity to present mark: a prefix's reach, the selection, else the cursor.

    Raises `NotNowError` where there is nothing.
    """
    state, listing = ctx.desk.triage, ctx.desk.listing
    if ctx.desk.story is not None:
        return _of_story(ctx, ctx.desk.story)
    rows: Sequence[int] = ()
    cursor = ctx.stage.rows.cursor
    if state.reach not in ("", "stay"):
        drop_range(ctx.stage)
    if state.reach == "above":
        rows = listing.rows[: cursor + 1]
    elif state.reach == "below":
        rows = ctx.desk.whole_listing().rows[cursor:]
    elif state.reach == "story":
        rows = _story_rows(ctx)
    elif (selected := selected_rows(ctx)) is not None:
        rows = selected
    else:
        coverage = ctx.coverage()
        return {coverage.key: ctx.session.mark(coverage.id)}
    return marks_of(ctx, rows)


def _of_story(ctx: Context, screen: StoryScreen) -> dict[str, Mark]:
    """Return whom a verb acts on in the story that is open, by the same rule."""
    sources, cursor, reach = screen.story.sources, screen.rows.cursor, ctx.desk.triage.reach
    chosen = sources[cursor : cursor + 1]
    if reach == "above":
        chosen = sources[: cursor + 1]
    elif reach == "below":
        chosen = sources[cursor:]
    elif reach == "story":
        chosen = sources
    elif screen.selection:
        chosen = tuple(source for source in sources if source.id in screen.selection)
    return {source.coverage.key: ctx.session.mark(source.id) for source in chosen}


def _story_rows(ctx: Context) -> list[int]:
    """Return the rows of the whole story of what a verb acts on, whether the view shows them or not."""
    row = ctx.desk.listing.corpus.row_of(ctx.coverage().id)
    if row is None:
        raise NotNowError(f"this article is not in the corpus; {ctx.key('story')} shows its story")
    return ctx.session.stories.rows_of(row)


def marks_of(ctx: Context, rows: Sequence[int]) -> dict[str, Mark]:
    """Return the present marks of rows of the listing's snapshot, by identity."""
    corpus = ctx.desk.listing.corpus
    marks = (ctx.session.mark(corpus.id_at(row)) for row in rows)
    return dict(zip(corpus.keys_of(rows), marks, strict=True))


def perform(ctx: Context, verb: Verb, marks: Mapping[str, Mark] | None = None) -> None:
    """Do a verb to `marks`, else to whom it is meant for; more than `ASK_ABOVE` articles only after a question."""
    state = ctx.desk.triage
    reach = state.reach
    if marks is None:
        marks = targets(ctx)
    bulk = len(marks) > 1 or reach not in ("", "stay") or bool(ctx.selection)

    def go(agreed: bool | None = True) -> None:
        if agreed:
            ctx.screen.guarded(lambda: _record(ctx, verb, marks, stay=reach == "stay", bulk=bulk))

    if len(marks) > ASK_ABOVE:
        label = label_of(verb.edits_of(marks), verb.label)
        confirm(ctx, f"{label.capitalize()} {len(marks):,} articles?", go)
    else:
        go()


def _record(ctx: Context, verb: Verb, marks: Mapping[str, Mark], *, stay: bool, bulk: bool) -> None:
    stories = ctx.desk.stories if ctx.scope == "list" else None
    behind = stories.hidden(ctx.stage.rows.cursor) if stories is not None and len(stories) else 0
    edits = verb.edits_of(marks)
    label = label_of(edits, verb.label)
    if not verb.once and edits:
        # What was done is repeated: a verb that gives and takes away by turns would do the contrary.
        done = [edit for edit in edits if edit.key == edits[0].key]
        ctx.desk.triage.last = verb._replace(
            edits_of=partial(same_edits, done), all_shown=False, recorded=None
        )
    if any(edit.field == "read" for edit in edits):
        ctx.stage.reading.stop()  # it was said by hand
    try:
        step = ctx.session.journal.apply(
            label, edits, view=ctx.desk.view.to_text(), cursor=ctx.stage.cursor_id
        )
    except ValueError as error:  # an empty tag, a note of a hundred thousand characters
        raise NotNowError(str(error)) from error
    if verb.recorded is not None:
        verb.recorded()
    if step is None:
        ctx.say("nothing to change")
        return
    if verb.decides:
        ctx.desk.triage.pace = ctx.desk.triage.pace.decided(time.time())
    if ctx.selection and not verb.all_shown:
        ctx.selection.clear()
        # Also the rows that had the mark already.
        (ctx.stage.rows if ctx.desk.story is None else ctx.rows).redraw()
    ctx.stage.marks_changed(step.ids)
    note_decisions(ctx, step.ids)
    said = ""
    if bulk:
        said = f"{label}: {_counted(ctx, step.ids)} · {ctx.key('undo')} takes it back"
    elif behind:
        said = f"{label}: the article that is seen; {behind:,} more of its story stay as they are"
    elif not verb.decides:
        said = label
    # A verdict taken away again is looked at, not left behind.
    if verb.decides and not stay and any(ctx.session.mark(article_id).verdict for article_id in step.ids):
        said = " · ".join(filter(None, (said, advance(ctx))))
    if said:
        ctx.say(said)
    if verb.decides:
        ctx.screen.places.keep()  # what is taken up after a dropped line lies behind the last decision


def _counted(ctx: Context, ids: Sequence[str]) -> str:
    """Return how many articles a step was about, and how many of them the list does not show."""
    number = f"{len(ids):,} {'article' if len(ids) == 1 else 'articles'}"
    if ctx.desk.story is not None or len(ids) > ASK_ABOVE:  # else of the view, or of a story asked about
        return number
    shown, row_of = set(ctx.desk.full.rows), ctx.desk.listing.corpus.row_of
    hidden = sum(row_of(article_id) not in shown for article_id in ids)
    return f"{number}, {hidden:,} of them not in this view" if hidden else number


def advance(ctx: Context) -> str:
    """Go to where the setting `advance` says: the next open article of the view, the next row, or nowhere.

    Returns what is to be said where there is no open article to go to, else "".
    """
    if ctx.scope in ("related", "story"):
        ctx.rows.move_by(1)
        return ""
    where, rows, listing = ctx.session.settings.advance, ctx.stage.rows, ctx.desk.listing
    target, said = rows.cursor, ""
    if where == "next":
        target = min(rows.cursor + 1, len(listing) - 1)
    elif where == "next-open":
        found = listing.next_index(rows.cursor, lambda article_id: not ctx.session.mark(article_id).verdict)
        if found is None:
            left = ctx.desk.left
            if ctx.desk.run is not None and not left:
                show_end(ctx)
                return ""
            above = "above" if ctx.desk.stories is None else "above or folded away (e unfolds)"
            here = " in this view" if ctx.desk.view.parts else ""
            said = f"nothing open below; {left:,} {above}" if left else f"all decided{here}"
        else:
            target = found
    if target != rows.cursor:
        rows.move_to(target)
        if ctx.scope == "article":
            ctx.desk.trail = Trail()  # now: the next verb may be here before the list has told of the move
            ctx.stage.show_current()
    return said


def undo_step(ctx: Context, kind: Literal["undo", "redo"]) -> None:
    """Undo or redo the last step of this corpus; where there is none, ask about the latest one of another corpus."""
    journal = ctx.session.journal
    act = journal.undo if kind == "undo" else journal.redo
    pace = ctx.desk.triage.pace
    left = ctx.desk.left if pace.times else 0  # counted before: a decision that is taken back has no pace
    step = act()
    if step is not None:
        _take_back(ctx, step, word=kind)
        if pace.times and ctx.desk.left > left:
            ctx.desk.triage.pace = pace.taken_back()
            ctx.stage.show_bars()
        return
    other = journal.elsewhere(kind)
    if other is None:
        raise NotNowError(f"there is nothing to {kind}")

    def go(agreed: bool | None = True) -> None:
        if agreed and (step := act(other.corpus)) is not None:
            _take_back(ctx, step, word=kind)

    if not other.corpus and any(
        ctx.session.corpus.row_of(article_id) is not None for article_id in other.ids
    ):
        go()  # made by an earlier version, and about this corpus
        return
    count = "1 article" if len(other.ids) == 1 else f"{len(other.ids):,} articles"
    where = f"in {other.corpus}" if other.corpus else "elsewhere"
    confirm(ctx, f"Nothing to {kind} here. {kind.capitalize()} “{other.label}” ({count}) {where}?", go)


def _take_back(ctx: Context, step: Step, *, word: str) -> None:
    """Show what an undo or redo has changed: the view and the cursor go back to where it was done."""
    ctx.stage.marks_changed(step.ids)
    note_decisions(ctx, step.ids, undone=word == "undo")
    if ctx.desk.run is not None and step.view != ctx.desk.view.to_text():
        stop(ctx)  # its cards are of another view
    # A step that was made on the command line knows neither view nor cursor.
    cursor = step.cursor or (step.ids[0] if len(step.ids) == 1 else "")
    ctx.screen.return_to(step.view, cursor, flash=step.ids)
    articles = f"{len(step.ids):,} articles" if len(step.ids) != 1 else "1 article"
    left = f"; {step.left} decided anew since and left alone" if step.left else ""
    ctx.say(f"{word}: {step.label} ({articles}){left}")
