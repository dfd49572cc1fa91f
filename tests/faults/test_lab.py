"""Commands ended at random moments lose nothing that was acknowledged, and leave nothing behind."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.faults.lab import EXPERIMENTS, Lab

ROUNDS = int(os.environ.get("READER_KILLS", "4"))


@pytest.mark.slow
@pytest.mark.parametrize("number", range(len(EXPERIMENTS)), ids=[each.__name__ for each in EXPERIMENTS])
def test_nothing_is_lost_or_left(tmp_path: Path, number: int) -> None:
    lab = Lab(tmp_path, seed=number)
    for _ in range(ROUNDS):
        EXPERIMENTS[number](lab)
