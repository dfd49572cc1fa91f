"""What a verb may touch: the session, what is shown, and the main screen's parts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from reader.commands import Scope
from reader.errors import ReaderError
from reader.session.listing.decided import Decided
from reader.session.listing.listing import Listing
from reader.session.listing.trail import Trail
from reader.session.listing.view import ALL, View
from reader.session.triage_rate import TriageRate

if TYPE_CHECKING:
    from reader.config.settings import SavedView
    from reader.marks import Edit
    from reader.model import Article, Coverage, Mark
    from reader.session.listing.folding import Folded
    from reader.session.session import Session
    from reader.tui.app import ReaderApp
    from reader.tui.main.main_screen import MainScreen
    from reader.tui.main.main_view import MainView
    from reader.tui.main.panes import Panes
    from reader.tui.render.article.article import Facts
    from reader.tui.render.article.card import TriageRun
    from reader.tui.screens.story import StoryScreen
    from reader.tui.widgets.prompt import Mode
    from reader.tui.widgets.row_list import RowList


# Listings kept for finding the next one among their rows.
_FOUND = 8


class Verb(NamedTuple):
    """What is done to the articles in scope. `decides` verbs advance the cursor and count for the pace.

    One for `all_shown` is not about the selection, and leaves that as it is. What is done `once` is about the
    articles it was made for, and not what `.` repeats. `recorded` is called once it is on disk.
    """

    label: str
    edits_of: Callable[[Mapping[str, Mark]], Sequence[Edit]]
    decides: bool = False
    all_shown: bool = False
    once: bool = False
    recorded: Callable[[], object] | None = None


class TriageState:
    """What triage remembers between keys.

    `reach` is the prefix before a verb: "", "stay", "above", "below" or "story". `range_start` is the article that a
    range begins at, "" for none, and `ranged` the indexes of the list it reaches over; see `range_selection`.
    `recording` is what is being recorded behind the screen, in words, "" for nothing.
    `replaced` is a saved view that another took the place of, and when, in milliseconds since 1970 UTC.
    """

    def __init__(self) -> None:
        self.selection: set[str] = set()
        self.range_start = ""
        self.ranged = range(0)
        self.replaced: tuple[SavedView, int] | None = None
        self.reach = ""
        self.recording = ""
        self.last: Verb | None = None
        self.last_tag = ""
        self.pace = TriageRate()


class NotNowError(ReaderError):
    """A verb cannot do its work now; the message says why."""


class ViewState:
    """What lies before the reader: the listing, the article that is shown, and the trail that led to it.

    `listing` is what is seen. Where the list is `folded` that is a row a story, and the stories of the articles in
    `opened` whole. `fault` is why the article under the cursor cannot be shown.
    """

    def __init__(self, session: Session, listing: Listing, view: View = ALL) -> None:
        self.session = session
        self.listing = listing
        self.view = view
        self.shown: Coverage | None = None
        self.fault: Exception | None = None
        self.trail = Trail()
        self.triage = TriageState()
        self.scope: Scope = "list"
        self.run: TriageRun | None = None
        # The article under the cursor while the summary of the run stands in its place.
        self.summed_up_at = ""
        self.story: StoryScreen | None = None
        self.found: list[Listing] = []
        # The view that holds nothing, and why: known once somebody has waited for it.
        self.nothing = (view, "")
        self.folded = False
        self.opened: set[str] = set()
        self._decided = Decided(listing.corpus, session.journal)

    @property
    def count(self) -> int:
        """Return how many articles the view holds: all there are where only the newest of them are there yet."""
        full = self.full
        return full.corpus.total + full.departed if full.view.is_plain else len(full)

    @property
    def full(self) -> Listing:
        """Return all rows of the view, those that are folded away included."""
        return self.listing if self.stories is None else self.stories.whole

    @property
    def stories(self) -> Folded | None:
        """Return the listing as a folded one, None where it is not."""
        if not self.folded:
            return None
        from reader.session.listing.folding import Folded

        return self.listing if isinstance(self.listing, Folded) else None

    def whole_listing(self) -> Listing:
        """Return the listing, for a verb about all its rows. Raises `NotNowError` while some are still looked for."""
        if not self.listing.is_whole:
            raise NotNowError("the rows are still being looked for; press it again in a moment")
        return self.listing

    def whole_view(self) -> Listing:
        """Return all rows of the view, those folded away included. Raises `NotNowError` like `whole_listing`."""
        self.whole_listing()
        return self.full

    @property
    def left(self) -> int:
        """Return how many articles of the listing are not decided yet."""
        return len(self.full) - self._decided.count(self.full)

    @property
    def is_searching(self) -> bool:
        """Tell whether the rows that are listed are still those of another view than the one asked for."""
        return self.view != self.full.view

    def show(self, listing: Listing, *, same: bool = False) -> None:
        """Put another listing on the view state; where it is the `same` list with more in it, no row goes behind
        another."""
        # Where nothing was behind another row, nothing was known of stories when the list was folded.
        before = self.stories if same and self.stories is not None and self.stories.behind else None
        if listing.corpus is not self.listing.corpus:
            self._decided = Decided(listing.corpus, self.session.journal)
        self.listing = listing
        if self.folded and self.run is None:  # triage mode goes through articles, not stories
            from reader.session.listing.folding import fold

            self.listing = fold(listing, self.session.stories.number, self.opened, before=before)
        # Those of an earlier snapshot are of no use any more, and would keep it in memory.
        of_it = [one for one in self.found if one.corpus is listing.corpus]
        self.found = [*of_it[1 - _FOUND :], listing]

    def marks_changed(self, ids: Collection[str]) -> None:
        """Take note of changed marks. What was found before may from now on hold what its view would no longer find."""
        self.found.clear()
        self._decided.marks_changed(ids)

    def recount(self) -> None:
        """Forget what was counted and found before: it may lack what has changed since."""
        self.found.clear()
        self._decided = Decided(self.listing.corpus, self.session.journal)

    def resolve(self, entry: Coverage) -> Coverage:
        """Return the corpus's own article for a related entry where it has one, else the entry itself: a ghost."""
        row = self.session.corpus.row_of(entry.id)
        return entry if row is None else self.session.article(row)

    def facts(self, coverage: Coverage, better_key: str = "B") -> Facts:
        """Return what the article pane needs to know besides the article; `better_key` goes to a better source."""
        from reader.model import Article
        from reader.tui.render.article.article import Facts
        from reader.tui.state.story_notes import standing

        corpus = self.session.corpus
        heat = coverage.heat if isinstance(coverage, Article) else None
        inside = corpus.row_of(coverage.id) is not None
        return Facts(
            now=self.session.clock().now,
            quality_rank=None
            if coverage.quality is None or not inside
            else corpus.quality_rank(coverage.quality),
            heat_rank=None if heat is None else corpus.heat_rank(heat),
            in_corpus=inside,
            mark=self.session.mark(coverage.id),
            decided_by=self.session.decided_by_another(coverage.id),
            full_text=self.session.full_text(coverage.id),
            before=tuple(step.coverage.title for step in self.trail.steps),
            ahead=tuple(step.coverage.title for step in self.trail.ahead),
            standing=standing(self.session, coverage.id, better_key),
        )


