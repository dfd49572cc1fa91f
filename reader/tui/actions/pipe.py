"""Sending articles to a command, and showing what it says."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial
from threading import Thread

from reader.model import Article, Coverage
from reader.session.export.article import entry_markdown_lines, markdown_lines
from reader.session.export.json_text import dump
from reader.session.state.input_history import InputHistory
from reader.text.clean import clean_line
from reader.tui.background.background import in_background
from reader.tui.background.pipe_process import PipeProcess
from reader.tui.events.guard import FORESEEN
from reader.tui.events.messages import WorkDone
from reader.tui.prompts.pipe import PipeMode
from reader.tui.screens.output import OutputScreen
from reader.tui.state.scope import in_scope, selected_rows
from reader.tui.state.view_state import Context

# Seconds between two looks at growing output, and bytes from which on it is shown only at the end.
_SHOWN_EVERY = 0.2
_GROWS_TO = 65_536


def _pipe(ctx: Context) -> None:
    rows = selected_rows(ctx) if ctx.view_state.story is None else None
    articles: Callable[[], Iterator[Coverage]]
    if rows is None:
        # What is meant now, whatever comes of it while a command is typed.
        meant = in_scope(ctx)
        what, articles = _counted(len(meant)) if ctx.selection else "this article", partial(iter, meant)
    else:
        what, articles = _counted(len(rows)), partial(ctx.view_state.listing.corpus.articles, rows)
    history = InputHistory(ctx.session.commands_file)
    ctx.open_prompt(PipeMode(ctx, history, what, partial(_run, ctx, articles)))


def _counted(number: int) -> str:
    return f"{number:,} articles" if number > 1 else "1 article"


def _run(
    ctx: Context, articles: Callable[[], Iterator[Coverage]], piped: PipeProcess, text: str, form: str
) -> None:
    screen = OutputScreen(clean_line(text, 60), piped.stop)
    try:
        ctx.app.push_screen(screen)
    except FORESEEN:  # nobody would see what it says
        piped.stop()
        Thread(
            target=piped.run, args=((),), daemon=True
        ).start()  # one that does not listen takes a second to end
        raise
    due, shown = time.monotonic(), 0

    def grown() -> None:
        nonlocal due, shown
        now = time.monotonic()
        if now >= due and shown < _GROWS_TO:
            due, shown = now + _SHOWN_EVERY, piped.size
            said = piped.text
            ctx.screen.post_message(WorkDone(lambda: screen.show(said, piped.dropped)))

    def work() -> tuple[str, str]:
        how = piped.run(_sent(ctx, articles(), form), grown)
        return how, piped.text

    def ended(come: tuple[str, str]) -> None:
        how, said = come
        screen.show(said, piped.dropped, how)
        ctx.say(f"{clean_line(text, 60)}: {how}")

    in_background(ctx, "pipe", work, ended)


def _sent(ctx: Context, articles: Iterator[Coverage], form: str) -> Iterator[str]:
    """Yield what is sent of the articles, one after the other."""
    before = ""
    for one in articles:
        if form == "URLs":
            if one.url:
                yield one.url + "\n"
        elif form == "JSONL":
            yield dump(ctx.session.record(one), unicode=True) + "\n"
        else:
            mark = ctx.session.mark(one.id)
            lines = markdown_lines(one, mark) if isinstance(one, Article) else entry_markdown_lines(one)
            yield before + "\n".join(lines) + "\n"
            before = "\n"


HANDLERS = {"pipe": _pipe}
