"""Going places, and the program itself: help, palette, sorting, themes, quitting."""

from __future__ import annotations

from functools import partial

from reader.commands import Scope
from reader.query import reference
from reader.session.table.field_values import count_values
from reader.tui.actions.step_back import step_back
from reader.tui.render.language import language_lines
from reader.tui.screens.lists import choose_command, choose_problem, choose_theme
from reader.tui.screens.sheet import SheetScreen
from reader.tui.state.view_state import Context, NotNowError


def _problems(ctx: Context) -> None:
    if not ctx.session.corpus.problem_count:
        raise NotNowError("no problems were found in the files of this corpus")
    choose_problem(ctx)


def _back(ctx: Context) -> None:
    """Take one step back, at the end out of the program."""
    if not step_back(ctx):
        ctx.app.exit()


def _suspend(ctx: Context) -> None:
    if not ctx.app.suspend_program():
        raise NotNowError("no shell here could continue the program; q leaves it")


def _reach(ctx: Context) -> Scope | None:
    """Return whose commands can be run: those of all panes, in a story those that are for it."""
    return "story" if ctx.view_state.story is not None else None


def _language(ctx: Context) -> None:
    """Show the query language, with examples over the outlets and topics of this corpus."""
    rows = ctx.session.corpus.live_rows
    provider = next((name for name, _ in count_values(ctx.session, "provider", rows)), "Reuters")
    topic = next((name for name, _ in count_values(ctx.session, "topic", rows)), "Computer Vision")
    sections = reference(provider=provider, topic=topic)
    ctx.app.push_screen(SheetScreen("The query language", partial(language_lines, sections)))


HANDLERS = {
    "query-help": _language,
    "go-problems": _problems,
    "help": lambda ctx: choose_command(ctx, title="What the keys do here", scope=ctx.scope),
    "palette": lambda ctx: choose_command(ctx, title="Run a command", scope=_reach(ctx)),
    "mouse": lambda ctx: ctx.app.toggle_mouse(),
    "theme": choose_theme,
    "redraw": lambda ctx: ctx.app.redraw(),
    "suspend": _suspend,
    "back": _back,
    "quit": lambda ctx: ctx.app.exit(),
}
