"""Commands of the real program, ended by a signal at a random moment.

`python -m tests.faults.lab [ROUNDS [SEED]]` runs more rounds than the tests do, and prints what fell.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ARTICLES = 60
SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
DRAFT = "---\ntitle: Article {0}\nurl: https://news.example/{0}\npublished: false\n---\nText of {0}.\n"


class Lab:
    """A corpus of drafts, a home folder, and a source of chance."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder, self.chance = folder, random.Random(seed)  # noqa: S311
        self.corpus, home = folder / "news", folder / "home"
        self.corpus.mkdir()
        for number in range(ARTICLES):
            (self.corpus / f"{number}.md").write_text(DRAFT.format(number))
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("XDG_")},
            "HOME": str(home),
        }
        self.durations: dict[str, float] = {}
        self.run("index", self.corpus)

    def run(self, *words: str | Path) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        return subprocess.run(
            [sys.executable, "-m", "reader", *map(str, words)],
            env=self.environment,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            check=False,
        )

    def ended(self, *words: str | Path) -> tuple[signal.Signals, int]:
        """Run a command and send it a signal at a random moment; return the signal and the exit code."""
        number = self.chance.choice(SIGNALS)
        process = subprocess.Popen(
            [sys.executable, "-m", "reader", *map(str, words)],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        begun = time.monotonic()
        usual = self.durations.get(str(words[0]), 0.5)
        try:
            process.communicate(timeout=self.chance.uniform(0.3, 1.1) * usual)
        except subprocess.TimeoutExpired:
            process.send_signal(number)
            _, err = process.communicate()
            # Python itself says so where a signal meets it before the program begins.
            assert number == signal.SIGINT or b"Traceback" not in err, err
        else:
            self.durations[str(words[0])] = time.monotonic() - begun
        return number, process.returncode

    def left_over(self) -> list[Path]:
        """Return the temporary files beside what was written."""
        return sorted(self.folder.glob("**/.reader-*"))

    def check_left_overs(self, number: signal.Signals, next_run: Callable[[], object]) -> None:
        """Check that nothing is left over: at once, but after SIGKILL once the next run is over."""
        if number == signal.SIGKILL:
            next_run()
        assert self.left_over() == [], number

    def starred(self, *words: str | Path) -> list[str]:
        """Return the paths of the starred articles."""
        done = self.run("list", self.corpus, "is:starred", "--format", "jsonl", *words)
        return sorted(json.loads(line)["path"] for line in done.stdout.splitlines())


def mark(lab: Lab) -> None:
    """A step of marks is there as a whole or not at all, and certainly once it was acknowledged."""
    before = lab.starred()
    numbers = lab.chance.sample(range(ARTICLES), 3)
    query = " OR ".join(f'path:"{number}.md"' for number in numbers)
    wanted = lab.run("list", lab.corpus, "--format", "jsonl", "-q", query).stdout.splitlines()
    after = sorted({*before, *(json.loads(line)["path"] for line in wanted)})
    _, code = lab.ended("mark", lab.corpus, "--star", "-q", query)
    assert lab.starred() in ([after] if code == 0 else [before, after])


def publish(lab: Lab) -> None:
    """Every file is whole, old or new; nothing is left beside it; and the run can be taken back to the byte."""
    lab.run("publish", lab.corpus, "is:published", "--unpublish", "--write")
    before = {file: file.read_bytes() for file in lab.corpus.glob("*.md")}
    number, code = lab.ended("publish", lab.corpus, "is:draft", "--write")
    after = {file: data.replace(b"published: false", b"published: true") for file, data in before.items()}
    for file, data in before.items():
        assert file.read_bytes() in ([after[file]] if code == 0 else [data, after[file]]), file
    lab.check_left_overs(number, lambda: lab.run("list", lab.corpus))
    if any(file.read_bytes() == after[file] for file in before):
        done = lab.run("publish", lab.corpus, "--undo", "--write")
        assert done.returncode == 0, done.stderr
    assert {file: file.read_bytes() for file in before} == before


def state(lab: Lab) -> None:
    """Marks that are read in are there all together or not at all."""
    lab.run("mark", lab.corpus, "--star", "-q", f'path:"{lab.chance.randrange(ARTICLES)}.md"')
    dump, journal = lab.folder / "marks.jsonl", lab.folder / "other.db"
    assert lab.run("state", "dump", dump, "--force").returncode == 0
    journal.unlink(missing_ok=True)
    _, code = lab.ended("state", lab.chance.choice(("restore", "merge")), dump, "--state", journal)
    whole = lab.starred()
    found = lab.starred("--state", journal) if journal.exists() else []
    assert found in ([whole] if code == 0 else [[], whole])
    assert lab.run("state", "merge", dump, "--state", journal).returncode == 0
    assert lab.starred("--state", journal) == whole


def dump(lab: Lab) -> None:
    """A dump that is replaced is the old one or the new one."""
    file = lab.folder / "marks.jsonl"
    lab.run("state", "dump", file, "--force")
    before = file.read_bytes()
    lab.run("mark", lab.corpus, "--tag", f"t{lab.chance.random()}", "-q", f'path:"{ARTICLES - 1}.md"')
    after = lab.run("state", "dump").stdout.encode()
    number, code = lab.ended("state", "dump", file, "--force")
    assert file.read_bytes() in ([after] if code == 0 else [before, after])
    lab.check_left_overs(number, lambda: lab.run("state", "dump", file, "--force"))


def export(lab: Lab) -> None:
    """An export that is replaced is the old one or the new one."""
    file = lab.folder / "news.html"
    file.write_text("old")
    after = lab.run("export", lab.corpus, "--format", "html").stdout
    number, code = lab.ended("export", lab.corpus, "--output", file, "--force")
    assert file.read_text() in ([after] if code == 0 else ["old", after])
    lab.check_left_overs(number, lambda: lab.run("export", lab.corpus, "--output", file, "--force"))
    assert file.read_text() in ("old", after)


EXPERIMENTS: tuple[Callable[[Lab], None], ...] = (mark, publish, state, dump, export)


def main() -> int:
    """Run all experiments for a number of rounds; return how many fell."""
    given = [int(word) for word in sys.argv[1:3]]
    rounds, seed = (*given, *(50, 1)[len(given) :])
    fell = 0
    for experiment in EXPERIMENTS:
        with tempfile.TemporaryDirectory() as folder:
            lab = Lab(Path(folder), seed)
            for turn in range(rounds):
                try:
                    experiment(lab)
                except AssertionError as error:
                    fell += 1
                    print(f"{experiment.__name__}, round {turn}: {error}")
        print(f"{experiment.__name__}: {rounds} rounds")
    return fell


if __name__ == "__main__":
    sys.exit(main())
