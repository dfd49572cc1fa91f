"""Reading on several cores: the same result, whatever becomes of the processes."""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor
from pathlib import Path

import pytest

from reader.corpus.files.scan import FileStat, scan
from reader.corpus.front_matter.field_names import DEFAULT_NAMES, FieldNames
from reader.corpus.index.rows import FileRow
from reader.corpus.library import Library
from reader.corpus.refresh import workers
from tests.corpus.indexed import built_anew, said, write_article, write_many


class Deadly(dict[str, tuple[str, int]]):
    """Field names, of which asking for one ends the process that asks, if it is a worker."""

    def get(self, name: str, default: object = None) -> object:  # type: ignore[override]
        if name == "killer" and multiprocessing.parent_process() is not None:
            os._exit(1)
        return super().get(name, default)


DEADLY = FieldNames(Deadly(DEFAULT_NAMES.written))


@pytest.fixture
def few_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a handful of files look like many."""
    monkeypatch.setattr(workers, "PARALLEL_FROM", 20)
    monkeypatch.setattr(workers, "_HEAD_START", 10)
    monkeypatch.setattr(workers, "_BATCH", 4)
    monkeypatch.setattr(workers, "_CHUNK", 8)


def read(stats: Sequence[FileStat], names: FieldNames = DEFAULT_NAMES, **options: int) -> list[FileRow]:
    return [row for batch in workers.read_files(stats, names, **options) for row in batch]


def test_few_files_are_read_without_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_read_there", None)
    write_many(tmp_path, 60)
    stats = list(scan([tmp_path]))
    batches = list(workers.read_files(stats, DEFAULT_NAMES))
    assert [len(batch) for batch in batches] == [50, 10]


@pytest.mark.usefixtures("few_at_once")
def test_processes_give_the_same_rows_in_the_same_order(tmp_path: Path) -> None:
    write_many(tmp_path, 300)
    stats = list(scan([tmp_path]))
    (tmp_path / "0200.md").unlink()
    rows = read(stats, processes=2)
    assert rows == read(stats, processes=0)
    assert [row.path for row in rows] == [stat.path for stat in stats if stat.path != "0200.md"]


@pytest.mark.usefixtures("few_at_once")
def test_a_refresh_with_processes_ends_like_one_without(tmp_path: Path) -> None:
    root = tmp_path / "corpus"
    write_many(root, 120)
    library = Library([root], cache=tmp_path / "cache")
    # As the app does it: on a thread that is not the main one.
    thread = threading.Thread(target=library.refresh)
    thread.start()
    thread.join()
    found = said(library.open())
    library.close()
    assert found == built_anew(root)


@pytest.mark.usefixtures("few_at_once")
def test_stopping_early_leaves_no_processes_behind(tmp_path: Path) -> None:
    write_many(tmp_path, 200)
    batches = workers.read_files(list(scan([tmp_path])), DEFAULT_NAMES, processes=2)
    for _ in range(5):
        next(batches)
    assert multiprocessing.active_children()
    batches.close()
    assert not multiprocessing.active_children()


@pytest.mark.usefixtures("few_at_once")
def test_a_file_that_kills_its_reader_is_a_problem(tmp_path: Path) -> None:
    write_many(tmp_path, 60)
    write_article(tmp_path, "0033.md", more="killer: yes")
    rows = read(list(scan([tmp_path])), DEADLY, processes=1)
    assert len(rows) == 60
    assert [row.path for row in rows if row.article is None] == ["0033.md"]
    assert [row.problems for row in rows if row.problems] == [
        ((0, "", "brings its reader to a stop and is left out"),)
    ]


@pytest.mark.usefixtures("few_at_once")
@pytest.mark.parametrize("error", [OSError, ImportError])
def test_where_no_pool_can_be_had_it_goes_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def refuse(*_arguments: object, **_options: object) -> None:
        raise error("no semaphores")

    write_many(tmp_path, 60)
    monkeypatch.setattr(ProcessPoolExecutor, "__init__", refuse)
    assert len(read(list(scan([tmp_path])))) == 60


@pytest.mark.usefixtures("few_at_once")
def test_where_processes_do_not_start_it_goes_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object, **_options: object) -> None:
        raise BrokenProcessPool

    write_many(tmp_path, 60)
    monkeypatch.setattr(ProcessPoolExecutor, "submit", refuse)
    assert len(read(list(scan([tmp_path])))) == 60


@pytest.mark.usefixtures("few_at_once")
def test_where_processes_stop_starting_no_file_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_many(tmp_path, 60)
    write_article(tmp_path, "0033.md", more="killer: yes")
    stats = list(scan([tmp_path]))

    def refuse(*_arguments: object) -> list[FileRow]:
        raise workers.NoWorkersError

    monkeypatch.setattr(workers, "_read_alone", refuse)
    assert [row.path for row in read(stats, DEADLY, processes=1)] == [stat.path for stat in stats]


def test_a_worker_is_quiet_and_yields(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[tuple[object, ...]] = []

    class Parent:
        sentinel = 7

    monkeypatch.setattr(signal, "signal", lambda *what: done.append(what))
    monkeypatch.setattr(os, "dup2", lambda _descriptor, stream: done.append(("mute", stream)))
    monkeypatch.setattr("gc.set_threshold", lambda *_: None)
    monkeypatch.setattr(os, "_exit", lambda status: done.append(("exit", status)))
    monkeypatch.setattr(
        multiprocessing.connection, "wait", lambda sentinels: done.append(("wait", *sentinels))
    )
    monkeypatch.setattr(multiprocessing, "parent_process", lambda: None)
    workers.start_worker()
    assert done == [(signal.SIGINT, signal.SIG_IGN), ("mute", 1), ("mute", 2)]
    monkeypatch.setattr(multiprocessing, "parent_process", Parent)
    workers.start_worker()
    for thread in threading.enumerate():
        if thread is not threading.current_thread() and "_end_with" in thread.name:
            thread.join()
    assert done[-2:] == [("wait", 7), ("exit", 0)]


ENDLESS = """
import multiprocessing, sys, time
from pathlib import Path
from reader.corpus.refresh import workers
from reader.corpus.front_matter.field_names import DEFAULT_NAMES
from reader.corpus.files.scan import scan

