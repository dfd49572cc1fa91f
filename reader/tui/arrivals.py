"""What comes from the disk and from searches, put on the screen without taking a row from under the hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.session.listing.holding import hold, hold_ids
from reader.session.listing.trail import Trail
from reader.session.listing.view import View
from reader.tui.keyqueue import ROWS
from reader.tui.ranging import drop_range

if TYPE_CHECKING:
    from reader.session.listing.listing import Listing
    from reader.tui.loading import Arrived
    from reader.tui.screens.main import MainScreen


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
        screen, desk = self._screen, self._screen.desk
        listing = message.listing
        if message.finished:
            self._loaded = message
        if listing.view != desk.view:
            if not desk.is_searching:
                screen.awaited.done(ROWS)
            if message.loaded and not desk.is_searching:
                screen.feed.search(desk.view, fresh=False)
            return
        if listing.corpus is not screen.feed.corpus:
            if not message.loaded:  # else the rows of what has been loaded since are on their way
                screen.feed.search(desk.view, fresh=message.fresh, chosen=message.chosen)
            return
        same = desk.full.view == listing.view and not message.fresh
        if same and message.beside is not desk.full:
            # The list has changed since the thread looked at it.
            in_place = screen.context.app.key_pressed > 0
            listing = hold(listing, desk.full, desk.session.table(listing.corpus), in_place=in_place)
        if listing.is_whole:
            screen.awaited.done(ROWS)
        desk.session.adopt(listing.corpus)
        screen.places.show(
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
        desk, stage = self._screen.desk, self._screen.stage
        wanted = View.from_text(view) if view else desk.view
        if wanted != desk.view:
            drop_range(stage)
        if wanted != desk.view and (listing := desk.session.listing(wanted)) is not None:
            self.show_again(listing)
        listing = hold_ids(desk.full, (cursor, *flash), desk.session.table(desk.full.corpus))
        if listing is not desk.full:
            stage.show_listing(listing, same=True)
        index = desk.listing.index_of(cursor) if cursor else None
        if index is not None:
            if index != stage.rows.cursor:
                desk.trail = Trail()
            stage.rows.move_to(index)
            if desk.scope != "list":
                # The next verb is meant for it; and the summary of triage, where that is shown, gives way.
                stage.show_current()
        stage.flash(flash)

    def show_again(self, listing: Listing) -> None:
        """Show rows that are there already, and their view with them."""
        self._screen.desk.view = listing.view
        self._screen.stage.show_listing(listing)
        self._screen.awaited.done(ROWS)

    def renewed(self, listing: Listing) -> Listing:
        """Return rows that were listed before, with what has come to their view since."""
        session = self._screen.desk.session
        if listing.corpus is session.corpus:
            return listing
        found = session.listing(listing.view)
        return listing if found is None else hold(found, listing, session.table())

    def _finish(self, news: str) -> None:
        """Do what waits for the whole corpus: bring the article up to date, tell what has come, begin triage."""
        screen, stage = self._screen, self._screen.stage
        stage.settled = True
        changed = stage.refresh_shown()
        if stage.is_silent:
            news = news or changed
        if news:
            stage.say(news)
        if self._triage is not None:
            query, self._triage = self._triage, None
            from reader.tui.cards import start

            screen.guarded(lambda: start(screen.context, View().narrowed(query)))
