"""The app on a terminal that is not there, driven by verbs: what the tests of the screen are written with."""

from __future__ import annotations

import asyncio
import builtins
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from textual.events import Key
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Static

from reader.commands import COMMANDS, Keymap
from reader.model import Coverage, Mark
from reader.session.opening import AppOptions
from reader.session.session import Session
from reader.tui.app import ReaderApp
from reader.tui.main.main_screen import MainScreen
from reader.tui.render.lines import line_text
from reader.tui.theme.display_options import DisplayOptions
from reader.tui.widgets.bar import Bar
from reader.tui.widgets.styled import Styled

WIDE, STACKED, SINGLE = (120, 40), (80, 24), (50, 14)
"""A size for each of the three forms of the screen."""

_KEYMAP = Keymap(COMMANDS)
_PATIENCE = 10.0


def keys_of(verb: str) -> tuple[str, ...]:
    """Return the keys to press for a verb, as the table has them."""
    return tuple(_KEYMAP.command(verb).keys[0].split(" "))


def key_event(key: str) -> Key:
    """Return the event of a key, by the character it types or by Textual's name for it."""
    if len(key) == 1:
        return Key(_character_to_key(key), key)
    return Key(key, {"space": " ", "minus": "-"}.get(key))


class Driver:
    """Presses keys and says what is on the screen."""

    def __init__(self, app: ReaderApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot
        self.session: Session = app.session
        main = app.screen_stack[0]
        assert isinstance(main, MainScreen)
        self.main = main
        self.view_state = main.view_state
        self.main_view = main.main_view
        self.rows = main.main_view.rows
        self.pane = main.main_view.pane

    # Doing.

    async def press(self, *keys: str) -> None:
        """Press keys by Textual's names for them, and wait for what they do."""
        for key in keys:
            self.app.post_message(key_event(key))
            await self.settled()

    async def do(self, *verbs: str) -> None:
        """Press the keys of verbs, one verb after the other."""
        for verb in verbs:
            await self.press(*keys_of(verb))

    async def type(self, text: str) -> None:
        """Type a text."""
        await self.press(*("space" if character == " " else character for character in text))

    async def filter(self, text: str) -> None:
        """Open the filter box, type a filter and go to the list."""
        await self.do("filter")
        await self.type(text)
        await self.press("enter")

    async def resize(self, width: int, height: int) -> None:
        """Give the terminal another size."""
        await self.pilot.resize_terminal(width, height)
        await self.settled()

    async def click(self, widget: Styled, line: int) -> None:
        """Click on a line of a widget."""
        await self.pilot.click(widget, offset=(5, line + widget.gutter.top))
        await self.settled()

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds; fail when it does not in time."""
        async with asyncio.timeout(_PATIENCE):
            while not holds():
                await asyncio.sleep(0.005)

    async def started(self) -> None:
        """Wait until the corpus is loaded behind the first screen."""
        await self.pilot.pause()
        await self.settled()

    async def settled(self) -> None:
        """Wait until no worker runs, every message has been handled, and the article under the cursor is shown."""
        while not self.left:
            await self._handled()
            await self.until(self._resting)
            await self._handled()
            if self._resting():
                return

    async def _handled(self) -> None:
        # Twice: what a widget posts while it handles a message is waited for as well. Textual's own `pause` waits
        # until the process uses no time, some 50 ms a key.
        for _ in range(2):
            await self.until(lambda: self.left or not self.app._message_queue.qsize())
            await asyncio.sleep(0.001)
            if not self.left:
                await self.pilot._wait_for_screen()

    def _resting(self) -> bool:
        if not self.app.is_running or self.app._exit:
            return True
        if self.app.keys.is_busy or not self.app.keys.at_rest():
            return False
        if any(not worker.is_finished for worker in self.app.workers) or self.main._message_queue.qsize():
            return False
        screen = self.app.screen
        if screen._layout_required or any(widget._layout_required for widget in screen.walk_children(Widget)):
            return False
        shown, view_state = self.view_state.shown, self.view_state
        if self.app.screen is not self.main or view_state.trail.steps:
            return True
        if view_state.fault is not None:
            return True  # it says why
        if view_state.run is not None and shown is None:
            return True  # the summary stands in the place of an article
        return (shown.id if shown else "") == self.main_view.cursor_id

    # What is there.

    @property
    def cursor(self) -> int:
        """Return the index of the list's cursor."""
        return self.rows.cursor

    @property
    def title(self) -> str:
        """Return the title of the article under the list's cursor."""
        return self.view_state.listing.corpus.titles[self.view_state.listing.rows[self.cursor]]

    @property
    def titles(self) -> list[str]:
        """Return the titles of the list."""
        return [self.view_state.listing.corpus.titles[row] for row in self.view_state.listing.rows]

    @property
    def shown(self) -> Coverage:
        """Return the article or ghost in the article pane."""
        assert self.view_state.shown is not None
        return self.view_state.shown

    def id_of(self, title: str) -> str:
        """Return the id of the article with a title."""
        corpus = self.session.corpus
        return corpus.ids[list(corpus.titles).index(title)]

    def mark(self, title: str) -> Mark:
        """Return the marks of the article with a title."""
        return self.session.mark(self.id_of(title))

    @property
    def scope(self) -> str:
        """Return the pane the keys go to."""
        return self.view_state.scope

    @property
    def filters(self) -> tuple[str, ...]:
        """Return the filters that are on."""
        return self.view_state.view.filters

    @property
    def bottom(self) -> str:
        """Return the line at the bottom, the place in the list included."""
        return f"{self.text_of(self.main_view.bottom)} {self.text_of(self.main_view.place)}"

    @property
    def top(self) -> str:
        """Return the line on top."""
        return self.text_of(self.main_view.top)

    @property
    def hint(self) -> str:
        """Return what stands beside the box that is typed in."""
        return self.text_of(self.main.query_one("#prompt-hint", Bar))

    @property
    def prompting(self) -> bool:
        """Tell whether there is a box to type in."""
        return bool(self.main.query_one("#prompt").display)

    @property
    def zen(self) -> bool:
        """Tell whether the article has the whole screen."""
        return self.main.has_class("-zen")

    @property
    def question(self) -> str:
        """Return the question that is asked."""
        return str(self.app.screen.query_one("#question", Static).render())

    @property
    def left(self) -> bool:
        """Tell whether the program was left."""
        return self.app._exit

    @property
    def article(self) -> str:
        """Return the article pane as far as it is on the screen."""
        return self.text_of(self.pane.view)

    @property
    def related(self) -> str:
        """Return the related coverage as far as it is on the screen."""
        return self.text_of(self.pane.related)

    @property
    def list(self) -> str:
        """Return the list as far as it is on the screen."""
        return self.text_of(self.rows)

    def text_of(self, widget: Styled) -> str:
        """Return the lines of a widget as they are on the screen, without white space at their ends."""
        lines = (widget.render_line(y).text.rstrip() for y in range(widget.size.height))
        return "\n".join(lines)

    @property
    def document(self) -> str:
        """Return the whole article, on the screen or not."""
        assert self.pane.view.lines >= 0  # all of them are set now
        return "\n".join(line_text(line) for line in self.pane.view._lines)

    def modal(self, kind: builtins.type[object]) -> bool:
        """Tell whether a screen of a kind lies over the main one."""
        return isinstance(self.app.screen, kind)


@asynccontextmanager
async def running(
    session: Session, size: tuple[int, int] = WIDE, *, look: DisplayOptions | None = None, query: str = ""
) -> AsyncIterator[Driver]:
    """Run the app on a session and yield its driver, once the corpus is loaded."""
    app = ReaderApp(session, look or DisplayOptions(), options=AppOptions(query=query))
    async with app.run_test(size=size) as pilot:
        driver = Driver(app, pilot)
        await driver.started()
        yield driver
