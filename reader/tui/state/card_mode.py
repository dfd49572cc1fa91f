"""Triage mode: one article a screen, to the end of the view, and then a summary."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import replace

from reader.session.export.new_file import new_file, typed_path
from reader.session.listing.view import View
from reader.tui.render.article.card import TriageRun, summary_lines, summary_text
from reader.tui.state.range_selection import drop_range
from reader.tui.state.view_state import Context, NotNowError


def start(ctx: Context, view: View | None = None) -> None:
    """Begin a run over the open articles of a view (the present one when None), at the first of them."""
    if ctx.view_state.run is not None:
        raise NotNowError(f"this is triage already; {ctx.key('back')} leaves it")
    wanted = view or ctx.view_state.view
    narrowed = wanted if "is:open" in wanted.filters else wanted.narrowed("is:open")
    listing = ctx.session.listing(narrowed)
    if listing is None or not len(listing):
        whole = ctx.session.listing(wanted)
        if whole is None or not len(whole):
            raise NotNowError("no article matches: there is nothing to decide")
        raise NotNowError("every article of this view is decided already")
    drop_range(ctx.main_view)
    ctx.view_state.run = TriageRun(" ".join(wanted.parts), time.time())
    ctx.view_state.view = narrowed
    ctx.view_state.shown = None  # the first article may be on the screen already, and not as a card
    ctx.screen.add_class("-card")
    ctx.main_view.show_listing(listing)
    ctx.main_view.rows.move_to(0)
    ctx.main_view.show_current()
    ctx.panes.go_to("article")


def stop(ctx: Context) -> None:
    """End the run, where there is one, and give the list its place again."""
    if ctx.view_state.run is not None:
        ctx.view_state.run = None
        ctx.screen.remove_class("-card")
        ctx.view_state.shown = None
        ctx.view_state.summed_up_at = ""
        ctx.panes.go_to("list")


def leave(ctx: Context) -> None:
    """End the run and go back to the view it was over."""
    stop(ctx)
    ctx.screen.set_view(ctx.view_state.view.widened())


def note_decisions(ctx: Context, ids: Iterable[str], *, undone: bool = False) -> None:
    """Take into the run what was decided, or taken back."""
    run = ctx.view_state.run
    if run is None:
        return
    verdicts = dict(run.verdicts)
    for article_id in ids:
        verdict = ctx.session.mark(article_id).verdict
        if verdict:
            verdicts[article_id] = verdict
        else:
            verdicts.pop(article_id, None)
    ctx.view_state.run = replace(run, verdicts=tuple(verdicts.items()), undone=run.undone + undone)


def show_end(ctx: Context) -> None:
    """Show the summary in place of the next card."""
    text = summary(ctx)
    ctx.view_state.shown = None
    ctx.view_state.summed_up_at = ctx.main_view.cursor_id
    verbs = {
        "copy": "copies this",
        "export": "saves it",
        "undo": "takes the last step back",
        "back": "leaves",
    }
    hint = " · ".join(f"{ctx.key(name)} {does}" for name, does in verbs.items())
    ctx.main_view.pane.clear(lambda width: summary_lines(text, hint, width))


def summary(ctx: Context) -> str:
    """Return the summary of the run. Raises `NotNowError` outside of one."""
    if ctx.view_state.run is None:
        raise NotNowError(f"a summary belongs to triage, one article a screen: {ctx.key('triage')} begins it")
    return summary_text(ctx.view_state.run, time.time(), ctx.view_state.left)


def save_summary(ctx: Context, name: str) -> None:
    """Write the summary to a new file. Raises `ReaderError`; a file that is there already is left as it is."""
    path = typed_path(name)
    with new_file(path, force=False) as stream:
        stream.write(summary(ctx))
    ctx.say(f"saved in {path}")
