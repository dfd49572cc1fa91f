"""Which corpora were opened last. Imports little: a command without a corpus asks here before all else."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reader.config.paths import Paths
from reader.session.state.state_files import read_note, write_note


def remember_roots(paths: Paths, roots: Sequence[Path]) -> None:
    """Note the corpora that are opened, for the next start without any. A full or closed disk is no reason to stop."""
    known = _session_note(paths)
    note = known | {"roots": [str(root.absolute()) for root in roots]}
    if note != known:
        write_note(paths.session, note)


def last_roots(paths: Paths) -> list[Path]:
    """Return the corpora that were opened last; none where that is not known."""
    roots = _session_note(paths).get("roots")
    return [Path(root) for root in roots if isinstance(root, str)] if isinstance(roots, list) else []


def _session_note(paths: Paths) -> dict[str, Any]:
    note = read_note(paths.session)
    return note if isinstance(note, dict) else {}
