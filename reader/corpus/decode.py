"""A file's bytes to text: UTF-8 as a rule, and something readable in every other case."""

from __future__ import annotations

from reader.corpus.values import Fault

_WINDOWS = {
    0xDC00 + byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0x100)
}


def decode(data: bytes) -> tuple[str, tuple[Fault, ...]]:
    r"""Return the text of a file, its line ends as `\n`, and a fault when its bytes are not UTF-8.

    A byte order mark chooses UTF-16. Bytes that are no UTF-8 are read one by one as Windows-1252, so that a
    Latin file reads right and a file of mixed encodings reads right in most places.
    """
    faults: tuple[Fault, ...] = ()
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", "replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            faults = (Fault(line, "", "is not UTF-8; shown as far as it can be read"),)
            text = data.decode("utf-8-sig", "surrogateescape").translate(_WINDOWS)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text, faults
