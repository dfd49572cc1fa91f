"""The application: it owns the session, the theme, the terminal's signals, and the one main screen."""

from __future__ import annotations

import time
from contextlib import suppress
from importlib import import_module
from threading import Thread
from typing import TYPE_CHECKING, cast

from rich.console import RenderableType
from rich.text import Text
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.app import App
from textual.events import (
    Event,
    InputEvent,
    Key,
    MouseDown,
    MouseEvent,
    MouseScrollDown,
    MouseScrollUp,
    MouseUp,
    Paste,
    Resize,
)
from textual.screen import Screen
from textual.widgets import Input

from reader.commands import COMMANDS, Keymap, keymap_of
from reader.session.opening import AppOptions
from reader.session.session import Session
from reader.text.clean import clean_paste
from reader.tui.events.gc_schedule import GcSchedule
from reader.tui.events.guard import Guarded
from reader.tui.events.key_queue import HasTypingBox, KeyQueue
from reader.tui.main.main_screen import MainScreen
from reader.tui.render.row import ASCII, UNICODE
from reader.tui.terminal.driver import TerminalDriver
from reader.tui.terminal.screen_diff import PaintedCells, Patch
from reader.tui.theme.display_options import DisplayOptions
from reader.tui.theme.style_table import StyleTable
from reader.tui.theme.stylesheets import load_theme, stylesheet

if TYPE_CHECKING:
    from reader.tui.terminal.clipboard import Copied


