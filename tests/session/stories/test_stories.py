"""Stories of a session: asked by row, by id, by query; made here, elsewhere, or not at all."""

from __future__ import annotations

import gc
import sqlite3
import threading
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from weakref import ref

import pytest

from reader.config.settings import Settings
from reader.corpus.library import Library
from reader.corpus.snapshot.link_graph import Graph
from reader.errors import NotFoundError
from reader.marks import Journal
from reader.session.listing.view import View
from reader.session.session import Session
from reader.session.stories import build_task
from reader.stories.rows import NO_STORIES
from tests.session.corpus import COST, FERRY, NOW, STORM, TWICE, session_over
from tests.session.many import write_many
from tests.shared import SEEDS, needs_shared


@pytest.fixture
def kept(root: Path, tmp_path: Path) -> Iterator[Callable[[], Session]]:
    """Return what opens a session over the small corpus with an index that stays, as often as it is called."""
    opened: list[Library] = []

    def open_one() -> Session:
        library = Library([root], cache=tmp_path / "cache")
        opened.append(library)
        session = Session(library, Journal.in_memory("tester"), Settings(watch=False), clock=lambda: NOW)
        session.adopt(session.load())
        return session

    yield open_one
    for library in opened:
        library.close()


def row(session: Session, title: str) -> int:
    return session.corpus.titles[:].index(title)


def ids_of(session: Session, query: str) -> list[int]:
    return session.select(query)


def test_until_stories_are_loaded_each_row_is_alone(session: Session) -> None:
    storm = row(session, STORM)
    assert session.stories is NO_STORIES
    assert session.story_of(storm) == (session.corpus.ids[storm], 1)
    loaded = session.load_stories()
    assert session.stories is loaded
    assert session.load_stories() is loaded, "they are in memory"
    assert session.stories.rows_of(storm) == sorted([storm, row(session, COST)])
    assert session.story_of(storm) == (session.corpus.ids[row(session, COST)], 4)


def test_the_story_of_an_article_and_of_a_ghost(session: Session) -> None:
    session.load_stories()
    storm, cost = (session.corpus.ids[row(session, title)] for title in (STORM, COST))
    ghosts = [entry.id for entry in session.article(row(session, STORM)).related][1:]
    story = session.story(storm)
    assert {source.id for source in story.sources} == {storm, cost, *ghosts}
    assert story.id == cost, "the oldest article"
    assert session.story(ghosts[0]) == session.story(cost) == story
    assert [source.in_corpus for source in story.sources if source.id in ghosts] == [False, False]
    alone = session.story(session.corpus.ids[row(session, FERRY)])
    assert len(alone) == 1
    with pytest.raises(NotFoundError, match="no article or related coverage has the id “zzz”"):
        session.story("zzz")


def test_the_last_story_is_not_told_twice(session: Session) -> None:
    storm, ferry = (session.corpus.ids[row(session, title)] for title in (STORM, FERRY))
    before = session.story(storm)
    assert session.story(storm) is before
    assert session.story(ferry) is not before
    again = session.story(storm)
    assert again == before
    assert again is not before, "one is kept, not all"
    session.load_stories()
    assert len(session.story(storm)) > len(before), "told from what is known now"


def test_the_last_story_keeps_no_snapshot_in_memory(session: Session, root: Path) -> None:
    session.story(session.corpus.ids[0])
    before = ref(session.corpus)
    write_many(root, 1)
    session.adopt(session.load())
    gc.collect()
    assert before() is None
    assert len(session.story(session.corpus.ids[0])) >= 1


def test_who_links_to_whom(session: Session) -> None:
    storm = session.article(row(session, STORM))
    assert session.linking(storm.related[1].id) == [row(session, STORM)]
    assert session.linking(storm.id) == [row(session, COST)]
    assert session.linking("zzz") == []


def test_better_sources_agree_with_what_the_rows_say(session: Session) -> None:
    session.load_stories()
    for number, article_id in enumerate(session.corpus.ids):
        assert session.stories.has_better(number) == (session.better_source(article_id) is not None)


def test_queries_ask_for_stories(session: Session) -> None:
    storm, cost = row(session, STORM), row(session, COST)
    ghost = session.article(storm).related[1].id
    both = sorted([storm, cost])
    for asked in (session.corpus.ids[storm], session.corpus.ids[cost][:7], ghost, ghost[:6]):
        assert session.select(f"story:{asked}") == both
    assert session.select("story:zzzzzzz") == session.select("story:18") == []
    assert session.select("storysize:>=3") == both
    assert session.select("sort:-storysize")[:2] == both
    assert session.count("storysize:>=3") == 2
    assert session.select("is:dup") == [row(session, TWICE)]
    assert session.select("is:ghost") == []
    assert session.select("related:{is:ghost}") == [storm]
    assert session.select("related:{-is:ghost}") == both
    assert session.select("related:{is:dup}") == []