if __name__ == "__main__":
    workers._HEAD_START = 1
    batches = workers.read_files(list(scan([Path(sys.argv[1])])), DEFAULT_NAMES, processes=2)
    next(batches), next(batches)
    print(*(child.pid for child in multiprocessing.active_children()), flush=True)
    time.sleep(60)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")
def test_workers_end_with_a_killed_parent(tmp_path: Path) -> None:
    write_many(tmp_path, 300)
    (tmp_path / "endless.py").write_text(ENDLESS)
    command = [sys.executable, str(tmp_path / "endless.py"), str(tmp_path)]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parents[3])}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        pids = process.stdout.readline().split()
        process.kill()
    assert len(pids) == 2
    deadline = time.monotonic() + 10
    while any(map(_alive, pids)) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not any(map(_alive, pids))


def _alive(pid: str) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in "ZX"


def test_the_number_of_cores_is_what_this_process_may_use(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_process: int) -> set[int]:
        raise PermissionError(1, "not permitted")

    assert workers._cores() >= 1
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    monkeypatch.setattr(os, "sched_getaffinity", refuse, raising=False)
    assert workers._cores() == 1
    monkeypatch.setattr(sys, "platform", "darwin")
    assert workers._cores() == 1


def test_files_are_shared_by_how_long_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_CHUNK_BYTES", 10_000)
    monkeypatch.setattr(workers, "_BATCH", 4)
    write_many(tmp_path, 12)
    for name in ("0001.md", "0008.md"):
        write_article(tmp_path, name, body="x" * 20_000)
    stats = list(scan([tmp_path]))
    batches = [[row.path for row in batch] for batch in workers.read_files(stats, DEFAULT_NAMES, processes=0)]
    assert [len(batch) for batch in batches] == [2, 4, 3, 3]
    assert [batch[-1] for batch in batches] == ["0001.md", "0005.md", "0008.md", "0011.md"]
    # Few files that are long are much, one is not: two processes cannot share it.
    monkeypatch.setattr(workers, "_FILE_BYTES", 1_000)
    assert workers.is_much(stats, 12)
    assert workers.is_much(stats, 40)
    assert not workers.is_much(stats, 70)
    assert not workers.is_much(stats[1:2], 2)


@pytest.mark.usefixtures("few_at_once")
def test_long_files_are_read_by_processes_from_the_first_share_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "_CHUNK_BYTES", 1_000)
    for number in range(6):
        write_article(tmp_path, f"{number}.md", body="x" * 1_000 * number)
    stats = list(scan([tmp_path]))
    assert read(stats, processes=2) == read(stats, processes=0)
    assert read([], processes=2) == []
