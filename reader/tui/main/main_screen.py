"""The one screen: list, article, related coverage, a line on top and a line at the bottom."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.worker import Worker, WorkerState

from reader.commands import Keymap
from reader.session.listing.listing import Listing
from reader.session.listing.trail import Trail
from reader.session.listing.view import View
from reader.session.session import Session
from reader.session.state.input_history import InputHistory
from reader.tui.background.corpus_loader import Arrived, CorpusLoader, Progressed
from reader.tui.background.fetch_text import TextArrived
from reader.tui.events.guard import FORESEEN
from reader.tui.events.key_queue import ROWS, ROWS_WITHIN
from reader.tui.events.key_reader import MOVES, KeyReader, key_name
from reader.tui.events.messages import FilesChanged, LoadFailed, WorkDone
from reader.tui.main.arrivals import Arrivals
from reader.tui.main.main_view import THIN_LINE_REST, MainView
from reader.tui.main.panes import Panes
from reader.tui.main.resume import ResumeTracker
from reader.tui.render.row import Glyphs
from reader.tui.screens.prompting import PromptingScreen
from reader.tui.screens.startup_screen import StartupScreen
from reader.tui.state.range_selection import drop_range, follow_range
from reader.tui.state.view_state import Context, ViewState
from reader.tui.widgets.article_view import ArticleView
from reader.tui.widgets.blank_container import BlankContainer
from reader.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from reader.session.opening import AppOptions
    from reader.tui.app import ReaderApp

# How often other sessions' marks are looked for, in seconds.
POLL = 1.0
# Rows the list scrolls by at its edge where every redrawn page goes over a thin line.
THIN_LINE_JUMP = 8


class MainScreen(PromptingScreen, StartupScreen):
    """Composes the parts, and turns keys into verbs and messages into what is shown."""

    FOOT = "#foot"
    AUTO_FOCUS = ""  # the keys come to the screen itself; see `RowList.active`

    def __init__(
        self, app: ReaderApp, session: Session, keymap: Keymap, glyphs: Glyphs, options: AppOptions
    ) -> None:
        super().__init__()
        self.resume_tracker = ResumeTracker(
            self, session, asked=bool(options.query) or options.triage is not None
        )
        asked = View().narrowed(options.query)
        if options.triage is not None:  # the cards come later, and nothing else is opened meanwhile
            asked = View().narrowed(options.triage).narrowed("is:open")
        view = self.resume_tracker.view(asked)
        self.keys = KeyReader(keymap)
        self.view_state = ViewState(session, session.listing(view) or Listing(session.corpus, ()), view)
        self.main_view = MainView(self.view_state, self.keys, glyphs)
        if app.look.remote:
            self.main_view.rows.jump = THIN_LINE_JUMP
            self.main_view.rest = THIN_LINE_REST
        self.panes = Panes(self, self.main_view, self.view_state)
        self.context = Context(app, self, self.view_state)
        self.loader = CorpusLoader(app, self, session)
        self.awaited = app.keys.awaited
        if not session.corpus.is_whole:
            self.awaited.begin(ROWS, ROWS_WITHIN)
        self.stop_work: Callable[[], object] | None = None  # ends what is being done in a thread, for Esc
        self.history = InputHistory(session.history_file)
        self.arrivals = Arrivals(self, triage=options.triage)

    def compose(self) -> ComposeResult:
        """Yield the parts."""
        self.panes.fit(
            self.app.size
        )  # now: a class that comes later has everything styled and laid out twice
        yield self.main_view.top
        with BlankContainer(id="body"):
            yield self.main_view.rows
            yield self.main_view.pane
        with BlankContainer(id="foot"):
            yield self.main_view.bottom
            yield self.main_view.place

    def on_mount(self) -> None:
        """Show what the index holds already, then read the rest behind it."""
        self.resume_tracker.show(self.view_state.listing, article=False)
        self.call_after_refresh(self._settle)
        self.set_interval(POLL, self._poll)
        notice = self.view_state.session.journal.notice
        if notice:  # longer than a line, and not to be overlooked
            from reader.tui.render.lines import Span, wrap
            from reader.tui.screens.sheet import SheetScreen

            self.app.push_screen(SheetScreen("Your marks", lambda width: wrap([Span(notice)], width)))

    def _settle(self) -> None:
        """Do behind the first screen what it does without: the verbs, the prompt, and reading the corpus."""
        from reader.tui.widgets.prompt import Prompt

        self.main_view.show_current()
        self.prompt = Prompt()
        self.mount(self.prompt, before="#foot")
        self.loader.start()

    # Keys and verbs.

    def on_key(self, event: events.Key) -> None:
        """Turn a key into a verb and run it; while the prompt is open it has the keys."""
        if self.prompting:
            return
        event.stop()
        event.prevent_default()
        self.main_view.hush()
        self.resume_tracker.give_up()
        stop = self.stop_work
        if stop is not None and event.key == "escape":
            self.stop_work = None
            stop()
            return
        command = self.keys.feed(self.view_state.scope, key_name(event))
        if command is not None:
            if self.view_state.scope != "list" or command.id not in MOVES:
                self.main_view.settle()
            self.run_command(command.id)
            if not command.prefix:
                self.view_state.triage.reach = ""
        elif self.keys.leads_to(self.view_state.scope, "story"):
            self.call_after_refresh(self.context.read_ahead)
        self.main_view.show_bars()

    def run_command(self, command_id: str) -> None:
        """Run a verb by its id; what it cannot do now it says in a sentence."""
        from reader.tui.actions import HANDLERS

        self.guarded(lambda: HANDLERS[command_id](self.context))

    def guarded(self, work: Callable[[], None]) -> None:
        """Do something, and say what goes wrong: what follows the call is done in any case."""
        try:
            work()
        except FORESEEN as error:
            self.context.app.tell(error)

    def open_find(self) -> None:
        """Open the box that finds words in the article."""
        from reader.tui.prompts.filter_and_find import FindMode

        self.open_prompt(FindMode(self.context, self.main_view.pane.view))

    def show_bars(self) -> None:
        """Bring the lines on top and at the bottom up to date."""
        self.main_view.show_bars()

    # Views, and what comes from the disk and from other sessions.

    def set_view(self, view: View, *, patience: float = ROWS_WITHIN) -> None:
        """Ask for other rows, among those that are shown where the view only narrows them.

        Keys wait for them by `patience` seconds at most.
        """
        self.view_state.view = view
        drop_range(self.main_view)
        self.awaited.begin(ROWS, patience)
        self.loader.search(view, earlier=tuple(reversed(self.view_state.found)), chosen=True)

    def refresh_view(self) -> None:
        """Bring the rows up to date with the marks and the corpus: those that the view does not find any more go."""
        self.awaited.begin(ROWS, ROWS_WITHIN)
        self.loader.search(self.view_state.view)

    def return_to(self, view: str, cursor: str, *, flash: tuple[str, ...] = ()) -> None:
        """Go back to a view and an article, and light some rows there (see `Arrivals.return_to`)."""
        self.arrivals.return_to(view, cursor, flash)

    def reload(self) -> None:
        """Look at the files again."""
        self.loader.start()

    def on_unmount(self) -> None:
        """End what waits for the files, and note how much has been seen."""
        self.loader.stop()

    def on_prompt_opened(self) -> None:
        """Count no stay while something is typed."""
        self.main_view.reading.pause()

    def on_prompt_closed(self) -> None:
        """Count it again."""
        self.main_view.reading.go_on()

    def _poll(self) -> None:
        try:
            self._take_over()
        except FORESEEN as error:
            if self.main_view.is_silent:  # a fault that stays is said again after each key, not each second
                self.context.app.tell(error)
        self.resume_tracker.keep()

    def _take_over(self) -> None:
        changed = self.view_state.session.journal.poll()
        if changed:
            self.main_view.marks_changed(changed)

    @on(Arrived)
    def _arrived(self, message: Arrived) -> None:
        self.arrivals.take(message)

    @on(events.ScreenSuspend)
    def _covered(self) -> None:
        self.main_view.reading.pause()

    @on(events.ScreenResume)
    def _looked_at(self) -> None:
        self.main_view.reading.go_on()

    @on(FilesChanged)
    def _files_changed(self) -> None:
        self.loader.start(quiet=True)

    @on(Progressed)
    def _progressed(self, message: Progressed) -> None:
        self.main_view.loading = message.loading
        self.main_view.show_bars()
        if message.loading is None and not len(self.view_state.listing):
            self.main_view.show_current()

    @on(LoadFailed)
    def _failed(self, message: LoadFailed) -> None:
        self.awaited.done(ROWS)
        if message.of_search:
            self.view_state.view = self.view_state.full.view  # the rows of the other are not coming
            self.main_view.show_current(opened=False)  # leaving triage mode has taken the article away
        else:
            self.main_view.settled = True
        self.context.app.tell(message.error)

    @on(WorkDone)
    def _worked(self, message: WorkDone) -> None:
        self.guarded(message.then)

    @on(TextArrived)
    def _text_arrived(self, message: TextArrived) -> None:
        shown = self.view_state.shown
        if shown is not None and shown.id == message.article_id and not message.fault:
            self.main_view.show_coverage(shown, keep_place=True)
        self.main_view.say(message.fault or f"the whole text of “{message.title}” is here now, and kept")

    @on(Worker.StateChanged)
    def _worker_ended(self, event: Worker.StateChanged) -> None:
        if event.state is WorkerState.ERROR:
            from reader.text.clean import clean_line

            # Not foreseen, so told with its name; the rows that are there stay usable.
            self.main_view.loading = None
            self.awaited.done(ROWS)
            self.main_view.say(f"{event.worker.name} stopped: {clean_line(repr(event.worker.error))}")

    @on(RowList.Moved, "#list")
    def _cursor_moved(self) -> None:
        self.view_state.trail = Trail()
        follow_range(self.main_view)
        self.main_view.show_soon()
        self.main_view.show_bars()

    @on(RowList.Chosen)
    def _row_chosen(self, message: RowList.Chosen) -> None:
        self.run_command("read" if message.rows is self.main_view.rows else "related-read")

    @on(ArticleView.Scrolled)
    def _scrolled(self) -> None:
        self.main_view.show_bars()

    def on_click(self, event: events.Click) -> None:
        """Give the keys to the pane that is clicked into."""
        scope = self.panes.pane_of(event.widget)
        if scope is not None and (scope != self.view_state.scope or self.prompting):
            self.panes.go_to(scope)

    def on_resize(self, event: events.Resize) -> None:
        """Choose the form of the screen by its size."""
        self.panes.fit(event.size)
        self.call_after_refresh(self.main_view.show_bars)
