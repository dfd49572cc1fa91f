"""Makes the pictures of the documents: the real app, on its own tour, worked by keys.

`screenshots/make.py` writes one SVG a scene beside itself; with `--check` it writes nothing and fails when a picture is
not what the program looks like. The clock, the home folder and the marks are the scene's own, so that the same
program gives the same bytes on every machine.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

from reader.text.width import cell_width

if TYPE_CHECKING:
    from reader.tui.app import ReaderApp

FOLDER = Path(__file__).resolve().parent
WIDE, SMALL = (120, 36), (80, 24)
DARK, LIGHT = "reader-dark", "reader-light"

# The morning on which the newest article of the tour has just come in.
MORNING = datetime(2026, 2, 9, 9, 30, tzinfo=UTC)
SECONDS_A_KEY = 2.5
# What is waited for in earnest after a key, in seconds: longer than the list waits before it shows the article.
A_KEY = 0.12
COFFEE = 1800.0
"""Seconds between what is done before a scene and the scene: longer than a pace of triage lasts."""

FONTS = "ui-monospace, SFMono-Regular, Menlo, Consolas, DejaVu Sans Mono, monospace"
MARGIN = 12
CELL = (12.2, 24.4)
"""The width and height at which Textual draws a cell."""

# Read, starred, put off, tagged and decided before the picture is taken, so that every sign can be seen.
SEEN = ("r", "j", "j", "r", "s", "j", "j", "b", ",", "a", "j", "r", "j", "d", "g", "g")


@dataclass(frozen=True)
class Scene:
    """A picture: the keys that lead to it, pressed one by one, and some pressed a while `before`."""

    name: str
    keys: Sequence[str]
    before: Sequence[str] = ()
    size: tuple[int, int] = WIDE
    theme: str = DARK


def typed(text: str) -> tuple[str, ...]:
    return tuple("space" if letter == " " else letter for letter in text)


SCENES = (
    Scene("main", ("j", "j"), SEEN),
    Scene("light", ("j", "j"), SEEN, theme=LIGHT),
    Scene("small", ("j", "j"), SEEN, size=SMALL),
    Scene("filter", ("/", *typed("quality:>=50 filter")), SEEN),
    Scene("triage", ("g", "g", "d", "a", "b", "s", "a", "d", "x", "j", "x", "j", "x")),
    Scene("cards", ("g", "T", "a", "d"), SEEN),
    Scene("related", ("j", "j", "R", "]", "]"), SEEN),
    Scene("ghost", ("j", "j", "R", "]", "]", "]", "enter"), SEEN),
    Scene("story", ("j", "j", "g", "t", "k"), SEEN),
    Scene("help", ("question_mark",), SEEN),
    Scene("facets", ("f",), SEEN),
)


@dataclass
class Clock:
    """A clock that only moves when the script says so."""

    now: float = field(default_factory=MORNING.timestamp)

    def __call__(self) -> float:
        return self.now


def picture(svg: str, size: tuple[int, int], background: str) -> str:
    """Return what Textual drew as a picture of the screen alone, one element a line.

    Left out: the window that Textual draws around it, the font it loads from elsewhere, and the names that
    change with the content.
    """
    styles = re.findall(r"\.terminal-\d+-(r\d+) (\{.*?\})", svg)
    grounds = re.findall(r"<rect [^>]*shape-rendering[^>]*/>", svg)
    texts = re.findall(
        r'<text class="terminal-\d+-(r\d+)" x="([\d.]+)" y="([\d.]+)" [^>]*>([^<]*)</text>', svg
    )
    width, height = (round(cells * side) + 2 * MARGIN for cells, side in zip(size, CELL, strict=True))
    lines = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-MARGIN} {-MARGIN} {width} {height}"',
        f' font-family="{FONTS}" font-size="20">',
        "<style>",
        *(f".{name} {rule}" for name, rule in styles),
        "</style>",
        f'<rect fill="{background}" x="{-MARGIN}" y="{-MARGIN}" width="{width}" height="{height}" rx="8"/>',
        *grounds,
        *(written(name, float(x), y, text.replace("&#160;", " ")) for name, x, y, text in texts),
        "</svg>\n",
    )
    return "\n".join(lines)


def written(name: str, x: float, y: str, text: str) -> str:
    """Return an element for text at a place, as wide as its cells in whatever font.

    The spaces around it become place: not every viewer keeps them.
    """
    inner = text.strip(" ")
    x += (len(text) - len(text.lstrip(" "))) * CELL[0]
    length = cell_width(unescape(inner)) * CELL[0]
    kept = inner.replace(" ", "&#160;")
    return f'<text class="{name}" x="{x:g}" y="{y}" textLength="{length:g}">{kept}</text>'


async def settled(app: ReaderApp) -> str:
    """Wait until nothing works behind the screen and it has come to rest; return it as Textual draws it."""
    drawn = ""
    while True:
        await app.workers.wait_for_complete()
        await asyncio.sleep(0.2)
        before, drawn = drawn, app.export_screenshot(title="reader", simplify=True)
        if drawn == before:
            return drawn


async def take(scene: Scene, home: Path) -> str:
    """Play a scene with marks of its own, kept under `home`; return its picture."""
    from reader.config.settings import Settings
    from reader.corpus.library import Library
    from reader.marks import Journal
    from reader.session.session import Session
    from reader.tour import tour_path
    from reader.tui.app import ReaderApp
    from reader.tui.theme.display_options import DisplayOptions

    clock = Clock()
    # An article counts as read after a time that a slow machine could spend between two keys: here, never.
    settings = Settings(read_after=0)
    library = Library([tour_path()], cache=None)
    with (
        Journal.open(home / f"{scene.name}.marks", user="reader", clock=clock) as journal,
        mock.patch("time.time", clock),
    ):
        session = Session(library, journal, settings, clock=clock)
        app = ReaderApp(session, DisplayOptions(theme=scene.theme))
        async with app.run_test(size=scene.size) as pilot:
            await settled(app)
            for keys in (scene.before, scene.keys):
                clock.now += COFFEE
                for key in keys:
                    await pilot.press(key)
                    await pilot.pause(A_KEY)
                    await app.workers.wait_for_complete()
                    clock.now += SECONDS_A_KEY
                drawn = await settled(app)
        library.close()
    return picture(drawn, scene.size, app.current_theme.background or "")


def as_everywhere(home: str) -> None:
    """Leave nothing of the machine in the environment that the app could show or heed."""
    for name in list(os.environ):
        if name.startswith(("TEXTUAL", "XDG_", "SSH_", "TMUX", "LC_")) or name in (
            "NO_COLOR",
            "COLUMNS",
            "LINES",
        ):
            del os.environ[name]
    os.environ |= {"HOME": home, "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}


def main() -> int:
    parser = argparse.ArgumentParser(description="Make the pictures of the documents.")
    parser.add_argument("scenes", nargs="*", metavar="SCENE", help="only these: %(default)s all")
    parser.add_argument("--check", action="store_true", help="write nothing; fail when a picture is stale")
    arguments = parser.parse_args()
    stale = []
    with tempfile.TemporaryDirectory() as home:
        as_everywhere(home)
        for scene in SCENES:
            if arguments.scenes and scene.name not in arguments.scenes:
                continue
            file = FOLDER / f"{scene.name}.svg"
            made = asyncio.run(take(scene, Path(home)))
            if not file.exists() or file.read_text(encoding="utf-8") != made:
                stale.append(file.name)
                if not arguments.check:
                    file.write_text(made, encoding="utf-8")
    print("changed: " + ", ".join(stale) if stale else "the pictures are up to date")
    return 1 if stale and arguments.check else 0


if __name__ == "__main__":
    sys.exit(main())
