"""What a thread sends to the screen: something to do, what went wrong, or that it is time to look at the files."""

from __future__ import annotations

from collections.abc import Callable

from textual.message import Message


class WorkDone(Message):
    """Something has come of work in a thread; `then` shows it, on the thread of the screen."""

    def __init__(self, then: Callable[[], None]) -> None:
        super().__init__()
        self.then = then


class FilesChanged(Message):
    """Files of the corpus have changed, or it is time to look whether some have."""


class LoadFailed(Message):
    """The corpus, or the rows `of_search`, could not be read; the error says why."""

    def __init__(self, error: Exception, *, of_search: bool = False) -> None:
        super().__init__()
        self.error = error
        self.of_search = of_search
