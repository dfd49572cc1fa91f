from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from reader.session.listing import search as module
from reader.session.listing.listing import Listing
from reader.session.listing.search import search
from reader.session.listing.view import View
from reader.session.session import Session
from reader.session.table.corpus_table import CorpusTable
from tests.session.corpus import BRIDGE, COST, LIBRARY, LONG, STORM


def titles(listing: Listing | None) -> list[str]:
    assert listing is not None
    return [listing.corpus.titles[row] for row in listing.rows]


def found(session: Session, view: View, earlier: Listing | None = None) -> list[str]:
    return titles(
        search(view, session.corpus, session.table(), session.clock(), earlier=[earlier] if earlier else ())
    )


def test_without_a_question_all_rows_are_there_unlisted(session: Session) -> None:
    listing = search(View(), session.corpus, session.table(), session.clock())
    assert listing is not None
    assert listing.rows == range(len(session.corpus))


def test_rows_that_match_in_the_order_asked_for(session: Session) -> None:
    assert found(session, View("", "harbour OR bridge")) == [STORM, BRIDGE]
    assert found(session, View("", "provider:town", (), "date")) == [BRIDGE, LIBRARY]
    assert found(session, View("", "sort:-relcount limit:2")) == [STORM, COST]
    assert found(session, View("", "limit:1")) == [STORM]


class Counting:
    """The table of a session that notes which rows are asked."""

    def __init__(self, table: CorpusTable) -> None:
        self.table = table
        self.asked: set[int] = set()

    def column(self, name: str) -> Sequence[Any]:
        column: Any = self.table.column(name) or ()
        outer = self

        class Column(Sequence[Any]):
            def __len__(self) -> int:
                return len(column)

            def __getitem__(self, index: Any) -> Any:
                outer.asked.add(index)
                return column[index]

        return Column()


def asked(session: Session, view: View, earlier: Listing | None) -> tuple[list[str], set[int]]:
    table: Any = Counting(session.table())
    listing = search(view, session.corpus, table, session.clock(), earlier=[earlier] if earlier else ())
    return titles(listing), table.asked


def test_a_narrower_question_asks_only_the_earlier_rows(session: Session) -> None:
    narrow = View(filters=("provider:coastal", "topic:Shipping"))
    for sort in ("", "title"):
        wide = session.listing(View(filters=("provider:coastal",), sort=sort))
        assert wide is not None
        rows, looked_at = asked(session, narrow, wide)
        assert rows == [STORM, LONG], "newest first, though the earlier rows may have been sorted otherwise"
        assert looked_at <= set(wide.rows)


def test_other_rows_are_asked_again(session: Session) -> None:
    narrow = session.listing(View(filters=("bridge",)))
    assert found(session, View(filters=("library",)), narrow) == [LIBRARY]
    limited = session.listing(View(filters=("provider:town limit:1",)))
    assert found(session, View(filters=("provider:town limit:1", "bridge")), limited) == [BRIDGE]


def test_rows_of_another_snapshot_are_of_no_use(session: Session) -> None:
    earlier = Listing(
        session.library.open().successor(session.corpus.columns, 0, 0), (), View(filters=("i",))
    )
    assert found(session, View(filters=("is:open bridge",)), earlier) == [BRIDGE]


def test_a_search_ends_when_nobody_waits_for_it(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SLICE", 4)
    answers = iter([False, False, True])
    view = View(filters=("zzz",))
    listing = search(view, session.corpus, session.table(), session.clock(), cancelled=lambda: next(answers))
    assert listing is None
    assert next(answers, None) is None, "it asked before each slice"


def test_the_first_rows_are_handed_out_while_the_others_are_looked_for(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("SLICE", 2), ("SCREENFUL", 3), ("PATIENCE", 0)):
        monkeypatch.setattr(module, name, value)

    def asked_for(query: str) -> tuple[list[Listing], Listing]:
        firsts: list[Listing] = []
        corpus, view = session.corpus, View(filters=(query,))
        listing = search(view, corpus, session.table(), session.clock(), on_first=firsts.append)
        assert listing is not None
        return firsts, listing

    (first,), listing = asked_for("-zzz")
    assert listing.is_whole
    assert not first.is_whole
    assert first.rows == list(listing.rows)[: len(first)]
    assert 3 <= len(first) < len(listing)
    assert found(session, View(filters=("bridge -zzz",)), first) == [BRIDGE], "it is no rows to search among"
    for query in ("-zzz sort:title", "-zzz limit:5", "zzz"):
        assert asked_for(query)[0] == []
