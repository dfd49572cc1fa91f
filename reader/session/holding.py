"""Rows that stay: what was listed once is listed until the view is asked for anew, whatever has become of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from reader.session.listing import Listing

if TYPE_CHECKING:
    from reader.session.table import CorpusTable


def hold(found: Listing, listed: Listing, table: CorpusTable) -> Listing:
    """Return what a view finds now, and with it the rows that are `listed` already, in the order of the view.

    Articles are known by their ids: `listed` may be of an earlier snapshot, whose articles are in the new one under
    other rows, with other contents, or as departed. One that the new snapshot does not know is not held. `table` is
    that of the new snapshot. Nothing is looked up for the whole corpus, which finds all that is in it.
    """
    corpus = found.corpus
    if found.view.is_plain and not corpus.departed:
        return found
    if corpus is listed.corpus:
        here = found.rows if isinstance(found.rows, range) else set(found.rows)
        return _with(found, [row for row in listed.rows if row not in here], table)
    ids, before = corpus.ids, listed.corpus.ids
    if found.view.is_plain:
        left = {ids[row] for row in corpus.departed}
        return hold_ids(found, [before[row] for row in listed.rows if before[row] in left], table)
    there = {ids[row] for row in found.rows}
    return hold_ids(found, [before[row] for row in listed.rows if before[row] not in there], table)


def hold_ids(found: Listing, ids: Collection[str], table: CorpusTable) -> Listing:
    """Return a listing and with it those of some articles (by id) that its snapshot knows and it does not hold."""
    rows = found.corpus.rows_with(set(ids)) if ids else []
    here = found.rows if isinstance(found.rows, range) else set(found.rows)
    return _with(found, [row for row in rows if row not in here], table)


def _with(found: Listing, rows: Sequence[int], table: CorpusTable) -> Listing:
    """Return a listing with further rows of its snapshot, each where the order of the view has it."""
    if not rows:
        return found
    corpus, view = found.corpus, found.view
    every: Sequence[int] = sorted([*found.rows, *rows])
    if len(every) == len(corpus):
        every = range(len(corpus))
    if (view.parts or view.sort) and (order := view.query().order):
        from reader.query import sort_rows  # only where there is an order to keep

        every = sort_rows(every, order, table)
    departed = found.departed + sum(row in corpus.departed for row in rows)
    return Listing(corpus, every, view, found.searched, held=found.held + len(rows), departed=departed)
