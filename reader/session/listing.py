"""What the list shows: rows of one snapshot in an order, and where the cursor is. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.session.view import View

if TYPE_CHECKING:
    from reader.corpus.library import Corpus


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows of one snapshot. An index is a place in the listing, a row a place in the snapshot."""

    corpus: Corpus
    rows: Sequence[int]
    view: View = field(default_factory=View)

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
        held = {self.corpus.ids[row] for row in self.rows} if len(self.rows) < len(previous) else None
        if held is not None:
            for step in (1, -1):
                near = previous.next_index(fallback, held.__contains__, step=step)
                if near is not None:
                    return self.index_of(previous.id_at(near)) or 0
        return max(0, min(fallback, len(self.rows) - 1))
