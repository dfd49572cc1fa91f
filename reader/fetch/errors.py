"""What can go wrong on the way to a page, as one sentence."""

from __future__ import annotations

from reader.errors import ReaderError


class FetchError(ReaderError):
    """A page could not be fetched, or nothing could be read out of it.

    `status` is the HTTP status where the server answered with one that is no page, else 0. `wait` is how many seconds
    it asks to be left alone, None where it does not say.
    """

    exit_code = 1

    def __init__(
        self, message: str, *, place: str = "", hint: str = "", status: int = 0, wait: float | None = None
    ) -> None:
        super().__init__(message, place=place, hint=hint)
        self.status = status
        self.wait = wait
