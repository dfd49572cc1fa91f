from __future__ import annotations

from pathlib import Path

from reader.session.listing.listing import Listing
from reader.session.listing.view import View
from reader.session.session import Session


def listing(session: Session, *rows: int) -> Listing:
    return Listing(session.corpus, rows)


def test_an_article_is_found_by_its_id(session: Session) -> None:
    some = listing(session, 4, 2, 7)
    ids = session.corpus.ids
    assert len(some) == 3
    assert some.id_at(1) == ids[2]
    assert some.index_of(ids[7]) == 2
    assert some.index_of(ids[0]) is None
    assert some.index_of("aaaaaaaaaaaa") is None


def test_the_next_wanted_article_in_either_direction(session: Session) -> None:
    some = listing(session, 0, 1, 2, 3)
    wanted = {session.corpus.ids[0], session.corpus.ids[3]}.__contains__
    assert some.next_index(0, wanted) == 3
    assert some.next_index(3, wanted) is None
    assert some.next_index(3, wanted, step=-1) == 0
    assert some.next_index(0, wanted, step=-1) is None


def test_the_cursor_stays_on_its_article(session: Session) -> None:
    before, after = listing(session, 0, 1, 2), listing(session, 5, 2, 1)
    assert after.place_of(session.corpus.ids[1], 1, before) == 2


def test_the_cursor_goes_to_the_nearest_article_that_is_left(session: Session) -> None:
    before = listing(session, 0, 1, 2, 3, 4)
    ids = session.corpus.ids
    assert listing(session, 0, 4).place_of(ids[2], 2, before) == 1, "after it"
    assert listing(session, 0, 1).place_of(ids[3], 3, before) == 1, "else before it"
    assert listing(session, 9).place_of(ids[2], 2, before) == 0, "else anywhere"


def test_the_cursor_keeps_its_line_among_quite_other_articles(session: Session) -> None:
    before = listing(session, 0, 1)
    ids = session.corpus.ids
    assert listing(session, 5, 6, 7).place_of(ids[1], 1, before) == 1
    assert listing(session, 5, 6).place_of(ids[1], 4, before) == 1
    assert listing(session).place_of(ids[1], 1, before) == 0


def test_rows_that_are_what_they_were_in_an_earlier_snapshot(session: Session, root: Path) -> None:
    def whole() -> Listing:
        return Listing(session.corpus, range(len(session.corpus)))

    before = whole()
    (root / "old.md").write_text("---\ntitle: Old\ndate: 1990-01-01\n---\n")
    session.adopt(session.load())
    older = whole()
    assert older.alike(before, range(2, 6)) == range(2, 6)
    assert not older.alike(before, range(2, len(before) + 1)), "there was no row there before"
    assert not before.alike(before, range(2, 6)), "of one snapshot something else has changed"
    begun = Listing(before.corpus, before.rows[:8], before.view, searched=False)
    assert before.alike(begun, range(2, 6)) == range(2, 6), "all of what was shown in part"
    assert not before.alike(begun, range(2, 9))
    assert not Listing(before.corpus, before.rows, View().narrowed("title:a")).alike(begun, range(2, 6))
    (root / "new.md").write_text("---\ntitle: New\ndate: 2090-01-01\n---\n")
    session.adopt(session.load())
    assert not whole().alike(older, range(2, 6))
