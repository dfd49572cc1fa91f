"""Finding the rows of a view: in slices, so that a newer question can end it, and from earlier rows where it can."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from reader.session.listing.listing import Listing
from reader.session.listing.view import View

if TYPE_CHECKING:
    from reader.corpus.library import Snapshot
    from reader.query import Clock, Query
    from reader.session.table.corpus_table import CorpusTable

# Seconds after which the first rows are shown before all are found, and how many: more than a screen holds. Drawing
# them takes as long, and what comes after leaves them as they are.
PATIENCE = 0.015
SCREENFUL = 300
# Rows asked in one go: some 2 ms, after which other threads (the screen) get their turn.
SLICE = 5_000


def search(
    view: View,
    corpus: Snapshot,
    table: CorpusTable,
    clock: Clock,
    *,
    earlier: Sequence[Listing] = (),
    cancelled: Callable[[], bool] = lambda: False,
    on_first: Callable[[Listing], object] = lambda _listing: None,
) -> Listing | None:
    """Return the rows of a view, None when `cancelled` said so in between.

    `earlier` are listings of the same snapshot, the latest first: of the first one that the view only narrows, the
    rows alone are asked. That is right only while the marks are those they were found with. A search that takes long
    hands what is found of it to `on_first`, once, as soon as that fills a screen. Raises `QueryError`.
    """
    if view.is_plain:
        return Listing(corpus, corpus.live_rows, view)
    from reader.query import compile_query, remainder, sort_rows  # only where there is something to find

    query = view.query()
    tree, rows = query.tree, corpus.live_rows
    for listing in earlier:
        if (
            listing.corpus is corpus
            and listing.searched
            and not listing.held
            and _narrows(listing.view, query)
        ):
            before = listing.view.query()
            rows = sorted(listing.rows) if before.order else listing.rows
            tree = remainder(before, query)
            break
    found = rows
    if tree is not None:
        kept: list[int] = []
        ask = compile_query(tree, clock)
        # Rows that are still to be sorted or cut are no beginning of what will be shown.
        hand_out_at = math.inf if query.order or query.limit is not None else time.monotonic() + PATIENCE
        for start in range(0, len(rows), SLICE):
            if cancelled():
                return None
            kept += ask(table, rows[start : start + SLICE])
            if len(kept) >= SCREENFUL and time.monotonic() >= hand_out_at:
                hand_out_at = math.inf
                on_first(Listing(corpus, kept[:], view, searched=False))
            time.sleep(0)
        found = kept
    if query.order:
        found = sort_rows(found, query.order, table)
    return Listing(corpus, found if query.limit is None else found[: query.limit], view)


def _narrows(old: View, new: Query) -> bool:
    from reader.query import narrows

    before = old.query()
    return before.limit is None and narrows(before, new)
