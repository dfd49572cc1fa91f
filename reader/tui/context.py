"""What a verb may touch: the session, what is shown, and the main screen's parts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.commands import Scope
from reader.errors import ReaderError
from reader.model import Article, Coverage
from reader.session.listing import Listing, View
from reader.session.trail import Trail
from reader.tui.render.article import Facts

if TYPE_CHECKING:
    from reader.session.session import Session
    from reader.tui.app import ReaderApp
    from reader.tui.screens.main import MainScreen


class NotNowError(ReaderError):
    """A verb cannot do its work now; the message says why."""


@dataclass(slots=True)
class Desk:
    """What lies before the reader: the listing, the article that is shown, and the trail that led to it."""

    session: Session
    listing: Listing
    view: View = field(default_factory=View)
    shown: Coverage | None = None
    trail: Trail = field(default_factory=Trail)

    def resolve(self, entry: Coverage) -> Coverage:
        """Return the corpus's own article for a related entry where it has one, else the entry itself: a ghost."""
        row = self.session.corpus.row_of(entry.id)
        return entry if row is None else self.session.article(row)

    def facts(self, coverage: Coverage) -> Facts:
        """Return what the article pane needs to know besides the article."""
        corpus = self.session.corpus
        heat = coverage.heat if isinstance(coverage, Article) else None
        inside = corpus.row_of(coverage.id) is not None
        return Facts(
            now=self.session.clock().now,
            quality_rank=corpus.quality_rank(coverage.quality) if inside else None,
            heat_rank=corpus.heat_rank(heat) if inside else None,
            in_corpus=inside,
            mark=self.session.mark(coverage.id),
        )


@dataclass(frozen=True, slots=True)
class Context:
    """Handed to every handler."""

    app: ReaderApp
    screen: MainScreen
    desk: Desk

    @property
    def session(self) -> Session:
        """Return the session."""
        return self.desk.session

    @property
    def scope(self) -> Scope:
        """Return the pane the keys go to."""
        return self.screen.scope

    def say(self, text: str) -> None:
        """Show a sentence on the bottom line until the next key."""
        self.screen.say(text)

    def coverage(self) -> Coverage:
        """Return the article or ghost that a verb acts on: the related entry in its list, else what is shown.

        Raises `NotNowError` where there is none.
        """
        if self.scope == "related" and self.screen.pane.entry is not None:
            return self.desk.resolve(self.screen.pane.entry)
        if self.scope == "list":
            self.screen.show_current()
        if self.desk.shown is None:
            raise NotNowError("there is no article here")
        return self.desk.shown

    def article(self) -> Article:
        """Return the article of the corpus that a verb acts on. Raises `NotNowError` for a ghost."""
        coverage = self.coverage()
        if not isinstance(coverage, Article):
            raise NotNowError("this article is known only from related coverage: there is no file of it here")
        return coverage