class Context(NamedTuple):
    """Handed to every handler."""

    app: ReaderApp
    screen: MainScreen
    view_state: ViewState

    @property
    def main_view(self) -> MainView:
        """Return the parts of the screen."""
        return self.screen.main_view

    @property
    def panes(self) -> Panes:
        """Return which pane has the keys."""
        return self.screen.panes

    @property
    def session(self) -> Session:
        """Return the session."""
        return self.view_state.session

    @property
    def scope(self) -> Scope:
        """Return the pane the keys go to."""
        return self.view_state.scope

    @property
    def rows(self) -> RowList:
        """Return the list that the keys move in; for the article, that it was opened from."""
        if self.view_state.story is not None:
            return self.view_state.story.rows
        return self.main_view.pane.related if self.scope == "related" else self.main_view.rows

    @property
    def selection(self) -> set[str]:
        """Return the ids of what is selected in the story that is open, else in the list."""
        return (
            self.view_state.triage.selection
            if self.view_state.story is None
            else self.view_state.story.selection
        )

    def say(self, text: str, *, link: str = "") -> None:
        """Show a sentence on the bottom line until the next key, as a `link` where the terminal knows those."""
        if link and self.app.look.links:
            from reader.text.urls import ascii_url

            self.main_view.say(text, link=ascii_url(link))
        else:
            self.main_view.say(text)

    def open_prompt(self, mode: Mode) -> None:
        """Open the line to type in, at the bottom of what is shown."""
        (self.screen if self.view_state.story is None else self.view_state.story).open_prompt(mode)

    def key(self, command_id: str) -> str:
        """Return how a person is told to call a verb: by its key, which may be one of the user's own."""
        return self.screen.keys.keymap.key_of(command_id)

    def follow(self, coverage: Coverage) -> None:
        """Read another article or ghost than the list's, with the trail leading back to what is shown now."""
        self.main_view.show_current()
        if self.view_state.shown is not None:
            self.view_state.trail = self.view_state.trail.followed(
                self.view_state.shown, self.main_view.pane.related.cursor
            )
        self.main_view.show_coverage(coverage)
        self.panes.go_to("article")

    def coverage(self) -> Coverage:
        """Return the article or ghost that a verb acts on: the related entry in its list, else what is shown.

        Raises `NotNowError` where there is none.
        """
        if self.view_state.story is not None:
            return self.view_state.resolve(self.view_state.story.source.coverage)
        if self.scope == "related" and self.main_view.pane.entry is not None:
            return self.view_state.resolve(self.main_view.pane.entry)
        if self.scope == "list":
            self.main_view.show_current()
        if self.view_state.shown is None:
            raise self.view_state.fault or NotNowError("there is no article here")
        return self.view_state.shown

    def read_ahead(self) -> None:
        """Read the story that the next key may open, unless that has come already."""
        with suppress(ReaderError):  # that key says so
            if self.screen.keys.pending:
                self.session.story(self.coverage().id)

    def article(self) -> Article:
        """Return the article of the corpus that a verb acts on. Raises `NotNowError` for a ghost."""
        from reader.model import Article

        coverage = self.coverage()
        if not isinstance(coverage, Article):
            raise NotNowError("this article is known only from related coverage: there is no file of it here")
        return coverage
