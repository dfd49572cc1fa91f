"""What the list shows: rows of one snapshot in an order, and where the cursor is. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from reader.session.listing.view import ALL, View

if TYPE_CHECKING:
    from reader.corpus.library import Snapshot


# How far around an article that is gone from a new snapshot its neighbours are looked for, a millisecond each.
_NEIGHBOURS = 20


class Listing:
    """Rows of one snapshot; never changed. An index is a place in the listing, a row a place in the snapshot.

    `searched` is false while only the first rows of the view have been found. `held` counts the rows that the view does
    not find any more, which stay because they were listed; `departed` those of them whose article has left the corpus.
    `rearranged` tells that rows stand where they stood before what the order goes by was changed.
    """

    __slots__ = ("corpus", "departed", "held", "rearranged", "rows", "searched", "view")

    def __init__(
        self,
        corpus: Snapshot,
        rows: Sequence[int],
        view: View = ALL,
        searched: bool = True,
        *,
        held: int = 0,
        departed: int = 0,
        rearranged: bool = False,
    ) -> None:
        self.corpus = corpus
        self.rows = rows
        self.view = view
        self.searched = searched
        self.held = held
        self.departed = departed
        self.rearranged = rearranged

    @property
    def is_whole(self) -> bool:
        """Whether all rows of the view are in it."""
        return self.searched and self.corpus.is_whole

    def __len__(self) -> int:
        return len(self.rows)

    def id_at(self, index: int) -> str:
        """Return the id of the article at an index."""
        return self.corpus.id_at(self.rows[index])

    def index_of(self, article_id: str) -> int | None:
        """Return the index of an article, None where the listing does not hold it."""
        row = self.corpus.row_of(article_id)
        if row is None:
            return None
        try:
            return self.rows.index(row)
        except ValueError:
            return None

    def alike(self, previous: Listing, indexes: range) -> range:
        """Return some indexes where all of them hold the same rows as in `previous`, shown before; else none.

        While an archive is read for the first time that is nearly always so: what comes stands further down. It is so
        as well where the first rows of a view were shown before all were found. Else rows of one snapshot are shown
        anew because what is said of them has changed.
        """
        found = self.corpus is previous.corpus
        comparable = not found or (self.view == previous.view and not previous.searched)
        if type(self) is not type(previous) or not comparable:
            return range(0)
        if indexes.stop > min(len(self), len(previous)):
            return range(0)
        slots, before = self.corpus.columns.slots, previous.corpus.columns.slots
        same = all(slots[self.rows[index]] == before[previous.rows[index]] for index in indexes)
        return indexes if same else range(0)

    def next_index(self, index: int, wanted: Callable[[str], bool], *, step: int = 1) -> int | None:
        """Return the nearest index after (`step` 1) or before (-1) `index` whose article is wanted."""
        index += step
        while 0 <= index < len(self.rows):
            if wanted(self.id_at(index)):
                return index
            index += step
        return None

    def place_of(self, article_id: str, fallback: int, previous: Listing) -> int:
        """Return where the cursor goes when this listing takes the place of `previous`.

        On the same article where it is still listed; else on the nearest article after it (then before it) that is;
        else the same index as far as the listing goes.
        """
        index = self.index_of(article_id)
        if index is not None:
            return index
        if self.corpus is previous.corpus:
            # Rows of one snapshot are numbers: no id is looked up for any of them.
            held = set(self.rows)
            for places in (
                range(fallback + 1, len(previous)),
                range(min(fallback, len(previous)) - 1, -1, -1),
            ):
                near = next((previous.rows[place] for place in places if previous.rows[place] in held), None)
                if near is not None:
                    return self.rows.index(near)
        for distance in range(1, _NEIGHBOURS):
            for place in (fallback + distance, fallback - distance):
                index = self.index_of(previous.id_at(place)) if 0 <= place < len(previous) else None
                if index is not None:
                    return index
        return max(0, min(fallback, len(self.rows) - 1))
