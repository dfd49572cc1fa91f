"""Work behind the screen: reading the corpus, and finding the rows of a view. Threads post messages only."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual.message import Message
from textual.worker import get_current_worker

from reader.corpus.library import Snapshot
from reader.errors import ReaderError
from reader.session.listing.holding import hold
from reader.session.listing.listing import Listing
from reader.session.listing.news import news
from reader.session.listing.view import View
from reader.session.session import Session
from reader.tui.background.background import explained
from reader.tui.background.no_matches import reason, show_reason
from reader.tui.events.messages import FilesChanged, LoadFailed, WorkDone
from reader.tui.render.bars import Loading

if TYPE_CHECKING:
    from reader.corpus.files.watch import Watch
    from reader.corpus.refresh.progress import Progress
    from reader.tui.app import ReaderApp
    from reader.tui.background.file_watch import FileWatch
    from reader.tui.main.main_screen import MainScreen


# Files from which on reading them takes long enough to be told of.
WORTH_SAYING = 100
# Seconds after a key in which work behind the screen rests: a page is painted in less.
GIVE_WAY = 0.03
# Times its own length that finding stories anew is put off, where files go on changing.
STORIES_PAUSE = 10
# Articles up to which stories are found unasked: a million take minutes, and half a gigabyte in the other process.
STORIES_UP_TO = 300_000


class Arrived(Message):
    """Rows of a view are there.

    Those that were `loaded` are of another snapshot; `finished` tells that it is the whole corpus, and `news` says what
    has come and gone since the last one. Rows that are `fresh` take the place of those that are there, because somebody
    asked for the view anew, or has `chosen` it; others are added to them, which is done already for those of `beside`.
    """

    def __init__(
        self,
        listing: Listing,
        *,
        loaded: bool = False,
        finished: bool = False,
        news: str = "",
        fresh: bool = False,
        chosen: bool = False,
        beside: Listing | None = None,
    ) -> None:
        super().__init__()
        self.listing = listing
        self.loaded = loaded
        self.finished = finished
        self.news = news
        self.fresh = fresh
        self.chosen = chosen
        self.beside = beside


class Progressed(Message):
    """Loading has come further, or (None) to its end."""

    def __init__(self, loading: Loading | None) -> None:
        super().__init__()
        self.loading = loading

    def can_replace(self, message: Message) -> bool:
        """Let only the latest of several waiting reports be shown."""
        return isinstance(message, Progressed)


class CorpusLoader:
    """Starts the workers of the main screen. One loads, one searches; a newer start of either ends the older.

    `corpus` is the newest snapshot that has been read, with the articles besides that have gone since they were listed;
    the session's own follows once its rows have been found.
    """

    def __init__(self, app: ReaderApp, screen: MainScreen, session: Session) -> None:
        self._app = app
        self._screen = screen
        self._session = session
        self._watching: FileWatch | None = None
        self._watch: Watch | None = None
        self._visited = False
        self._stories_due = 0.0
        self.corpus = session.corpus
        # What was there when it was last told what has come.
        self._told: Snapshot | None = None

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

    def search(
        self, view: View, *, earlier: Sequence[Listing] = (), fresh: bool = True, chosen: bool = False
    ) -> None:
        """Find the rows of a view in a thread, among those of an earlier listing where the view only narrows it.

        Rows that are not `fresh` are added to those that are there. `chosen` is a view that somebody goes to; else it
        is refreshed, and the articles that have gone are given up.
        """
        if fresh and not chosen:
            self.corpus = self.corpus.live
        corpus = self.corpus
        self._screen.run_worker(
            lambda: self._search(view, corpus, earlier, fresh=fresh, chosen=chosen),
            thread=True,
            group="search",
            name="search",
            exclusive=True,
            exit_on_error=False,
        )

    def _load(self, *, quiet: bool) -> None:
        worker = get_current_worker()
        post = self._screen.post_message
        if self._told is None and self.corpus.is_whole:
            self._told = self.corpus
        generation, begun = self.corpus.generation, time.monotonic()

        def progressed(progress: Progress) -> None:
            if not quiet or progress.total >= WORTH_SAYING:
                post(Progressed(Loading(progress.phase, progress.done, progress.total, progress.rate)))

        def arrived(corpus: Snapshot, *, finished: bool = False) -> None:
            if not worker.is_cancelled and (finished or corpus.shares_index(self.corpus)):
                self._arrived(corpus, lambda: worker.is_cancelled, finished=finished)

        rested = False
        try:
            watch = self._begun()
            named = watch.take() if watch else None
            # Told of nothing it is time for a look at all files.
            changed = named if quiet and named else None
            corpus = self._session.load(
                on_progress=progressed,
                on_corpus=arrived,
                cancelled=lambda: worker.is_cancelled,
                on_folder=watch.add if watch else lambda _folder: None,
                changed=changed,
                pause=self._give_way,
                apart=True,
            )
            if not quiet or corpus.generation != generation:
                arrived(corpus, finished=True)
            if not worker.is_cancelled:  # else a newer start is under way and has its own to say
                post(Progressed(None))
                if self._session.notice:
                    post(LoadFailed(ReaderError(self._session.notice)))
                self._rest(begun, whole=changed is None)
                rested = True
                self._session.warm()
                self._load_stories(self.corpus, lambda: worker.is_cancelled)
        except Exception as error:  # noqa: BLE001 - whatever it is, the watch goes on, and the loading line ends
            if worker.is_cancelled:  # a newer start is under way and has its own to say
                return
            what = "finding the stories" if rested else "reading the files"
            post(LoadFailed(explained(error, what, self._session, self._again("reload"))))
            post(Progressed(None))
            if not rested:
                self._rest(begun, whole=True)

    def _arrived(self, corpus: Snapshot, cancelled: Callable[[], bool], *, finished: bool) -> None:
        """Hand over the rows that the view has in a new snapshot, beside those that are listed."""
        view_state, session = self._screen.view_state, self._session
        view, listed = view_state.view, view_state.full
        corpus = self.corpus if corpus is self.corpus.live else corpus.with_departed(self.corpus)
        if view_state.folded and len(session.stories):
            # Else each article would have a row of its own until the stories are found anew.
            session.load_stories(corpus, fresh=False, cancelled=cancelled)
        listing = session.listing(view, corpus, cancelled=cancelled)
        if listing is None or cancelled():
            return
        if listed.view == view:
            # Before the first key nobody's hand is on the list, and the order of the view stands.
            listing = hold(listing, listed, session.table(corpus), in_place=self._app.key_pressed > 0)
        self.corpus = corpus
        told = ""
        if finished or self._told is None:
            told, self._told = news(self._told, corpus.live), corpus.live
        self._screen.post_message(Arrived(listing, loaded=True, finished=finished, news=told, beside=listed))

    def _again(self, command: str) -> str:
        return f"{self._screen.context.key(command)} tries again"

    def _give_way(self) -> None:
        """Let a key that was just pressed be painted first: both need the interpreter, which serves one at a time."""
        left = self._app.key_pressed + GIVE_WAY - time.monotonic()
        if left > 0:
            time.sleep(left)

    def _rest(self, begun: float, *, whole: bool) -> None:
        if self._watching is not None:
            self._watching.rest(time.monotonic() - begun, whole=whole)

    def _load_stories(self, corpus: Snapshot, cancelled: Callable[[], bool]) -> None:
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
        self._session.load_stories(corpus.live, cancelled=cancelled)
        if corpus.departed:  # those are in no story; what is known of the others is enough
            self._session.load_stories(corpus, fresh=False, cancelled=cancelled)
        if not cancelled():
            now = time.monotonic()
            self._stories_due = now + STORIES_PAUSE * (now - begun)
            self._screen.post_message(WorkDone(self._stories_known))

    def _stories_known(self) -> None:
        from reader.tui.state.story_folding import stories_known

        stories_known(self._screen.main_view)

    def _begun(self) -> Watch | None:
        """Begin the visit and the watch with the first look at the files; return the watch, if one is kept."""
        if not self._visited:
            self._visited = True
            self._session.visit()
            if self._session.settings.watch:
                from reader.corpus.files.watch import Watch  # the first screen does without
                from reader.tui.background.file_watch import FileWatch

                self._watch = Watch(self._session.roots)
                post = self._screen.post_message
                self._watching = FileWatch(self._watch, lambda: post(FilesChanged()), self._unwatched)
        return self._watch

    def _unwatched(self, error: ReaderError) -> None:
        self._watching = self._watch = None
        self._screen.post_message(WorkDone(lambda: self._app.tell(error)))

    def _search(
        self, view: View, corpus: Snapshot, earlier: Sequence[Listing], *, fresh: bool, chosen: bool
    ) -> None:
        worker = get_current_worker()
        begun = False

        def arrived(listing: Listing) -> None:
            nonlocal begun
            if not worker.is_cancelled:
                # Once the first rows are shown the cursor may have moved among them.
                first = not begun
                self._screen.post_message(Arrived(listing, fresh=fresh and first, chosen=chosen and first))
                begun = True

        try:
            listing = self._session.listing(
                view, corpus, earlier=earlier, cancelled=lambda: worker.is_cancelled, on_first=arrived
            )
        except Exception as error:  # noqa: BLE001 - as above
            if not worker.is_cancelled:
                said = explained(error, "finding the rows", self._session, self._again("refresh"))
                self._screen.post_message(LoadFailed(said, of_search=True))
            return
        if listing is not None:
            arrived(listing)
            if not len(listing) and (why := reason(self._session, view, lambda: worker.is_cancelled)):
                self._screen.post_message(WorkDone(lambda: show_reason(self._screen.main_view, view, why)))
