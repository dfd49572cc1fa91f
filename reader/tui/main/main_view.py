"""The parts of the main screen with the view state's data bound to them."""

from __future__ import annotations

import time
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from textual.timer import Timer

from reader.session.listing.listing import Listing
from reader.tui.events.guard import FORESEEN
from reader.tui.events.key_reader import KeyReader
from reader.tui.main.error_display import make_room, show_fault
from reader.tui.main.list_rows import highlights_of, list_row
from reader.tui.main.list_status import counts, empty_lines
from reader.tui.main.position import position_text
from reader.tui.main.read_timer import ReadTimer
from reader.tui.main.tour_keys import with_user_keys
from reader.tui.render import bars
from reader.tui.render.lines import Line, Span
from reader.tui.render.row import Glyphs
from reader.tui.state.range_selection import follow_range
from reader.tui.state.story_notes import change_on_disk
from reader.tui.state.view_state import ViewState
from reader.tui.widgets.article_pane import ArticlePane
from reader.tui.widgets.bar import Bar
from reader.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from reader.model import Coverage
    from reader.query import Highlight

# The article under a moving cursor is drawn once the cursor rests this long (seconds): holding `j` then costs a
# tenth of the bytes (283 kB/s of article text against 32 kB/s of list). Over a thin line it rests longer.
REST = 0.08
THIN_LINE_REST = 0.25
# A move that comes this long after the one before is a single one, in seconds: no keyboard repeats a key as slowly.
SINGLE = 0.1
# A row that undo has brought back is lit this long, in seconds.
FLASH = 0.6
# Longest text of a place in the list, in cells, for few articles and for as many as this.
_PLACE, _PLACE_AMONG_MANY = 11, 22
_MANY = 1_000
_IN_ARTICLE = ("title", "excerpt", "body", "provider", "topic", "tag", "note")  # where words are marked


