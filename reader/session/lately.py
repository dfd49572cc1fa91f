"""Which corpora were opened last. Imports little: a command without a corpus asks here before all else."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from reader.config.paths import Paths, make_private


def remember_roots(paths: Paths, roots: Sequence[Path]) -> None:
    """Note the corpora that are opened, for the next start without any. A full or closed disk is no reason to stop."""
    known = _session_note(paths)
    note = known | {"roots": [str(root.absolute()) for root in roots]}
    if note == known:
        return
    new = paths.session.with_suffix(".new")
    with suppress(OSError):
        make_private(paths.session.parent)
        descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
        with open(descriptor, "w", encoding="utf-8") as stream:
            json.dump(note, stream)
        new.replace(paths.session)


def last_roots(paths: Paths) -> list[Path]:
    """Return the corpora that were opened last; none where that is not known."""
    roots = _session_note(paths).get("roots")
    return [Path(root) for root in roots if isinstance(root, str)] if isinstance(roots, list) else []


def _session_note(paths: Paths) -> dict[str, Any]:
    try:
        note = json.loads(paths.session.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return note if isinstance(note, dict) else {}
