"""Work behind the screen: reading the corpus, and finding the rows of a view. Threads post messages only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.message import Message
from textual.worker import get_current_worker

from reader.corpus.library import Corpus
from reader.errors import ReaderError
from reader.session.listing import Listing
from reader.session.session import Session
from reader.session.view import View
from reader.tui.render.bars import Loading

if TYPE_CHECKING:
    from reader.corpus.refresh import Progress
    from reader.tui.screens.main import MainScreen


class Arrived(Message):
    """Rows of a view are there. `finished` tells that the whole corpus stands behind them."""

    def __init__(self, listing: Listing, *, keep_place: bool, finished: bool) -> None:
        super().__init__()
        self.listing = listing
        self.keep_place = keep_place
        self.finished = finished


class Progressed(Message):
    """Loading has come further, or (None) to its end."""

    def __init__(self, loading: Loading | None) -> None:
        super().__init__()
        self.loading = loading

    def can_replace(self, message: Message) -> bool:
        """Let only the latest of several waiting reports be shown."""
        return isinstance(message, Progressed)


class LoadFailed(Message):
    """The corpus could not be read; the sentence says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self.sentence = sentence


class Feed:
    """Starts the workers of the main screen. One loads, one searches; a newer start of either ends the older.

    `corpus` is the newest snapshot that has been read; the session's own follows once its rows have been found.
    """

    def __init__(self, screen: MainScreen, session: Session) -> None:
        self._screen = screen
        self._session = session
        self.corpus = session.corpus

    def start(self) -> None:
        """Read the corpus in a thread, showing snapshots as they grow."""
        self._screen.run_worker(
            self._load, thread=True, group="load", name="load", exclusive=True, exit_on_error=False
        )

    def search(self, view: View, *, earlier: Sequence[Listing] = ()) -> None:
        """Find the rows of a view in a thread, among those of an earlier listing where the view only narrows it."""
        corpus = self.corpus
        self._screen.run_worker(
            lambda: self._search(view, corpus, earlier),
            thread=True,
            group="search",
            name="search",
            exclusive=True,
            exit_on_error=False,
        )

    def _load(self) -> None:
        worker = get_current_worker()
        post = self._screen.post_message

        def progressed(progress: Progress) -> None:
            post(Progressed(Loading(progress.phase, progress.done, progress.total, progress.rate)))

        def arrived(corpus: Corpus, *, finished: bool = False) -> None:
            if not worker.is_cancelled:
                view = self._screen.desk.view
                listing = self._session.listing(view, corpus, cancelled=lambda: worker.is_cancelled)
                if listing is not None:
                    post(Arrived(listing, keep_place=True, finished=finished))

        try:
            corpus = self._session.load(
                on_progress=progressed, on_corpus=arrived, cancelled=lambda: worker.is_cancelled
            )
            arrived(corpus, finished=True)
            if not worker.is_cancelled:  # else a newer start is under way and has its own to say
                post(Progressed(None))
                self._session.warm()
        except ReaderError as error:
            post(LoadFailed(str(error)))
            post(Progressed(None))

    def _search(self, view: View, corpus: Corpus, earlier: Sequence[Listing]) -> None:
        worker = get_current_worker()
        try:
            listing = self._session.listing(
                view, corpus, earlier=earlier, cancelled=lambda: worker.is_cancelled
            )
        except ReaderError as error:
            self._screen.post_message(LoadFailed(str(error)))
            return
        if listing is not None and not worker.is_cancelled:
            self._screen.post_message(Arrived(listing, keep_place=False, finished=False))
