"""The one screen: list, article, related coverage, a line on top and a line at the bottom."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container
from textual.screen import Screen
from textual.timer import Timer

from reader.commands import Keymap, Scope
from reader.errors import ReaderError
from reader.model import Coverage
from reader.session.listing import Listing, View
from reader.session.session import Session
from reader.tui.context import Context, Desk
from reader.tui.find import FindBox
from reader.tui.handlers import HANDLERS
from reader.tui.keys import KeyReader, key_name
from reader.tui.loading import Arrived, Feed, LoadFailed, Progressed
from reader.tui.render import bars
from reader.tui.render.lines import Line, Span, wrap
from reader.tui.render.row import Columns, Glyphs, article_row
from reader.tui.screens.lists import sort_name
from reader.tui.styles import stylesheet
from reader.tui.widgets.article_pane import ArticlePane
from reader.tui.widgets.article_view import ArticleView
from reader.tui.widgets.bar import Bar
from reader.tui.widgets.row_list import RowList

# The article under a moving cursor is drawn once the cursor rests this long: holding `j` then costs a tenth of
# the bytes (283 kB/s of article text against 32 kB/s of list).
REST = 0.08
_columns = lru_cache(maxsize=4)(Columns.for_width)


class MainScreen(Screen[None]):
    """Composes the parts, binds the desk's data down to them, and turns keys and messages into verbs."""

    CSS_PATH: ClassVar = [stylesheet("base"), stylesheet("main")]
    AUTO_FOCUS = "#list"

    def __init__(self, session: Session, keymap: Keymap, glyphs: Glyphs, *, query: str = "") -> None:
        super().__init__()
        view = View(query=query)
        self.desk = Desk(session, session.listing(view), view)
        self.keys = KeyReader(keymap)
        self.rows = RowList(id="list")
        self.pane = ArticlePane(glyphs, id="pane")
        self.feed = Feed(self, session)
        self._find = FindBox(self.pane.view)
        self._top, self._bottom = Bar(id="top"), Bar(id="bottom")
        self._glyphs = glyphs
        self._message = ""
        self._loading: bars.Loading | None = None
        self._rest: Timer | None = None

    def compose(self) -> ComposeResult:
        """Yield the parts."""
        yield self._top
        with Container(id="body"):
            yield self.rows
            yield self.pane
        yield self._find
        yield self._bottom

    def on_mount(self) -> None:
        """Show what the index holds already, then read the rest behind it."""
        self.rows.renderer = self._row
        self.show_listing(self.desk.listing)
        self.call_after_refresh(self.feed.start)

    # What is shown.

    @property
    def context(self) -> Context:
        """Return what handlers act on."""
        from reader.tui.app import ReaderApp

        assert isinstance(self.app, ReaderApp)  # noqa: S101
        return Context(self.app, self, self.desk)

    @property
    def scope(self) -> Scope:
        """Return the pane the keys go to."""
        if self.focused is self.pane.related:
            return "related"
        return "article" if self.focused is self.pane.view else "list"

    @property
    def panes(self) -> list[Scope]:
        """Return the panes there are now, in the order of Tab."""
        some: list[Scope] = [] if self.zen else ["list"]
        return [*some, "article", "related"] if self.pane.entry is not None else [*some, "article"]

    @property
    def zen(self) -> bool:
        """Tell whether the article has the whole screen."""
        return self.has_class("-zen")

    def _row(self, index: int, width: int) -> Line:
        corpus = self.desk.listing.corpus
        row = self.desk.listing.rows[index]
        return article_row(
            corpus.titles[row],
            corpus.providers[row],
            corpus.dates[row],
            corpus.qualities[row],
            self.desk.session.mark(corpus.ids[row]),
            columns=_columns(width),
            now=self.desk.session.clock().now,
            glyphs=self._glyphs,
        )

    def show_listing(self, listing: Listing, *, keep_place: bool = False) -> None:
        """Show other rows, the cursor on the article it was on where that is still among them."""
        previous, self.desk.listing = self.desk.listing, listing
        same = self.rows.count and len(previous)
        cursor = 0
        if same and self.rows.cursor < len(previous):
            cursor = listing.place_of(previous.id_at(self.rows.cursor), self.rows.cursor, previous)
        self.rows.show(len(listing), cursor, keep_place=keep_place)
        self._show_bars()
        if not self.desk.trail.steps:
            self._show_soon()

    def show_current(self) -> None:
        """Show the article under the list's cursor, now, unless it is shown or a trail leads away from it."""
        if self._rest is not None:
            self._rest.stop()
            self._rest = None
        listing = self.desk.listing
        if not len(listing):
            self.desk.shown = None
            self.pane.clear(self._empty_lines())
            return
        article_id = listing.id_at(min(self.rows.cursor, len(listing) - 1))
        shown = self.desk.shown
        if shown is None or (shown.id != article_id and not self.desk.trail.steps):
            self.show_coverage(listing.corpus.article(listing.rows[self.rows.cursor]))

    def show_coverage(self, coverage: Coverage, *, keep_place: bool = False) -> None:
        """Show an article or a ghost in the article pane."""
        self.desk.shown = coverage
        corpus = self.desk.session.corpus
        self.pane.show(
            coverage,
            self.desk.facts(coverage),
            mark_of=self.desk.session.mark,
            inside=lambda article_id: corpus.row_of(article_id) is not None,
            keep_place=keep_place,
        )
        self._show_bars()

    def _show_soon(self) -> None:
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.set_timer(REST, self.show_current)

    def _empty_lines(self) -> list[Line]:
        if self._loading is not None:
            text = "Reading the corpus …"
        elif self.desk.view.query:
            text = "No article matches this filter."
        else:
            text = "There are no articles here: no file of this folder begins with front matter."
        return wrap([Span(text, "meta")], 72)

    # The two lines.

    def say(self, text: str) -> None:
        """Show a sentence on the bottom line until the next key."""
        self._message = text
        self._show_bars()

    def _show_bars(self) -> None:
        desk = self.desk
        corpus = desk.session.corpus
        self._top.show(
            bars.top_left(desk.session.name, desk.view.name, desk.view.query, sort_name(desk.view.sort)),
            bars.top_right(len(desk.listing), len(corpus), corpus.problem_count, self._loading),
        )
        if self.keys.pending:
            left = bars.continuations(self.keys.pending, self.keys.keymap.continuations(self.scope, self.keys.pending))
        elif self._message:
            left = (Span(self._message, "hint"),)
        else:
            left = bars.hints(self.keys.keymap.available(self.scope))
        self._bottom.show(left, (Span(self._position(), "meta"),))

    def _position(self) -> str:
        if self.scope == "article":
            return f"{self.pane.view.percent} %"
        count = len(self.desk.listing)
        return f"{self.rows.cursor + 1:,} of {count:,}" if count else "–"

    # Keys and verbs.

    def on_key(self, event: events.Key) -> None:
        """Turn a key into a verb and run it."""
        if self._find.has_focus:
            return
        event.stop()
        event.prevent_default()
        had_message, self._message = self._message, ""
        had_pending = self.keys.pending
        command = self.keys.feed(self.scope, key_name(event))
        if command is not None:
            self.run_command(command.id)
        if had_message or had_pending or self.keys.pending:
            self._show_bars()

    def run_command(self, command_id: str) -> None:
        """Run a verb by its id; what it cannot do now it says in a sentence."""
        self.guarded(lambda: HANDLERS[command_id](self.context))

    def guarded(self, work: Callable[[], None]) -> None:
        """Do something, and show the sentence of a `ReaderError`."""
        try:
            work()
        except ReaderError as error:
            self.say(str(error))

    def go_to(self, scope: Scope) -> None:
        """Give the keys to a pane. Going back to the list ends the trail."""
        self.set_class(scope != "list", "-reading")
        if scope == "list":
            self.remove_class("-zen")
            if self.desk.trail.steps:
                self.desk.trail = type(self.desk.trail)()
                self._show_soon()
        target = {"list": self.rows, "article": self.pane.view, "related": self.pane.related}[scope]
        target.focus(scroll_visible=False)
        self.call_after_refresh(self._show_bars)

    def toggle_zen(self) -> None:
        """Give the article the whole screen, or the list its place again."""
        self.show_current()
        self.toggle_class("-zen")
        self.go_to("article")

    def open_find(self) -> None:
        """Open the box that finds words in the article."""
        self._find.open()

    # Views and what comes from the disk.

    def set_view(self, view: View) -> None:
        """Ask for other rows. Raises `QueryError` where the view's query cannot be understood."""
        self.desk.view = view
        self.feed.search(view)

    def refresh_view(self) -> None:
        """Bring the rows up to date with the marks and the corpus."""
        self.feed.search(self.desk.view)

    def reload(self) -> None:
        """Look at the files again."""
        self.feed.start()

    @on(Arrived)
    def _arrived(self, message: Arrived) -> None:
        if message.listing.view != self.desk.view:
            self.feed.search(self.desk.view)
            return
        self.desk.session.adopt(message.listing.corpus)
        self.show_listing(message.listing, keep_place=message.keep_place)
        shown = self.desk.shown
        if message.finished and shown is not None:
            self.show_coverage(self.desk.resolve(shown), keep_place=True)

    @on(Progressed)
    def _progressed(self, message: Progressed) -> None:
        self._loading = message.loading
        self._show_bars()
        if message.loading is None and not len(self.desk.listing):
            self.show_current()

    @on(LoadFailed)
    def _failed(self, message: LoadFailed) -> None:
        self.say(message.sentence)

    @on(RowList.Moved, "#list")
    def _cursor_moved(self) -> None:
        self.desk.trail = type(self.desk.trail)()
        self._show_bars()
        self._show_soon()

    @on(RowList.Chosen)
    def _row_chosen(self, message: RowList.Chosen) -> None:
        self.run_command("read" if message.rows is self.rows else "related-read")

    @on(ArticleView.Scrolled)
    def _scrolled(self) -> None:
        if self.scope == "article":
            self._show_bars()

    def on_descendant_focus(self) -> None:
        """Show the keys of the pane that has them now."""
        self._show_bars()

    def on_resize(self, event: events.Resize) -> None:
        """Choose the form of the screen by its size."""
        width, height = event.size
        single = width < 60 or height < 15
        self.set_class(single, "-single")
        self.set_class(not single and width < 100, "-stacked")
        self.set_class(not single and width >= 100, "-wide")
        self.call_after_refresh(self._show_bars)
