"""What every test stands on: a home folder of its own, a known terminal, and stable property tests."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("reader", deadline=None, derandomize=True)
settings.load_profile("reader")

# The plugin that compares pictures of the screen tells its worker processes so where to leave them.
_KEPT = "TEXTUAL_SNAPSHOT_TEMPDIR"

# Textual reads its variables while it is imported, which test modules do before any fixture runs.
for _name in [name for name in os.environ if name.startswith("TEXTUAL") and name != _KEPT]:
    del os.environ[_name]

# Under `nohup`, or behind an `&` in a script, these are ignored, and so they would be by every program started here.
for _signal, _usual in ((signal.SIGINT, signal.default_int_handler), (signal.SIGHUP, signal.SIG_DFL)):
    if signal.getsignal(_signal) is signal.SIG_IGN:
        signal.signal(_signal, _usual)

_FOREIGN_PREFIXES = ("XDG_", "LC_", "SSH_", "TMUX", "TEXTUAL", "CLICOLOR")
_FOREIGN = {
    "BROWSER", "COLUMNS", "EDITOR", "FORCE_COLOR", "LANGUAGE", "LINES", "NO_COLOR", "PAGER", "PYTHONPATH",
    "STY", "TERM_PROGRAM", "VISUAL", "WT_SESSION",
}  # fmt: skip
_XDG_FOLDERS = {
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "XDG_STATE_HOME": ".local/state",
    "XDG_CACHE_HOME": ".cache",
}


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the test an empty home folder and a local terminal of 24-bit colour, whatever the machine has."""
    folder = tmp_path_factory.mktemp("home")
    for name in list(os.environ):
        if name in _FOREIGN or (name.startswith(_FOREIGN_PREFIXES) and name != _KEPT):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(folder))
    for name, place in _XDG_FOLDERS.items():
        monkeypatch.setenv(name, str(folder / place))
    for name, value in {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}.items():
        monkeypatch.setenv(name, value)
    return folder
