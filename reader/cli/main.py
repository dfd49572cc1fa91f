"""From the command line's words to an exit code: finds the command, runs it, and says what went wrong."""

from __future__ import annotations

import importlib
import os
from collections.abc import Sequence
from contextlib import nullcontext
from types import ModuleType

from reader.cli.arguments.command_names import COMMAND_NAMES
from reader.cli.output.console import Console
from reader.cli.signals import TerminatedError, unwound_by_signals
from reader.errors import ReaderError

DONE, PROBLEMS, WRONG = 0, 1, 2
_BY_SIGNAL = 128


def run(words: Sequence[str]) -> int:
    """Run a command, or the app where the first word is no command; return the exit code.

    0 done, 1 problems found or an article asked for by its id not there, 2 wrong usage, an unreadable corpus or output
    that cannot be written, 128 and its number after a signal. Output that nobody reads any more (`| head`) is no
    fault: it ends the command silently. `KeyboardInterrupt` is passed on once nothing is left that the interpreter
    would write as it ends.
    """
    console = Console.of_process()
    try:
        code = run_command(words, console)
        console.out.flush()
    except BrokenPipeError:
        console.abandon()
        return DONE
    except TerminatedError as stop:
        console.abandon()
        return _BY_SIGNAL + stop.number
    except KeyboardInterrupt:
        console.abandon()
        raise
    except ReaderError as error:
        return _failed(console, error)
    except OSError as error:
        where = "" if error.filename is None else os.fsdecode(error.filename)
        return _failed(console, ReaderError(error.strerror or str(error), place=where))
    return code


def run_command(words: Sequence[str], console: Console) -> int:
    """Run the command that the first word names, or the app; raises what they raise."""
    is_command = bool(words) and words[0] in COMMAND_NAMES
    # The app takes the signals itself, with the terminal.
    with unwound_by_signals() if is_command else nullcontext():
        try:
            code: int = _module(words, is_command).run(words[is_command:], console)
        except SystemExit as stop:  # argparse has printed the help or the version
            return int(stop.code or DONE)
    return code


def _module(words: Sequence[str], is_command: bool) -> ModuleType:
    name = f"commands.{words[0]}" if is_command else "app"
    return importlib.import_module(f"reader.cli.{name}")


def _failed(console: Console, error: ReaderError) -> int:
    """Say what went wrong, after the data that was already found."""
    try:
        console.out.flush()
    except OSError:
        console.abandon()
    console.complain(error)
    return error.exit_code
