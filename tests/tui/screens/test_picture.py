"""The pictures of an article, fetched from a real server and shown over the screen."""

from __future__ import annotations

import fcntl
import os
import struct
import subprocess
import sys
import termios
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.widget import Widget
from textual.widgets import Static

from reader.config.settings import Settings
from reader.fetch import decode_image
from reader.fetch.client import Client
from reader.tui.screens.picture import PictureScreen
from reader.tui.terminal.capabilities import graphics
from reader.tui.terminal.graphics import USUAL, Cell, cell_size, fitted, opened
from reader.tui.theme.display_options import DisplayOptions
from reader.tui.theme.stylesheets import PLAIN
from tests.fetch.conftest import client as client
from tests.fetch.conftest import server as server
from tests.fetch.pictures import picture
from tests.fetch.server import Server, Visit, answer
from tests.session.corpus import paths_in, session_over
from tests.tui.app import STACKED, Driver, running

PNG = "Content-Type: image/png"
# The library for half blocks asks for points in a way that Pillow 14 will no longer know; see the extra `images`.
pytestmark = pytest.mark.filterwarnings("ignore:Image.Image.getdata is deprecated:DeprecationWarning")


@pytest.fixture
def corpus(tmp_path: Path, server: Server) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.md").write_text(
        "---\ntitle: Storm\ndate: 2026-03-10\nimages:\n"
        f'  - url: "{server.url("/one")}"\n    title: "A \\e[2J wave [b]"\n'
        '  - url: "ftp://img.example/never.png"\n'
        f'  - url: "{server.url("/two")}"\n'
        "related:\n  - title: Elsewhere\n    webUrl: https://b.example/x\n"
        f'    images:\n      - url: "{server.url("/ghost")}"\n---\n'
    )
    (folder / "b.md").write_text("---\ntitle: Nowhere\ndate: 2026-03-09\n---\n")
    return folder


