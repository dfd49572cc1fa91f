"""Sketches of articles: short fingerprints by which another text in a file is told from an edited one.

A sketch holds a hash of the title and the smallest hashes of the sentences (bottom-k sampling), so that two of them
say how much two texts share. It costs about 20 microseconds an article and has at most 153 characters.
"""

from __future__ import annotations

import re
from zlib import crc32

_LOOKED_AT = 8_000
"""Characters of a text that count."""
_LEAST = 24
"""Characters of a sentence; shorter ones are taken together with the next."""
_MOST, _DIGITS = 24, 6
"""Sentences kept, and the hexadecimal digits of the hash of each."""

_FORM = re.compile(rf"(?:[0-9a-f]{{8}})?:(?:[0-9a-f]{{{_DIGITS}}}){{0,{_MOST}}}")


def sketch_of(title: str, text: str) -> str:
    """Return the sketch of an article; an empty title or text is no evidence for anything."""
    named = f"{crc32(title.encode('utf-8', 'surrogatepass')):08x}" if title else ""
    hashes = sorted({crc32(one.encode("utf-8", "surrogatepass")) >> 8 for one in _sentences(text)})
    return f"{named}:{''.join(f'{number:0{_DIGITS}x}' for number in hashes[:_MOST])}"


def is_sketch(text: str) -> bool:
    """Tell whether a text has the form of a sketch."""
    return _FORM.fullmatch(text) is not None


def is_other(one: str, two: str) -> bool:
    """Tell whether two sketches are of different articles: neither the title is the same, nor a third of the text.

    The third is that of the shorter text. Where one of the articles has no text, the titles decide; where one has no
    title either, nothing speaks for two articles.
    """
    (title, text), (other_title, other_text) = _parts(one), _parts(two)
    if title and title == other_title:
        return False
    if not text or not other_text:
        return bool(title and other_title)
    # Above the largest hash kept of a long text, hashes are left out: what is there says nothing.
    bound = min((max(hashes) for hashes in (text, other_text) if len(hashes) == _MOST), default="g")
    compared = min(sum(number <= bound for number in hashes) for hashes in (text, other_text))
    return 3 * len(text & other_text) <= compared


def text_part(sketch: str) -> str:
    """Return what a sketch says of the text: equal for equal texts, "" where there is none."""
    return sketch.partition(":")[2]


def _parts(sketch: str) -> tuple[str, set[str]]:
    title, _, text = sketch.partition(":")
    return title, {text[at : at + _DIGITS] for at in range(0, len(text), _DIGITS)}


def _sentences(text: str) -> list[str]:
    text = text[:_LOOKED_AT].replace("! ", ". ").replace("? ", ". ")
    # A line that is wrapped elsewhere is the same line.
    text = text.replace("\n\n", ". ").replace("\n", " ")
    if not text.isascii():
        text = text.replace("。", ". ")
    sentences: list[str] = []
    short = ""
    for part in text.split(". "):
        short += part.strip()
        if len(short) >= _LEAST:
            sentences.append(short)
            short = ""
    return [*sentences, short] if short else sentences
