"""Identity: the key that stays when a generator moves or rewrites a file, and the short name of a key."""

from __future__ import annotations

from functools import cache

from reader.text.fold import fold

_BASE32 = "abcdefghijklmnopqrstuvwxyz234567"

ID_LENGTH = 12
"""Characters of a short id: 60 bits, so that a million articles meet by chance once in two million corpora."""


def short_id(key: str) -> str:
    """Return the short id of an identity: 12 characters of `a`-`z` and `2`-`7`, the same on every machine.

    It is the first 60 bits of the BLAKE2b hash (8 bytes) of the key in UTF-8, in base32 (RFC 4648).
    """
    # Inside: a first screen has its ids from the index, and loading this takes a hundredth of the time to it.
    import hashlib

    digest = hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    bits = int.from_bytes(digest) >> 4
    # Two characters at a time: `base64.b32encode` takes a twentieth of the time to index a corpus.
    pairs = _pairs()
    return (
        pairs[bits >> 50] + pairs[bits >> 40 & 1023] + pairs[bits >> 30 & 1023]
        + pairs[bits >> 20 & 1023] + pairs[bits >> 10 & 1023] + pairs[bits & 1023]
    )  # fmt: skip


@cache
def _pairs() -> tuple[str, ...]:
    """Return the two characters for every ten bits."""
    return tuple(first + second for first in _BASE32 for second in _BASE32)


FILE = "file:"
"""What the identity of an article without an address begins with; after it comes the place of its file."""


def file_key(place: str) -> str:
    """Return the identity of an article that no address tells from others: the place of its file."""
    return FILE + place


def earlier_file_key(path: str) -> str:
    """Return the identity that earlier versions gave to a file without an address: its path, in whatever corpus."""
    return f"path:{path}"


def article_key(canonical: str, place: str) -> str:
    """Return the identity of an article: its canonical URL, or where it has none, the place of its file."""
    return canonical or file_key(place)


def ghost_key(canonical: str, provider: str, title: str) -> str:
    """Return the identity of a related entry: its canonical URL, or without one, its outlet and title."""
    return canonical or "ghost:" + short_id(f"{fold(provider)}\n{fold(title)}")


def id_number(short: str) -> int:
    """Return a short id as a number of 60 bits. Raises ValueError for what is none."""
    return int(short.translate(_DIGITS), 32)


def id_of_number(number: int) -> str:
    """Return the short id that `id_number` gives as this number."""
    return "".join(_BASE32[number >> shift & 31] for shift in range(55, -1, -5))


def prefix_range(prefix: str) -> tuple[int, int] | None:
    """Return the least and the greatest number of the ids that begin with a prefix, None where none can."""
    if len(prefix) > ID_LENGTH or not _ALPHABET.issuperset(prefix):
        return None
    missing = 5 * (ID_LENGTH - len(prefix))
    low = (id_number(prefix) if prefix else 0) << missing
    return low, low + (1 << missing) - 1


_ALPHABET = frozenset("abcdefghijklmnopqrstuvwxyz234567")
_DIGITS = str.maketrans("abcdefghijklmnopqrstuvwxyz234567", "0123456789abcdefghijklmnopqrstuv")
