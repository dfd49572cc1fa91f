"""Folding a listing to stories: no row is lost or doubled, and the cursor's article can always be found."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.session.listing.folding import Folded, fold, toggled
from reader.session.listing.listing import Listing
from reader.session.session import Session


class Plain:
    """As much of a snapshot as a listing asks for: row `n` has the id `n`."""

    def row_of(self, article_id: str) -> int | None:
        return int(article_id) if article_id.isdigit() else None

    def id_at(self, row: int) -> str:
        return str(row)

    def rows_with(self, ids: set[str]) -> list[int]:
        return [int(article_id) for article_id in ids]

    @property
    def ids(self) -> list[str]:
        return list(map(str, range(100)))


def listing(*rows: int) -> Listing:
    return Listing(Plain(), rows)  # type: ignore[arg-type]


def by_tens(row: int) -> int:
    return row // 10


MIXED = listing(1, 20, 2, 30, 21, 3)


def test_a_row_a_story_where_its_first_article_stands() -> None:
    folded = fold(MIXED, by_tens)
    assert list(folded.rows) == [1, 20, 30]
    assert folded.behind == {1: [2, 3], 20: [21]}
    assert folded.stories == 3
    assert [folded.hidden(index) for index in range(3)] == [2, 1, 0]
    assert folded.whole is MIXED


def test_an_article_that_is_folded_away_is_where_its_story_is() -> None:
    folded = fold(MIXED, by_tens)
    assert folded.index_of("3") == 0
    assert folded.index_of("21") == 1
    assert folded.index_of("30") == 2
    assert folded.index_of("4") is None
    assert folded.index_of("nobody") is None


def test_a_story_is_unfolded_in_its_place() -> None:
    folded = fold(MIXED, by_tens, {"3", "31", "gone"})
    assert list(folded.rows) == [1, 2, 3, 20, 30]
    assert folded.members == {2, 3}
    assert [folded.hidden(index) for index in range(5)] == [0, 0, 0, 1, 0]


def test_toggling_twice_folds_again() -> None:
    folded = fold(MIXED, by_tens)
    opened = toggled(folded, 0, by_tens, {"gone"})
    assert opened == {"gone", "1"}
    unfolded = fold(MIXED, by_tens, opened)
    assert toggled(unfolded, 2, by_tens, opened) == {"gone"}, "from any row of the story"


def test_the_cursor_stays_on_its_article_or_on_what_hides_it(session: Session) -> None:
    plain = Listing(session.corpus, range(6))
    ids = session.corpus.ids
    folded = fold(plain, lambda row: row // 3)
    assert folded.place_of(ids[4], 4, plain) == 1
    assert plain.place_of(folded.id_at(1), 1, folded) == 3
    assert folded.next_index(0, lambda article_id: article_id == ids[3]) == 1


ROWS = st.lists(st.integers(0, 60), unique=True, max_size=40)


@given(ROWS, st.sets(st.integers(0, 60)), st.integers(1, 20))
def test_folding_loses_no_row_and_doubles_none(rows: list[int], opened: set[int], size: int) -> None:
    whole = listing(*rows)

    def number(row: int) -> int:
        return row // size

    folded = fold(whole, number, {str(row) for row in opened})
    seen = list(folded.rows)
    away = [row for index in range(len(folded)) if folded.hidden(index) for row in folded.behind[seen[index]]]
    assert sorted(seen + away) == sorted(rows)
    assert folded.stories == len({number(row) for row in rows})
    for row in rows:
        place = folded.index_of(str(row))
        assert place is not None
        assert number(seen[place]) == number(row)
        assert seen[place] == row or row in away
    heads = [row for row in seen if row not in folded.members]
    assert heads == sorted(heads, key=rows.index), "stories stand in the order of the list"


@given(ROWS.filter(bool), st.data())
def test_the_place_is_kept_through_any_folding(rows: list[int], data: st.DataObject) -> None:
    whole = listing(*rows)
    shown: Listing = whole
    opened: set[str] = set()
    cursor = data.draw(st.integers(0, len(rows) - 1))
    for act in data.draw(st.lists(st.sampled_from(["fold", "all", "toggle"]), max_size=8)):
        article = shown.id_at(cursor)
        if act == "toggle" and isinstance(shown, Folded):
            opened = toggled(shown, cursor, by_tens, opened)
        new = whole if act == "all" else fold(whole, by_tens, opened)
        cursor, shown = new.place_of(article, cursor, shown), new
        assert by_tens(int(shown.id_at(cursor))) == by_tens(int(article)), "in the same story"


def test_no_row_that_is_seen_goes_behind_another() -> None:
    before = fold(listing(20, 2, 30, 21, 3), by_tens)
    assert list(before.rows) == [20, 2, 30]
    more = listing(1, 20, 22, 2, 30, 21, 3)
    after = fold(more, by_tens, before=before)
    assert list(after.rows) == [20, 2, 30], "what came first goes behind the row that is seen"
    assert after.behind == {2: [1, 3], 20: [22, 21]}
    one_story = fold(more, lambda _row: 0, before=after)
    assert list(one_story.rows) == [20, 2, 30], "although they are one story now"
    assert one_story.behind == {20: [1, 22, 21, 3]}
    assert list(fold(more, lambda _row: 0).rows) == [1], "asked for anew, they are folded"


def test_what_is_unfolded_stays_so_and_in_its_place() -> None:
    before = fold(MIXED, by_tens, {"2"})
    assert list(before.rows) == [1, 2, 3, 20, 30]
    after = fold(listing(1, 20, 2, 30, 21, 3, 4), by_tens, {"2"}, before=before)
    assert list(after.rows) == [1, 2, 3, 4, 20, 30]
    assert after.members == {2, 3, 4}
    apart = fold(MIXED, lambda row: row, {"2"}, before=before)
    assert set(before.rows) <= set(apart.rows), "also where the story has fallen apart"


@given(
    st.lists(st.integers(0, 99), unique=True),
    st.lists(st.integers(0, 99), unique=True),
    st.lists(st.integers(0, 5), min_size=100, max_size=100),
    st.sets(st.integers(0, 99), max_size=3),
)
def test_seen_rows_stay_whatever_stories_become(
    first: list[int], more: list[int], numbers: list[int], opened: set[int]
) -> None:
    unfolded = set(map(str, opened))
    before = fold(listing(*first), by_tens, unfolded)
    every = listing(*first, *(row for row in more if row not in first))
    after = fold(every, numbers.__getitem__, unfolded, before=before)
    assert set(before.rows) <= set(after.rows)
    assert len(set(after.rows)) == len(after.rows)
    hidden = {row for rows in after.behind.values() for row in rows}
    assert set(after.rows) | hidden == set(every.rows)
