"""Taking up where the last session was interrupted, and noting how far this one has come."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from reader.errors import QueryError, ReaderError

if TYPE_CHECKING:
    from pathlib import Path

    from reader.session.listing.listing import Listing
    from reader.session.listing.view import View
    from reader.session.session import Session
    from reader.session.state.resume_point import ResumePoint
    from reader.tui.main.main_screen import MainScreen
    from reader.tui.main.main_view import MainView
    from reader.tui.state.view_state import ViewState

# How often, after how many seconds each, the line of an article is looked for that is not whole yet.
_PATIENCE, _PAUSE = 10, 0.2


class ResumeTracker:
    """The note of one corpus. `wanted` is the place to take up, None once that is done or given up.

    With `asked` the command line says what to show, and nothing is taken up.
    """

    def __init__(self, screen: MainScreen, session: Session, *, asked: bool) -> None:
        self._screen = screen
        self._when = session.settings.resume
        self._file = session.place_file if self._when != "never" else None
        self._noted = _read(self._file) if self._file is not None else None
        self.wanted = None if asked else self._noted
        # A step that was recorded after the note: the article that is noted may be the one it decided.
        self._decided_since = self.wanted is not None and _is_older(self._file, session)
        self._reaching = True  # no key was pressed yet

    # Taking up.

    def view(self, usual: View) -> View:
        """Return the view to begin with: the one to take up, else the usual one."""
        return usual if self.wanted is None else self.wanted.view

    def show(
        self,
        listing: Listing,
        *,
        whole: bool = False,
        keep_place: bool = False,
        article: bool = True,
        same: bool = False,
        opened: bool = False,
    ) -> None:
        """Show rows, and in them the place where the last session was interrupted, once it is among them.

        In a listing over the `whole` corpus an article that is gone gives way to what stands at its place now. The
        rest is as with `MainView.show_listing`.
        """
        place, main_view = self.wanted, self._screen.main_view
        row = None if place is None else listing.index_of(place.article)
        if place is not None and row is None and whole and len(listing):
            row = min(place.index, len(listing) - 1)
        elif row is not None and self._decided_since:
            marks = self._screen.view_state.session.mark
            if marks(listing.id_at(row)).verdict:
                row = listing.next_index(row, lambda article_id: not marks(article_id).verdict) or row
        if place is None or row is None:
            main_view.show_listing(listing, keep_place=keep_place, article=article, same=same, opened=opened)
            return
        self.wanted = None
        main_view.show_listing(listing, at=(row, place.above))
        self._screen.call_after_refresh(self._read_on, place)

    def _read_on(self, place: ResumePoint) -> None:
        """Go on in the article that was being read."""
        main_view = self._screen.main_view
        if place.pane != "list" or place.top:
            main_view.show_current()
        if place.pane != "list":
            self._screen.panes.go_to("article" if main_view.pane.entry is None else place.pane)
            main_view.pane.related.move_to(place.entry)
        # Where one pane is shown at a time the article gets its width only now.
        self._screen.call_after_refresh(self._scroll, place)

    def _scroll(self, place: ResumePoint, patience: int = _PATIENCE) -> None:
        """Scroll the article to its line; as long as others are there, what is known of its story may be on its way."""
        if patience == _PATIENCE:
            self._screen.main_view.say("taken up where you were interrupted")
        view = self._screen.main_view.pane.view
        lines = view.lines if place.lines else 0  # of one whose end was not looked at they are not known
        wanted = place.line_of(lines)
        view.scroll_lines(wanted - view.scroll_offset.y)
        reached = place.lines == lines and view.scroll_offset.y == wanted
        if not reached and patience and self._reaching:
            self._screen.set_timer(_PAUSE, partial(self._scroll, place, patience - 1))

    def give_up(self) -> None:
        """Leave it at what was taken up so far: from the first key on, where one is is one's own doing."""
        self.wanted, self._reaching = None, False

    # Noting.

    def keep(self) -> None:
        """Note where one is, where that has changed. Not before the place to take up is reached."""
        if self._file is None or self.wanted is not None:
            return
        from reader.session.state.resume_point import write_resume_point

        place = _present(self._screen.view_state, self._screen.main_view)
        if place != self._noted and write_resume_point(self._file, place):
            self._noted = place

    def finish(self) -> None:
        """Note that the program was left by its user, who begins anew the next time if not set otherwise."""
        if self._when == "always":
            self.keep()
        elif self._file is not None:
            from reader.session.state.state_files import forget_note

            forget_note(self._file)


def _read(file: Path) -> ResumePoint | None:
    """Return the place that was noted, None where there is none, or none whose view can be understood."""
    if not file.exists():  # as at most starts, which then do without the rest
        return None
    from reader.session.state.resume_point import read_resume_point

    place = read_resume_point(file)
    try:
        if place is not None and place.view.parts:
            place.view.query()
    except QueryError:
        return None
    return place


def _is_older(file: Path | None, session: Session) -> bool:
    """Tell whether a note is older than the last step that this person has made."""
    with suppress(OSError, ReaderError):  # an unreadable journal is told elsewhere
        return file is not None and session.journal.undo_moment > file.stat().st_mtime_ns // 1_000_000
    return False


def _present(view_state: ViewState, main_view: MainView) -> ResumePoint:
    # A run of triage is not taken up: what it decided is recorded, and it begins anew over what is left.
    from reader.session.state.resume_point import ResumePoint

    view = view_state.view if view_state.run is None else view_state.view.widened()
    rows, article = main_view.rows, main_view.pane.view
    scope = view_state.scope if view_state.story is None else view_state.story.came_from
    return ResumePoint(
        view,
        main_view.cursor_id,
        rows.cursor,
        max(0, rows.cursor - rows.scroll_offset.y),
        "list" if view_state.run is not None or scope == "list" or scope == "story" else scope,
        article.scroll_offset.y,
        article.lines if article.is_set else 0,
        main_view.pane.related.cursor if scope == "related" else 0,
    )
