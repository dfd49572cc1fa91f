"""`kill -9` at random moments: every step that was acknowledged is there afterwards, and none by half."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

from reader.marks import Journal
from reader.text.identity import short_id

ROUNDS = int(os.environ.get("READER_KILLS", "25"))

MARKER = """
import itertools, sys
from pathlib import Path
from reader.marks import Edit, Journal
journal = Journal.open(Path(sys.argv[1]), user="ann")
print("open", flush=True)
for n in itertools.count():
    keys = [f"https://example.org/{sys.argv[2]}/{n}/{m}" for m in range(3)]
    journal.apply("step", [Edit(key, "verdict", "later") for key in keys])
    print(n, flush=True)
"""


def test_what_was_acknowledged_is_there_after_a_kill(path: Path) -> None:
    chance = random.Random(4)  # noqa: S311
    acknowledged = 0
    for turn in range(ROUNDS):
        child = subprocess.Popen(
            [sys.executable, "-c", MARKER, str(path), str(turn)],
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[2],
        )
        assert child.stdout is not None
        assert child.stdout.readline() == "open\n"
        # Some steps by their number and not by the time they take, which on a busy machine is any; then a moment, so
        # that the kill comes anywhere in the step that follows.
        before = [child.stdout.readline() for _ in range(chance.randrange(4))]
        time.sleep(chance.uniform(0, 0.03))
        child.kill()
        lines = [*before, *child.stdout.read().splitlines(keepends=True)]
        steps = [line for line in lines if line.endswith("\n") and line.strip().isdigit()]
        assert [int(line) for line in steps] == list(range(len(steps)))
        child.stdout.close()
        child.wait()
        acknowledged += len(steps)
        with Journal.open(path, user="ann") as journal:
            assert journal.notice == ""
            for n in range(len(steps) + 1):
                ids = [short_id(f"https://example.org/{turn}/{n}/{m}") for m in range(3)]
                there = [journal.get(name).verdict == "later" for name in ids]
                assert all(there) or (n == len(steps) and not any(there))
    assert acknowledged >= ROUNDS, "most rounds are killed behind a step or more"
