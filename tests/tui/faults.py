"""Errors made to happen: at the n-th call of session, snapshot, journal or file system from the code of the program."""

from __future__ import annotations

import builtins
import errno
import io
import os
import sqlite3
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from threading import Lock
from types import FrameType
from typing import Any

import pytest

from reader.corpus.columns.lazy_columns import LazyColumn
from reader.corpus.library import Library, Snapshot
from reader.errors import IndexFaultError, StateError
from reader.marks import Journal
from reader.session.session import Session

# What answers from memory alone, and what ends things: neither can fail in the ways that are tried here.
_NEVER = frozenset(
    ("close", "adopt", "mark", "get", "clock", "warm", "successor", "in_memory", "open", "id_at", "row_of")
) | {"rows_with", "decided_by_another", "tag_counts", "live", "shares_index"}
_COLUMNS = (
    "ids",
    "titles",
    "paths",
    "keys",
    "providers",
    "domains",
    "categories",
    "types",
    "topics",
    "graph",
)
_FILES: tuple[tuple[Any, str], ...] = (
    (builtins, "open"),
    (io, "open"),
    (os, "open"),
    (os, "replace"),
    (os, "fsync"),
    (os, "scandir"),
    (os, "unlink"),
    (os, "mkdir"),
)


class Faults:
    """Raises `error` at the call after `left` others, once; `raised` says where that was."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.left: int | None = None
        self.kind = 0
        self.number = 0
        self.raised = self.path = ""
        self._lock = Lock()
        for owner, faulty in ((Session, StateError), (Snapshot, IndexFaultError), (Journal, StateError)):
            for name in [*vars(owner), *(_COLUMNS if owner is Snapshot else ())]:
                self._wrap(patch, owner, name, faulty)
        patch.setattr(
            LazyColumn, "_text", self._failing(LazyColumn._text, "LazyColumn._text", IndexFaultError)
        )
        for name in ("visit", "refresh", "open"):
            patch.setattr(
                Library, name, self._failing(getattr(Library, name), f"Library.{name}", IndexFaultError)
            )
        for owner, name in _FILES:
            patch.setattr(owner, name, self._failing(getattr(owner, name), f"{owner.__name__}.{name}", None))

    def _wrap(self, patch: pytest.MonkeyPatch, owner: type, name: str, faulty: type[Exception]) -> None:
        value = vars(owner).get(name)
        if name.startswith("_") or name in _NEVER:
            return
        where = f"{owner.__name__}.{name}"
        if isinstance(value, property) and name in _COLUMNS and value.fget is not None:
            patch.setattr(owner, name, property(self._failing(value.fget, where, faulty)))
        elif callable(value) and not isinstance(value, type):
            patch.setattr(owner, name, self._failing(value, where, faulty))

    def _failing(
        self, work: Callable[..., Any], where: str, faulty: type[Exception] | None
    ) -> Callable[..., Any]:
        @wraps(work)
        def call(*values: Any, **named: Any) -> Any:
            if self.left is not None and _is_ours():
                with self._lock:
                    due = self.left == 0
                    self.left = None if due or self.left is None else self.left - 1
                if due:
                    self.raised, self.path = where, _path()
                    raise self._error(faulty)
            return work(*values, **named)

        return call

    def _error(self, faulty: type[Exception] | None) -> Exception:
        said = f"injected fault {self.number}"
        if faulty is None or self.kind == 0:
            return OSError(errno.EIO, said, str(Path("/srv") / ("deep/" * 40) / "file.md"))
        if self.kind == 1:
            return sqlite3.OperationalError(said)
        return faulty(
            said, place=str(Path("/srv") / ("deep/" * 40)), hint="do what the hint says, at some length"
        )  # type: ignore[call-arg]

    def arm(self, calls: int, kind: int) -> None:
        """Let the call after so many others fail."""
        self.number += 1
        self.raised, self.path, self.kind, self.left = "", "", kind, calls

    def disarm(self) -> None:
        """Let nothing fail any more."""
        self.left = None


def _is_ours() -> bool:
    """Tell whether the program itself is what calls, however indirectly: not the tests, nor an import."""
    frame: FrameType | None = sys._getframe(2)
    depth = 0
    ours = False
    while frame is not None and depth < 60:
        name = frame.f_globals.get("__name__", "")
        if name.startswith("importlib") or name == "tests.tui.app":
            return False
        ours = ours or name.startswith("reader.")
        frame, depth = frame.f_back, depth + 1
    return ours


def _path() -> str:
    """Return the functions of the program that lead to the call, the innermost first."""
    frame: FrameType | None = sys._getframe(2)
    names: list[str] = []
    while frame is not None and len(names) < 16:
        if frame.f_globals.get("__name__", "").startswith("reader."):
            names.append(f"{frame.f_globals['__name__'].rpartition('.')[2]}.{frame.f_code.co_name}")
        frame = frame.f_back
    return " < ".join(names)
