"""Text mended that was escaped once too often or decoded with the wrong table; the files stay as they are."""

from __future__ import annotations

import re
from html import unescape

_PASSES = 3
"""Text is found decoded wrongly twice over; more than three times it is noise."""

# What a wrong table makes of the bytes 80 to BF, which follow the first byte of a character in UTF-8: the
# letters and signs of Windows-1252 there, and what Latin-1, or Windows-1252 where it is undefined, passes
# on as C1.
_BYTES = {char: byte for byte in range(0x80, 0xC0) if (char := bytes([byte]).decode("cp1252", "ignore"))}
_BYTES |= {chr(byte): byte for byte in range(0x80, 0xF5)}
_FOLLOW = "".join(char for char, byte in _BYTES.items() if byte < 0xC0)

# The ones of them that ordinary writing puts after a letter as well: quotes, dashes, dots, list marks.
_TYPOGRAPHIC = "‚„…‹‘’“”•–—›«»·"

_SEQUENCE = f"(?:[Â-ß][{_FOLLOW}]|[à-ï][{_FOLLOW}]{{2}}|[ð-ô][{_FOLLOW}]{{3}})"
_CANDIDATES = re.compile(f"{_SEQUENCE}+|â€|(?<=[a-zß-ÿ])Ã(?= )")
_LEADS = re.compile(f"[Â-ô][{_FOLLOW}]|Ã ")

# A tag only counts as one when HTML knows its name, so that `a < b` and `<your name>` stay.
_TAG = re.compile(
    r"</?(?:a|abbr|b|big|blockquote|br|center|cite|code|dd|del|div|dl|dt|em|figcaption|figure|font|h[1-6]|hr|i|"
    r"iframe|img|ins|kbd|li|mark|ol|p|picture|pre|q|s|samp|section|small|source|span|strike|strong|sub|sup|table|"
    r"tbody|td|th|thead|time|tr|tt|u|ul|video|wbr)(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)
_INLINE = re.compile(
    r"</?(?:a|abbr|b|big|cite|code|del|em|font|i|ins|kbd|mark|q|s|samp|small|span|strike|strong|sub|sup|tt|u|wbr)\b",
    re.IGNORECASE,
)


def repair(text: str) -> str:
    """Return `text` with HTML entities resolved, no-break spaces made spaces, and wrong decoding undone.

    Entities escaped twice (`&amp;nbsp;`) are resolved twice. The result may hold control characters, which
    an entity can name: clean it afterwards.
    """
    if "&" in text:
        text = unescape(text)
        if "&" in text:
            text = unescape(text)
    return text if text.isascii() else repair_encoding(text).replace("\xa0", " ")


def has_mojibake(text: str) -> bool:
    """Tell whether `text` was decoded with the wrong table, or lost a character in decoding (U+FFFD)."""
    if text.isascii():
        return False
    return "\ufffd" in text or repair_encoding(text) != text


def strip_tags(text: str) -> str:
    """Return `text` without HTML tags; what only looks like one (`a < b`, `<name>`) stays."""
    return _TAG.sub(lambda tag: "" if _INLINE.match(tag.group()) else " ", text) if "<" in text else text


def repair_encoding(text: str) -> str:
    """Return `text` with UTF-8 that was read as Windows-1252 or Latin-1 read as UTF-8 after all (`CafÃ©`, `â€™`).

    Only places that ordinary writing of any language does not contain are touched; once one is found, the
    doubtful places of the same text (`Ã”` at the end of a word in capitals) are taken for wrong as well.
    """
    for _ in range(_PASSES):
        if not _LEADS.search(text):
            break
        mended = _mend(text)
        if mended == text:
            break
        text = mended
    return text


def _mend(text: str) -> str:
    sure = any(_is_sure(found) for found in _CANDIDATES.finditer(text))
    return _CANDIDATES.sub(_decoded, text) if sure else text


def _is_sure(found: re.Match[str]) -> bool:
    """Tell whether a run of characters that could be wrongly decoded UTF-8 can be nothing else."""
    run = found.group()
    if run.startswith(("â€", "Ã¢", "ðŸ")) or run == "Ã":
        return True
    if _decoded(found) == run:
        return False
    return len(run) > 3 or run[-1] not in _TYPOGRAPHIC


def _decoded(found: re.Match[str]) -> str:
    run = found.group()
    if run == "â€":
        return "”"
    if run == "Ã":
        return "à"
    try:
        return bytes(_BYTES[char] for char in run).decode("utf-8")
    except UnicodeDecodeError:
        return run
