"""A library as its users see it: opening, snapshots, faults of the disk, other programs."""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from reader.corpus import library as library_module
from reader.corpus.columns.lazy_columns import SearchedColumn
from reader.corpus.front_matter.field_names import DEFAULT_NAMES
from reader.corpus.index.connections import Connections
from reader.corpus.index.index_reader import IndexReader
from reader.corpus.index.index_writer import IndexWriter
from reader.corpus.library import Library, Snapshot
from reader.corpus.refresh import refresh as refreshing
from reader.corpus.refresh.lock import RefreshLock
from reader.corpus.refresh.progress import Progress, Watcher
from reader.errors import IndexFaultError, NotFoundError
from tests.corpus.conftest import Opener
from tests.corpus.indexed import built_anew, said, write_article, write_many
from tests.shared import SEEDS, needs_shared


def index_file(tmp_path: Path) -> Path:
    (file,) = (tmp_path / "cache").glob("*.index")
    return file


def test_a_first_screen_needs_the_newest_articles_alone(
    root: Path, opener: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in ("column_cache", "index_reader"):
        monkeypatch.setattr(f"reader.corpus.index.{place}.FIRST_ROWS", 10)
    write_many(root, 40)
    write_article(root, "undated.md")
    opener().refresh()
    whole = opener().open()
    assert whole.is_whole
    assert whole.total == 41
    library = opener()
    first = library.open_first()
    assert (len(first), first.total, first.is_whole) == (10, 41, False)
    assert [first.headline(row) for row in range(10)] == [whole.headline(row) for row in range(10)]
    assert library.open().is_whole


def test_a_first_screen_does_without_saved_columns(
    root: Path, opener: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.corpus.index.index_reader.FIRST_ROWS", 10)
    write_many(root, 40)
    opener().refresh()
    with sqlite3.connect(index_file(tmp_path)) as connection:
        connection.execute("UPDATE meta SET value = value + 1 WHERE name = 'generation'")
    connection.close()
    first, whole = opener().open_first(), opener().open()
    assert (len(first), first.total) == (10, 40)
    assert [first.id_at(row) for row in range(10)] == list(whole.ids[:10])


def test_a_large_corpus_says_the_same_from_less_memory(
    root: Path, opener: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_many(root, 40)
    write_article(root, "undated.md", title="Störung", body="And more")
    small = opener().refresh()
    want = said(small)
    monkeypatch.setattr("reader.corpus.snapshot.derived_columns.IN_MEMORY", 20)
    library = opener()
    large = library.refresh()
    assert said(large) == want
    text = large.column("text")
    assert isinstance(text, SearchedColumn)
    assert text.containing("storung", range(len(large))) == [large.paths[:].index("undated.md")]
    write_article(root, "more.md")
    assert len(library.refresh().column("text")) == 42
    (root / "more.md").unlink()
    assert said(library.refresh()) == want


def test_an_unknown_corpus_opens_empty(opener: Opener) -> None:
    corpus = opener().open()
    assert (len(corpus), corpus.problem_count, list(corpus.ids)) == (0, 0, [])
    assert corpus.row_of("a" * 12) is None
    assert said(corpus)["columns"]["text"] == []


def test_a_second_start_opens_what_the_first_has_read(root: Path, opener: Opener) -> None:
    write_many(root, 20)
    first = opener()
    before = said(first.refresh())
    first.close()
    assert said(opener().open()) == before == built_anew(root)


def test_an_article_that_has_gone_is_no_longer_present(root: Path, opener: Opener) -> None:
    write_many(root, 2)
    library = opener()
    before = library.refresh()
    ids = list(before.ids)
    (root / before.paths[0]).unlink()
    assert library.refresh().present(ids) == {ids[1]}
    assert before.present(ids) == set(ids), "it goes on reading what it was made from"


@pytest.mark.parametrize("count", [0, 3, 60])  # of few each is looked for
def test_the_rows_of_some_ids(root: Path, opener: Opener, count: int) -> None:
    write_many(root, 70)
    corpus = opener().refresh()
    asked = {*corpus.ids[5 : 5 + count], "a" * 12, corpus.ids[0][:11]}
    assert sorted(corpus.rows_with(asked)) == list(range(5, 5 + count))


def test_rows_are_found_by_id_prefix_and_identity(root: Path, opener: Opener) -> None:
    write_many(root, 20)
    corpus = opener().refresh()
    some = corpus.ids[7]
    assert corpus.columns.rows_with_prefix(some[:9]) == [7]
    assert corpus.columns.rows_with_prefix(some[2:]) == []
    assert corpus.columns.rows_with_prefix("") == list(range(20))
    assert corpus.row_of(some) == 7
    assert corpus.row_of(some[:11]) is None
    asked, there = [some, "a" * 12, some[:11], *corpus.ids[:2]] * 300, {some, *corpus.ids[:2]}
    assert corpus.present(asked) == there
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            IndexReader, "present", lambda *_: (_ for _ in ()).throw(_error(sqlite3.SQLITE_IOERR, "x"))
        )
        assert corpus.present(asked) == there, "an index that cannot be read"
    # The end of one id and the beginning of the next are no id.
    assert corpus.row_of(some[6:] + corpus.ids[8][:6]) is None
    assert corpus.row_of_key(corpus.keys[7]) == 7
    assert corpus.row_of_key("https://x.example/none") is None


def test_two_identities_with_one_hash_are_told_apart(
    root: Path, opener: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.corpus.snapshot.snapshot.short_id", lambda _key: "a" * 12)
    monkeypatch.setattr("reader.corpus.parse.mapping.short_id", lambda _key: "a" * 12)
    monkeypatch.setattr("reader.corpus.index.article_slots.short_id", lambda _key: "a" * 12)
    write_article(root, "a.md", title="a", url="https://x.example/a")
    write_article(root, "b.md", title="b", url="https://x.example/b")
    corpus = opener().refresh()
    assert list(corpus.titles) == ["a", "b"]
    assert [corpus.row_of_key(f"https://x.example/{name}") for name in "abc"] == [0, 1, None]


def test_scores_are_ranked_among_those_that_have_one(root: Path, opener: Opener) -> None:
    for number, quality in enumerate((10, 30, 30, 0, None)):
        write_article(
            root, f"{number}.md", more="" if quality is None else f"quality: {quality}\nheat: {quality}"
        )
    corpus = opener().refresh()
    assert [corpus.quality_rank(quality) for quality in (40, 30, 10, 0, -5)] == [
        (1, 4),
        (1, 4),
        (3, 4),
        (4, 4),
        (5, 4),
    ]
    assert corpus.heat_rank(30) == (1, 4)


def test_columns_of_other_rooms_are_not_known(root: Path, opener: Opener) -> None:
    with pytest.raises(KeyError):
        opener().open().column("starred")


def test_states_and_shapes_are_columns(root: Path, opener: Opener) -> None:
    more = "published: true\nimages:\n  - url: https://x.example/i.png\nsecured: xyz\nampWebUrl: https://x.example/amp"
    more += "\nprovider:\n  name: The Pâper\n  domain: paper.example\ntopics: [AI, Größe]"
    more += "\nrelated:\n  - title: Élan\n    webUrl: https://other.example/1"
    write_article(root, "1.md", date="2020-02-01", more=more, body="Some BODY")
    write_article(root, "2.md", date="2020-01-01", more="published: false")
    write_article(root, "3.md", date="2019-01-01")
    corpus = opener().refresh()
    columns = {
        name: list(corpus.column(name)) for name in ("published", "image", "secured", "amp", "related_any")
    }
    assert columns.pop("published") == [True, False, None]
    assert set(map(tuple, columns.values())) == {(True, False, False)}
    assert list(corpus.column("body")) == ["some body", "", ""]
    assert list(corpus.column("related_text"))[1:] == ["", ""]
    assert corpus.column("related_text")[0].startswith("elan\x1f")
    assert corpus.column("topics")[0] == ("ai", "grosse")
    assert (corpus.providers[0], corpus.column("provider")[0], corpus.topics[0]) == (
        "The Pâper",
        "the paper",
        ("AI", "Größe"),
    )
    assert corpus.file("1.md") == root / "1.md"
    assert corpus.file("9.md") is None


def test_other_field_names_mean_another_index(root: Path, opener: Opener) -> None:
    write_article(root, "a.md", more="kop: Dutch")
    names = DEFAULT_NAMES.with_names({"title": ["kop"]})
    assert list(opener().refresh().titles) == ["a.md"]
    assert list(opener(names=names).refresh().titles) == ["Dutch"]


@pytest.mark.parametrize("mask", [0o000, 0o077, 0o777])
def test_files_are_for_their_owner_alone(root: Path, opener: Opener, tmp_path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        opener().refresh()
    finally:
        os.umask(before)
    cache = tmp_path / "cache"
    assert stat.S_IMODE(cache.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in cache.iterdir()} == {0o600}


def test_an_index_open_to_others_is_closed_to_them(opener: Opener, tmp_path: Path) -> None:
    opener().open()
    index_file(tmp_path).chmod(0o644)
    opener().open()
    assert stat.S_IMODE(index_file(tmp_path).stat().st_mode) == 0o600


@pytest.mark.parametrize("cache", [None, "file", "in a file"])
def test_without_a_cache_folder_everything_works(
    root: Path, opener: Opener, tmp_path: Path, cache: str | None
) -> None:
    write_many(root, 5)
    (tmp_path / "file").write_text("")
    place = None if cache is None else tmp_path / "file" / ("deep" if cache == "in a file" else "")
    library = opener(place)
    assert said(library.refresh()) == built_anew(root)
    assert len(library.open()) == 5


def test_several_threads_read_one_snapshot_while_it_is_refreshed(root: Path, opener: Opener) -> None:
    write_many(root, 300)
    library = opener()
    corpus = library.refresh()
    want = said(corpus)
    wrong: list[object] = []

    def compare() -> None:
        for _ in range(3):
            if (found := said(corpus)) != want:
                wrong.append(found)

    threads = [threading.Thread(target=compare) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(300, 320):
        write_article(root, f"{number}.md")
        library.refresh()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_a_snapshot_outlives_the_index_file(root: Path, opener: Opener, tmp_path: Path) -> None:
    write_many(root, 10)
    library = opener()
    corpus = library.refresh()
    index_file(tmp_path).unlink()
    want = built_anew(root)
    assert said(corpus) == want
    with ThreadOf(lambda: said(corpus)) as other:
        assert other.result == want
    assert said(library.refresh()) == want
    assert index_file(tmp_path).exists()


class ThreadOf:
    """Run a function in a thread of its own for its result."""

    def __init__(self, work: Callable[[], object]) -> None:
        self.result: object = None
        self._thread = threading.Thread(target=self._run, args=(work,))

    def _run(self, work: Callable[[], object]) -> None:
        self.result = work()

    def __enter__(self) -> ThreadOf:
        self._thread.start()
        self._thread.join()
        return self

    def __exit__(self, *_: object) -> None: ...


def test_a_closed_library_says_so(root: Path, opener: Opener) -> None:
    write_many(root, 2)
    library = opener()
    corpus = library.refresh()
    library.close()
    with pytest.raises(IndexFaultError):
        corpus.article(0)
    with pytest.raises(IndexFaultError):
        corpus.titles[0]
    assert len(library.open()) == 2


def test_closing_during_a_refresh_ends_it_with_a_sentence(root: Path, opener: Opener) -> None:
    write_many(root, 60)
    library = opener()

    def close() -> bool:
        library.close()
        return False

    with pytest.raises(IndexFaultError, match="closed"):
        library.refresh(cancelled=close)


def test_an_article_gone_for_long_is_not_found(
    root: Path, opener: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_many(root, 2)
    library = opener()
    old = library.refresh()
    (root / "0000.md").unlink()
    library.refresh()
    assert len(list(old.articles([0, 1]))) == 2
    later = time.time() + 2 * 86_400
    monkeypatch.setattr(time, "time", lambda: later)
    library.refresh()
    with pytest.raises(NotFoundError):
        old.article(1)
    assert list(old.titles) == ["0001.md", ""]


def _spoil(path: Path, how: str) -> None:
    data = path.read_bytes()
    if how == "empty":
        path.write_bytes(b"")
    elif how == "short":
        path.write_bytes(data[: len(data) // 2])
    elif how == "random":
        path.write_bytes(bytes(number * 37 % 251 for number in range(len(data))))
    elif how == "middle":
        path.write_bytes(data[:4096] + bytes(len(data) - 4096))
    elif how == "folder":
        path.unlink()
        path.mkdir()
    elif how == "link":
        path.unlink()
        path.symlink_to("/dev/null")
    else:
        statements = {
            "newer": "PRAGMA user_version = 999",
            "other program": "PRAGMA application_id = 7",
            "no tables": "DROP TABLE record",
            "no generation": "DELETE FROM meta WHERE name = 'generation'",
            "no seal": "DELETE FROM meta WHERE name LIKE 'kept %'",
            "short seal": "UPDATE meta SET value = substr(value, 1, 2) WHERE name LIKE 'kept %'",
            "columns": "UPDATE snapshot SET data = x'00' WHERE name LIKE '%.dates'",
            "column gone": "DELETE FROM snapshot",
            "topics": "UPDATE head SET topics = '['; UPDATE meta SET value = value + 1 WHERE name = 'generation'",
        }
        connection = sqlite3.connect(path)
        connection.executescript(statements[how])
        connection.close()


SPOILT = [
    "empty",
    "short",
    "random",
    "middle",
    "folder",
    "link",
    "newer",
    "other program",
    "no tables",
    "no generation",
]
SPOILT += ["no seal", "short seal", "columns", "column gone", "topics"]


@pytest.mark.parametrize("how", SPOILT)
def test_a_first_screen_is_had_from_whatever_is_left_of_an_index(
    root: Path, opener: Opener, tmp_path: Path, how: str
) -> None:
    write_many(root, 3)
    first = opener()
    first.refresh()
    first.close()
    _spoil(index_file(tmp_path), how)
    library = opener()
    assert len(library.open_first()) in (0, 3)
    write_article(root, "0001.md", title="changed", body="And more")
    assert said(library.refresh()) == built_anew(root)


@pytest.mark.parametrize("how", SPOILT)
def test_whatever_is_wrong_with_an_index_it_is_made_good(
    root: Path, opener: Opener, tmp_path: Path, how: str
) -> None:
    write_many(root, 40)
    write_article(root, "undated.md")
    first = opener()
    first.refresh()
    first.close()
    _spoil(index_file(tmp_path), how)
    library = opener()
    library.open()
    write_article(root, "0007.md", title="changed", body="And more")
    want = built_anew(root)
    assert said(library.refresh()) == want
    library.close()
    if how != "folder":
        assert said(opener().open()) == want


def test_damage_met_while_reading_is_said_and_mended_by_the_next_start(
    root: Path, opener: Opener, tmp_path: Path
) -> None:
    write_many(root, 5)
    library = opener()
    corpus = library.refresh()
    connection = sqlite3.connect(index_file(tmp_path))
    with connection:
        connection.execute("UPDATE record SET value = '[1, 2'")
    connection.close()
    with pytest.raises(IndexFaultError, match="built anew"):
        corpus.article(0)
    assert not list((tmp_path / "cache").glob("*.index"))
    assert said(library.refresh()) == built_anew(root)


def _failing(monkeypatch: pytest.MonkeyPatch, place: Callable[[str], bool], error: sqlite3.Error) -> None:
    """Make writing fail on the databases that `place` picks by their path, after a few files."""
    put = IndexWriter.put
    left = [3]

    def failing(writer: IndexWriter, rows: Any, *rest: Any) -> None:
        if place(writer._connections.place):
            left[0] -= 1
            if left[0] < 0:
                raise error
        put(writer, rows, *rest)

    monkeypatch.setattr(IndexWriter, "put", failing)
    monkeypatch.setattr(refreshing, "_PUT_SECONDS", 0.0)


def _error(code: int, message: str) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError(message)
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize("place", ["file", "all on disk"])
def test_a_full_disk_makes_it_go_on_without(
    root: Path, opener: Opener, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    write_many(root, 400)
    picks = {"file": lambda path: len(path) > 10, "all on disk": lambda path: path != ":memory:"}
    _failing(monkeypatch, picks[place], _error(sqlite3.SQLITE_FULL, "database or disk is full"))
    library = opener()
    corpus = library.refresh()
    assert len(corpus) == 400
    assert said(corpus) == said(library.refresh())


def test_a_full_database_is_a_full_disk(root: Path, opener: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    write_many(root, 400)
    made = Connections.__init__

    def small(connections: Connections, place: str) -> None:
        made(connections, place)
        if len(place) > 10:
            with connections.borrow() as connection:
                connection.execute("PRAGMA max_page_count = 60")

    monkeypatch.setattr(Connections, "__init__", small)
    assert len(opener().refresh()) == 400


def test_damage_met_while_writing_is_mended_at_once(
    root: Path, opener: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_many(root, 400)
    _failing(
        monkeypatch, lambda path: True, _error(sqlite3.SQLITE_CORRUPT, "database disk image is malformed")
    )
    left: list[int] = []
    use = Library._use

    def mended(library: Library, connections: Connections) -> None:
        use(library, connections)
        left.append(len(left))
        if len(left) == 3:
            monkeypatch.undo()

    monkeypatch.setattr(Library, "_use", mended)
    assert len(opener().refresh()) == 400
    assert len(left) == 3


def test_when_nothing_works_one_sentence_says_so(
    root: Path, opener: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_many(root, 4)
    monkeypatch.setattr(
        IndexWriter, "known_files", lambda _writer: (_ for _ in ()).throw(_error(sqlite3.SQLITE_IOERR, "x"))
    )
    with pytest.raises(IndexFaultError, match="cannot be used"):
        opener().refresh()


@pytest.mark.parametrize("seen", [True, False])
def test_another_programs_refresh_is_waited_for_and_watched(
    root: Path, opener: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, seen: bool
) -> None:
    write_many(root, 10)
    other = opener()
    other.refresh()
    library = opener()
    library.open()
    write_article(root, "new.md")
    lock = RefreshLock(index_file(tmp_path))
    assert lock.acquire()
    snapshots: list[Snapshot] = []
    phases: list[str] = []

    def progress(report: Progress) -> None:
        phases.append(report.phase)
        if phases.count("waiting") == 1:
            # What the other program does while it holds the lock.
            refreshing.Refresh(
                IndexWriter(other._opened[-1], other.open().generation),
                other._index(),
                other.open(),
                Watcher(lambda _: None, lambda _: None, lambda: False),
            ).run(other.roots, DEFAULT_NAMES)
        if phases.count("waiting") == 3:
            lock.__exit__(None, None, None)

    monkeypatch.setattr(library_module, "_WAIT_SECONDS", 0.001)
    corpus = library.refresh(on_progress=progress, on_corpus=snapshots.append if seen else None)
    assert phases[:3] == ["waiting"] * 3
    assert len(corpus) == 11
    assert snapshots == ([corpus] if seen else [])


def test_waiting_can_be_cancelled(root: Path, opener: Opener, tmp_path: Path) -> None:
    write_many(root, 3)
    opener().refresh()
    write_article(root, "new.md")
    with RefreshLock(index_file(tmp_path)) as lock:
        assert lock.acquire()
        assert len(opener().refresh(cancelled=lambda: True)) == 3


def test_a_program_that_the_lock_does_not_stop_costs_nothing(
    root: Path, opener: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fcntl.flock", lambda *_: (_ for _ in ()).throw(OSError("no locks here")))
    write_many(root, 120)
    other = opener()
    library = opener()
    seen: list[int] = []

    def interfere() -> bool:
        if len(seen) == 2:
            other.refresh()
        seen.append(0)
        return False

    assert said(library.refresh(cancelled=interfere)) == built_anew(root)
    assert said(opener().open()) == built_anew(root)


REFRESH = """
import sys
from pathlib import Path
from reader.corpus.library import Library
if __name__ == "__main__":
    library = Library([Path(sys.argv[1])], cache=Path(sys.argv[2]))
    print(len(library.refresh(cancelled=lambda: print("going on", flush=True))), flush=True)
    library.close()
"""


@pytest.fixture
def start(root: Path, tmp_path: Path) -> Iterator[Callable[[], subprocess.Popen[str]]]:
    script = tmp_path / "refresh.py"
    script.write_text(REFRESH)
    started: list[subprocess.Popen[str]] = []

    def start_refresh() -> subprocess.Popen[str]:
        command = [sys.executable, str(script), str(root), str(tmp_path / "cache")]
        environment = os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parents[2])}
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
        started.append(process)
        return process

    yield start_refresh
    for process in started:
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()


def test_two_programs_at_once_both_come_to_the_end(
    root: Path, opener: Opener, start: Callable[[], subprocess.Popen[str]]
) -> None:
    write_many(root, 600)
    processes = [start(), start()]
    assert [process.communicate()[0].splitlines()[-1] for process in processes] == ["600", "600"]
    assert said(opener().open()) == built_anew(root)


@pytest.mark.parametrize("after", [1, 2, 9])
def test_a_killed_refresh_is_taken_up_where_it_stopped(
    root: Path, opener: Opener, start: Callable[[], subprocess.Popen[str]], after: int
) -> None:
    write_many(root, 1500)
    process = start()
    assert process.stdout is not None
    for _ in range(after):
        process.stdout.readline()
    process.send_signal(signal.SIGKILL)
    process.wait()
    library = opener()
    found = library.open()
    assert len(said(found)["articles"]) == len(found) < 1500
    read: list[int] = []
    library.refresh(on_progress=lambda progress: read.append(progress.total))
    assert max(read) == 1500 - len(found)
    assert said(library.open()) == built_anew(root)


@needs_shared
def test_the_real_articles_survive_the_index(tmp_path: Path) -> None:
    library = Library([SEEDS], cache=tmp_path)
    corpus = library.refresh()
    assert [os.path.basename(path)[:10] for path in corpus.paths] == [
        "2021-02-12", "2020-10-20", "2020-10-13", "2020-10-01", "2020-06-16",
    ]  # fmt: skip
    want = said(corpus)
    library.close()
    library = Library([SEEDS], cache=tmp_path)
    assert said(library.open()) == want
    library.close()
