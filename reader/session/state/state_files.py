"""Small notes of the program to itself, in the user's state folder: pleasant to find again, and no loss when gone."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from reader.config.paths import make_private
from reader.io.temporary_file import temporary_file


def read_note(file: Path) -> Any:
    """Return what a note holds, None where there is none that can be read."""
    try:
        return json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None


def write_note(file: Path, value: Any) -> bool:
    """Write a note whole, readable by its owner alone; tell whether it is kept: a disk may be full or closed."""
    with suppress(OSError):
        make_private(file.parent)
        with temporary_file(file.parent) as (fresh, descriptor):
            os.fchmod(descriptor, 0o600)  # whatever the umask has taken from it
            with open(descriptor, "w", encoding="utf-8", closefd=False) as stream:
                # The name of a file can hold bytes that are no UTF-8; in JSON those are escaped.
                json.dump(value, stream)
            fresh.replace(file)
        return True
    return False


def forget_note(file: Path) -> bool:
    """Remove a note, where there is one; tell whether none is there any more."""
    with suppress(OSError):
        file.unlink(missing_ok=True)
        return True
    return False
