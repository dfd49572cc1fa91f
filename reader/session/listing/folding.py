"""A listing folded to one row a story, some of them unfolded in place. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from reader.session.listing.listing import Listing
from reader.stories.grouping import grouped

if TYPE_CHECKING:
    from reader.corpus.library import Snapshot

Number = Callable[[int], int]
"""Gives what the rows of one story have in common, and no others."""


class Folded(Listing):
    """The rows that are seen of a `whole` listing: the first of each story, and all of those that are unfolded.

    `behind` has the other rows of each row that stands for more than itself, `members` are those of them that are seen.
    """

    __slots__ = ("behind", "members", "stories", "whole")

    def __init__(
        self,
        whole: Listing,
        rows: Sequence[int],
        *,
        behind: Mapping[int, Sequence[int]],
        members: frozenset[int],
        stories: int,
    ) -> None:
        super().__init__(
            whole.corpus, rows, whole.view, whole.searched, held=whole.held, departed=whole.departed
        )
        self.whole = whole
        self.behind = behind
        self.members = members
        self.stories = stories

    def index_of(self, article_id: str) -> int | None:
        """Return the index of an article, or of the row it is folded behind; None where the view does not hold it."""
        found = Listing.index_of(self, article_id)
        row = self.corpus.row_of(article_id)
        if found is not None or row is None:
            return found
        head = next((head for head, rows in self.behind.items() if row in rows), None)
        return None if head is None else self.rows.index(head)

    def alike(self, previous: Listing, indexes: range) -> range:
        """Return none: what a row says of its story may have changed."""
        return range(0)

    def hidden(self, index: int) -> int:
        """Return how many rows are folded behind the one at an index."""
        rows = self.behind.get(self.rows[index], ())
        return 0 if rows and rows[0] in self.members else len(rows)


def fold(
    whole: Listing, number: Number, opened: Collection[str] = (), *, before: Folded | None = None
) -> Folded:
    """Return a listing folded by story; those that an article of `opened` (ids) belongs to are unfolded.

    Rows that were seen `before` are seen again, whatever their story has become: none goes behind another.
    """
    places = (whole.corpus.row_of(article_id) for article_id in opened)
    unfolded = {number(row) for row in places if row is not None}
    staying = _staying(whole.corpus, before, number, unfolded) if before is not None else ()
    groups = grouped(whole.rows, number, staying=staying)
    rows, members = groups.heads, frozenset[int]()
    if unfolded:
        rows, seen = [], set[int]()
        for head in groups.heads:
            rows.append(head)
            if head in groups.behind and number(head) in unfolded:
                rows += groups.behind[head]
                seen.update(groups.behind[head])
        members = frozenset(seen)
    return Folded(
        whole,
        rows,
        behind=groups.behind,
        members=members,
        stories=len(groups.heads),
    )


def _staying(corpus: Snapshot, before: Folded, number: Number, unfolded: Collection[int]) -> set[int]:
    """Return the rows of a snapshot that were seen before; less those seen behind their head."""
    ids = before.corpus.ids
    members = {ids[row] for row in before.members}
    rows = corpus.rows_with({ids[row] for row in before.rows})
    return {row for row in rows if number(row) not in unfolded or corpus.id_at(row) not in members}


def toggled(listing: Listing, index: int, number: Number, opened: Collection[str]) -> set[str]:
    """Return `opened` with the story of the row at an index unfolded, or folded again where it is unfolded."""
    story = number(listing.rows[index])
    kept = {
        article_id
        for article_id in opened
        if (row := listing.corpus.row_of(article_id)) is None or number(row) != story
    }
    return kept if len(kept) < len(opened) else kept | {listing.id_at(index)}
