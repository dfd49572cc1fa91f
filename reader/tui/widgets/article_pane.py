"""The right side: the article, and under it its related coverage."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical

from reader.tui.events.guard import Guarded
from reader.tui.render.row import Glyphs, related_row
from reader.tui.widgets.article_view import ArticleView, Renderer
from reader.tui.widgets.border import label_border
from reader.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from reader.model import Coverage, Mark
    from reader.query import Highlight
    from reader.tui.render.article.article import Facts
    from reader.tui.render.lines import Line

MarkOf = Callable[[str], "Mark"]
IsInside = Callable[[str], bool]


class ArticlePane(Guarded, Vertical):
    """Shows one article of the corpus or one ghost; the related list is there only when there is something in it."""

    def __init__(self, glyphs: Glyphs, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.view = ArticleView(id="article")
        self.related = RowList(id="related", active=False)
        self.related.display = False
        self._glyphs = glyphs
        self._entries: tuple[Coverage, ...] = ()

    def compose(self) -> ComposeResult:
        """Yield the article and the list under it."""
        yield self.view
        yield self.related

    def show(
        self,
        coverage: Coverage,
        facts: Facts,
        *,
        mark_of: MarkOf,
        inside: IsInside,
        found: tuple[Highlight, ...] = (),
        card: bool = False,
        keep_place: bool = False,
    ) -> None:
        """Show an article or ghost. `mark_of` and `inside` answer for related entries by their id.

        `found` is what the filter looks for, to be marked. A `card` is the article cut down to what one decides by.
        """
        # The list is on the screen before these are loaded.
        from reader.model import Article
        from reader.tui.render.article.article import article_lines
        from reader.tui.render.article.card import card_lines

        before = self.entry
        self._entries = coverage.related if isinstance(coverage, Article) and not card else ()
        self.related.renderer = partial(self._row, coverage, mark_of, inside)
        if self.related.count != len(self._entries):
            self.related.display = bool(self._entries)
            self.related.refresh(layout=True)
        better = sum(1 for entry in self._entries if _is_better(entry, coverage))
        title = f"Related coverage · {len(self._entries)}" + (f" · {better} better" if better else "")
        if self.related.border_title != title:
            label_border(self.related, title=title)
        cursor = self.related.cursor if keep_place else 0
        if keep_place and before is not None:
            places = (index for index, entry in enumerate(self._entries) if entry.id == before.id)
            cursor = next(places, cursor)
        self.related.show(len(self._entries), cursor, keep_place=keep_place)
        self.view.show(
            partial(card_lines if card else article_lines, coverage, facts),
            length=0 if card else _length(coverage, facts),
            keep_place=keep_place,
            found=found,
        )

    def clear(self, renderer: Renderer) -> None:
        """Show lines of our own in place of an article."""
        self._entries = ()
        self.related.display = False
        self.related.show(0, 0)
        self.view.show(renderer)

    @property
    def entry(self) -> Coverage | None:
        """Return the related entry under the cursor, None where there is none."""
        return self._entries[self.related.cursor] if self._entries else None

    def _row(self, coverage: Coverage, mark_of: MarkOf, inside: IsInside, index: int, width: int) -> Line:
        entry = self._entries[index]
        return related_row(
            entry,
            inside=inside(entry.id),
            date=coverage.date,
            quality=coverage.quality,
            mark=mark_of(entry.id),
            width=width,
            glyphs=self._glyphs,
        )


def _length(coverage: Coverage, facts: Facts) -> int:
    """Return about how many characters an article is shown with."""
    whole = len(facts.full_text.text) if facts.full_text is not None else 0
    return len(getattr(coverage, "body", "")) + len(coverage.excerpt) + whole


def _is_better(entry: Coverage, than: Coverage) -> bool:
    return entry.quality is not None and than.quality is not None and entry.quality > than.quality
