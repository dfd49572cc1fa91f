"""Triage: verdicts, read, star, tags, notes, selection, repeat, undo."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from reader.marks.verbs import note_edits, read_edits, star_edits, tag_edits, untag_edits, verdict_edits
from reader.model import Mark
from reader.tui.actions.decide import check_recording, perform, undo_step
from reader.tui.actions.filtering import take_back_view
from reader.tui.actions.publish import latest_run, take_back_run
from reader.tui.actions.targets import Targets, of_rows, targets, with_marks
from reader.tui.render.lines import Span
from reader.tui.screens.picker import PickerItem, PickerScreen
from reader.tui.state.card_mode import start
from reader.tui.state.range_selection import begin_range, drop_range, end_range
from reader.tui.state.view_state import Context, NotNowError, Verb

_REACHES = {"stay": "stay here", "above": "all above", "below": "all below", "story": "the whole story"}
_VERBS = {
    "later": Verb("later", lambda marks: verdict_edits(marks, "later"), decides=True),
    "dismiss": Verb("dismiss", lambda marks: verdict_edits(marks, "dismissed"), decides=True),
    "approve": Verb("approve", lambda marks: verdict_edits(marks, "approved"), decides=True),
    "star": Verb("star", star_edits),
    "toggle-read": Verb("read or unread", read_edits),
}


def _tag(ctx: Context) -> None:
    counts = ctx.session.tag_counts()
    state = ctx.view_state.triage
    names = sorted(counts, key=lambda name: (name != state.last_tag, -counts[name], name))
    items = [PickerItem((Span(name), Span(f"  {counts[name]}", "meta")), name) for name in names]
    # Asked for now: a prefix before the key holds for this verb only, and it says at once where there is nothing.
    whom = targets(ctx)

    def done(tag: str | None) -> None:
        if tag:
            state.last_tag = tag
            _perform(ctx, Verb(f"tag {tag}", lambda marks: tag_edits(marks, tag)), whom)

    ctx.app.push_screen(PickerScreen("Add a tag", items, free=str, empty="Enter makes a new tag"), done)


def _untag(ctx: Context) -> None:
    whom = targets(ctx)
    with_marks(ctx, whom, partial(_choose_untag, ctx, whom))


def _choose_untag(ctx: Context, whom: Targets, marks: Mapping[str, Mark]) -> None:
    tags = sorted({tag for mark in marks.values() for tag in mark.tags})
    if not tags:
        raise NotNowError("there is no tag to remove")

    def done(tag: str | None) -> None:
        if tag:
            _perform(ctx, Verb(f"untag {tag}", lambda marks: untag_edits(marks, tag)), whom)

    if len(tags) == 1:
        done(tags[0])
    else:
        ctx.app.push_screen(
            PickerScreen("Remove a tag", [PickerItem((Span(tag),), tag) for tag in tags]), done
        )


def _note(ctx: Context) -> None:
    whom = targets(ctx)
    with_marks(ctx, whom, partial(_write_note, ctx, whom))


def _write_note(ctx: Context, whom: Targets, marks: Mapping[str, Mark]) -> None:
    # Textual's text area is a large import, and notes are written once in a while.
    from reader.session.state.drafts import Draft
    from reader.tui.screens.note import NoteScreen

    draft = Draft(ctx.session.paths, marks)
    notes = {mark.note for mark in marks.values()}

    def done(note: str | None) -> None:
        if note is not None:
            verb = Verb("note", lambda marks: note_edits(marks, note), recorded=draft.drop)
            _perform(ctx, verb, whom)

    ctx.app.push_screen(NoteScreen(notes.pop() if len(notes) == 1 else "", draft), done)


def _perform(ctx: Context, verb: Verb, whom: Targets | None = None) -> None:
    ctx.screen.guarded(partial(perform, ctx, verb, whom))


def _set_selection(ctx: Context, ids: Iterable[str]) -> None:
    chosen = set(ids)
    drop_range(ctx.main_view)
    ctx.selection.clear()
    ctx.selection.update(chosen)
    ctx.rows.redraw()
    count = len(chosen)
    ctx.say(f"{count:,} selected" if count else "nothing is selected")


def _select(ctx: Context) -> None:
    story = ctx.view_state.story
    article_id = story.source.id if story is not None else ctx.main_view.cursor_id
    if not article_id:
        raise NotNowError("there is no article here")
    end_range(ctx.main_view)
    _set_selection(ctx, ctx.selection ^ {article_id})
    if ctx.scope in ("list", "story"):
        ctx.rows.move_by(1)


def _select_range(ctx: Context) -> None:
    if not ctx.main_view.cursor_id:
        raise NotNowError("there is no article here")
    if end_range(ctx.main_view):
        _set_selection(ctx, ctx.selection)
    else:
        begin_range(ctx.main_view)
        ctx.say(
            f"a range begins here: move to its other end, then a verb, or {ctx.key('select-range')} selects"
        )


def _select_all(ctx: Context) -> None:
    story = ctx.view_state.story
    if story is not None:
        _set_selection(ctx, (source.id for source in story.story.sources))
        return
    listing = ctx.view_state.whole_listing()
    ids = listing.corpus.ids  # as a list: of 100,000 a quarter of what looking up each would take
    _set_selection(ctx, (ids[row] for row in listing.rows))


def _all_read(ctx: Context) -> None:
    listing, marks = ctx.view_state.whole_listing(), ctx.session.journal.marks
    ids = listing.corpus.ids
    unread = [row for row in listing.rows if not ((said := ids[row]) in marks and marks[said].read)]
    if not unread:
        raise NotNowError("every article of the view is read already")
    perform(ctx, Verb("mark read", read_edits, all_shown=True), of_rows(ctx, unread))


def _prefix(ctx: Context, reach: str) -> None:
    ctx.view_state.triage.reach = reach
    ctx.say(f"{_REACHES[reach]}: now a verb")


def _repeat(ctx: Context) -> None:
    if ctx.view_state.triage.last is None:
        raise NotNowError("nothing to repeat yet")
    perform(ctx, ctx.view_state.triage.last)


def _undo(ctx: Context) -> None:
    """Take back what was done last: a step of triage, or what was published, or the view that was replaced, since."""
    check_recording(ctx)
    run = latest_run(ctx)
    if run is not None:
        take_back_run(ctx, run)
    elif not take_back_view(ctx):
        undo_step(ctx, "undo")


HANDLERS: dict[str, Callable[[Context], None]] = {
    **{name: partial(_perform, verb=verb) for name, verb in _VERBS.items()},
    "tag": _tag,
    "untag": _untag,
    "note": _note,
    "select": _select,
    "select-range": _select_range,
    "select-all": _select_all,
    "select-none": lambda ctx: _set_selection(ctx, ()),
    "all-read": _all_read,
    "stay": lambda ctx: _prefix(ctx, "stay"),
    "above": lambda ctx: _prefix(ctx, "above"),
    "below": lambda ctx: _prefix(ctx, "below"),
    "whole-story": lambda ctx: _prefix(ctx, "story"),
    "repeat": _repeat,
    "triage": start,
    "undo": _undo,
    "redo": lambda ctx: undo_step(ctx, "redo"),
}
