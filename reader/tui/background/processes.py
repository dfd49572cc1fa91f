"""Other programs started beside the screen: in a session of their own, so that they cannot reach the terminal."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence

from reader.errors import ReaderError


def start(command: Sequence[str], *, piped: bool) -> subprocess.Popen[bytes]:
    """Start a command; with `piped` it is fed and what it says is taken, else it reads and says nothing.

    Raises `ReaderError`, which names the command.
    """
    ours = subprocess.PIPE if piped else subprocess.DEVNULL
    errors = subprocess.STDOUT if piped else subprocess.DEVNULL
    try:
        return subprocess.Popen(command, stdin=ours, stdout=ours, stderr=errors, start_new_session=True)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ReaderError(f"“{command[0]}” could not be started ({reason})") from error
