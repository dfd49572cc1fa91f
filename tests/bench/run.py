"""`make bench`: all measurements for corpora of some sizes, and the table of them."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.changes import changed_files
from tests.bench.coverage import stories
from tests.bench.figures import Table
from tests.bench.generate import write_corpus
from tests.bench.keys import far_line, near_line, while_indexing
from tests.bench.starts import cold_starts, warm_starts

_PARTS = ("cold", "warm", "changes", "stories", "indexing", "near", "far")
_MARK = "<!-- measurements -->"


def main() -> None:
    """Measure, and print the table on standard output; how far it is goes to standard error."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--sizes", default="1000,10000,100000", help="numbers of articles, with commas")
    parser.add_argument("--rounds", type=int, default=3, help="first starts of each size")
    parser.add_argument("--pairs", type=int, default=11, help="starts with an index, of each size")
    parser.add_argument("--times", type=int, default=40, help="presses of each key")
    parser.add_argument("--only", choices=_PARTS, help="one part of it")
    parser.add_argument(
        "--write", type=Path, metavar="FILE", help=f"put what is promised into a file, behind {_MARK}"
    )
    options = parser.parse_args()
    table = Table([int(size) for size in options.sizes.split(",")])
    for size in table.sizes:
        with TemporaryDirectory() as folder:
            _measure(table, size, Path(folder), options)
    print(table.text())
    if options.write:
        text = options.write.read_text(encoding="utf-8")
        before, mark, rest = text.partition(_MARK)
        _, end, after = rest.partition(_MARK.replace("<!-- ", "<!-- /"))
        options.write.write_text(
            f"{before}{mark}\n\n{table.text(promised=True)}\n\n{end}{after}", encoding="utf-8"
        )


def _measure(table: Table, size: int, folder: Path, options: argparse.Namespace) -> None:
    _say(size, "writing the corpus")
    corpus, home = write_corpus(folder / "news", size), folder / "home"
    parts: dict[str, Callable[[], None]] = {
        "cold": partial(cold_starts, table, corpus, options.rounds),
        "warm": partial(warm_starts, table, corpus, home, options.pairs),
        "changes": partial(changed_files, table, corpus, home, options.rounds),
        "stories": partial(stories, table, corpus, home, options.times),
        "indexing": partial(while_indexing, table, corpus, options.times),
        "near": partial(near_line, table, corpus, home, options.times),
        "far": partial(far_line, table, corpus, home, options.times),
    }
    for name, part in parts.items():
        if options.only in (None, name):
            _say(size, name)
            part()


def _say(size: int, what: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {size:,}: {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
