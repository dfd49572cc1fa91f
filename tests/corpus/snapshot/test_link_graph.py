"""Links in the index, from both ends; stories kept beside them; work in another process."""

from __future__ import annotations

import os
import signal
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.corpus.index.records import outline
from reader.corpus.library import Library
from reader.corpus.refresh.subprocess_task import run_in_subprocess
from reader.corpus.snapshot.link_graph import Graph, open_graph
from reader.errors import IndexFaultError
from reader.text.identity import id_number, prefix_range, short_id


def write(folder: Path, name: str, *related: str, date: str = "2024-01-01") -> None:
    entries = "".join(f"  - {{title: About {one}, webUrl: 'https://x.example/{one}'}}\n" for one in related)
    (folder / f"{name}.md").write_text(
        f"---\ntitle: {name}\noriginalUrl: https://x.example/{name}\ndate: {date}\nprovider: {{name: Paper}}\n"
        + (f"related:\n{entries}" if entries else "")
        + "---\n"
    )


def number(name: str) -> int:
    return id_number(short_id(f"https://x.example/{name}"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "corpus"
    made.mkdir()
    write(made, "a", "b", "ghost", date="2024-01-03")
    write(made, "b", "ghost", "ghost", date="2024-01-02")
    write(made, "c", "a")
    return made


@pytest.fixture
def library(folder: Path, tmp_path: Path) -> Iterator[Library]:
    made = Library([folder], cache=tmp_path / "cache")
    yield made
    made.close()


def test_links_are_known_from_both_ends(library: Library) -> None:
    graph = library.refresh().graph
    assert len(graph) == 3
    assert graph.naming(number("ghost")) == [0, 1]
    assert graph.naming(number("a")) == [2]
    assert graph.naming(0, 1 << 60) == [0, 1, 2]
    assert graph.naming(number("nobody")) == []
    assert sorted(graph.links()) == sorted(
        [(number("b"), 0), (number("ghost"), 0), (number("ghost"), 1), (number("a"), 2)]
    )
    assert graph.row_of(number("b")) == 1
    assert graph.row_of(number("ghost")) is graph.row_of(1 << 62) is None


def test_many_links_are_read_in_pieces(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    graph = library.refresh().graph
    whole = list(graph.links())
    monkeypatch.setattr("reader.corpus.snapshot.link_graph._LINKS_AT_ONCE", 1)
    assert list(graph.links()) == whole
    assert [target for target, _row in whole] == sorted(target for target, _row in whole)


def test_links_change_with_their_files(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = library.refresh()
    write(folder, "c", "ghost", "other")
    (folder / "a.md").unlink()
    second = library.refresh()
    assert second.graph.naming(number("ghost")) == [0, 1]
    assert second.graph.naming(number("b")) == second.graph.naming(number("a")) == []
    assert [target for target, _row in second.graph.links()].count(number("ghost")) == 2
    assert first.graph.naming(number("a")) == [2], "a snapshot goes on seeing what it was made from"
    monkeypatch.setattr("reader.corpus.index.index_writer.RETIRED_SECONDS", -10)
    third = library.refresh()
    assert first.graph.naming(number("a")) == []
    assert third.graph.naming(number("ghost")) == [0, 1]


def test_outlines_hold_what_stories_are_made_of(library: Library) -> None:
    one, *_ = library.refresh().graph.outlines([0])
    assert (one.title, one.excerpt, one.outlet, one.quality) == ("a", "", "Paper", None)
    assert one.date == 1_704_240_000
    assert [related[0] for related in one.related] == [
        short_id("https://x.example/b"),
        short_id("https://x.example/ghost"),
    ]
    with pytest.raises(ValueError, match="not a record"):
        outline("[1, 2]")


def test_undated_articles_have_no_date(library: Library, folder: Path) -> None:
    (folder / "d.md").write_text("---\ntitle: D\n---\n")
    corpus = library.refresh()
    (undated,) = corpus.graph.outlines([len(corpus) - 1])
    assert undated.date is None


def test_around_an_article_are_those_of_the_same_days(library: Library, folder: Path) -> None:
    for day in (1, 20, 21, 29):
        (folder / f"day{day}.md").write_text(f"---\ntitle: D{day}\ndate: 2030-06-{day:02}\n---\n")
    (folder / "undated.md").write_text("---\ntitle: U\n---\n")
    corpus = library.refresh()

    def around(*titles: str, days: int) -> list[str]:
        rows = [corpus.titles[:].index(title) for title in titles]
        return [corpus.titles[row] for row in corpus.graph.around(rows, days * 86_400)]

    assert around("D20", days=1) == ["D21", "D20"]
    assert around("D20", days=8) == ["D21", "D20"]
    assert around("D20", days=9) == ["D29", "D21", "D20"]
    assert around("D1", "D29", days=0) == ["D29", "D1"]
    assert around("U", days=100) == ["U"]
    assert around(days=1) == []


def test_kept_stories_come_back_by_row(library: Library, folder: Path) -> None:
    corpus = library.refresh()
    assert corpus.graph.stories() is None
    corpus.graph.keep_stories({"numbers": b"abc"})
    assert corpus.graph.stories() == (range(3), {"numbers": b"abc"})
    (folder / "b.md").unlink()
    write(folder, "new", date="2025-01-01")
    found = library.refresh().graph.stories()
    assert found is not None
    assert list(found[0]) == [1, -1, 2]


def test_kept_stories_that_are_damaged_are_none(library: Library) -> None:
    corpus = library.refresh()
    corpus.graph.keep_stories({"numbers": b"abc"})
    with sqlite3.connect(corpus.graph.place) as connection:
        connection.execute("UPDATE story SET data = x'00' WHERE name = 'numbers'")
    connection.close()
    assert corpus.graph.stories() is None
    library.close()
    assert corpus.graph.stories() is None


def test_an_index_that_is_gone_is_a_fault(library: Library) -> None:
    graph = library.refresh().graph
    library.close()
    with pytest.raises(IndexFaultError):
        graph.naming(1)
    with pytest.raises(IndexFaultError):
        list(graph.links())


def test_a_graph_is_opened_from_its_place(library: Library, folder: Path) -> None:
    place = library.refresh().graph.place
    assert open_graph(place).naming(number("a")) == [2]
    private = Library([folder], cache=None)
    assert private.refresh().graph.place == ""
    private.close()


def test_ids_and_their_beginnings_are_numbers() -> None:
    whole = short_id("x")
    assert prefix_range(whole) == (id_number(whole), id_number(whole))
    low, high = prefix_range(whole[:3]) or (0, 0)
    assert low <= id_number(whole) <= high
    assert high - low == (1 << 45) - 1
    assert prefix_range("") == (0, (1 << 60) - 1)
    assert prefix_range("1") is prefix_range("a" * 13) is None


def _written(place: str) -> None:
    Path(place).write_text("done")


def _fails(_place: str) -> None:
    raise OSError("no")


def _killed(_place: str) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _forever(_place: str) -> None:
    signal.pause()


def test_work_is_done_in_another_process(tmp_path: Path) -> None:
    assert run_in_subprocess(_written, str(tmp_path / "out"), lambda: False)
    assert (tmp_path / "out").read_text() == "done"
    assert not run_in_subprocess(_fails, "", lambda: False)
    assert not run_in_subprocess(_killed, "", lambda: False)
    assert not run_in_subprocess(_forever, "", lambda: True)


def test_no_process_to_be_had_is_not_done(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise OSError("no more processes")

    monkeypatch.setattr("reader.corpus.refresh.subprocess_task.start_tracker", refuse)
    assert not run_in_subprocess(_written, "", lambda: False)


def test_the_work_itself_runs_quietly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from reader.corpus.refresh import subprocess_task

    done: list[object] = []
    monkeypatch.setattr("reader.corpus.refresh.subprocess_task.start_worker", lambda: done.append("quiet"))
    monkeypatch.setattr(os, "nice", done.append)
    subprocess_task._work(_written, str(tmp_path / "out"))
    assert done == [19, "quiet"]
    assert (tmp_path / "out").exists()


def test_the_work_is_done_where_the_priority_may_not_be_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reader.corpus.refresh import subprocess_task

    def refuse(_number: int) -> None:
        raise PermissionError(1, "not permitted")

    monkeypatch.setattr("reader.corpus.refresh.subprocess_task.start_worker", lambda: None)
    monkeypatch.setattr(os, "nice", refuse)
    subprocess_task._work(_written, str(tmp_path / "out"))
    assert (tmp_path / "out").exists()


def test_a_graph_is_made_once(library: Library) -> None:
    corpus = library.refresh()
    assert isinstance(corpus.graph, Graph)
    assert corpus.graph is corpus.graph
