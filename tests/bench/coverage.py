"""Stories: what finding them costs, and how long their keys take."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.bench.changes import FRESH, write_files
from tests.bench.figures import Table, calm
from tests.bench.generate import Generated
from tests.bench.keys import ESCAPE, HOME, SHOWN, loaded, pressed
from tests.bench.programs import NEAR, READER
from tests.bench.starts import run

_OPEN, _FOLD = ("g", "t"), "Z"


def stories(table: Table, corpus: Generated, home: Path, times: int) -> None:
    """Measure `reader stories` without, with and after what it finds out, then the keys of stories in the app."""
    size, words = corpus.count, (*READER, "stories", str(corpus.folder), "limit:1")
    run((*READER, "index", str(corpus.folder)), home)
    made, known = run(words, home), run(words, home)
    write_files(corpus.folder, "coverage")
    joined = run(words, home)
    shutil.rmtree(corpus.folder / FRESH)
    run(words, home)
    table.put("`reader stories`, the first time", size, [made], unit=" s")
    table.put("`reader stories`, once they are known", size, [known], unit=" s")
    table.put("`reader stories`, after ten new files", size, [joined], unit=" s")
    with loaded(corpus, home, NEAR) as terminal:
        terminal.press(HOME, quiet=SHOWN)
        opened, steps = [], []
        for _time in range(max(1, times // 4)):
            terminal.press(_OPEN[0], quiet=SHOWN)
            opened.append(terminal.press(_OPEN[1], quiet=SHOWN))
            if " 1 source " not in terminal.lines[0]:  # else there is nowhere to step to
                steps += pressed(terminal, "jk")
            terminal.press(ESCAPE, quiet=SHOWN)
            terminal.press("j", quiet=SHOWN)
        folds = pressed(terminal, [_FOLD] * max(2, times // 4), quiet=SHOWN)
        for what, reactions, limits in (
            ("key to screen: open the story of an article", opened, (15, 30)),
            ("key to screen: one row down in a story", steps, (6, 15)),
            ("key to screen: fold the list to stories, unfold it", folds, (80, 80)),
        ):
            table.put_seconds(what, size, [reaction.seconds for reaction in calm(reactions)], limits)
