"""Where the shared real articles are, when they stand beside the project; tests over them skip without."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("READER_SHARED", Path(__file__).resolve().parents[2] / "shared"))
SEEDS = SHARED / "corpora" / "seeds"
EVERYDAY = SHARED / "corpora" / "everyday"
QUERY_CASES = SHARED / "query-cases.tsv"

needs_shared = pytest.mark.skipif(not SEEDS.is_dir(), reason="the shared corpora are not beside the project")
