"""Identity: the key that stays when a generator moves or rewrites a file, and the short name of a key."""

from __future__ import annotations

from reader.text.fold import fold

ID_LENGTH = 12
"""Characters of a short id: 60 bits, so that a million articles meet by chance once in two million corpora."""


def short_id(key: str) -> str:
    """Return the short id of an identity: 12 characters of `a`-`z` and `2`-`7`, the same on every machine.

    It is the first 60 bits of the BLAKE2b hash (8 bytes) of the key in UTF-8, in base32.
    """
    # Inside: a first screen has its ids from the index, and loading these takes a hundredth of the time to it.
    import base64
    import hashlib

    digest = hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return base64.b32encode(digest).decode("ascii")[:ID_LENGTH].lower()


def article_key(canonical: str, path: str) -> str:
    """Return the identity of a file: its canonical URL, or where it has none, its path in the corpus."""
    return canonical or f"path:{path}"


def ghost_key(canonical: str, provider: str, title: str) -> str:
    """Return the identity of a related entry: its canonical URL, or without one, its outlet and title."""
    return canonical or "ghost:" + short_id(f"{fold(provider)}\n{fold(title)}")