def test_a_column_of_stories_is_made_once_a_search(session: Session) -> None:
    table = session.table()
    assert table.column("storysize") is table.column("storysize")


def test_whole_ids_only(session: Session) -> None:
    table = session.table()
    story = table.column("story")
    ids = session.corpus.ids
    assert story is not None
    whole = story.beginning(ids[0], whole=True)  # type: ignore[attr-defined]
    assert 0 in whole
    assert story.beginning(ids[0][:4], whole=True) == ()  # type: ignore[attr-defined]
    assert story.beginning(ids[0], whole=True) is whole  # type: ignore[attr-defined]


def test_records_name_their_story(session: Session) -> None:
    session.load_stories()
    storm = session.article(row(session, STORM))
    assert session.record(storm)["story"] == session.corpus.ids[row(session, COST)]
    assert session.record(storm)["storysize"] == 4


def test_stories_stay_in_the_index(kept: Callable[[], Session], monkeypatch: pytest.MonkeyPatch) -> None:
    first = kept().load_stories()
    monkeypatch.setattr(build_task, "build", lambda *_a, **_k: pytest.fail("made again"))
    assert list(kept().load_stories().numbers) == list(first.numbers)


def test_what_is_new_is_alone_until_stories_are_made(kept: Callable[[], Session], root: Path) -> None:
    kept().load_stories()
    (root / "2026" / "new.md").write_text(
        "---\ntitle: New\npublishedDateTime: 2026-03-10T09:00:00Z\noriginalUrl: https://new.example/1\n"
        "related:\n  - {title: S, webUrl: 'https://coastal.example/storm'}\n---\n"
    )
    (root / "2025" / "bridge.md").unlink()
    session = kept()
    new, storm = row(session, "New"), row(session, STORM)
    listing = session.listing(View(base="storysize:1"))
    assert listing is not None
    assert new in listing.rows
    assert storm not in listing.rows
    fresh = session.load_stories()
    assert new in fresh.rows_of(storm)
    assert session.select("storysize:5") == sorted([new, storm, row(session, COST)])


def write(root: Path, name: str, related: str = "") -> None:
    link = f"related:\n  - {{title: S, webUrl: '{related}'}}\n" if related else ""
    (root / f"{name}.md").write_text(
        f"---\ntitle: {name}\npublishedDateTime: 2026-03-10T09:00:00Z\noriginalUrl: https://new.example/{name}\n{link}---\n"
    )


