"""Written values to typed ones: text made clean, numbers, truths, dates and addresses read, faults noted."""

from __future__ import annotations

import math
import re

from reader.corpus.front_matter.values import Value
from reader.text.clean import (
    BLOCK_LIMIT,
    LINE_LIMIT,
    clean_body,
    clean_line,
    has_control,
    has_sequence,
)
from reader.text.dates import parse_instant
from reader.text.mojibake import has_mojibake, repair_encoding
from reader.text.repair import plain_text, repair
from reader.text.urls import is_web_url, without_user

MAX_FAULTS = 100
"""Faults noted of one file; a file with more is not worth the memory."""

_TRUE = frozenset({"true", "yes", "on", "y", "t", "1"})
_FALSE = frozenset({"false", "no", "off", "n", "f", "0"})
_NOTHING = frozenset({"null", "~", "none", "nil", "nan", "undefined"})
_NUMBER = re.compile(r"[+-]?(?:\d[\d_]*(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
# A scheme, or a name with a dot before the first slash.
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|www\.|[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}/")
_DIGITS = 15
_LARGEST = 10**_DIGITS


class Coercer:
    """Takes in the values of one file. `broken` collects what is wrong with it, `faults` fields and sentences."""

    def __init__(self) -> None:
        self.broken: set[str] = set()
        self.faults: list[tuple[str, str]] = []

    @property
    def has_noted(self) -> bool:
        """Whether anything wrong was found so far."""
        return bool(self.broken or self.faults)

    def fault(self, field: str, message: str) -> None:
        """Note that `field` (as written, with its place: `related[2].quality`) is wrong."""
        if len(self.faults) < MAX_FAULTS:
            self.faults.append((field, message))

    def scalar(self, value: Value, field: str, kind: str) -> str:
        """Return the text of a scalar, "" for none, noting a list or a mapping as a fault."""
        if isinstance(value, str):
            return value
        if value is not None:
            self.fault(
                field, f"{field} should be {kind}, not a {'list' if isinstance(value, list) else 'mapping'}"
            )
        return ""

    def _filled(self, value: Value, field: str, kind: str) -> str:
        """Return the text of a scalar as `scalar` does, "" also for what templates write where there is none."""
        text = value.strip() if isinstance(value, str) else self.scalar(value, field, kind)
        if ("{" in text or "<" in text) and _has_placeholder(text):
            return ""  # what stands in a template for articles is known when it is filled
        return "" if text.lower() in _NOTHING else text

    def text(self, value: Value, field: str, limit: int = LINE_LIMIT, *, tags: bool = True) -> str:
        """Return a value as one clean, repaired line; HTML tags are taken out unless `tags` may stay."""
        raw = value if isinstance(value, str) else self.scalar(value, field, "text")
        if "&" not in raw and "<" not in raw and raw.isascii():
            if not raw.isprintable():
                self._note_control(raw, field)
            return clean_line(raw, limit)
        raw = raw[: limit * 8]
        mended = repair(raw) if tags else plain_text(raw)
        self._note(raw, mended, field)
        return clean_line(mended, limit)

    def block(self, value: str, limit: int = BLOCK_LIMIT) -> str:
        """Return a text of many lines, clean and with its wrong decoding undone; its markup stays."""
        value = value[: limit * 2]
        mended = repair_encoding(value)
        self._note(value, mended, "")
        return clean_body(mended, limit)

    def _note_control(self, text: str, field: str) -> None:
        if has_control(text):
            self.broken.add("control")
            if has_sequence(text):
                self.fault(field, f"{field or 'the text'} holds control characters, which are not shown")

    def _note(self, raw: str, mended: str, field: str) -> None:
        self._note_control(mended, field)
        if has_mojibake(raw):
            self.broken.add("mojibake")

    def number(self, value: Value, field: str) -> float | None:
        """Return a number, None for none; whole ones are integers."""
        if value is None:
            return None
        if isinstance(value, str) and value.isdecimal() and value.isascii() and len(value) <= _DIGITS:
            return int(value)
        text = self._filled(value, field, "a number")
        if not text:
            return None
        if _NUMBER.fullmatch(text) and len(text) < 40:
            number = float(text.replace("_", ""))
            if math.isfinite(number) and abs(number) <= _LARGEST:
                return int(number) if number.is_integer() else number
        self.fault(field, f"{field} is not a number: '{clean_line(text, 40)}'")
        return None

    def score(self, value: Value, field: str) -> float | None:
        """Return a score; a negative one means that there is none."""
        number = self.number(value, field)
        return None if number is None or number < 0 else number

    def size(self, value: Value, field: str) -> int | None:
        """Return a width or height in pixels."""
        number = self.score(value, field)
        return None if number is None else int(number)

    def truth(self, value: Value, field: str) -> bool | None:
        """Return a truth as YAML, TOML or JSON write it, None for none."""
        if value is None:
            return None
        text = self._filled(value, field, "true or false").lower()
        if not text:
            return None
        if text in _TRUE or text in _FALSE:
            return text in _TRUE
        self.fault(field, f"{field} is neither true nor false: '{clean_line(text, 40)}'")
        return None

    def instant(self, value: Value, field: str) -> int | None:
        """Return a date in seconds since 1970 UTC, None for none."""
        text = self._filled(value, field, "a date")
        if not text:
            if isinstance(value, (list, dict)):
                self.broken.add("date")
            return None
        try:
            return parse_instant(text)
        except ValueError as error:
            self.broken.add("date")
            self.fault(field, f"{field}: {clean_line(str(error), 160)}")
            return None

    def url(self, value: Value, field: str) -> str:
        """Return a web address that is safe to open, else ""; one that is relative to its site is no fault."""
        if isinstance(value, str) and "&amp;" not in value and is_web_url(value):
            return value  # ten to an article, and next to all of them
        text = without_user(self._filled(value, field, "a web address"))
        if text.startswith("//"):
            text = "https:" + text
        if "&amp;" in text:
            text = text.replace("&amp;", "&")
        if " " in text and "://" in text and text.count("://") == 1:
            text = text.replace(" ", "%20")
        if is_web_url(text):
            return text
        if isinstance(value, (list, dict)) or (text and not is_site_relative(text)):
            self.broken.add("url")
            if isinstance(value, str):
                self.fault(field, f"{field} is not a web address: '{clean_line(text, 60)}'")
            if has_control(text):
                self.broken.add("control")
        return ""


def _has_placeholder(text: str) -> bool:
    from reader.corpus.front_matter.placeholders import has_placeholder

    return has_placeholder(text)


def is_site_relative(text: str) -> bool:
    """Tell whether `text` is a path on its own site, or a pattern of one, as `/about/`, `docs/a.html`, `:year/:title`.

    It is none where it begins with a scheme (`javascript:`) or with what looks like a host (`example.com/`).
    """
    return not (has_control(text) or _ABSOLUTE.match(text))
