"""A file's text that still knows its bytes: a place in what is read leads back to the bytes it was read from."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from reader.corpus.front_matter.decode import decode, encoding_of
from reader.errors import EditError

_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Splice:
    """A change of bytes: at `at` stands `new` instead of `old`; everything else is as it was."""

    at: int
    old: bytes
    new: bytes

    def applied(self, data: bytes) -> bytes:
        """Return the changed bytes. `data` must be those that the splice was made for."""
        return data[: self.at] + self.new + data[self.at + len(self.old) :]

    @property
    def inverse(self) -> Splice:
        """Return the splice that takes this one back."""
        return Splice(self.at, self.new, self.old)


class SourceMap:
    """The bytes of a file and `text`, which is what `decode` reads them as."""

    def __init__(self, data: bytes) -> None:
        """Take the bytes. Raises `EditError` where they cannot be written back exactly as they are."""
        self.data = data
        self.text = decode(data)[0]
        self._codec, self._start = encoding_of(data)
        self._errors = "surrogateescape" if self._codec == "utf-8" else "strict"
        try:
            self._raw = data[self._start :].decode(self._codec, self._errors)
        except UnicodeDecodeError:
            raise EditError("its bytes are not what their encoding allows", hint="save it as UTF-8") from None
        # Where two characters of the file are one of the text: at each of its line ends of two bytes.
        self._joined = [found.start() - number for number, found in enumerate(re.finditer("\r\n", self._raw))]

    def splice(self, start: int, end: int, new: str) -> Splice:
        """Return the change that puts `new` in the place of the text from `start` to `end`.

        Line feeds in `new` become line ends as the file has them above the place.
        """
        first, last = self._byte(start), self._byte(end)
        if "\n" in new:
            new = new.replace("\n", self._line_end(start))
        return Splice(first, self.data[first:last], new.encode(self._codec))

    def _raw_place(self, place: int) -> int:
        return place + bisect_left(self._joined, place)

    def _byte(self, place: int) -> int:
        return self._start + len(self._raw[: self._raw_place(place)].encode(self._codec, self._errors))

    def _line_end(self, place: int) -> str:
        above = [*_LINE_END.finditer(self._raw, 0, self._raw_place(place))]
        return above[-1].group() if above else "\n"

    @cached_property
    def line_starts(self) -> list[int]:
        """Return where in the text its lines begin."""
        return [0, *(found.end() for found in re.finditer("\n", self.text))]
