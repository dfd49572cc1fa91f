"""Decisions: the journal, and where the cursor goes afterwards (rules of DESIGN.md section 5)."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import partial
from threading import Event
from typing import Literal, TypeVar

from reader.marks import Edit, Step
from reader.marks.verbs import label_of, same_edits
from reader.session.listing.trail import Trail
from reader.tui.actions.targets import MANY, Targets, targets
from reader.tui.background.background import ASKING, in_background
from reader.tui.screens.confirm import confirm
from reader.tui.state.card_mode import note_decisions, show_end, stop
from reader.tui.state.view_state import Context, NotNowError, Verb

T = TypeVar("T")

# Seconds that keys typed ahead wait for a step about very many articles: they are about what comes after it.
RECORDING = 3.0

# More articles than this are acted on only after the number was said and agreed to.
ASK_ABOVE = 50


def perform(ctx: Context, verb: Verb, whom: Targets | None = None) -> None:
    """Do a verb to some articles, else to whom it is meant for; to more than `ASK_ABOVE` only after a question."""
    check_recording(ctx)
    reach = ctx.view_state.triage.reach
    if whom is None:
        whom = targets(ctx)
    bulk = whom.number > 1 or reach not in ("", "stay") or bool(ctx.selection)

    def go(agreed: bool | None = True) -> None:
        if agreed:
            ctx.screen.guarded(lambda: _record(ctx, verb, whom, stay=reach == "stay", bulk=bulk))

    def question() -> str:
        return f"{label_of(verb.edits_of(whom.marks()), verb.label).capitalize()} {whom.number:,} articles?"

    if whom.number > MANY:
        in_background(
            ctx, "reading the marks", question, lambda said: confirm(ctx, said, go), patience=ASKING
        )
    elif whom.number > ASK_ABOVE:
        confirm(ctx, question(), go)
    else:
        go()


def _record(ctx: Context, verb: Verb, whom: Targets, *, stay: bool, bulk: bool) -> None:
    """Record a verb as one step, and show what it has changed; of very many articles behind the screen."""
    check_recording(ctx)
    stories = ctx.view_state.stories if ctx.scope == "list" else None
    behind = stories.hidden(ctx.main_view.rows.cursor) if stories is not None and len(stories) else 0
    view, cursor = ctx.view_state.view.to_text(), ctx.main_view.cursor_id
    stopped = Event()

    def check() -> None:
        if stopped.is_set():
            raise NotNowError(f"{verb.label} was stopped: nothing is changed")

    def work() -> tuple[Sequence[Edit], str, Step | None]:
        edits = verb.edits_of(whom.marks())
        label = label_of(edits, verb.label)
        check()
        try:
            step = ctx.session.journal.apply(label, edits, view=view, cursor=cursor, check=check)
        except ValueError as error:  # an empty tag, a note of a hundred thousand characters
            raise NotNowError(str(error)) from error
        # What was done is repeated: a verb that gives and takes away by turns would do the contrary.
        return [edit for edit in edits if edit.key == edits[0].key], label, step

    def done(come: tuple[Sequence[Edit], str, Step | None]) -> None:
        edits, label, step = come
        if any(edit.field == "read" for edit in edits):
            ctx.main_view.reading.stop()  # it was said by hand
        if not verb.once and edits:
            ctx.view_state.triage.last = verb._replace(
                edits_of=partial(same_edits, edits), all_shown=False, recorded=None
            )
        if verb.recorded is not None:
            verb.recorded()
        if step is None:
            ctx.say("nothing to change")
        else:
            _show(ctx, verb._replace(label=label), step, stay=stay, bulk=bulk, behind=behind)

    if whom.number > MANY:
        recorded_behind(ctx, f"{verb.label}: {whom.number:,} articles", work, done, stop=stopped.set)
    else:
        done(work())


def check_recording(ctx: Context) -> None:
    """Raise `NotNowError` while a step about very many articles is being recorded: the next one would wait for it."""
    if ctx.view_state.triage.recording:
        raise NotNowError(f"not yet, this is still being recorded: {ctx.view_state.triage.recording}")


def recorded_behind(
    ctx: Context,
    what: str,
    work: Callable[[], T],
    done: Callable[[T], None],
    *,
    stop: Callable[[], object] | None = None,
) -> None:
    """Record a step in a thread, one at a time, and hand what it was to `done`; `what` is said meanwhile."""
    state = ctx.view_state.triage

    def recording() -> T:
        try:
            return work()
        finally:
            state.recording = ""

    state.recording = what
    ctx.say(f"{what} …{' · Esc stops' if stop else ''}")
    in_background(ctx, "recording", recording, done, patience=RECORDING, stop=stop)


def _show(ctx: Context, verb: Verb, step: Step, *, stay: bool, bulk: bool, behind: int) -> None:
    """Show what a verb has changed, and go on to where the setting `advance` says."""
    if verb.decides:
        ctx.view_state.triage.pace = ctx.view_state.triage.pace.decided(time.time())
    if ctx.selection and not verb.all_shown:
        ctx.selection.clear()
        # Also the rows that had the mark already.
        (ctx.main_view.rows if ctx.view_state.story is None else ctx.rows).redraw()
    ctx.main_view.marks_changed(step.ids)
    note_decisions(ctx, step.ids)
    said = ""
    if bulk:
        said = f"{verb.label}: {_counted(ctx, step.ids)} · {ctx.key('undo')} takes it back"
    elif behind:
        said = f"{verb.label}: the article that is seen; {behind:,} more of its story stay as they are"
    elif not verb.decides:
        said = verb.label
    # A verdict taken away again is looked at, not left behind.
    if verb.decides and not stay and any(ctx.session.mark(article_id).verdict for article_id in step.ids):
        said = " · ".join(filter(None, (said, advance(ctx))))
    if said:
        ctx.say(said)
    if verb.decides:
        ctx.screen.resume_tracker.keep()  # what is taken up after a dropped line lies behind the last decision


def _counted(ctx: Context, ids: Sequence[str]) -> str:
    """Return how many articles a step was about, and how many of them the list does not show."""
    number = f"{len(ids):,} {'article' if len(ids) == 1 else 'articles'}"
    if (
        ctx.view_state.story is not None or len(ids) > ASK_ABOVE
    ):  # else of the view, or of a story asked about
        return number
    shown, row_of = set(ctx.view_state.full.rows), ctx.view_state.listing.corpus.row_of
    hidden = sum(row_of(article_id) not in shown for article_id in ids)
    return f"{number}, {hidden:,} of them not in this view" if hidden else number


def advance(ctx: Context) -> str:
    """Go to where the setting `advance` says: the next open article of the view, the next row, or nowhere.

    Returns what is to be said where there is no open article to go to, else "".
    """
    if ctx.scope in ("related", "story"):
        ctx.rows.move_by(1)
        return ""
    where, rows, listing = ctx.session.settings.advance, ctx.main_view.rows, ctx.view_state.listing
    target, said = rows.cursor, ""
    if where == "next":
        target = min(rows.cursor + 1, len(listing) - 1)
    elif where == "next-open":
        found = listing.next_index(rows.cursor, lambda article_id: not ctx.session.mark(article_id).verdict)
        if found is None:
            left = ctx.view_state.left
            if ctx.view_state.run is not None and not left:
                show_end(ctx)
                return ""
            above = "above" if ctx.view_state.stories is None else "above or folded away (e unfolds)"
            here = " in this view" if ctx.view_state.view.parts else ""
            said = f"nothing open below; {left:,} {above}" if left else f"all decided{here}"
        else:
            target = found
    if target != rows.cursor:
        rows.move_to(target)
        if ctx.scope == "article":
            ctx.view_state.trail = (
                Trail()
            )  # now: the next verb may be here before the list has told of the move
            ctx.main_view.show_current()
    return said


def undo_step(ctx: Context, kind: Literal["undo", "redo"]) -> None:
    """Undo or redo the last step of this corpus; where there is none, ask about the latest one of another corpus."""
    journal = ctx.session.journal
    act = journal.undo if kind == "undo" else journal.redo
    pace = ctx.view_state.triage.pace
    left = (
        ctx.view_state.left if pace.times else 0
    )  # counted before: a decision that is taken back has no pace

    def done(step: Step | None) -> None:
        if step is not None:
            _take_back(ctx, step, word=kind)
            if pace.times and ctx.view_state.left > left:
                ctx.view_state.triage.pace = pace.taken_back()
                ctx.main_view.show_bars()
        else:
            _take_back_elsewhere(ctx, kind)

    check_recording(ctx)
    size = journal.weight(kind)
    if size > MANY:
        recorded_behind(ctx, f"{kind}: {size:,} changes", act, done)
    else:
        done(act())


def _take_back_elsewhere(ctx: Context, kind: Literal["undo", "redo"]) -> None:
    journal = ctx.session.journal
    act = journal.undo if kind == "undo" else journal.redo
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
    ctx.main_view.marks_changed(step.ids)
    note_decisions(ctx, step.ids, undone=word == "undo")
    if ctx.view_state.run is not None and step.view != ctx.view_state.view.to_text():
        stop(ctx)  # its cards are of another view
    # A step that was made on the command line knows neither view nor cursor.
    cursor = step.cursor or (step.ids[0] if len(step.ids) == 1 else "")
    ctx.screen.return_to(step.view, cursor, flash=step.ids)
    articles = f"{len(step.ids):,} articles" if len(step.ids) != 1 else "1 article"
    left = f"; {step.left} decided anew since and left alone" if step.left else ""
    ctx.say(f"{word}: {step.label} ({articles}){left}")
