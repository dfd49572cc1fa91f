"""Signals that end a command unwind it once."""

from __future__ import annotations

import os
import signal

import pytest

from reader.cli.signals import TerminatedError, unwound_by_signals


def end_twice(number: signal.Signals, cleaned: list[str]) -> None:
    with unwound_by_signals():
        try:
            os.kill(os.getpid(), number)
        finally:
            os.kill(os.getpid(), signal.SIGTERM)
            os.kill(os.getpid(), signal.SIGHUP)
            cleaned.append("all")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_the_first_signal_unwinds_and_the_next_do_not_disturb(number: signal.Signals) -> None:
    before = signal.getsignal(number)
    cleaned: list[str] = []
    with pytest.raises(TerminatedError) as caught:
        end_twice(number, cleaned)
    assert caught.value.number == number
    assert cleaned == ["all"]
    assert signal.getsignal(number) is before


def test_an_ignored_signal_stays_ignored() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with unwound_by_signals():
            os.kill(os.getpid(), signal.SIGHUP)
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)
