"""The bytes of a page to text: by what the server says, what the page says, and what the bytes show."""

from __future__ import annotations

import codecs
import re

_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{1,40})""", re.IGNORECASE)
_LOOKED_AT = 4_096
# Names that mean no more than “some bytes above 127”: a server's default more often than the truth.
_VAGUE = frozenset({"ascii", "iso8859-1", "cp1252"})
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def decoded(body: bytes, charset: str) -> str:
    """Return a page as text; `charset` is the server's word for it. Nothing makes this fail."""
    for mark, name in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    named = _META.search(body[:_LOOKED_AT])
    for name in (charset, named[1].decode("ascii") if named else ""):
        codec = _codec(name)
        if codec and codec not in _VAGUE:
            return _first(body, (codec, "utf-8", "cp1252"))
    return _first(body, ("utf-8", "cp1252"))


def _first(body: bytes, codecs_: tuple[str, ...]) -> str:
    for name in codecs_:
        try:
            return body.decode(name)
        except UnicodeError:
            continue
    return body.decode(codecs_[-1], "replace")


def _codec(name: str) -> str:
    """Return Python's name of a text codec, "" for an unknown one."""
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return ""
    return found.name if found._is_text_encoding else ""
