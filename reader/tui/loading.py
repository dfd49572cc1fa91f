"""Work behind the screen: reading the corpus, and finding the rows of a view. Threads post messages only."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual.message import Message
from textual.worker import get_current_worker

from reader.corpus.library import Corpus
from reader.errors import ReaderError
from reader.session.listing import Listing
from reader.session.session import Session
from reader.session.view import View
from reader.tui.nothing import reason, show_reason
from reader.tui.render.bars import Loading

if TYPE_CHECKING:
    from reader.corpus.progress import Progress
    from reader.corpus.watch import Watch
    from reader.tui.app import ReaderApp
    from reader.tui.screens.main import MainScreen
    from reader.tui.watching import Watching


# Files from which on reading them takes long enough to be told of.
WORTH_SAYING = 100
# Seconds after a key in which work behind the screen rests: a page is painted in less.
GIVE_WAY = 0.03
# Times its own length that finding stories anew is put off, where files go on changing.
STORIES_PAUSE = 10
# Articles up to which stories are found unasked: a million take minutes, and half a gigabyte in the other process.
STORIES_UP_TO = 300_000


class Arrived(Message):
    """Rows of a view are there. `finished` tells that the whole corpus stands behind them.

    `come` counts the articles that have come while the app was running.
    """

    def __init__(self, listing: Listing, *, keep_place: bool, finished: bool, come: int = 0) -> None:
        super().__init__()
        self.come = come
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


class FilesChanged(Message):
    """Files of the corpus have changed, or it is time to look whether some have."""


class Worked(Message):
    """Something has come of work in a thread; `then` shows it, on the thread of the screen."""

    def __init__(self, then: Callable[[], None]) -> None:
        super().__init__()
        self.then = then


class TextArrived(Message):
    """The whole text of an article is kept now, or could not be had: then `fault` is the sentence why."""

    def __init__(self, article_id: str, title: str, fault: str = "") -> None:
        super().__init__()
        self.article_id = article_id
        self.title = title
        self.fault = fault


class Feed:
    """Starts the workers of the main screen. One loads, one searches; a newer start of either ends the older.

    `corpus` is the newest snapshot that has been read; the session's own follows once its rows have been found.
    """

    def __init__(self, app: ReaderApp, screen: MainScreen, session: Session) -> None:
        self._app = app
        self._screen = screen
        self._session = session
        self._watching: Watching | None = None
        self._watch: Watch | None = None
        self._visited = False
        self._stories_due = 0.0
        self.corpus = session.corpus

    def start(self, *, quiet: bool = False) -> None:
        """Compare the corpus with its files in a thread, showing snapshots as they grow.

        A `quiet` one says something only when there are many files to read.
        """
        self._screen.run_worker(
            lambda: self._load(quiet=quiet),
            thread=True,
            group="load",
            name="load",
            exclusive=True,
            exit_on_error=False,
        )

    def stop(self) -> None:
        """End what waits for changes, and the visit."""
        if self._watching is not None:
            self._watching.stop()
        if self._visited:
            self._session.visit()

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

    def _load(self, *, quiet: bool) -> None:
        worker = get_current_worker()
        post = self._screen.post_message
        before, begun = self.corpus, time.monotonic()

        def progressed(progress: Progress) -> None:
            if not quiet or progress.total >= WORTH_SAYING:
                post(Progressed(Loading(progress.phase, progress.done, progress.total, progress.rate)))

        def arrived(corpus: Corpus, *, finished: bool = False) -> None:
            if not worker.is_cancelled:
                view = self._screen.desk.view
                listing = self._session.listing(view, corpus, cancelled=lambda: worker.is_cancelled)
                come = corpus.total - before.total if finished and before.total else 0
                if listing is not None:
                    post(Arrived(listing, keep_place=True, finished=finished, come=come))

        watch = self._begun()
        named = watch.take() if watch else None
        # Told of nothing it is time for a look at all files.
        changed = named if quiet and named else None
        try:
            corpus = self._session.load(
                on_progress=progressed,
                on_corpus=arrived,
                cancelled=lambda: worker.is_cancelled,
                on_folder=watch.add if watch else lambda _folder: None,
                changed=changed,
                pause=self._give_way,
                apart=True,
            )
            if not quiet or corpus.generation != before.generation:
                arrived(corpus, finished=True)
            if not worker.is_cancelled:  # else a newer start is under way and has its own to say
                post(Progressed(None))
                if self._session.notice:
                    post(LoadFailed(self._session.notice))
                self._rest(begun, whole=changed is None)
                self._session.warm()
                self._load_stories(corpus, lambda: worker.is_cancelled)
        except ReaderError as error:
            post(LoadFailed(str(error)))
            post(Progressed(None))
            if not worker.is_cancelled:
                self._rest(begun, whole=True)

    def _give_way(self) -> None:
        """Let a key that was just pressed be painted first: both need the interpreter, which serves one at a time."""
        left = self._app.key_pressed + GIVE_WAY - time.monotonic()
        if left > 0:
            time.sleep(left)

    def _rest(self, begun: float, *, whole: bool) -> None:
        if self._watching is not None:
            self._watching.rest(time.monotonic() - begun, whole=whole)

    def _load_stories(self, corpus: Corpus, cancelled: Callable[[], bool]) -> None:
        """Find out which articles belong together: at once the first time, later not before a pause is over.

        It takes half a minute of another core at 100,000 articles, which a folder that never rests would ask for anew
        with every file; a newer start ends the wait. In an archive above `STORIES_UP_TO` only a query that is about
        stories finds them.
        """
        if corpus.total > STORIES_UP_TO:
            return
        while (left := self._stories_due - time.monotonic()) > 0 and not cancelled():
            time.sleep(min(left, 0.2))
        if cancelled():
            return
        begun = time.monotonic()
        self._session.load_stories(corpus, cancelled=cancelled)
        if not cancelled():
            now = time.monotonic()
            self._stories_due = now + STORIES_PAUSE * (now - begun)
            self._screen.post_message(Worked(self._stories_known))

    def _stories_known(self) -> None:
        from reader.tui.folding import stories_known

        stories_known(self._screen.stage)

    def _begun(self) -> Watch | None:
        """Begin the visit and the watch with the first look at the files; return the watch, if one is kept."""
        if not self._visited:
            self._visited = True
            self._session.visit()
            if self._session.settings.watch:
                from reader.corpus.watch import Watch  # the first screen does without
                from reader.tui.watching import Watching

                self._watch = Watch(self._session.roots)
                self._watching = Watching(self._watch, lambda: self._screen.post_message(FilesChanged()))
        return self._watch

    def _search(self, view: View, corpus: Corpus, earlier: Sequence[Listing]) -> None:
        worker = get_current_worker()
        begun = False

        def arrived(listing: Listing) -> None:
            nonlocal begun
            if not worker.is_cancelled:
                # Once the first rows are shown the cursor may have moved among them.
                self._screen.post_message(Arrived(listing, keep_place=begun, finished=False))
                begun = True

        try:
            listing = self._session.listing(
                view, corpus, earlier=earlier, cancelled=lambda: worker.is_cancelled, on_first=arrived
            )
        except ReaderError as error:
            self._screen.post_message(LoadFailed(str(error)))
            return
        if listing is not None:
            arrived(listing)
            if not len(listing) and (why := reason(self._session, view, lambda: worker.is_cancelled)):
                self._screen.post_message(Worked(lambda: show_reason(self._screen.stage, view, why)))