@pytest.fixture(autouse=True)
def reachable(monkeypatch: pytest.MonkeyPatch, client: Client) -> None:
    """Let the program reach the server of the tests, on a terminal that knows half blocks."""
    monkeypatch.setattr("reader.fetch.fetch_image.picture_client", lambda: client)
    for name in ("TMUX", "STY", "TERM_PROGRAM", "KONSOLE_VERSION", "LC_TERMINAL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("TEXTUAL_COLOR_SYSTEM", "truecolor")


@pytest.fixture
async def app(corpus: Path, tmp_path: Path) -> AsyncIterator[Driver]:
    with session_over(corpus, paths=paths_in(tmp_path)) as session:
        async with running(session) as driver:
            yield driver


def words(app: Driver, place: str) -> str:
    found = app.app.screen.query(place)
    return str(found.first(Static).render()) if found else ""


def drawn(app: Driver) -> Widget | None:
    """Return the widget that draws a picture."""
    return next(
        (child for child in app.app.screen.query("#picture-place > *") if child.id != "picture-said"), None
    )


async def shown(app: Driver) -> Widget:
    await app.until(lambda: drawn(app) is not None)
    await app.settled()
    found = drawn(app)
    assert found is not None
    return found


async def test_a_picture_is_fetched_drawn_and_kept(app: Driver, server: Server) -> None:
    server.page("/one", picture(), PNG)
    await app.do("picture")
    widget = await shown(app)
    assert words(app, "#picture-caption") == "A [2J wave [b]\n127.0.0.1"
    first, *_, last = [widget.render_line(y) for y in range(widget.size.height)]
    assert set(first.text) == {"▀"}
    assert first._segments[0].style.color.triplet.red > 180  # type: ignore[union-attr]
    assert last._segments[0].style.color.triplet.blue > 180  # type: ignore[union-attr]
    assert widget.size.width == 64  # one point a column: it is not enlarged
    await app.press("escape")
    assert not app.modal(PictureScreen)
    await app.do("picture")
    await shown(app)
    assert len(server.visits) == 1


@pytest.mark.parametrize("key", ["escape", "q", "h", "left", "enter", "I"])
async def test_it_is_closed_by_any_way_out(app: Driver, key: str) -> None:
    await app.do("picture")
    assert app.modal(PictureScreen)
    await app.press(key)
    assert app.app.screen is app.main


async def test_several_are_gone_through(app: Driver, server: Server) -> None:
    server.page("/one", picture(), PNG)
    server.page("/two", picture("JPEG", (30, 30)), "Content-Type: image/jpeg")
    await app.do("picture")
    await shown(app)
    frame = app.app.screen.query_one("#picture-frame")
    assert (frame.border_title, frame.border_subtitle) == (
        "Picture 1 of 2",
        "n p next and previous · Esc close",
    )
    await app.press("n")
    await app.until(lambda: drawn(app) is not None and drawn(app).size.width == 30)  # type: ignore[union-attr]
    assert frame.border_title == "Picture 2 of 2"
    assert words(app, "#picture-caption") == "127.0.0.1"
    await app.press("n")
    assert frame.border_title == "Picture 2 of 2"
    await app.press("p")
    assert frame.border_title == "Picture 1 of 2"
    assert (await shown(app)).size.width == 64
    await app.press("k", "x")
    assert frame.border_title == "Picture 1 of 2"


async def test_a_slow_one_does_not_take_the_place_of_another(app: Driver, server: Server) -> None:
    def wait(visit: Visit) -> None:
        visit.closing.wait(0.3)
        visit.send(answer(picture(size=(10, 10)), PNG))

    server.answers["/one"] = wait
    server.page("/two", picture(), PNG)
    await app.do("picture")
    assert words(app, "#picture-said") == "fetching the picture from 127.0.0.1 …"
    await app.press("n", "p", "n")
    assert (await shown(app)).size.width == 64
    screen = app.app.screen
    assert isinstance(screen, PictureScreen)
    await app.until(lambda: not screen._under_way)
    await app.settled()
    assert (await shown(app)).size.width == 64
    assert sorted(visit.path for visit in server.visits) == ["/one", "/two"]


async def test_a_picture_follows_the_window(app: Driver, server: Server) -> None:
    server.page("/one", picture(size=(1_000, 1_000)), PNG)
    await app.do("picture")
    large = (await shown(app)).size
    await app.resize(*STACKED)
    small = (await shown(app)).size
    assert large.height > small.height > 5
    assert abs(small.width - 2 * small.height) <= 2


@pytest.mark.parametrize(
    ("body", "kind", "sentence"),
    [
        (b"<html>", "text/html", "this is no picture but text/html"),
        (b"\x89PNG", "image/png", "this is no picture in JPEG, PNG, GIF or WebP"),
        (picture("PNG", (400, 400))[:150], "image/png", "the picture is damaged"),
    ],
)
async def test_what_is_no_picture_is_said(
    app: Driver, server: Server, body: bytes, kind: str, sentence: str
) -> None:
    server.page("/one", body, f"Content-Type: {kind}")
    await app.do("picture")
    await app.until(lambda: sentence in words(app, "#picture-said"))


async def test_what_was_not_foreseen_is_said_too(app: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> bytes:
        raise ZeroDivisionError

    monkeypatch.setattr("reader.fetch.fetch_image.fetch_picture", broken)
    await app.do("picture")
    await app.until(lambda: words(app, "#picture-said") == "fetching stopped: ZeroDivisionError")


async def test_what_cannot_be_kept_is_shown_with_a_word(app: Driver, server: Server, tmp_path: Path) -> None:
    server.page("/one", picture(), PNG)
    (tmp_path / "cache").mkdir(exist_ok=True)
    (tmp_path / "cache" / "pictures").write_text("no folder")
    await app.do("picture")
    await shown(app)
    assert "the picture could not be kept" in words(app, "#picture-caption")


async def test_a_ghost_has_pictures_too(app: Driver, server: Server) -> None:
    server.page("/ghost", picture(size=(20, 20)), PNG)
    await app.do("related", "picture")
    assert (await shown(app)).size.width == 20


async def test_an_article_without_one(app: Driver) -> None:
    await app.press("j")
    await app.do("picture")
    assert "this article names no picture" in app.bottom


async def test_without_the_extra_a_sentence_says_how_to_have_it(
    app: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decode_image, "MODULES", {"images": ("a_package_that_is_nowhere",)})
    await app.do("picture")
    assert "needs the extra “images”" in app.bottom


@pytest.mark.parametrize(
    ("images", "look", "sentence"),
    [
        ("no", DisplayOptions(), "switched off by the setting images"),
        ("auto", DisplayOptions(remote=True), "no pictures over a thin line"),
        ("yes", DisplayOptions(theme=PLAIN), "pictures need colours"),
        ("yes", DisplayOptions(ascii=True), "pictures need colours"),
        ("yes", DisplayOptions(remote=True), ""),
    ],
)
async def test_when_pictures_are_shown(
    corpus: Path, tmp_path: Path, server: Server, images: str, look: DisplayOptions, sentence: str
) -> None:
    settings = Settings(watch=False, images=images)  # type: ignore[arg-type]
    with session_over(corpus, paths=paths_in(tmp_path), settings=settings) as session:
        async with running(session, look=look) as app:
            await app.do("picture")
            assert app.modal(PictureScreen) == (not sentence)
            if sentence:
                assert sentence in app.bottom
                assert server.visits == []


async def test_without_a_folder_nothing_is_fetched(corpus: Path, server: Server) -> None:
    with session_over(corpus) as session:
        async with running(session) as app:
            await app.do("picture")
            assert "no folder to keep pictures in" in app.bottom
    assert server.visits == []


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Collect what is sent to the terminal besides what Textual draws."""
    seen: list[str] = []
    monkeypatch.setattr(
        "reader.tui.widgets.picture_box.PictureBox._send", lambda _self, text: seen.append(text)
    )
    return seen


async def test_kitty_is_sent_the_picture_in_turn(
    app: Driver, server: Server, sent: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm-kitty")
    server.page("/one", picture(), PNG)
    await app.do("picture")
    widget = await shown(app)
    assert widget.render_line(0).text.startswith("\U0010eeee")
    assert sent[0].startswith("\x1b_G")
    before = len(sent)
    await app.press("escape")
    await app.until(lambda: len(sent) > before)
    assert "a=d" in sent[-1]


async def test_kitty_needs_exact_colours(
    app: Driver, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm-kitty")
    monkeypatch.setattr(type(app.app.console), "color_system", property(lambda _self: "256"))
    server.page("/one", picture(), PNG)
    await app.do("picture")
    assert set((await shown(app)).render_line(0).text) == {"▀"}


async def test_foot_is_sent_sixels(app: Driver, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "foot")
    server.page("/one", picture(), PNG)
    await app.do("picture")
    widget = await shown(app)
    await app.until(lambda: bool(widget.children))
    (inner,) = widget.children
    strips = inner.render_lines(inner.size.region)
    assert any("\x1bP" in segment.text for strip in strips for segment in strip)


def test_the_library_asks_the_terminal_nothing() -> None:
    """Imported on a terminal, it would write a question to it and read the answer from the keyboard."""
    leader, follower = os.openpty()
    code = (
        "from reader.tui.terminal.graphics import widget_for, Cell\nfrom PIL import Image\nimport sys\n"
        "assert sys.__stdout__.isatty()\n"
        "widget_for('blocks', Image.new('RGB', (4, 4)), Cell(7, 15), print)\n"
        "from textual_image._terminal import get_cell_size\n"
        "assert sys.__stdout__.isatty() and get_cell_size() == (7, 15)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], stdin=follower, stdout=follower, stderr=subprocess.PIPE, check=False
    )
    os.set_blocking(leader, False)
    os.write(follower, b"!")
    said = os.read(leader, 100)
    os.close(leader)
    os.close(follower)
    assert (done.returncode, done.stderr, said) == (0, b"", b"!")


@pytest.mark.parametrize(
    ("size", "expected"),
    [((40, 100, 900, 800), Cell(9, 20)), ((40, 100, 0, 0), USUAL), ((0, 0, 900, 800), USUAL)],
)
def test_the_system_knows_the_size_of_a_cell(size: tuple[int, ...], expected: Cell) -> None:
    leader, follower = os.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", *size))
    with open(follower, "w") as stream, open(leader, "rb"):
        assert cell_size((None, stream)) == expected


def test_what_is_no_terminal_has_usual_cells(tmp_path: Path) -> None:
    with open(tmp_path / "file", "w") as stream:
        assert cell_size((stream,)) == USUAL
    assert cell_size((stream, None)) == USUAL


@given(
    st.tuples(st.integers(1, 1_600), st.integers(1, 1_200)),
    st.tuples(st.integers(1, 300), st.integers(1, 100)),
    st.sampled_from(["kitty", "sixel", "blocks"]),
)
def test_a_picture_fits_and_keeps_its_shape(points: tuple[int, int], room: tuple[int, int], how: str) -> None:
    columns, lines = fitted(points, room, USUAL, how)  # type: ignore[arg-type]
    assert 1 <= columns <= room[0]
    assert 1 <= lines <= room[1]
    exact = columns * USUAL.width * points[1] / (points[0] * USUAL.height)
    assert min(lines, columns) == 1 or abs(lines - exact) <= 1 + exact / columns


@pytest.mark.parametrize(
    ("data", "fine"),
    [
        (picture("JPEG"), True),
        (picture("PNG"), False),
        (b"", False),
        (picture("JPEG", (1_700, 10)), False),
        (picture("JPEG", (10, 1_300)), False),
        (picture("JPEG", (400, 400))[:900], False),
    ],
    ids=["jpeg", "png", "nothing", "wide", "high", "cut"],
)
def test_what_the_cache_holds_is_looked_at_too(data: bytes, fine: bool) -> None:
    assert (opened(data) is not None) == fine


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({"TERM": "xterm-kitty"}, "kitty"),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "ghostty"}, "kitty"),
        ({"TERM": "xterm-kitty", "TMUX": "x"}, "blocks"),
        ({"TERM": "screen-256color", "TERM_PROGRAM": "WezTerm"}, "blocks"),
        ({"TERM": "foot", "STY": "1"}, "blocks"),
        ({"TERM": "foot-extra"}, "sixel"),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"}, "sixel"),
        ({"TERM": "xterm-256color", "LC_TERMINAL": "iTerm2"}, "sixel"),
        ({"TERM": "xterm-256color", "KONSOLE_VERSION": "230401"}, "sixel"),
        ({"TERM": "xterm-256color", "KONSOLE_VERSION": "210801"}, "blocks"),
        ({"TERM": "xterm-256color", "KONSOLE_VERSION": "x"}, "blocks"),
        ({}, "blocks"),
    ],
)
def test_what_terminals_are_known_for(environ: dict[str, str], expected: str) -> None:
    assert graphics(environ) == expected
