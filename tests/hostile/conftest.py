from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hostile.corpus import Case, write


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, list[Case]]]:
    """Yield a folder with the hostile corpus, and what is in it. Nobody changes it."""
    folder = tmp_path_factory.mktemp("hostile") / "news"
    yield folder, write(folder)
    # pytest removes old folders, which it cannot where one is closed to its owner.
    os.chmod(folder / "closed", 0o700)
