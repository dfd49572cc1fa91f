"""What the list is asked for: a saved view's query, filters stacked on it, and an order. Pure."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from reader.query import Node, Query, SortKey


class View(NamedTuple):
    """A name, the query that belongs to it, and the filters stacked on that, each a query in the one language.

    `sort` is a sort term (`-quality,date`) that stands where no query has one; "" is newest first.
    """

    name: str = "all"
    base: str = ""
    filters: tuple[str, ...] = ()
    sort: str = ""

    def narrowed(self, text: str) -> View:
        """Return the view with one more filter; an empty one adds nothing."""
        return self._replace(filters=(*self.filters, text)) if text.strip() else self

    def widened(self) -> View:
        """Return the view without its last filter; without any, the whole corpus."""
        return self._replace(filters=self.filters[:-1]) if self.filters else View(sort=self.sort)

    @property
    def parts(self) -> tuple[str, ...]:
        """Return the queries that must all hold."""
        return tuple(part for part in (self.base, *self.filters) if part.strip())

    @property
    def is_plain(self) -> bool:
        """Tell whether the view is the whole corpus, newest first."""
        return not self.parts and not self.sort

    def query(self) -> Query:
        """Return the parts as one query: all must match, the last order and the smallest limit stand.

        Raises `QueryError`, with the place in the part that is wrong.
        """
        from reader.query import Query, parse  # a screen without a filter needs no parser
        from reader.query.syntax.tree import both

        queries = [parse(part) for part in self.parts]
        terms: list[Node] = [query.tree for query in queries if query.tree is not None]
        order: tuple[SortKey, ...] = parse(f"sort:{self.sort}").order if self.sort else ()
        limits = [query.limit for query in queries if query.limit is not None]
        for query in queries:
            order = query.order or order
        return Query(both(terms) if terms else None, order, min(limits, default=None))

    def to_query_text(self) -> str:
        """Return the whole view as one query, for saving it. Raises `QueryError`."""
        from reader.query import to_text

        return to_text(self.query())

    def to_text(self) -> str:
        """Return the view as text, for the journal and the note of the last session (see `from_text`)."""
        return json.dumps([self.name, self.base, list(self.filters), self.sort], ensure_ascii=False)

    @classmethod
    def from_text(cls, text: str) -> View:
        """Return the view that `to_text` wrote; the usual view for any other text."""
        try:
            name, base, filters, sort = json.loads(text)
            return cls(str(name), str(base), tuple(str(part) for part in filters), str(sort))
        except (ValueError, TypeError, RecursionError):
            return cls()


ALL = View()
"""The whole corpus, newest first."""
