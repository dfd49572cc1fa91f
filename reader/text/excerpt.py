"""Excerpts: whether one was cut off in the middle."""

from __future__ import annotations

import re

CUT_LENGTH = 80
"""Excerpts shorter than this, in characters, are slogans or headlines and need no final stop."""

_CUT = re.compile(
    r"(?:\.\.\.|…|\[\s*(?:\.\.\.|…|\.\.)\s*\]|\(\s*(?:\.\.\.|…)\s*\))\s*$|(?:read more|continue reading)[\s.»>…]*$",
    re.IGNORECASE,
)
_COMPLETE = re.compile(r"[.!?。！？؟।:;)\]}»”\"'’»>*…]\s*$")


def is_cut_off(excerpt: str) -> bool:
    """Tell whether an excerpt stops before its text does.

    It does when it ends in dots (`...`, `…`, `[..]`, `(…)`) or in words such as `Read more`, or when it is
    long and ends without the mark that ends a sentence.
    """
    text = excerpt.rstrip()
    if _CUT.search(text[-40:]):
        return True
    return len(text) >= CUT_LENGTH and not _COMPLETE.search(text[-2:])
