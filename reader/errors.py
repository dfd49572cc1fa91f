"""The errors a person can be shown: one sentence, where it happened, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence


class ReaderError(Exception):
    """Something a person should be told in one sentence, never as a traceback.

    `message` says what happened, `place` where (a path, a line, a field; may be empty) and `hint` what to
    do about it (may be empty). `exit_code` is what the command line ends with.
    """

    exit_code = 2

    def __init__(self, message: str, *, place: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.place = place
        self.hint = hint

    def __str__(self) -> str:
        """Return `place: message; hint` with the empty parts left out."""
        text = f"{self.place}: {self.message}" if self.place else self.message
        return f"{text}; {self.hint}" if self.hint else text


class UsageError(ReaderError):
    """The command was called in a way it does not understand."""


class CorpusError(ReaderError):
    """A corpus as a whole cannot be read. A single bad file is a `Problem`, not an error."""


class IndexFaultError(ReaderError):
    """The disposable index cannot be used; the program goes on without it or builds it anew."""


class ConfigError(ReaderError):
    """The user's configuration is wrong; `place` is `file:line`, `hint` the nearest right name.

    `parts` are the faults that one error tells of together, empty where it is about one.
    """

    parts: tuple[ConfigError, ...] = ()


def together(faults: Sequence[ConfigError]) -> ConfigError:
    """Return one error that tells of all faults (at least one): itself where it is alone, else one line each."""
    if len(faults) == 1:
        return faults[0]
    error = ConfigError("\n".join(map(str, faults)))
    error.parts = tuple(faults)
    return error


class StateError(ReaderError):
    """The journal of marks cannot be read or written."""


class EditError(ReaderError):
    """A file cannot be changed in the one place that was meant; it is left as it is."""


class NotFoundError(ReaderError):
    """An article asked for by name is not there, or the name is ambiguous."""

    exit_code = 1


class QueryError(ReaderError):
    """A query cannot be understood.

    `start` and `end` are the offsets of the place in the query's text, `end` exclusive. `incomplete` is true
    when more typing could make the query right: the filter box then waits instead of complaining.
    """

    def __init__(
        self, message: str, *, start: int, end: int, incomplete: bool = False, hint: str = ""
    ) -> None:
        super().__init__(message, hint=hint)
        self.start = start
        self.end = end
        self.incomplete = incomplete
