"""What came since the last visit, whatever files, index and clock do meanwhile."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from reader.corpus.library import Library
from tests.corpus.indexed import write_article, write_many


class Desk:
    """A person who opens a corpus, looks, and leaves."""

    def __init__(self, root: Path, cache: Path | None) -> None:
        self.root = root
        self._cache = cache

    def new(self, *, leave: bool = True) -> list[str]:
        """Return the paths of what is new at a visit."""
        library = Library([self.root], cache=self._cache)
        try:
            library.open_first()
            library.visit()
            corpus = library.refresh()
            found = [
                corpus.paths[row] for row, added in enumerate(corpus.column("added")) if added > library.since
            ]
            if leave:
                library.visit()
        finally:
            library.close()
        return sorted(found)

    def index(self) -> None:
        """Bring the index up to date without a visit, as a command does."""
        library = Library([self.root], cache=self._cache)
        library.refresh()
        library.close()


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The clock of the index, to be set."""
    times = [1_700_000_000.0]
    monkeypatch.setattr("reader.corpus.index.last_seen.time.time", lambda: times[0])
    return times


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    root = tmp_path / "corpus"
    root.mkdir()
    write_many(root, 3)
    return Desk(root, tmp_path / "cache")


def test_at_first_nothing_is_new(desk: Desk) -> None:
    assert desk.new() == []


def test_what_comes_between_visits_is_new_once(desk: Desk, now: list[float]) -> None:
    desk.new()
    now[0] += 60
    write_article(desk.root, "later.md")
    desk.index()
    assert desk.new() == ["later.md"]
    assert desk.new() == []


def test_what_comes_before_the_first_visit_is_new_to_it(desk: Desk, now: list[float]) -> None:
    desk.index()
    write_article(desk.root, "later.md")
    assert desk.new() == ["later.md"]


def test_what_comes_during_a_visit_is_new_until_it_ends(desk: Desk, now: list[float]) -> None:
    desk.new()
    write_article(desk.root, "later.md")
    assert desk.new(leave=False) == ["later.md"], (
        "a visit that was cut off has seen what there was when it began"
    )
    assert desk.new() == ["later.md"]
    assert desk.new() == []


def test_an_article_that_changes_or_moves_is_not_new(desk: Desk, now: list[float]) -> None:
    write_article(desk.root, "named.md", url="https://x.example/named")
    desk.new()
    now[0] += 60
    write_article(desk.root, "0001.md", url="https://x.example/1", title="changed")
    (desk.root / "named.md").rename(desk.root / "moved.md")
    write_article(
        desk.root, "a.md", url="https://x.example/2", title="0002.md"
    )  # a second file of an article, shown instead
    assert desk.new() == []


@pytest.mark.parametrize("jump", [-1e9, -3600.0, 1e9])
def test_a_clock_that_jumps_hides_nothing(desk: Desk, now: list[float], jump: float) -> None:
    desk.new()
    now[0] += jump
    write_article(desk.root, "one.md")
    assert desk.new() == ["one.md"]
    now[0] = 1_700_000_060.0
    write_article(desk.root, "two.md")
    assert desk.new() == ["two.md"]
    assert desk.new() == []


def test_a_first_reading_that_was_cut_off_makes_nothing_new(desk: Desk) -> None:
    library = Library([desk.root], cache=desk._cache)
    library.refresh(cancelled=lambda: True)
    library.close()
    desk.new()
    write_article(desk.root, "later.md")
    assert desk.new() == ["later.md"]


def test_an_index_that_cannot_be_written_remembers_no_visit(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = Library([desk.root], cache=None)
    library.visit()
    library.refresh()

    def fail(_connection: sqlite3.Connection) -> None:
        raise sqlite3.OperationalError("disk full")

    monkeypatch.setattr("reader.corpus.library.note_visit", fail)
    library.visit()
    assert library.since == 0
    library.close()
