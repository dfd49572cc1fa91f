"""Rows that were listed stay, whatever comes from the disk or from other sessions, until the view is asked for anew."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from reader.corpus.library import Snapshot
from reader.corpus.snapshot.difference import difference
from reader.marks import Edit
from reader.session.listing.holding import hold, hold_ids
from reader.session.listing.listing import Listing
from reader.session.listing.news import news
from reader.session.listing.view import ALL, View
from reader.session.session import Session
from tests.session.corpus import session_over

VIEWS = (
    ALL,
    View(sort="-quality"),
    View().narrowed("is:unread"),
    View().narrowed("is:open sort:-quality"),
    View("queue", "-is:starred").narrowed("article limit:4"),
)


def write(folder: Path, name: str, title: str, *, day: int = 1, quality: int = 1, url: str = "") -> None:
    address = f"originalUrl: https://wide.example/{url or name}\n"
    text = f"---\ntitle: {title}\ndate: 2026-03-{day:02}\nquality: {quality}\n{address}---\nText.\n"
    (folder / f"{name}.md").write_text(text, encoding="utf-8")


@contextmanager
def corpus_of(folder: Path, *names: str) -> Iterator[Session]:
    folder.mkdir(parents=True)
    for name in names:
        write(folder, name, f"article {name}")
    with session_over(folder) as session:
        yield session


def found(session: Session, view: View = ALL) -> Listing:
    listing = session.listing(view)
    assert listing is not None
    return listing


def arrive(session: Session, listed: Listing, *, view: View | None = None) -> Listing:
    """Read the files again, and return the rows of the view as they are shown then."""
    corpus = session.load()
    if corpus is not session.corpus.live:
        session.adopt(corpus.with_departed(session.corpus))
    return hold(found(session, view or listed.view), listed, session.table())


def ids(listing: Listing) -> list[str]:
    return [listing.id_at(index) for index in range(len(listing))]


def titles(listing: Listing) -> list[str]:
    return [listing.corpus.titles[row] for row in listing.rows]


@pytest.mark.parametrize("seed", range(12))
def test_no_row_goes_and_the_cursor_stays_on_its_article(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    view = VIEWS[seed % len(VIEWS)]
    with corpus_of(tmp_path / "corpus", *"abcdefgh") as session:
        folder = tmp_path / "corpus"
        listed, cursor, fresh = found(session, view), 0, 0
        for _ in range(25):
            for _ in range(chance.randrange(1, 4)):
                there = sorted(path.stem for path in folder.glob("*.md"))
                name = chance.choice(there) if there else ""
                match chance.randrange(5):
                    case 0:
                        fresh += 1
                        day, quality = chance.randrange(1, 9), chance.randrange(100)
                        write(folder, f"new{fresh}", f"article new {fresh}", day=day, quality=quality)
                    case 1 if name:
                        (folder / f"{name}.md").unlink()
                    case 2 if name:
                        write(
                            folder,
                            name,
                            f"other {name}",
                            day=chance.randrange(1, 9),
                            quality=chance.randrange(100),
                        )
                    case 3 if len(listed):
                        key = session.corpus.keys_of([chance.choice(list(listed.rows))])[0]
                        edits = [
                            Edit(key, "read", True),
                            Edit(key, "verdict", "dismissed"),
                            Edit(key, "starred", True),
                        ]
                        session.journal.apply("another's", [chance.choice(edits)])
                    case 4 if len(listed):
                        cursor = chance.randrange(len(listed))
            before = ids(listed)
            article = before[cursor] if before else ""
            now = arrive(session, listed)
            assert set(before) <= set(ids(now)), "no row that was listed goes"
            assert len(set(ids(now))) == len(now), "and none is there twice"
            live = set(ids(found(session, view)))
            assert live <= set(ids(now)), "what the view finds is there"
            assert now.held == len(set(ids(now)) - live)
            assert now.departed == sum(row in now.corpus.departed for row in now.rows)
            if before:
                cursor = now.place_of(article, cursor, listed)
                assert now.id_at(cursor) == article, "the cursor stays on its article"
                assert all(titles(now)), "each row can be drawn"
                assert [one.id for one in now.corpus.articles(list(now.rows))] == ids(now), "and opened"
            assert [one for one in ids(now) if one in set(before)] == before, (
                "each row stays where it was listed"
            )
            if not now.rearranged and not view.sort and "sort" not in "".join(view.filters):
                assert list(now.rows) == sorted(now.rows), "newest first"
            listed = now
        session.adopt(session.corpus.live)
        refreshed = found(session, view)
        assert not refreshed.held
        assert not refreshed.corpus.departed, "asked for anew, only what is there is shown"
        assert not refreshed.rearranged


def test_a_row_that_is_gone_stands_where_it_stood(tmp_path: Path) -> None:
    with corpus_of(tmp_path / "corpus", *"abc") as session:
        listed = found(session)
        (tmp_path / "corpus" / "b.md").unlink()
        now = arrive(session, listed)
        assert titles(now) == ["article a", "article b", "article c"]
        assert now.rows == range(3), "as compact as it was"
        assert (now.held, now.departed) == (1, 1)
        assert session.corpus.total == 2
        assert session.corpus.is_whole
        assert session.count("article") == 2, "it is not found any more"
        assert len(found(session)) == 2
        assert found(session, View().narrowed("article")).rows == [0, 2]
        write(tmp_path / "corpus", "b", "article b is back", day=2)
        again = arrive(session, now)
        assert titles(again) == ["article a", "article b is back", "article c"], "where it was listed"
        assert not again.held


def test_what_went_before_a_view_was_chosen_does_not_come_into_it(tmp_path: Path) -> None:
    with corpus_of(tmp_path / "corpus", *"abc") as session:
        listed = found(session)
        (tmp_path / "corpus" / "a.md").unlink()
        now = arrive(session, listed)
        chosen = found(session)
        assert titles(chosen) == ["article b", "article c"]
        (tmp_path / "corpus" / "b.md").unlink()
        now = arrive(session, chosen)
        assert titles(now) == ["article b", "article c"]
        assert (now.held, now.departed) == (1, 1)


def test_rows_of_a_snapshot_stay_when_marks_take_them_out_of_the_view(tmp_path: Path) -> None:
    with corpus_of(tmp_path / "corpus", *"abc") as session:
        view = View().narrowed("is:open")
        listed = found(session, view)
        session.journal.apply("dismiss", [Edit(session.corpus.keys[1], "verdict", "dismissed")])
        now = hold(found(session, view), listed, session.table())
        assert (list(now.rows), now.held) == ([0, 1, 2], 1)
        narrower = session.listing(view.narrowed("article"), earlier=[now])
        assert narrower is not None
        assert narrower.rows == [0, 2], "what is only held is not searched for a narrower view"


def test_articles_are_put_into_a_listing_by_their_ids(tmp_path: Path) -> None:
    with corpus_of(tmp_path / "corpus", *"abc") as session:
        two = found(session, View().narrowed("title:a limit:2"))
        assert list(two.rows) == [0, 1]
        third = session.corpus.id_at(2)
        assert list(hold_ids(two, [third, two.id_at(0), "0" * 12], session.table()).rows) == [0, 1, 2]
        assert hold_ids(two, [], session.table()) is two


def test_rows_whose_files_change_stay_in_place_until_the_view_is_asked_for_anew(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    for view, day, quality in ((ALL, 9, 1), (View(sort="-quality"), 1, 9)):
        with corpus_of(folder / (view.sort or "all"), *"abc") as session:
            listed = found(session, view)
            write(folder / (view.sort or "all"), "c", "article c, changed", day=day, quality=quality)
            moved = arrive(session, listed)
            assert titles(moved) == ["article a", "article b", "article c, changed"]
            assert moved.rearranged
            write(folder / (view.sort or "all"), "d", "article d", day=10, quality=10)
            grown = arrive(session, moved)
            assert titles(grown)[0] == "article d", "what is new is where the view has it"
            assert titles(grown)[1:] == titles(moved)
            again = hold(found(session, view), grown, session.table())
            assert titles(again) == titles(grown), "also of the same snapshot"
            assert hold_ids(grown, [grown.id_at(2)], session.table()) is grown
            free = hold(found(session, view), grown, session.table(), in_place=False)
            assert titles(free) == titles(found(session, view)) != titles(grown)


def test_an_index_that_is_built_anew_holds_by_id(tmp_path: Path) -> None:
    with corpus_of(tmp_path / "corpus", *"abc") as session, session_over(tmp_path / "corpus") as other:
        view = View().narrowed("is:unread")
        listed = found(session, view)
        session.journal.apply("read", [Edit(session.corpus.keys[1], "read", True)])
        (tmp_path / "corpus" / "c.md").unlink()
        anew: Snapshot = other.load()
        assert not anew.shares_index(session.corpus)
        assert anew.with_departed(session.corpus) is anew, "of another index nothing can be read"
        session.adopt(anew)
        assert titles(hold(found(session, view), listed, session.table())) == ["article a", "article b"]


def test_what_has_come_and_gone_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    with corpus_of(folder, *"abcd") as session:
        first = session.corpus
        assert news(None, first) == ""
        assert news(first, first) == ""
        write(folder, "a", "changed")
        write(folder, "longer-name-than-b", "article b", url="b")
        same = session.load()
        assert same is not first
        assert news(first, same) == "", "neither a change nor a copy is news"
        write(folder, "e", "article e")
        (folder / "c.md").unlink()
        one = session.load()
        assert news(same, one) == "1 new article, 1 gone · is:new finds them"
        assert difference(same.columns, one.columns).came == 1
        write(folder, "f", "article f")
        write(folder, "g", "article g")
        two = session.load()
        assert news(one, two) == "2 new articles · is:new finds them"
        (folder / "d.md").unlink()
        three = session.load()
        assert news(two, three) == "1 article gone"
        (folder / "e.md").unlink()
        (folder / "f.md").unlink()
        assert news(three, session.load()) == "2 articles gone"


def test_nothing_is_news_where_nothing_was_there(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    with session_over(tmp_path / "corpus") as session:
        empty = session.corpus
        write(tmp_path / "corpus", "a", "article a")
        assert news(empty, session.load()) == ""
