"""Untrusted text made safe for a terminal: no control characters, no hidden ones, bounded lengths.

Everything an article says goes through here before any other room sees it, so that no byte of an article
can move the cursor, answer the terminal, turn the line's direction or hide inside a word.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

LINE_LIMIT = 4_000
"""Longest line kept, in characters; a longer one ends in an ellipsis."""

BLOCK_LIMIT = 2_000_000
"""Longest text of many lines kept, in characters."""

MARKS_LIMIT = 6
"""Combining marks kept in a row: enough for Tibetan stacks and pointed Hebrew, too few for a flood."""

# Removed and counted as a fault: C0 and C1 but for white space, DEL, bidi marks and overrides, zero-width
# space, word joiner and invisible operators, the byte order mark, annotation and shorthand controls, lone
# surrogates, non-characters, and the tag characters that can smuggle hidden text.
_HIDDEN = (
    "\x00-\x08\x0e-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff"
)
# Of these, what a terminal would act on, what turns the direction of text, and hidden text: no accident of a feed.
_ACTING = "[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]"
_SEPARATORS = "\x0b\x0c\u2028\u2029"
_JOINERS = "\u200c\u200d"
# Compiled when they are first needed, which takes 3 ms: most lines of a first screen are plain.
_FAULT = f"[{_HIDDEN}{_SEPARATORS}]"
_DROPPED = f"[{_HIDDEN}\u00ad]+"
_JOINER = f"[{_JOINERS}]"
_LINE_BREAK = "\r\n?|[\x0b\x0c\u2028\u2029]"
_BLOCK_SPACE = "[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"
_BLANK_LINES = "\n{4,}"
# Said by what it is not: a range of a million characters takes 2 ms to compile by itself.
_LONG_RUN = f"[^\x00-\u02ff]{{{MARKS_LIMIT + 1},}}"

# Scripts whose spelling needs joiners (Arabic, the Indic scripts and their neighbours) lie above this.
_COMPLEX_SCRIPTS = "\u0590"


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def clean_line(text: str, limit: int = LINE_LIMIT) -> str:
    """Return `text` as one safe line of at most `limit` characters.

    Control, bidi and hidden characters are removed, every run of white space of any kind is one space,
    surrounding space is cut, long runs of combining marks are shortened and a line that is too long ends in
    an ellipsis. Joiners stay where emoji or the spelling of a word need them. Cleaning twice changes nothing.
    """
    if len(text) <= limit and text.isascii() and text.isprintable():
        if "  " in text:
            return " ".join(text.split())
        return text.strip(" ")
    text = text[: limit * 8]
    text = " ".join(_compiled(_DROPPED).sub("", text).split())
    return _cut(_without_floods(_without_stray_joiners(text)), limit)


def clean_block(text: str, limit: int = BLOCK_LIMIT) -> str:
    r"""Return `text` as safe lines, at most `limit` characters in all.

    As `clean_line`, but line breaks stay (all kinds become `\n`), a tab is four spaces, spaces inside a line
    stay as they are and more than two empty lines in a row become two.
    """
    text = _compiled(_LINE_BREAK).sub("\n", text[: limit * 2])
    text = _compiled(_BLOCK_SPACE).sub(" ", _compiled(_DROPPED).sub("", text).replace("\t", "    "))
    text = _without_floods(_without_stray_joiners(text))
    text = "\n".join(line.rstrip(" ") for line in text.split("\n"))
    return _cut(_compiled(_BLANK_LINES).sub("\n\n\n", text).strip("\n"), limit)


def clean_paste(text: str, *, lines: bool) -> str:
    """Return what was pasted as text to be put between other text.

    As `clean_block` where it may have `lines`, else as `clean_line`; a tab is a space, and space at its ends stays.
    """
    text = f"|{text}|"
    return (clean_block(text.replace("\t", " ")) if lines else clean_line(text))[1:-1]


def has_control(text: str) -> bool:
    """Tell whether `text` holds a control, bidi or hidden character that cleaning removes as a fault.

    Line feeds, carriage returns, tabs, soft hyphens, and joiners where they belong are no fault.
    """
    if text.isprintable():
        return False
    if _compiled(_FAULT).search(text):
        return True
    return any(not _joins(text, found.start()) for found in _compiled(_JOINER).finditer(text))


def has_sequence(text: str) -> bool:
    """Tell whether `text` holds a character that a terminal would act on, or that makes it look like another text.

    What feeds carry by accident (a byte order mark, a zero-width space) is none of these.
    """
    return not text.isprintable() and _compiled(_ACTING).search(text) is not None


def _joins(text: str, at: int) -> bool:
    """Tell whether the joiner at `at` stands where emoji or the spelling of a word need it."""
    before = text[at - 1] if at else " "
    kind = unicodedata.category(before)
    if before >= _COMPLEX_SCRIPTS and kind in {"Lo", "Mn", "Mc"} and not "\ufe00" <= before <= "\ufe0f":
        return True
    after = text[at + 1 : at + 2]
    emoji = kind in {"So", "Sk", "Cn"} or "\ufe00" <= before <= "\ufe0f"
    return (
        emoji and text[at] == "\u200d" and bool(after) and unicodedata.category(after) in {"So", "Sm", "Cn"}
    )


def _without_stray_joiners(text: str) -> str:
    if not _compiled(_JOINER).search(text):
        return text
    return "".join(char for at, char in enumerate(text) if char not in _JOINERS or _joins(text, at))


def _without_floods(text: str) -> str:
    """Shorten runs of combining marks. Only runs of characters above the Latin ones are looked at singly."""
    return _compiled(_LONG_RUN).sub(lambda run: _shorten_marks(run.group()), text)


def _shorten_marks(run: str) -> str:
    kept: list[str] = []
    marks = 0
    for char in run:
        marks = marks + 1 if unicodedata.category(char) in {"Mn", "Me"} else 0
        if marks <= MARKS_LIMIT:
            kept.append(char)
    return "".join(kept)


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
