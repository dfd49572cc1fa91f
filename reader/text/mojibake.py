"""UTF-8 that was read as Windows-1252 or Latin-1 (`CafÃ©`, `cityâ€™s`), found and read as UTF-8 after all.

A character of UTF-8 is a first byte and one to three following ones. Read with the wrong table the first becomes a
letter from `Â` to `ð`, and each following one a sign, or a letter such as `š`. Ordinary writing has such pairs too:
French `PRIVÉ »`, Czech `„víš“`. So a place must be sure before a text is touched; once one is, the doubtful
places of the same text that come to the same kind of letters are mended as well.
"""

from __future__ import annotations

import re

_PASSES = 3
"""Text is found decoded wrongly twice over; after three times it is noise."""


def _as_read(first: int, last: int) -> str:
    """Return, for a class of a regular expression, what the bytes are read as: Windows-1252, and Latin-1 or C1."""
    codes = range(first, last + 1)
    return "".join(map(chr, codes)) + "".join(bytes([code]).decode("cp1252", "ignore") for code in codes)


_BYTES = {char: code for code in range(0x80, 0xC0) for char in _as_read(code, code)}
_BYTES |= {chr(code): code for code in range(0xC0, 0xF1)}
# What becomes of a following byte that stands for a C1 control is what Windows means by it.
_WINDOWS = {
    code: bytes([code]).decode("cp1252", "replace").replace("\ufffd", "") for code in range(0x80, 0xA0)
}

_ANY = f"[{_as_read(0x80, 0xBF)}]"
_CHARACTER = (
    f"[Â-Þ]{_ANY}|à[{_as_read(0xA0, 0xBF)}]{_ANY}|[á-ìîï]{_ANY}{{2}}|í[{_as_read(0x80, 0x9F)}]{_ANY}"
    f"|ð[{_as_read(0x90, 0xBF)}]{_ANY}{{2}}"
)
# Besides whole characters: a closing quote whose third byte Windows-1252 does not know, and `à` before what was a
# no-break space and now is a space.
_PLACE = f"(?:{_CHARACTER})+|â€|(?<=[a-zß-ÿ])Ã(?= )"
# One class first, which is searched for twice as fast as one of two.
_LEAD = re.compile(f"[Â-Þà-ð](?:{_ANY}|(?<=Ã) )")

# Signs that ordinary writing has after a letter, `é` as well as `É`.
_QUOTES = "‚„‘’“”‹›«»…•–—\xa0·"
_SIGNS = "\xad€£¥§¶†‡™®©°²³¹ªº¡¿±¼½¾µ¢"
_NEVER_WRITTEN = ("â€", "â„", "â†", "âœ", "â˜", "Ã¢", "ðŸ")
_LETTERS = "ŠŒŽšœžŸƒ"
# The blocks of Western letters, of typographic signs, and of currency, letter-like signs and arrows.
_COMMON = frozenset({1, 2, 0x40, 0x41, 0x42, 0x43})
_ORDINARY = frozenset(_QUOTES + _SIGNS + _LETTERS)


def repair_encoding(text: str) -> str:
    """Return `text` with UTF-8 that was read with the wrong table read right; other text is returned as it is."""
    for _ in range(_PASSES):
        if text.isascii() or not _LEAD.search(text):
            break
        mended = _mend(text)
        if mended == text:
            break
        text = mended
    return text


def has_mojibake(text: str) -> bool:
    """Tell whether `text` was decoded with the wrong table, or has lost a character in decoding (U+FFFD)."""
    return not text.isascii() and ("\ufffd" in text or repair_encoding(text) != text)


def _mend(text: str) -> str:
    found = [(place, _decoded(place[0])) for place in re.finditer(_PLACE, text)]
    kinds = {_kind(char) for place, decoded in found if _is_sure(place) for char in decoded}
    if not kinds:
        return text
    kinds |= _COMMON
    pieces: list[str] = []
    at = 0
    for place, decoded in found:
        pieces += [text[at : place.start()], decoded if kinds.issuperset(map(_kind, decoded)) else place[0]]
        at = place.end()
    return "".join([*pieces, text[at:]])


def _kind(char: str) -> int:
    """Return the number of the block of 128 characters that one stands in; Romanian's stray letters are Latin."""
    return 2 if char in "ȘșȚț" else ord(char) >> 7


def _decoded(place: str) -> str:
    if place == "â€":
        return "”"
    if place == "Ã":
        return "à"
    return bytes(map(_BYTES.__getitem__, place)).decode("utf-8").translate(_WINDOWS)


def _is_sure(place: re.Match[str]) -> bool:
    """Tell whether a place cannot be ordinary writing of any language."""
    run = place[0]
    first, signs = run[0], run[1:]
    before = place.string[place.start() - 1 : place.start()]
    if run == "Ã" or run.startswith(_NEVER_WRITTEN):
        return True
    if first >= "à":
        return len(run) > 4 or not _ORDINARY.issuperset(signs)
    if len(run) > 2 or before.islower():
        return True
    if first == "Ã":
        return signs not in _QUOTES + "™®" or (signs == "\xa0" and not before.isupper())
    if first == "Â":
        return "\xa0" <= signs <= "¿" and not before.isupper() and before != "«"
    return first in "ÄÅ" and signs not in _QUOTES and signs not in _SIGNS
