"""When a topic or tag is the one that was asked for."""

from __future__ import annotations

import re
from functools import lru_cache

_GAP = re.compile(r"[-_ ]+")
_SIGNS = re.compile(r"[\W_]+")


def is_topic(asked: str, topic: str, *, slug: bool = False) -> bool:
    """Tell whether a folded topic is the one asked for; hyphen, underscore and space are the same.

    With `slug` (`#r-d-tools`) all signs count as hyphens too, as they do in the addresses of a site (`R&D Tools`).
    """
    return spaced(asked) == spaced(topic) or (slug and asked == slug_of(topic))


@lru_cache(maxsize=4096)
def spaced(topic: str) -> str:
    """Return a folded topic with every run of hyphens, underscores and spaces as one space."""
    return _GAP.sub(" ", topic).strip()


@lru_cache(maxsize=4096)
def slug_of(topic: str) -> str:
    """Return the slug form of a folded topic: `computer-vision`."""
    return _SIGNS.sub("-", topic).strip("-")
