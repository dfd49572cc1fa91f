"""What comes from the disk and from searches, put on the screen without taking a row from under the hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.session.listing.holding import hold, hold_ids
from reader.session.listing.trail import Trail
from reader.session.listing.view import View
from reader.tui.events.key_queue import ROWS
from reader.tui.state.range_selection import drop_range

if TYPE_CHECKING:
    from reader.session.listing.listing import Listing
    from reader.tui.background.corpus_loader import Arrived
    from reader.tui.main.main_screen import MainScreen


class Arrivals:
    """Shows the rows that threads have found.

    Rows listed once stay, and so does the article that is shown, until the view is asked for anew: what comes for the
    same view is added to what is there (`reader.session.listing.holding`). `triage` is a query to begin triage over,
    once the whole corpus is there.
    """

    def __init__(self, screen: MainScreen, *, triage: str | None) -> None:
        self._screen = screen
        self._triage = triage
        # The last word of a load, as long as its rows are not shown.
        self._loaded: Arrived | None = None

    def take(self, message: Arrived) -> None:
        """Show rows, unless others are wanted by now: then those are looked for."""
        screen, view_state = self._screen, self._screen.view_state
        listing = message.listing
        if message.finished:
            self._loaded = message
        if listing.view != view_state.view:
            if not view_state.is_searching:
                screen.awaited.done(ROWS)
            if message.loaded and not view_state.is_searching:
                screen.loader.search(view_state.view, fresh=False)
            return
        if listing.corpus is not screen.loader.corpus:
            if not message.loaded:  # else the rows of what has been loaded since are on their way
                screen.loader.search(view_state.view, fresh=message.fresh, chosen=message.chosen)
            return
        same = view_state.full.view == listing.view and not message.fresh
        if same and message.beside is not view_state.full:
            # The list has changed since the thread looked at it.
            in_place = screen.context.app.key_pressed > 0
            listing = hold(
                listing, view_state.full, view_state.session.table(listing.corpus), in_place=in_place
            )
        if listing.is_whole:
            screen.awaited.done(ROWS)
        view_state.session.adopt(listing.corpus)
        screen.resume_tracker.show(
            listing,
            whole=self._loaded is not None,
            keep_place=same or not message.chosen,
            same=same,
            opened=message.chosen and not screen.prompting,
        )
        if self._loaded is not None:
            loaded, self._loaded = self._loaded, None
            self._finish(loaded.news)

    def return_to(self, view: str, cursor: str, flash: tuple[str, ...]) -> None:
        """Go back to a view (as `View.to_text` wrote it) and an article, and light some rows there.

        Without a view the present one stays. Articles that the view does not find any more are put back into it.
        """
        view_state, main_view = self._screen.view_state, self._screen.main_view
        wanted = View.from_text(view) if view else view_state.view
        if wanted != view_state.view:
            drop_range(main_view)
        if wanted != view_state.view and (listing := view_state.session.listing(wanted)) is not None:
            self.show_again(listing)
        listing = hold_ids(
            view_state.full, (cursor, *flash), view_state.session.table(view_state.full.corpus)
        )
        if listing is not view_state.full:
            main_view.show_listing(listing, same=True)
        index = view_state.listing.index_of(cursor) if cursor else None
        if index is not None:
            if index != main_view.rows.cursor:
                view_state.trail = Trail()
            main_view.rows.move_to(index)
            if view_state.scope != "list":
                # The next verb is meant for it; and the summary of triage, where that is shown, gives way.
                main_view.show_current()
        main_view.flash(flash)

    def show_again(self, listing: Listing) -> None:
        """Show rows that are there already, and their view with them."""
        self._screen.view_state.view = listing.view
        self._screen.main_view.show_listing(listing)
        self._screen.awaited.done(ROWS)

    def renewed(self, listing: Listing) -> Listing:
        """Return rows that were listed before, with what has come to their view since."""
        session = self._screen.view_state.session
        if listing.corpus is session.corpus:
            return listing
        found = session.listing(listing.view)
        return listing if found is None else hold(found, listing, session.table())

    def _finish(self, news: str) -> None:
        """Do what waits for the whole corpus: bring the article up to date, tell what has come, begin triage."""
        screen, main_view = self._screen, self._screen.main_view
        main_view.settled = True
        changed = main_view.refresh_shown()
        if main_view.is_silent:
            news = news or changed
        if news:
            main_view.say(news)
        if self._triage is not None:
            query, self._triage = self._triage, None
            from reader.tui.state.card_mode import start

            screen.guarded(lambda: start(screen.context, View().narrowed(query)))
