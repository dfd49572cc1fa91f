"""A command that articles are sent to: fed, listened to, bounded, stopped, and never a shell."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.css.errors import StylesheetError

from reader.errors import ReaderError
from reader.tui.actions import pipe
from reader.tui.background.pipe_process import KEPT_OUTPUT, PipeProcess, understood
from reader.tui.render.lines import line_text
from reader.tui.render.output import MOST_LINES, output_lines
from reader.tui.screens.output import OutputScreen
from reader.tui.widgets.article_view import ArticleView
from tests.session.corpus import COST, NOTE, STORM
from tests.tui.app import Driver, key_event

ECHO = "import sys; sys.stdout.write(sys.stdin.read())"


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def run(code: str, *chunks: str) -> tuple[str, str]:
    piped = PipeProcess(python(code))
    return piped.run(iter(chunks)), piped.text


# The command itself.


def test_what_goes_in_and_what_comes_out() -> None:
    assert run(ECHO, "a\n", "b → ö\n") == ("done", "a\nb → ö")
    assert run("import sys; print('to the other stream', file=sys.stderr)") == ("done", "to the other stream")


def test_how_it_ended() -> None:
    assert run("raise SystemExit(3)")[0] == "exit code 3"
    assert run("import os; os.kill(os.getpid(), 9)")[0] == "ended by SIGKILL"


def test_it_need_not_read_what_it_is_sent() -> None:
    assert run("print('enough')", *(10_000 * "x" for _ in range(200))) == ("done", "enough")


def test_its_output_is_clean() -> None:
    code = r"print('\x1b[31mred\x1b[0m \x1b]0;owned\x07\x9b31m\x1b(B\x1b7 a\tb \u202ec\u202c')"
    assert run(code)[1] == "red  a    b c"


def test_its_output_is_bounded_and_the_rest_counted() -> None:
    piped = PipeProcess(python(f"print('x' * {KEPT_OUTPUT + 5})"))
    assert piped.run(iter(())) == "done"
    assert (piped.size, piped.dropped) == (KEPT_OUTPUT, 6)


def test_one_that_never_ends_is_stopped_with_all_it_started() -> None:
    endless = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'while True: print(1)'])"
    piped = PipeProcess(python(endless))
    assert piped.run(iter(()), piped.stop) == "stopped"


def test_one_that_does_not_listen_is_ended_nevertheless() -> None:
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(1, flush=True); time.sleep(99)"
    piped = PipeProcess(python(deaf))
    assert piped.run(iter(()), piped.stop) == "stopped"


def test_what_reading_the_articles_ends_with_is_told() -> None:
    def broken() -> Iterator[str]:
        yield "one"
        raise ReaderError("the index cannot be read")

    with pytest.raises(ReaderError, match="the index cannot be read"):
        PipeProcess(python("import time; time.sleep(99)")).run(broken())


def test_stopped_while_it_is_fed() -> None:
    piped = PipeProcess(python("import sys; print(sys.stdin.readline(), flush=True); sys.stdin.read()"))

    def endless() -> Iterator[str]:
        while True:
            yield "line\n"

    assert piped.run(endless(), piped.stop) == "stopped"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("wc -l", ["wc", "-l"]),
        ("sh -c 'a | b; $(c)'", ["sh", "-c", "a | b; $(c)"]),
        ("a $HOME *", ["a", "$HOME", "*"]),
    ],
)
def test_a_command_is_split_like_a_shell_does_and_nothing_else(typed: str, words: list[str]) -> None:
    assert understood(typed) == words


@pytest.mark.parametrize(("typed", "sentence"), [("", "type a command"), ("a 'b", "no closing quotation")])
def test_a_command_that_is_none(typed: str, sentence: str) -> None:
    with pytest.raises(ReaderError, match=sentence):
        understood(typed)


@pytest.mark.parametrize("command", ["/nowhere/at/all", "nul\0"])
def test_one_that_cannot_be_started_is_named(command: str) -> None:
    with pytest.raises(ReaderError, match="could not be started"):
        PipeProcess([command])


# Its output as lines.


def test_output_keeps_its_lines_and_spaces() -> None:
    lines = [line_text(line) for line in output_lines("a\n\n  b\n漢字漢字漢\nabcdefgh", 5, dropped=1234)]
    assert lines == [
        "a",
        "",
        "  b",
        "漢字",
        "漢字",
        "漢",
        "abcde",
        "fgh",
        "",
        "… and 1,234 bytes more, which are not kept",
    ]
    assert output_lines("", 5) == []


def test_only_so_many_lines_are_shown() -> None:
    lines = output_lines("x\n" * (MOST_LINES + 10), 80)
    assert len(lines) == MOST_LINES + 2
    assert line_text(lines[-1]) == "… and 11 lines more, which are not shown"


# In the app.


def shown(app: Driver) -> str:
    return app.text_of(app.app.screen.query_one("#sheet", ArticleView))


async def send(app: Driver, command: list[str], *keys: str) -> None:
    await app.do("pipe")
    await app.press(*keys)
    await app.type(" ".join(f"'{word}'" for word in command))
    await app.press("enter")
    await app.settled()


async def test_the_article_is_sent_as_markdown(app: Driver) -> None:
    await app.do("pipe")
    assert "this article as Markdown · Tab JSONL or URLs" in app.hint
    await app.press("escape")
    assert not app.prompting
    await send(app, python(ECHO))
    assert app.modal(OutputScreen)
    assert f"# {STORM}" in shown(app)
    assert "done" in str(app.app.screen.query_one("#sheet").border_title)
    await app.press("escape")
    assert not app.modal(OutputScreen)


async def test_the_selection_is_sent_as_lines_of_json(app: Driver, tmp_path: Path) -> None:
    file = tmp_path / "sent"
    await app.do("select", "select")
    await send(app, python(f'open("{file}", "w").write(__import__("sys").stdin.read())'), "tab")
    records = [json.loads(line) for line in file.read_text().splitlines()]
    assert [record["title"] for record in records] == [STORM, COST]
    assert "It said nothing." in shown(app)


async def test_addresses_are_sent_and_a_ghost_too(app: Driver) -> None:
    await app.do("related", "related-next")
    await send(app, python(ECHO), "shift+tab")
    assert shown(app).strip() == "https://weather.example/cut-off"
    await app.press("q")
    assert app.scope == "related"
    for keys, words in (((), "# Islands cut off"), (("tab",), '"title": "Islands cut off')):
        await send(app, python(ECHO), *keys)
        assert words in shown(app)
        await app.press("enter")


async def test_an_article_without_an_address_sends_none(app: Driver) -> None:
    await app.filter(f'"{NOTE}"')
    await send(app, python(ECHO), "tab", "tab")
    assert "It said nothing." in shown(app)


async def test_earlier_commands_come_back(app: Driver) -> None:
    await send(app, ["true"])
    await app.press("escape")
    await send(app, ["nowhere-at-all"])
    assert "“nowhere-at-all” could not be started" in app.hint
    await app.press("up")
    assert "this article as Markdown" in app.hint
    await app.press("down", "up", "enter")
    assert app.modal(OutputScreen)
    assert str(app.app.screen.query_one("#sheet").border_title).startswith("'true'")


async def test_one_that_never_ends_is_stopped_by_escape(app: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipe, "_SHOWN_EVERY", 0)
    await app.do("pipe")
    await app.type("'" + "' '".join(python('while True: print("again")')) + "'")
    app.app.post_message(key_event("enter"))
    await app.until(lambda: app.modal(OutputScreen) and "again" in shown(app))
    for key in ("i", "down", "escape"):
        app.app.post_message(key_event(key))
    await app.settled()
    assert "stopped" in str(app.app.screen.query_one("#sheet").border_title)
    await app.press("escape")
    assert not app.modal(OutputScreen)


async def test_where_its_output_cannot_be_shown_it_is_ended(
    app: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[PipeProcess] = []
    start = PipeProcess.__init__

    def noted(piped: PipeProcess, command: list[str]) -> None:
        start(piped, command)
        started.append(piped)

    def failing(*_: object, **__: object) -> None:
        raise StylesheetError("unable to read CSS file")

    monkeypatch.setattr(PipeProcess, "__init__", noted)
    monkeypatch.setattr(type(app.app), "push_screen", failing)
    await send(app, python("import time; time.sleep(600)"))
    assert "unable to read CSS file" in f"{app.hint} {app.bottom}"
    await app.until(lambda: started[0]._process.poll() is not None)


async def test_a_command_is_shown_as_it_was_typed(app: Driver) -> None:
    await send(app, ["true", "[/][@click=app.quit]x"])
    title = app.app.screen.query_one("#sheet")._border_title
    assert title is not None
    assert title.plain == "'true' '[/][@click=app.quit]x' · done"
    assert not title.spans
