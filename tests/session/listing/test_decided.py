"""How many are decided, counted as decisions come and go: always what counting all anew gives."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from reader.marks import Edit
from reader.session.listing.decided import Decided
from reader.session.listing.listing import Listing
from reader.session.session import Session


def decide(session: Session, rows: Sequence[int], verdict: str) -> list[str]:
    """Record decisions, and return the ids."""
    step = session.journal.apply("", [Edit(session.corpus.keys[row], "verdict", verdict) for row in rows])
    assert step is not None
    return list(step.ids)


@pytest.mark.parametrize("rows", [range(6), [0, 2, 4, 5], range(2, 2)])
def test_decisions_come_and_go(session: Session, rows: Sequence[int]) -> None:
    corpus = session.corpus
    listing, decided = Listing(corpus, rows), Decided(corpus, session.journal)

    def expected() -> int:
        return sum(bool(session.mark(corpus.id_at(row)).verdict) for row in rows)

    assert decided.count(listing) == 0
    for changed, verdict in (
        ([1], "later"),
        ([2, 4], "dismissed"),
        ([4], ""),
        ([0, 1, 2, 3, 5, 6], "approved"),
    ):
        decided.marks_changed(decide(session, changed, verdict))
        assert decided.count(listing) == expected()
    decided.marks_changed(["a" * 12])  # a ghost: nothing of this corpus
    assert decided.count(listing) == expected()


def test_another_listing_is_counted_by_the_same_decisions(session: Session) -> None:
    corpus = session.corpus
    decide(session, [1, 2], "later")
    decided = Decided(corpus, session.journal)
    decided.marks_changed([corpus.id_at(1)])  # before anything was asked
    assert [decided.count(Listing(corpus, rows)) for rows in ([1, 3], range(6), [3])] == [1, 2, 0]
