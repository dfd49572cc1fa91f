"""Keys in one write do what the same keys do one by one, through a real terminal, and every state can be left."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

COUNT = os.environ.get("READER_TYPEAHEAD", "24")
"""Random sequences that are tried; those that once differed always are."""

_KNOWN = Path(__file__).parent / "sequences.txt"


@pytest.mark.parametrize("words", [("--file", str(_KNOWN)), ("--seed", "1", "--count", COUNT)])
def test_keys_at_once_and_one_by_one(words: tuple[str, str]) -> None:
    # A process of its own: each program is forked from it, which no process with threads may do.
    done = subprocess.run(
        [sys.executable, "-m", "tests.typeahead.walk", *words], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
