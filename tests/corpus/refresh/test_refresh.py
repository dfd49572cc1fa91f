"""Refreshing: what is read, when it is shown, and that no history of changes leaves a trace."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.corpus.library import Library, Snapshot
from reader.corpus.refresh import refresh as refreshing
from reader.corpus.refresh import workers
from reader.corpus.refresh.progress import Progress
from reader.errors import CorpusError
from tests.corpus.indexed import built_anew, said, touch, write_article, write_many


@pytest.fixture
def library(root: Path, tmp_path: Path) -> Iterator[Library]:
    opened = Library([root], cache=tmp_path / "cache")
    yield opened
    opened.close()


def titles(corpus: Snapshot) -> list[str]:
    return list(corpus.titles)


def test_a_corpus_comes_newest_first_undated_last_ties_by_title_and_path(
    root: Path, library: Library
) -> None:
    write_article(root, "a.md", title="undated b")
    write_article(root, "b.md", title="Undated A")
    write_article(root, "c.md", title="old", date="1950-01-01")
    write_article(root, "d.md", title="tie 2", date="2020-10-13")
    write_article(root, "f.md", title="Tie 1", date="2020-10-13", url="https://x.example/f")
    write_article(root, "e.md", title="Tie 1", date="2020-10-13", url="https://x.example/e")
    corpus = library.refresh()
    assert titles(corpus) == ["Tie 1", "Tie 1", "tie 2", "old", "Undated A", "undated b"]
    assert list(corpus.paths)[:2] == ["e.md", "f.md"]


def test_only_what_differs_is_read_again(root: Path, library: Library, read: list[str]) -> None:
    write_many(root, 5)
    first = library.refresh()
    assert sorted(read) == [f"{index:04}.md" for index in range(5)]
    read.clear()
    assert library.refresh() is first
    assert read == []
    write_article(root, "0003.md", title="changed")
    write_article(root, "new.md", title="new")
    (root / "0001.md").unlink()
    second = library.refresh()
    assert sorted(read) == ["0003.md", "new.md"]
    assert sorted(titles(second)) == ["0000.md", "0002.md", "0004.md", "changed", "new"]


def test_the_newest_file_names_are_read_first(root: Path, library: Library, read: list[str]) -> None:
    for path in ("b/2020-01-02-x.md", "a/2021-01-01-x.md", "c/2019-12-31-x.md"):
        write_article(root, path)
    library.refresh()
    assert read == ["a/2021-01-01-x.md", "b/2020-01-02-x.md", "c/2019-12-31-x.md"]


@pytest.mark.usefixtures("unhurried")
def test_snapshots_grow_and_the_first_comes_soon(
    root: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refreshing, "FIRST_FILES", 100)
    write_many(root, 450)
    snapshots: list[Snapshot] = []
    reports: list[Progress] = []
    last = library.refresh(on_corpus=snapshots.append, on_progress=reports.append)
    assert [len(corpus) for corpus in snapshots] == [100, 200, 300, 400, 450]
    assert snapshots[-1] is last
    assert [corpus.generation for corpus in snapshots] == sorted({corpus.generation for corpus in snapshots})
    assert said(snapshots[0])["shown"]["titles"][0] == "0449.md"
    assert reports[0].phase == "scanning"
    assert [report.done for report in reports if report.phase == "reading"][-1] == 350
    assert all(report.total == 350 and report.rate > 0 for report in reports if report.phase == "reading")
    assert reports[-1].phase == "done"


def test_a_snapshot_takes_over_the_texts_of_the_one_before(root: Path, library: Library) -> None:
    write_many(root, 30)
    first = library.refresh()
    before = first.column("text")
    write_article(root, "0003.md", title="changed")
    second = library.refresh()
    after = second.column("text")
    assert after[0] is before[0]
    assert said(second) == built_anew(root)


@pytest.mark.parametrize("first", [20, 500])
def test_what_was_read_before_a_cancel_is_kept(
    root: Path, library: Library, read: list[str], monkeypatch: pytest.MonkeyPatch, first: int
) -> None:
    monkeypatch.setattr(refreshing, "FIRST_FILES", first)
    write_many(root, 120)
    partial = library.refresh(cancelled=lambda: len(read) >= 50)
    assert 50 <= len(partial) == len(library.open()) == len(read) < 120
    left = 120 - len(read)
    read.clear()
    assert len(library.refresh()) == 120
    assert len(read) == left


def test_a_cancel_during_the_scan_changes_nothing(root: Path, library: Library) -> None:
    write_many(root, 3)
    before = library.refresh()
    (root / "0001.md").unlink()
    assert library.refresh(cancelled=lambda: True) is before


def test_duplicates_are_one_row_shown_from_the_shortest_path(root: Path, library: Library) -> None:
    write_article(root, "news/long/name.md", title="a", url="https://www.x.example/a?utm_source=b")
    write_article(root, "b.md", title="a", url="https://x.example/a#top")
    write_article(root, "a.md", title="a", url="https://x.example/a")
    corpus = library.refresh()
    assert titles(corpus) == ["a"]
    assert corpus.article(0).paths == ("a.md", "b.md", "news/long/name.md")
    assert corpus.article(0).broken == {"dup"}
    assert list(corpus.column("dup")) == [True]
    assert list(corpus.column("broken")) == [{"dup"}]
    assert said(corpus) == built_anew(root)


def test_when_the_shown_file_goes_its_duplicate_takes_over(root: Path, library: Library) -> None:
    write_article(root, "a.md", title="a", url="https://x.example/a")
    write_article(root, "bb.md", title="a", url="https://x.example/a")
    write_article(root, "ccc.md", title="a", url="https://x.example/a")
    first = library.refresh()
    (root / "a.md").unlink()
    second = library.refresh()
    assert titles(second) == ["a"]
    assert second.article(0).paths == ("bb.md", "ccc.md")
    assert second.ids == first.ids
    (root / "ccc.md").unlink()
    third = library.refresh()
    assert third.article(0).paths == ("bb.md",)
    assert list(third.column("dup")) == [False]


def test_an_orphan_that_vanishes_meanwhile_is_left_out(
    root: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_article(root, "a.md", title="a", url="https://x.example/a")
    write_article(root, "bb.md", title="a", url="https://x.example/a")
    library.refresh()
    write_article(root, "a.md", url="https://x.example/other")
    read_files = workers.read_files

    def removing(*arguments: object) -> object:
        if arguments[0]:
            (root / "bb.md").unlink(missing_ok=True)
        return read_files(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(refreshing, "read_files", removing)
    assert len(library.refresh()) == 1
    assert said(library.refresh()) == built_anew(root)


def test_a_moved_file_keeps_its_identity(root: Path, library: Library) -> None:
    write_article(root, "a.md", title="a", url="https://x.example/a")
    first = library.refresh()
    (root / "archive").mkdir()
    (root / "a.md").rename(root / "archive" / "a.md")
    second = library.refresh()
    assert second.ids == first.ids
    assert second.article(0).path == "archive/a.md"


def test_problems_come_and_go_with_their_files(root: Path, library: Library) -> None:
    write_article(root, "a.md", date="never")
    (root / "out.md").symlink_to("/etc/hostname")
    problems = library.refresh().problems()
    assert [(problem.path, problem.line) for problem in problems] == [("a.md", 3), ("out.md", 0)]
    assert library.open().problem_count == 2
    (root / "out.md").unlink()
    write_article(root, "a.md", date="2020-01-01")
    assert library.refresh().problem_count == 0


def test_an_old_snapshot_goes_on_reading_what_it_was_made_from(root: Path, library: Library) -> None:
    write_article(root, "a.md", title="first", body="Body one")
    write_article(root, "b.md", title="second")
    old = library.refresh()
    write_article(root, "a.md", title="changed", body="Body two")
    (root / "b.md").unlink()
    library.refresh()
    assert [article.title for article in old.articles(range(2))] == ["first", "second"]
    assert list(old.column("body")) == ["body one", ""]


def test_a_missing_root_is_said_and_nothing_forgotten(root: Path, library: Library, tmp_path: Path) -> None:
    write_many(root, 3)
    library.refresh()
    root.rename(tmp_path / "elsewhere")
    with pytest.raises(CorpusError):
        library.refresh()
    assert len(library.open()) == 3


PATHS = ("a.md", "b.md", "sub/a.md", "sub/deep/c.md", "d.txt")
URLS = ("", "https://x.example/1", "https://x.example/2")
STEPS = st.one_of(
    st.tuples(st.just("write"), st.sampled_from(PATHS), st.sampled_from(URLS)),
    st.tuples(st.just("break"), st.sampled_from(PATHS), st.just("")),
    st.tuples(st.just("remove"), st.sampled_from(PATHS), st.just("")),
    st.tuples(st.just("move"), st.sampled_from(PATHS), st.sampled_from(PATHS)),
    st.tuples(st.just("refresh"), st.just(""), st.just("")),
)


@settings(deadline=None, derandomize=True, max_examples=60)
@given(st.lists(STEPS, min_size=1, max_size=14))
def test_any_history_ends_in_what_a_fresh_index_says(steps: list[tuple[str, str, str]]) -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder) / "corpus"
        root.mkdir()
        library = Library([root], cache=Path(folder) / "cache")
        for number, (verb, path, other) in enumerate(steps):
            file = root / path
            if verb == "write":
                write_article(root, path, title=f"{number}", url=other, date=f"2020-01-0{number % 3 + 1}")
            elif verb == "break":
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text("---\n]\n---\n" if number % 2 else "no front matter")
                touch(file)
            elif verb == "remove":
                file.unlink(missing_ok=True)
            elif verb == "move" and file.exists():
                (root / other).parent.mkdir(parents=True, exist_ok=True)
                shutil.move(file, root / other)
            elif verb == "refresh":
                library.refresh()
        final = said(library.refresh())
        library.close()
        assert final == built_anew(root)
        again = Library([root], cache=Path(folder) / "cache")
        assert said(again.open()) == final
        again.close()


@pytest.mark.parametrize("asks", range(12))
def test_cancelled_at_any_moment_the_next_one_comes_to_the_end(
    root: Path, library: Library, monkeypatch: pytest.MonkeyPatch, asks: int
) -> None:
    monkeypatch.setattr(refreshing, "FIRST_ROWS", 5)
    monkeypatch.setattr(refreshing, "FIRST_FILES", 10)
    monkeypatch.setattr(refreshing, "_PUT_SECONDS", 60.0)
    monkeypatch.setattr(workers, "_BATCH", 8)
    write_many(root, 40)
    found = library.refresh(on_corpus=lambda _corpus: None, cancelled=after(asks))
    assert found is library.refresh(cancelled=lambda: True)
    assert said(library.refresh()) == built_anew(root)
    for number in range(3):
        write_article(root, f"new/{number}.md")
    library.refresh(on_corpus=lambda _corpus: None, cancelled=after(asks))
    assert said(library.refresh()) == built_anew(root)


def after(asks: int) -> Callable[[], bool]:
    """Return what says that a refresh is cancelled once it has been asked so often."""
    left = iter(range(asks))
    return lambda: next(left, None) is None
