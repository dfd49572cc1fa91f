"""The words that say whether something is published, each with its opposite in the same spelling."""

from __future__ import annotations

_PAIRS = (("true", "false"), ("yes", "no"), ("on", "off"), ("y", "n"), ("t", "f"), ("1", "0"))
_OPPOSITE = {word: other for yes, no in _PAIRS for word, other in ((yes, no), (no, yes))} | {
    # States of Pelican and WordPress.
    **dict.fromkeys(("draft", "hidden", "private", "pending"), "published"),
    **dict.fromkeys(("published", "publish"), "draft"),
}


def opposite(word: str) -> str:
    """Return the opposite of a word: `True` of `False`, `NO` of `YES`, `published` of `draft`. Raises KeyError."""
    other = _OPPOSITE[word.lower()]
    if word.isupper():
        return other.upper()
    return other.capitalize() if word[0].isupper() else other