class ReaderApp(Guarded, App[int]):
    """The program on the screen."""

    ENABLE_COMMAND_PALETTE = False
    TITLE = "reader"

    copied: Copied
    key_pressed = 0.0
    """When the last key was pressed, in seconds of the monotonic clock."""

    def __init__(
        self,
        session: Session,
        look: DisplayOptions,
        *,
        keymap: Keymap | None = None,
        options: AppOptions | None = None,
    ) -> None:
        super().__init__(driver_class=TerminalDriver)
        self.session = session
        self.look = look
        self._keys = keymap or keymap_of(COMMANDS, session.settings)
        self._options = options or AppOptions()
        self._mouse = look.mouse
        self._painted = PaintedCells()
        self._tidying = GcSchedule(lambda: self.key_pressed)
        self._style_tables: dict[str, StyleTable] = {}
        self.keys = KeyQueue(self, self._deliver)
        self.animation_level = "none"
        self.set_class(look.ascii, "-ascii")
        self.use_theme(look.theme)

    def get_default_screen(self) -> MainScreen:
        """Return the main screen as the first and only one."""
        # Textual loads the stylesheets of screens only when they are pushed, and parses those of the app before it
        # knows the theme and once more with it.
        self.stylesheet.read_all([stylesheet("base"), stylesheet("main")])
        glyphs = ASCII if self.look.ascii else UNICODE
        return MainScreen(self, self.session, self._keys, glyphs, self._options)

    def on_mount(self) -> None:
        """Bring the screen back where the program was suspended."""
        # After `fg` Textual paints nothing by itself: everything it sent before is gone from the terminal.
        self.app_resume_signal.subscribe(self, lambda _app: self.redraw())
        self.call_after_refresh(self._settle)

    def tell(self, error: Exception) -> None:
        """Say what went wrong on the bottom line of the main screen."""
        from reader.tui.main.error_display import show_error  # as a rule nothing does

        if isinstance(main := self._main, MainScreen):
            show_error(main, error)

    def leave(self, code: int) -> None:
        """Leave because of a signal, or because the terminal is gone: the next start takes up where one was."""
        if not self.is_leaving:
            self._keep_place()
            super().exit(code)

    def exit(
        self, result: int | None = None, return_code: int = 0, message: RenderableType | None = None
    ) -> None:
        """Leave because the user wants to."""
        self._keep_place(finished=True)
        super().exit(result, return_code, message)

    def _keep_place(self, *, finished: bool = False) -> None:
        if isinstance(main := self._main, MainScreen):
            (main.resume_tracker.finish if finished else main.resume_tracker.keep)()

    def _settle(self) -> None:
        self._tidying.begin()
        # Else the first key waits a tenth of a second for what is behind the verbs.
        Thread(target=self._load_verbs, daemon=True).start()

    def _load_verbs(self) -> None:
        import_module("reader.tui.actions")
        self.call_later(self._prepare)

    def _prepare(self) -> None:
        from reader.tui.screens.story import StoryScreen

        if isinstance(main := self._main, MainScreen):
            StoryScreen.of(main).prepare()

    @property
    def _main(self) -> Screen[object] | None:
        """The first screen, None once the program is being left."""
        return self.screen_stack[0] if self.screen_stack else None

    async def on_event(self, event: Event) -> None:
        """Hand on what the terminal sends: keys, pastes and what comes behind them in the order they came."""
        if isinstance(event, (Key, Paste)) and not event.is_forwarded:
            self.key_pressed = time.monotonic()
            self._tidying.key()
            self.keys.put(event)
        elif self.keys.is_busy and isinstance(event, (MouseDown, MouseUp, MouseScrollDown, MouseScrollUp)):
            self.keys.put(event)
        else:
            if isinstance(event, Resize):
                self.forget_painted()  # terminals move text about when their size changes
            await super().on_event(event)

    async def _deliver(self, event: InputEvent | Paste) -> None:
        """Give a key to what has the keys now."""
        screen = self.screen
        box = screen.typing_box if isinstance(screen, HasTypingBox) else None
        if isinstance(event, Paste):
            if box is None:
                if isinstance(screen, MainScreen):
                    screen.main_view.say("what is pasted goes into a line or a note: open one first")
                return
            # It comes from anywhere, and Textual's boxes show it as it is, the first line of it at most.
            event.text = clean_paste(event.text, lines=not isinstance(box, Input))
        if not isinstance(event, MouseEvent) and screen.focused is not box:
            # Whatever has moved Textual's focus: what is typed goes where our own state says.
            screen.set_focus(box, scroll_visible=False)
        await super().on_event(event)

    @property
    def is_leaving(self) -> bool:
        """Tell whether the program is being left: keys do nothing any more."""
        return self._exit or not self.screen_stack

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        """Send only what differs from what stands on the terminal. Textual has no public name for this."""
        if isinstance(renderable, (LayoutUpdate, ChopsUpdate)) and not hasattr(screen, "draws_pictures"):
            patch = Patch(self._painted, renderable)
            if self._is_displaying() and not patch.sequence(self.console) and self._is_cursor_in_place():
                return
            super()._display(screen, cast("RenderableType", patch))
            return
        if renderable is not None:
            self._painted.forget()
        super()._display(screen, renderable)

    def _set_pointer_shape(self, shape: str) -> None:
        """Leave the mouse its shape, which Textual would not give back. It has no public name for this."""

    def _is_displaying(self) -> bool:
        """Tell whether a frame is sent now: only then may it be taken note of as sent."""
        return self._running and not (self._closed or self.is_headless or self._batch_count)

    def _is_cursor_in_place(self) -> bool:
        return self.screen.outer_size.clamp_offset(self.cursor_position) == self._previous_cursor_position

    def forget_painted(self) -> None:
        """Take nothing for granted any more that was sent to the terminal: the next frame is sent as a whole."""
        self._painted.forget()

    def suspend_program(self) -> bool:
        """Stop until the shell continues the program; tell whether there is one that could."""
        return isinstance(driver := self._driver, TerminalDriver) and driver.suspend()

    def redraw(self) -> None:
        """Draw everything anew, whatever stands on the terminal."""
        self.forget_painted()
        self.refresh(layout=True)

    def _handle_exception(self, error: Exception) -> None:
        """Leave with one sentence and a report instead of a traceback, which can carry the bytes of an article.

        Textual has no public name for this. Without a screen (in tests) its own way stands: the error is raised.
        """
        if self.is_headless:
            super()._handle_exception(error)
            return
        from reader.session.state.crash import sentence, write_report

        with suppress(Exception):  # a fault in this must not hide the one that is reported
            self._keep_place()
        report = write_report(error, self.session.crash_folder) if self.session.crash_folder else None
        self._return_code = 1
        self.panic(Text(sentence(error, report, self.session.journal)))

    def is_stopped_by(self, event: Event) -> bool:
        """Tell whether a key ends work that is being done in a thread."""
        screen = self.screen
        stoppable = isinstance(screen, MainScreen) and screen.stop_work is not None
        return stoppable and isinstance(event, Key) and event.key == "escape"

    def is_bound(self, key: str) -> bool:
        """Tell whether a key has a meaning, alone or in a sequence."""
        return self._keys.has(key)

    def is_typing(self) -> bool:
        """Tell whether what is typed goes into a line of text."""
        focused = self.focused
        return focused is not None and focused.check_consume_key("a", "a")

    def copy_to_clipboard(self, text: str) -> None:
        """Put text on the clipboard of the terminal; `copied` tells afterwards what became of it.

        Textual's own sends a sequence that tmux, as it comes, and GNU screen keep for themselves.
        """
        from reader.tui.terminal.clipboard import COPIED, copy  # not needed to read

        self._clipboard = text
        driver = self._driver
        self.copied = COPIED if driver is None or self.is_headless else copy(text, driver.write)

    def use_theme(self, name: str) -> None:
        """Change to a theme. Raises `ConfigError` for one of the user's that says what no theme can."""
        if name not in self._style_tables:
            theme, self._style_tables[name] = load_theme(name, self.session.themes_folder)
            self.register_theme(theme)
        self.style_table = self._style_tables[name]
        self.theme = name

    def toggle_mouse(self) -> None:
        """Let the program use the mouse, or leave it to the terminal's own selection."""
        self._mouse = not self._mouse
        if isinstance(driver := self._driver, TerminalDriver):
            driver.use_mouse(on=self._mouse)
        screen = self.screen
        if isinstance(screen, MainScreen):
            screen.main_view.say("mouse on" if self._mouse else "mouse off: the terminal selects text")