class MainView:
    """Shows what the view state holds: rows, article, related coverage, the lines on top and at the bottom."""

    def __init__(self, view_state: ViewState, keys: KeyReader, glyphs: Glyphs) -> None:
        self.view_state = view_state
        self.keys = keys
        self.rows = RowList(id="list")
        self.pane = ArticlePane(glyphs, id="pane")
        self.top, self.bottom, self.place = Bar(id="top"), Bar(id="bottom"), Bar(id="place")
        self.loading: bars.Loading | None = None
        self.rest = REST
        self._moved = 0.0
        self._away = False  # the cursor has been on another article than the one that is shown
        self.glyphs = glyphs
        self._message = self._link = ""
        self._rest: Timer | None = None
        self.reading = ReadTimer(view_state, self.pane, self.marks_changed)
        # Whether the corpus has been read once: before, nothing can be said of what is not there.
        self.settled = False
        self._flash: frozenset[str] = frozenset()
        self._found: tuple[Highlight, ...] = ()
        self.rows.renderer = self._row
        self.pane.view.measure = view_state.session.settings.measure

    @property
    def cursor_id(self) -> str:
        """Return the id of the article under the list's cursor, "" in an empty list."""
        listing = self.view_state.listing
        return listing.id_at(min(self.rows.cursor, len(listing) - 1)) if len(listing) else ""

    def _row(self, index: int, width: int) -> Line:
        line = list_row(self.view_state, index, width, self.glyphs, self._flash)
        if not self._found:
            return line
        from reader.tui.render.highlight import for_fields, mark_found  # only where there is a filter

        return (*line[:-1], *mark_found(line[-1:], for_fields(self._found, "title")))

    # Rows.

    def show_listing(
        self,
        listing: Listing,
        *,
        keep_place: bool = False,
        article: bool = True,
        at: tuple[int, int] | None = None,
        same: bool = False,
        opened: bool = False,
    ) -> None:
        """Show other rows, the cursor on the article it was on where that is still among them.

        `at` says instead on which row the cursor stands, and how many rows are on the screen above it. Without
        `article` the article pane stays as it is. `same` is for more rows in the list that is there: its top stays, or
        to `keep_place` the cursor's line. The article under the cursor is `opened` where somebody asked for these rows.
        """
        previous = self.view_state.listing
        opened = opened or self.view_state.shown is None
        self.view_state.show(listing, same=same)
        listing = self.view_state.listing
        before, self._found = self._found, highlights_of(listing)
        cursor = 0
        if self.rows.cursor < len(previous) and self.rows.count:
            cursor = listing.place_of(previous.id_at(self.rows.cursor), self.rows.cursor, previous)
        top = self.rows.scroll_offset.y if same and not keep_place else None
        cursor, above = at or (cursor, None if top is None else cursor - top)
        still = keep_place and cursor == self.rows.cursor and self._found == before
        drawn = listing.alike(previous, self.rows.shown) if still else ()
        self.rows.show(len(listing), cursor, keep_place=keep_place, above=above, drawn=drawn)
        follow_range(self)
        self.show_bars()
        if opened and self.view_state.shown is not None and self.view_state.shown.id == self.cursor_id:
            self.reading.start_unless_begun()
        if article and not self.view_state.trail.steps:
            if self.rest == REST:
                self.rows.call_after_refresh(self._show_rested, opened=opened)
            else:
                self.show_soon(opened=opened)
        if self._found != before and self.view_state.shown is not None:
            self.show_coverage(self.view_state.shown, keep_place=True)

    def marks_changed(self, ids: Iterable[str]) -> None:
        """Draw again what the marks of these articles change."""
        changed = frozenset(ids)
        self.view_state.marks_changed(changed)
        if len(changed) != 1:
            self.rows.redraw()
        elif (index := self.view_state.listing.index_of(next(iter(changed)))) is not None:
            self.rows.redraw(index)
        self.pane.related.redraw()
        if self.view_state.story is not None:
            self.view_state.story.marks_changed(changed)
        shown = self.view_state.shown
        if shown is not None and shown.id in changed:
            self.show_coverage(shown, keep_place=True)
        self.show_bars()

    def flash(self, ids: Iterable[str]) -> None:
        """Light rows for a moment."""
        self._flash = frozenset(ids)
        self.rows.redraw()
        self.rows.set_timer(FLASH, self._unflash)

    def _unflash(self) -> None:
        self._flash = frozenset()
        self.rows.redraw()

    # The article.

    def show_current(self, *, opened: bool = True) -> None:
        """Show the article under the list's cursor, now, unless it is shown or a trail leads away from it.

        It is not `opened` where it only took the place of another.
        """
        if self._rest is not None:
            self._rest.stop()
            self._rest = None
        listing = self.view_state.listing
        if not len(listing):
            self.view_state.shown = self.view_state.fault = None
            reading = bool(self.loading) or not self.settled
            self.pane.clear(lambda width: empty_lines(self.view_state, width, reading=reading))
            return
        shown = self.view_state.shown
        if shown is None or ((self._away or shown.id != self.cursor_id) and not self.view_state.trail.steps):
            try:
                self.show_coverage(listing.corpus.article(listing.rows[self.rows.cursor]), opened=opened)
            except FORESEEN as error:
                show_fault(self, error)
        else:
            self.reading.go_on()

    def settle(self) -> None:
        """Show the article under the cursor now where that was put off: a verb may be about it."""
        if self._rest is not None:
            self.show_current()

    def refresh_shown(self) -> str:
        """Show the article again, at its line, with what is known of it now; return in a sentence what has changed.

        While the keys are in its related coverage, or in a story, what is listed there stays.
        """
        shown = self.view_state.shown
        if shown is None:
            return ""
        present = shown if self.view_state.scope in ("related", "story") else self.view_state.resolve(shown)
        self.show_coverage(present, keep_place=True)
        return change_on_disk(shown, present)

    def end_trail(self) -> None:
        """Show the list's own article again where a trail has ended, without a word of the trail."""
        shown = self.view_state.shown
        if shown is not None and shown.id == self.cursor_id:
            self.show_coverage(shown, keep_place=True)
        else:
            self.show_soon()

    def _show_rested(self, *, opened: bool) -> None:
        """Show the article under the cursor, unless it is the one whose place a summary has taken meanwhile."""
        if not self.view_state.summed_up_at or self.view_state.summed_up_at != self.cursor_id:
            self.show_current(opened=opened)

    def show_soon(self, *, opened: bool = True) -> None:
        """Show the article under the cursor: at once after a single move, else once the cursor rests."""
        self.reading.pause()
        show = partial(self._show_rested, opened=opened)
        now = time.monotonic()
        moved, self._moved = self._moved, now
        self._away |= self.view_state.shown is not None and self.view_state.shown.id != self.cursor_id
        if self._rest is not None:
            self._rest.stop()
            self._rest = None
        if self.rest == REST and now - moved > SINGLE:
            self.rows.call_after_refresh(show)
        else:
            self._rest = self.rows.set_timer(self.rest, show)

    def show_coverage(self, coverage: Coverage, *, keep_place: bool = False, opened: bool = True) -> None:
        """Show an article or a ghost in the article pane: with `keep_place` the one that is there as it is now."""
        from reader.tui.render.highlight import for_fields  # as above

        self.view_state.shown, self.view_state.fault = coverage, None
        self.view_state.summed_up_at = ""
        keymap = self.keys.keymap
        related = getattr(coverage, "related", ())
        inside = self.view_state.session.corpus.present(entry.id for entry in related)
        self.pane.show(
            with_user_keys(keymap, coverage, self.view_state.session),
            self.view_state.facts(coverage, better_key=keymap.key_of("better"))._replace(
                open_key=keymap.key_of("open")
            ),
            mark_of=self.view_state.session.mark,
            inside=inside.__contains__,
            found=for_fields(self._found, *_IN_ARTICLE),
            card=self.view_state.run is not None,
            keep_place=keep_place,
        )
        if not keep_place:
            self._away = False
            if opened:
                self.reading.start(coverage)
            else:
                self.reading.stop()
        self.show_bars()

    # The two lines.

    def say(self, text: str, *, link: str = "") -> None:
        """Show a sentence on the bottom line until the next key; a clean web address makes a link of it."""
        self._message, self._link = text, link
        make_room(self, text)
        self.show_bars()

    @property
    def is_silent(self) -> bool:
        """Tell whether no sentence is shown."""
        return not self._message

    def hush(self) -> None:
        """Take the sentence away, to be drawn with the next change."""
        if self._message:
            self._message = ""
            make_room(self, "")

    def show_bars(self) -> None:
        """Bring both lines up to date; what has not changed is not drawn again."""
        view_state, view = self.view_state, self.view_state.view
        if view_state.story is not None:
            view_state.story.show_bars()
            return
        where = position_text(view_state, self.rows.cursor, self.pane.view.percent)
        self.top.show(
            bars.top_left(view_state.session.name, view.name, view.filters, view.sort),
            counts(view_state, self.loading, settled=self.settled),
        )
        self.show_foot(self.bottom, "card" if view_state.run is not None else view_state.scope)
        # A line of its own: the terminal gets it anew with every step, and nothing else of the bottom line.
        self.place.show((), (Span(where, "meta"),))
        many = view_state.count >= _MANY
        self.place.set_class(len(where) > (_PLACE_AMONG_MANY if many else _PLACE), "-long")
        self.place.set_class(many, "-many")

    def show_foot(self, bar: Bar, place: str) -> None:
        """Show what can be done in a place of `HINTS`: what may follow the keys so far, a sentence, or the verbs."""
        if self.keys.pending:
            following = self.keys.keymap.continuations(self.view_state.scope, self.keys.pending)
            bar.show_parts(bars.continuations(self.keys.pending, following))
        elif self._message:
            bar.show((Span(self._message, "hint"),), link=self._link)
        else:
            ranged = place == "list" and self.view_state.triage.ranged
            bar.show_parts(bars.hints(self.keys.keymap, "range" if ranged else place))