def test_a_few_new_articles_are_joined_to_the_stories_there_are(
    kept: Callable[[], Session], root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept().load_stories()
    monkeypatch.setattr(build_task, "_AROUND_PART", 2)  # of a corpus this small most is around
    monkeypatch.setattr(build_task, "build", lambda *_a, **_k: pytest.fail("made as a whole"))
    # Time after time, so that what is joined is kept in the form in which it is made.
    for name in ("first", "second"):
        write(root, name, "https://coastal.example/storm")
        session = kept()
        stories = session.load_stories()
        assert row(session, name) in stories.rows_of(row(session, STORM))
        assert kept().load_stories().rows_of(row(session, name)) == stories.rows_of(row(session, name))
    (root / "second.md").unlink()
    session = kept()
    assert session.load_stories().size(row(session, STORM)) == stories.size(row(session, STORM)) - 1


def noted(name: str, work: Callable[..., object], done: list[str]) -> Callable[..., object]:
    """Return what does the same work and notes its name."""

    def work_noted(*words: object, **more: object) -> object:
        done.append(name)
        return work(*words, **more)

    return work_noted


def test_after_many_changes_stories_are_made_as_a_whole(
    kept: Callable[[], Session], root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept().load_stories()
    done: list[str] = []
    for name in ("build", "joined"):
        monkeypatch.setattr(build_task, name, noted(name, getattr(build_task, name), done))
    monkeypatch.setattr(build_task, "_AROUND_PART", 2)
    monkeypatch.setattr(build_task, "JOINED_ANYWAY", 3)
    for number in range(5):
        write(root, f"new{number}")
        kept().load_stories()
    assert done == ["joined"] * 3 + ["build", "joined"], "changes are counted over all visits"


def test_what_making_stories_has_taught_may_be_missing(kept: Callable[[], Session], root: Path) -> None:
    graph = kept().corpus.graph
    build_task.made(graph, lambda: False)
    found = graph.stories()
    assert found is not None
    for damaged in (
        {"weights": b""},
        {"weights": zlib.compress(b"abc")},
        {"repeated": b"abc"},
        {"repeated": b""},
    ):
        graph.keep_stories({**found[1], **damaged})
        write(root, "new", "https://coastal.example/storm")
        session = kept()
        assert row(session, "new") in session.load_stories().rows_of(row(session, STORM))
        (root / "new.md").unlink()


def test_a_large_corpus_is_left_to_another_process(kept: Callable[[], Session]) -> None:
    session = kept()
    found = build_task.made(session.corpus.graph, lambda: False, apart_from=1)
    assert found is not None
    here = build_task.made(session.corpus.graph, lambda: False)
    assert here is not None
    assert list(found.numbers) == list(here.numbers)
    assert list(found.sizes) == list(here.sizes)


def test_what_the_other_process_does(kept: Callable[[], Session]) -> None:
    graph = kept().corpus.graph
    build_task.make_apart(graph.place)
    known = build_task.kept(graph)
    assert known is not None
    assert known[1]


@pytest.mark.parametrize("comes_to_an_end", [True, False])
def test_without_that_process_there_are_stories_of_links(
    kept: Callable[[], Session], monkeypatch: pytest.MonkeyPatch, comes_to_an_end: bool
) -> None:
    session = kept()
    monkeypatch.setattr(
        "reader.corpus.refresh.subprocess_task.run_in_subprocess", lambda *_words: comes_to_an_end
    )
    found = build_task.made(session.corpus.graph, lambda: False, apart_from=1)
    assert found is not None
    assert len(found.rows_of(row(session, STORM))) == 2
    assert build_task.made(session.corpus.graph, lambda: True, apart_from=1) is None


def test_an_index_of_this_run_only_is_read_by_nobody_else(session: Session) -> None:
    found = build_task.made(session.corpus.graph, lambda: False, apart_from=1)
    assert found is not None
    assert len(found) == len(session.corpus)


def test_called_off_nothing_is_known(session: Session) -> None:
    assert session.load_stories(cancelled=lambda: True) is NO_STORIES
    assert build_task.made(session.corpus.graph, lambda: True) is None


def test_an_index_that_fails_leaves_each_row_alone(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_graph: Graph, _blobs: object) -> None:
        raise sqlite3.OperationalError("disk full")

    monkeypatch.setattr(Graph, "keep_stories", full)
    assert len(session.load_stories()) == len(session.corpus)
    monkeypatch.setattr(build_task, "build", lambda *_a, **_k: (_ for _ in ()).throw(OSError("no space")))
    assert build_task.made(session.corpus.graph, lambda: False) is NO_STORIES


_EMPTY = dict.fromkeys(("numbers", "sizes", "outlets", "flags"), b"")


@pytest.mark.parametrize("blobs", [{}, {"numbers": b"abc"}, _EMPTY])
def test_kept_columns_that_do_not_fit_are_made_anew(session: Session, blobs: dict[str, bytes]) -> None:
    session.corpus.graph.keep_stories(blobs)
    assert build_task.kept(session.corpus.graph) is None
    assert len(session.load_stories()) == len(session.corpus)


def test_who_comes_second_waits_or_gives_up(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, go_on = threading.Event(), threading.Event()
    made = build_task.made

    def slow(graph: Graph, cancelled: Callable[[], bool]) -> object:
        begun.set()
        go_on.wait(10)
        return made(graph, cancelled)

    monkeypatch.setattr(build_task, "made", slow)
    first = threading.Thread(target=session.load_stories)
    first.start()
    assert begun.wait(10)
    assert session.load_stories(cancelled=lambda: True) is NO_STORIES
    go_on.set()
    assert len(session.load_stories()) == len(session.corpus)
    first.join()


@needs_shared
def test_the_stories_of_real_articles() -> None:
    with session_over(SEEDS) as session:
        session.load_stories()
        stories = [session.story(article_id) for article_id in session.corpus.ids]
        assert [len(story) for story in stories] == [4, 7, 2, 3, 2], "the doubled address is one source"
        better = [session.better_source(article_id) for article_id in session.corpus.ids]
        assert [source and source.coverage.provider.name for source in better] == [
            *("The Guardian", "New York Times", None, "Detroit Free Press", None)
        ]
        firsts = [story.source(story.first) for story in stories]
        assert [source and source.coverage.provider.name for source in firsts] == [
            *("The Guardian", "al.com", "al.com", "Detroit Free Press", "Detroit News")
        ]
        assert len(session.select("related:{is:ghost}")) == 5
        assert session.select("related:{is:dup}") == session.select("broken:dup") == [1]
        reached = {source.id for story in stories for source in story.sources}
        assert all(session.story(source_id).source(source_id) for source_id in reached)
