"""Going places, and the program itself: help, palette, sorting, themes, quitting."""

from __future__ import annotations

from reader.tui.context import Context, NotNowError
from reader.tui.screens.lists import choose_command, choose_problem


def _problems(ctx: Context) -> None:
    if not ctx.session.corpus.problem_count:
        raise NotNowError("no problems were found in the files of this corpus")
    choose_problem(ctx)


def _back(ctx: Context) -> None:
    """Take one step back: out of zen, the related list, the article, and at last out of the program."""
    screen = ctx.screen
    if screen.zen:
        screen.toggle_zen()
    elif ctx.scope == "related":
        screen.go_to("article")
    elif ctx.scope == "article":
        screen.go_to("list")
    else:
        ctx.app.exit()


HANDLERS = {
    "go-problems": _problems,
    "help": lambda ctx: choose_command(ctx, title="What the keys do here", scope=ctx.scope),
    "palette": lambda ctx: choose_command(ctx, title="Run a command", scope=None),
    "mouse": lambda ctx: ctx.app.toggle_mouse(),
    "theme": lambda ctx: ctx.app.next_theme(),
    "back": _back,
    "quit": lambda ctx: ctx.app.exit(),
}
