"""How words and phrases are looked for where a plain substring will not do: `"a phrase"`, `word:`, `case:`."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from reader.query.regex.matcher import EngineMatcher, Matcher
from reader.query.syntax.tree import Word
from reader.text.fold import fold

_SIGNS = str.maketrans(
    dict.fromkeys("‘’‚‛ʼ＇`´′", "'")
    | dict.fromkeys("“”„‟«»＂″", '"')
    | dict.fromkeys("‐‑‒–—―−", "-")
    | {"\n": " "}
)
_BETWEEN = " '\"-"
"""What words of a phrase may have between them: `"e mail"` finds e-mail, `"won the cup"` finds won “the cup”."""

_PIECES = re.compile(rf"[{_BETWEEN}]+")
_GAP = rf"[{_BETWEEN}]{{1,6}}"
_APOSTROPHE = rf"[{_BETWEEN}]{{0,6}}"
_LONG = 3


def pieces(text: str) -> list[str]:
    """Return the words of a folded phrase."""
    return [piece for piece in _PIECES.split(text) if piece]


def as_written(text: str) -> str:
    """Return a text of the same length in which all quotes, dashes and spaces are one kind, and capitals stay."""
    return text if text.isascii() and "\n" not in text and "`" not in text else text.translate(_SIGNS)


@lru_cache(maxsize=256)
def wording(node: Word) -> Matcher | None:
    """Return what finds a word in folded text, or with `cased` in text `as_written`; None for a plain substring."""
    if not (node.phrase or node.bounded or node.cased):
        return None
    text = (
        unicodedata.normalize("NFC", " ".join(as_written(node.text).split()))
        if node.cased
        else fold(node.text)
    )
    sources, needles = _phrase(text) if node.phrase else ([re.escape(text)], (text,))
    if node.bounded:
        asked = text.strip(_BETWEEN) if node.phrase else text
        if re.match(r"\w", asked):
            # Behind the first word: an expression that begins with letters is looked for ten times as fast.
            sources.insert(1, rf"(?<!\w{sources[0]})")
        if re.match(r"\w", asked[-1:]):
            sources.append(r"(?!\w)")
    return EngineMatcher(re.compile("".join(sources)), needles)


def _phrase(text: str) -> tuple[list[str], tuple[str, ...]]:
    """Return the parts of the expression for a phrase, the first a plain text, and what each of its words must contain.

    The gaps have a greatest width and what follows them never begins with a sign of theirs, so a search is linear.
    """
    sources: list[str] = []
    needles: list[str] = []
    words = pieces(text)
    begun = 0
    for number, word in enumerate(words):
        place = text.index(word, begun)
        if number:
            sources.append(_APOSTROPHE if text[begun:place] == "'" else _GAP)
        begun = place + len(word)
        # The apostrophe of a possessive or of n't may be left out: `"mayors plan"` finds the mayor's plan.
        stem = word[:-1] if len(word) >= _LONG and word[-1] in "st" else word
        sources.append(re.escape(stem))
        if stem != word:
            sources.append("'?" + word[-1])
        needles.append(stem)
    return sources, tuple(sorted(set(needles), key=lambda needle: (-len(needle), needle)))
