"""`python -m tests.bench.stories CORPUS`: how well, and at what cost, stories are found where they are known.

Beside the folder CORPUS stands `CORPUS.stories.jsonl`: one story a line, with the paths of its articles under `paths`.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from reader.corpus.library import Library
from reader.session.stories.build_task import kept, made
from tests.stories.scores import scores


def main() -> None:
    """Index the corpus in a folder of its own, make its stories as the program does, and print what came of it."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.stories", description=__doc__)
    parser.add_argument("corpus", type=Path)
    corpus_folder: Path = parser.parse_args().corpus
    with TemporaryDirectory() as cache:
        library = Library([corpus_folder], cache=Path(cache))
        begun = time.monotonic()
        corpus = library.refresh()
        print(f"{len(corpus):,} articles indexed in {time.monotonic() - begun:.1f} s", file=sys.stderr)
        begun = time.monotonic()
        stories = made(corpus.graph, lambda: False)
        seconds = time.monotonic() - begun
        begun = time.monotonic()
        again = kept(corpus.graph)
        loading = time.monotonic() - begun
        truth = _truth(corpus_folder, corpus.paths)
        library.close()
    if stories is None or again is None:
        sys.exit("no stories were made")
    precision, recall, largest = scores(list(stories.numbers), truth)
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"precision {precision:.4f}, recall {recall:.4f}, largest story {largest} articles")
    print(f"made in {seconds:.1f} s, read back in {1000 * loading:.0f} ms, largest process {memory:.0f} MB")


def _truth(folder: Path, paths: Sequence[str]) -> list[str]:
    """Return for each row the story it belongs to; an article that no story names is alone."""
    story_of: dict[str, str] = {}
    with Path(f"{folder}.stories.jsonl").open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            story_of |= dict.fromkeys(json.loads(line)["paths"], str(number))
    return [story_of.get(path, path) for path in paths[:]]


if __name__ == "__main__":
    main()
