"""The process of a decoder: its memory is bounded as far as the system allows, and its end is told."""

from __future__ import annotations

import resource
import subprocess
import sys

import pytest

from reader.fetch.errors import FetchError
from reader.fetch.isolated import limit_memory, run_module

URL = "https://news.example/a"
FREE = resource.RLIM_INFINITY
SIZE = 2_000_000_000


@pytest.mark.parametrize(
    ("limits", "bound"),
    [
        ((FREE, FREE), SIZE),
        ((SIZE + 1, FREE), SIZE),
        ((SIZE - 1, FREE), SIZE - 1),
        ((FREE, SIZE - 2), SIZE - 2),
        ((SIZE - 3, SIZE - 3), SIZE - 3),
    ],
)
def test_a_lower_limit_stays(monkeypatch: pytest.MonkeyPatch, limits: tuple[int, int], bound: int) -> None:
    found: list[tuple[int, tuple[int, int]]] = []
    monkeypatch.setattr(resource, "getrlimit", lambda _which: limits)
    monkeypatch.setattr(resource, "setrlimit", lambda which, value: found.append((which, value)))
    limit_memory(SIZE)
    assert found == [(resource.RLIMIT_AS, (bound, bound))]


@pytest.mark.parametrize("error", [ValueError("exceeds maximum limit"), PermissionError(1, "denied")])
def test_a_limit_that_may_not_be_set_is_done_without(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def refuse(*_: object) -> None:
        raise error

    monkeypatch.setattr(resource, "setrlimit", refuse)
    limit_memory(SIZE)


def test_a_system_without_such_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(resource, "RLIMIT_AS")
    limit_memory(SIZE)
    monkeypatch.setitem(sys.modules, "resource", None)
    limit_memory(SIZE)


def test_a_lower_hard_limit_is_kept_for_real() -> None:
    code = (
        "import resource; resource.setrlimit(resource.RLIMIT_AS, (1_200_000_000, 1_200_000_000))\n"
        "from reader.fetch.isolated import limit_memory\n"
        "limit_memory(1_500_000_000); print(resource.getrlimit(resource.RLIMIT_AS))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "(1200000000, 1200000000)\n"


def test_a_process_that_cannot_be_started_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(FetchError, match="no process could be started to read the page") as caught:
        run_module("reader", b"", seconds=5, what="page", url=URL)
    assert caught.value.place == URL
