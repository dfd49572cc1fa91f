"""Rows read straight from the pages of a damaged SQLite file.

SQLite finds rows from the root of a table downwards, so one bad page hides all below it. Here every page is looked at
by itself: each leaf of a table holds whole rows, whatever happened to the rest of the file. The format is that
of https://www.sqlite.org/fileformat2.html, sections 1.5, 1.6 and 2.1.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

SqlValue = None | int | float | str | bytes

_LEAF = 13
_FILE_HEADER = 100
_CELL_POINTERS = 8
_INTEGER_SIZES = (0, 1, 2, 3, 4, 6, 8)
_ROW_LIMIT = 4 * 1024 * 1024


def rows(data: bytes, page_size: int) -> Iterator[tuple[int, list[SqlValue]]]:
    """Yield row number and values of every row that can be read, page by page; what cannot is passed over."""
    for start in range(0, len(data), page_size):
        page = data[start : start + page_size].ljust(page_size, b"\0")
        header = _FILE_HEADER if start == 0 else 0
        if page[header] != _LEAF:
            continue
        count = int.from_bytes(page[header + 3 : header + 5], "big")
        pointers = header + _CELL_POINTERS
        for at in range(pointers, min(pointers + 2 * count, page_size - 1), 2):
            try:
                yield _cell(data, page, int.from_bytes(page[at : at + 2], "big"))
            except (ValueError, IndexError, struct.error):
                continue


def _cell(data: bytes, page: bytes, at: int) -> tuple[int, list[SqlValue]]:
    size, at = _varint(page, at)
    number, at = _varint(page, at)
    if size > _ROW_LIMIT:
        raise ValueError("a row of impossible size")
    here = _size_on_leaf(size, len(page))
    payload = page[at : at + here]
    if here < size:
        first = int.from_bytes(page[at + here : at + here + 4], "big")
        payload += _overflow(data, first, size - here, len(page))
    if len(payload) != size:
        raise ValueError("a row is cut off")
    return number, _record(payload)


def _size_on_leaf(size: int, page_size: int) -> int:
    """Return how many bytes of a row are in its leaf; the others are in overflow pages."""
    most = page_size - 35
    if size <= most:
        return size
    least = (page_size - 12) * 32 // 255 - 23
    here = least + (size - least) % (page_size - 4)
    return here if here <= most else least


def _overflow(data: bytes, number: int, size: int, page_size: int) -> bytes:
    """Return the rest of a row; it shrinks with every page, so that a chain in a ring ends too."""
    parts = []
    while size > 0 and number > 0:
        start = (number - 1) * page_size
        part = data[start + 4 : start + min(page_size, 4 + size)]
        if not part:
            break
        parts.append(part)
        size -= len(part)
        number = int.from_bytes(data[start : start + 4], "big")
    return b"".join(parts)


def _record(payload: bytes) -> list[SqlValue]:
    end, at = _varint(payload, 0)
    kinds = []
    while at < end:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    values: list[SqlValue] = []
    for kind in kinds:
        value, at = _value(payload, at, kind)
        values.append(value)
    if at != len(payload):
        raise ValueError("a row does not fill its place")
    return values


def _value(payload: bytes, at: int, kind: int) -> tuple[SqlValue, int]:
    if kind == 0:
        return None, at
    if kind < len(_INTEGER_SIZES):
        end = at + _INTEGER_SIZES[kind]
        return int.from_bytes(payload[at:end], "big", signed=True), end
    if kind == 7:
        return struct.unpack(">d", payload[at : at + 8])[0], at + 8
    if kind in (8, 9):
        return kind - 8, at
    if kind in (10, 11):
        raise ValueError("a kind of value that no file holds")
    end = at + (kind - 12) // 2
    raw = payload[at:end]
    return (raw.decode("utf-8") if kind % 2 else raw), end


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """Return a number of one to nine bytes, and where it ends."""
    number = 0
    for _ in range(8):
        byte = data[at]
        at += 1
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            return number, at
    return number << 8 | data[at], at + 1
