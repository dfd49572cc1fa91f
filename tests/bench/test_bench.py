"""That the measurements can be made: the corpus, the terminal and the table, without a look at any clock."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from reader.corpus.parse.read_article import read_article
from tests.bench.figures import Table, calm, share
from tests.bench.generate import FILTER, write_corpus
from tests.bench.keys import HOME, PAGE_DOWN
from tests.bench.programs import READER, THIN, environment, start
from tests.bench.starts import all_of, rows_of
from tests.bench.terminal import Reaction, StoppedError, Terminal

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="memory and time are read from /proc")


def test_a_corpus_is_the_same_each_time_and_without_problems(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_corpus(tmp_path / name, 50)
    files = {path.relative_to(tmp_path / "one"): path for path in (tmp_path / "one").rglob("*.md")}
    assert len(files) == 50
    related = 0
    for label, path in files.items():
        assert path.read_bytes() == (tmp_path / "two" / label).read_bytes()
        parsed = read_article(str(path), str(label))
        assert parsed.article is not None
        assert not parsed.problems
        related += len(parsed.article.related)
    assert related == 4 * 17
    assert 2_000 < sum(path.stat().st_size for path in files.values()) / 50 < 3_000


def test_the_app_is_measured_through_a_terminal(tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path / "news", 50)
    with start((*READER, str(corpus.folder)), tmp_path / "home", THIN) as terminal:
        assert terminal.until(rows_of(corpus)).seconds
        terminal.until(all_of(corpus))
        terminal.rest(0.3)
        step, page = terminal.press("j", quiet=0.2), terminal.press(PAGE_DOWN, quiet=0.2)
        assert step.seconds
        assert page.seconds
        assert step.size > 0
        terminal.press(HOME, quiet=0.2)
        terminal.press("/")
        filtered = re.compile(r"\b\d+ of 50 articles")
        assert terminal.press(FILTER, seen=lambda terminal: bool(filtered.search(terminal.lines[0]))).seconds


def test_a_program_that_ends_shows_what_it_said(tmp_path: Path) -> None:
    words = (sys.executable, "-c", "print('out of paper')")
    with (
        Terminal(words, environment(tmp_path, THIN), columns=80, rows=24) as terminal,
        pytest.raises(StoppedError, match="out of paper"),
    ):
        terminal.until(lambda terminal: "never" in terminal.text)


def test_a_figure_over_its_promise_is_marked() -> None:
    table = Table([10, 1000])
    table.put_seconds("a step", 10, [0.001, None, 0.002, 0.003], [6, 15])
    table.put_seconds("a step", 1000, [0.020] * 3, [6, 15])
    table.put("bytes at rest", 10, [0], [0], " B")
    lines = table.text().splitlines()
    assert lines[-2:] == [
        "| a step | ≤ 6 / 15 ms | 2 / 3 ms | 20 / 20 ms ✗ |",
        "| bytes at rest | ≤ 0 B | 0 B |  |",
    ]


def test_presses_that_others_were_in_the_way_of_do_not_count() -> None:
    fast, slow = Reaction(0.003, 400, 0.0), Reaction(0.030, 400, 0.027)
    assert calm([fast, slow, fast]) == [fast, fast]
    assert calm([slow, slow, fast]) == [slow, slow, fast]
    assert share([3, 1, 2], 0.5) == 2
