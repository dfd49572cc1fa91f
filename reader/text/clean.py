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

# Removed and counted as a fault: C0 and C1 but for white space, DEL, bidi overrides and isolates, word joiner and
# invisible operators, the byte order mark, annotation and shorthand controls, lone surrogates, non-characters, and
# the tag characters that can smuggle hidden text. So is a zero-width space outside the scripts that part words by it.
_HIDDEN = (
    "\x00-\x08\x0e-\x1f\x7f-\x9f\u180e\u202a-\u202e\u2060-\u206f"
    "\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff"
)
# Of these, what a terminal would act on, what turns the direction of text, and hidden text: no accident of a feed.
_ACTING = "[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]"
_SEPARATORS = "\x0b\x0c\u2028\u2029"
_JOINERS = "\u200b\u200c\u200d"
# Direction marks turn no text by themselves, unlike overrides: no fault, and kept beside right-to-left letters.
_MARKS = "\u061c\u200e\u200f"
# Compiled when they are first needed, which takes 3 ms: most lines of a first screen are plain.
# The flag of a part of a country (Scotland) is written with tag characters: at most six, so that little hides in one.
_FLAG = "\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f"
_FAULT = f"({_FLAG})|[{_HIDDEN}{_SEPARATORS}]"
_DROPPED = f"({_FLAG})|[{_HIDDEN}\u00ad]+"
_ACTING_OR_FLAG = f"({_FLAG})|{_ACTING}"
_JOINER = f"[{_JOINERS}]"
_JOINER_OR_MARK = f"[{_JOINERS}{_MARKS}]"
_RIGHT_TO_LEFT = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"
# Thai, Lao, Tibetan, Myanmar, Khmer and their neighbours: written without spaces between words.
_UNSPACED = "[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u1950-\u19ff\u1a20-\u1aaf\ua9e0-\ua9ff\uaa60-\uaa7f]"
_LINE_BREAK = "\r\n?|[\x0b\x0c\u2028\u2029]"
_PLAIN_LINES = r"[\n\t -~]*"
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
    if not text.isprintable():  # as nothing is that is hidden, or a space but the plain one
        text = _without_stray_joiners(_without_hidden(text))
    text = " ".join(text.split())
    return _cut(_without_floods(text), limit)


def clean_block(text: str, limit: int = BLOCK_LIMIT) -> str:
    r"""Return `text` as safe lines, at most `limit` characters in all.

    As `clean_line`, but line breaks stay (all kinds become `\n`), a tab is four spaces, spaces inside a line
    stay as they are and more than two empty lines in a row become two.
    """
    text = _safe_lines(text[: limit * 2]).replace("\t", "    ")
    text = "\n".join(line.rstrip(" ") for line in text.split("\n"))
    return _cut(_compiled(_BLANK_LINES).sub("\n\n\n", text).strip("\n"), limit)


def clean_paste(text: str, *, lines: bool) -> str:
    """Return what was pasted as text to be put between other text.

    As `clean_block` where it may have `lines`, else as `clean_line`; a tab is a space, and space at its ends stays.
    """
    text = f"|{text}|"
    return (clean_block(text.replace("\t", " ")) if lines else clean_line(text))[1:-1]


def clean_body(text: str, limit: int = BLOCK_LIMIT) -> str:
    r"""Return a text in Markdown or HTML as safe lines that still mean what they did, at most `limit` characters.

    As `clean_block`, but tabs and empty lines stay, which code is made of, and two spaces of those at the end of a
    line, which break it.
    """
    lines = _safe_lines(text[: limit * 2]).split("\n")
    if any(line[-1:] in (" ", "\t") for line in lines):
        lines = [_without_end(line) for line in lines]
    return _cut("\n".join(lines).strip("\n"), limit)


def _safe_lines(text: str) -> str:
    r"""Return a text without hidden characters, all its line ends being `\n` and its spaces plain."""
    if not (text.isascii() and _compiled(_PLAIN_LINES).fullmatch(text)):
        text = _compiled(_LINE_BREAK).sub("\n", text)
        text = _compiled(_BLOCK_SPACE).sub(" ", _without_hidden(text))
    return _without_floods(_without_stray_joiners(text))


def _without_end(line: str) -> str:
    """Return a line without the white space at its end, but for two spaces behind words: a break."""
    bare = line.rstrip(" \t")
    return bare + "  " if bare and line.endswith("  ") else bare


def has_control(text: str) -> bool:
    """Tell whether `text` holds a control, bidi or hidden character that cleaning removes as a fault.

    Line feeds, carriage returns, tabs, soft hyphens, and joiners where they belong are no fault.
    """
    if text.isprintable():
        return False
    if any(not found[1] for found in _compiled(_FAULT).finditer(text)):
        return True
    return any(not _joins(text, found.start()) for found in _compiled(_JOINER).finditer(text))


def has_sequence(text: str) -> bool:
    """Tell whether `text` holds a character that a terminal would act on, or that makes it look like another text.

    What feeds carry by accident (a byte order mark, a zero-width space) is none of these.
    """
    if text.isprintable():
        return False
    return any(not found[1] for found in _compiled(_ACTING_OR_FLAG).finditer(text))


def _joins(text: str, at: int) -> bool:
    """Tell whether the joiner at `at` stands where emoji or the spelling of a word need it.

    A zero-width space does where a script parts its words by it.
    """
    before = text[at - 1] if at else " "
    if text[at] == "\u200b":
        unspaced = _compiled(_UNSPACED)
        return unspaced.match(before) is not None or unspaced.match(text, at + 1) is not None
    kind = unicodedata.category(before)
    if before >= _COMPLEX_SCRIPTS and kind in {"Lo", "Mn", "Mc"} and not "\ufe00" <= before <= "\ufe0f":
        return True
    after = text[at + 1 : at + 2]
    emoji = kind in {"So", "Sk", "Cn"} or "\ufe00" <= before <= "\ufe0f"
    return (
        emoji and text[at] == "\u200d" and bool(after) and unicodedata.category(after) in {"So", "Sm", "Cn"}
    )


def _without_hidden(text: str) -> str:
    return _compiled(_DROPPED).sub(lambda found: found[1] or "", text)


def _without_stray_joiners(text: str) -> str:
    """Return a text without joiners that join nothing, and direction marks where all goes one way."""
    if text.isascii() or not _compiled(_JOINER_OR_MARK).search(text):
        return text
    marks_stay = _compiled(_RIGHT_TO_LEFT).search(_compiled(f"[{_MARKS}]").sub("", text)) is not None

    def kept(found: re.Match[str]) -> str:
        stays = marks_stay if found[0] in _MARKS else _joins(text, found.start())
        return found[0] if stays else ""

    return _compiled(_JOINER_OR_MARK).sub(kept, text)


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
