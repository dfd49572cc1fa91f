"""Rows that stay: what was listed once is listed until the view is asked for anew, whatever has become of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from reader.session.listing.listing import Listing

if TYPE_CHECKING:
    from reader.session.table.corpus_table import CorpusTable


def hold(found: Listing, listed: Listing, table: CorpusTable, *, in_place: bool = True) -> Listing:
    """Return what a view finds now, and with it the rows that are `listed` already, in the order of the view.

    Articles are known by their ids: `listed` may be of an earlier snapshot, whose articles are in the new one under
    other rows, with other contents, or as departed. One that the new snapshot does not know is not held. `table` is
    that of the new snapshot. Where the files of some were changed, those that are listed stay `in_place`: in the order
    in which they are listed. Nothing is looked up for the whole corpus, which finds all that is in it.
    """
    corpus = found.corpus
    if found.view.is_plain and not corpus.departed:
        held = found
    elif corpus is listed.corpus:
        here = found.rows if isinstance(found.rows, range) else set(found.rows)
        held = _with(found, [row for row in listed.rows if row not in here], table)
    else:
        ids, before = corpus.ids, listed.corpus.ids
        there = {ids[row] for row in (corpus.departed if found.view.is_plain else found.rows)}
        inside = found.view.is_plain
        left = [before[row] for row in listed.rows if (before[row] in there) is inside]
        held = _with(found, _unlisted(found, left), table)
    return _in_place(held, listed) if in_place else held


def hold_ids(found: Listing, ids: Collection[str], table: CorpusTable) -> Listing:
    """Return a listing and with it those of some articles (by id) that its snapshot knows and it does not hold."""
    return _in_place(_with(found, _unlisted(found, ids), table), found)


def _unlisted(found: Listing, ids: Collection[str]) -> list[int]:
    """Return the rows of those of some articles (by id) that a listing does not hold, and its snapshot knows."""
    rows = found.corpus.rows_with(set(ids)) if ids else []
    here = found.rows if isinstance(found.rows, range) else set(found.rows)
    return [row for row in rows if row not in here]


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


def _in_place(found: Listing, listed: Listing) -> Listing:
    """Return a listing in which the articles that are `listed` already follow each other as they do there.

    What is new stands as far from the top as the order of the view has it.
    """
    if found is listed or not (listed.rearranged or _may_differ(found, listed)):
        return found
    ids, before = found.corpus.ids, listed.corpus.ids
    places = {before[row]: place for place, row in enumerate(listed.rows)}
    there = [(places.get(ids[row]), row) for row in found.rows]
    stood = [(place, row) for place, row in there if place is not None]
    as_before = sorted(stood)
    if as_before == stood:
        return found
    rows = iter(as_before)
    every = [row if place is None else next(rows)[1] for place, row in there]
    return Listing(
        found.corpus,
        every,
        found.view,
        found.searched,
        held=found.held,
        departed=found.departed,
        rearranged=True,
    )


def _may_differ(found: Listing, listed: Listing) -> bool:
    """Tell whether an article may have been changed between the snapshots of two listings."""
    if found.corpus is listed.corpus:
        return False
    if not found.corpus.shares_index(listed.corpus):
        return True
    # Only where files change while somebody looks on.
    from reader.corpus.snapshot.difference import difference

    return bool(difference(listed.corpus.columns, found.corpus.columns).changed)
