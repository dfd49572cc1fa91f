"""A file's bytes to text: UTF-8 as a rule, and something readable in every other case."""

from __future__ import annotations

import codecs

from reader.corpus.front_matter.values import Fault

_WINDOWS = {
    0xDC00 + byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0x100)
}


# A mark of four bytes begins with one of two.
_MARKS = (
    *((codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be")),
    *((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"), (codecs.BOM_UTF8, "utf-8")),
)
_WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
# Signs at the beginning by which an encoding without a mark is told: fences and names begin in ASCII.
_SIGNS = 2


def encoding_of(data: bytes) -> tuple[str, int]:
    """Return in which encoding a file is, and how many bytes of it are a byte order mark.

    Without one it is UTF-8, unless the bytes begin with two signs of ASCII in UTF-16 or UTF-32.
    """
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return codec, len(mark)
    if b"\0" in data[:4]:
        for codec in _WIDE:
            try:
                first = data[:8].decode(codec)
            except UnicodeDecodeError:
                continue
            begin = first[:_SIGNS]
            if len(begin) == _SIGNS and "\0" not in first and (begin.isspace() or _is_written(begin)):
                return codec, 0
    return "utf-8", 0


def _is_written(begin: str) -> bool:
    """Tell whether a text consists of signs of ASCII, which its other encodings make of it only by chance."""
    return begin.isascii() and begin.replace("\n", " ").replace("\r", " ").replace("\t", " ").isprintable()


def decode(data: bytes) -> tuple[str, tuple[Fault, ...]]:
    r"""Return the text of a file, its line ends as `\n`, and a fault when its bytes are not UTF-8.

    The encoding is that of `encoding_of`. Bytes that are no UTF-8 are read one by one as Windows-1252, so that a
    Latin file reads right and a file of mixed encodings reads right in most places.
    """
    faults: tuple[Fault, ...] = ()
    codec, start = encoding_of(data)
    if codec != "utf-8":
        text = data[start:].decode(codec, "replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            before = data[: start + error.start]
            line = before.count(b"\n") + before.count(b"\r") - before.count(b"\r\n") + 1
            faults = (Fault(line, "", "is not UTF-8; shown as far as it can be read"),)
            text = data.decode("utf-8-sig", "surrogateescape").translate(_WINDOWS)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text, faults
