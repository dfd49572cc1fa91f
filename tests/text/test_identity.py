"""Keys and their short names."""

from __future__ import annotations

import hashlib

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text.identity import article_key, ghost_key, short_id


def test_the_short_id_is_fixed_for_good() -> None:
    assert short_id("https://example.com/a") == "6jfj3227i7s2"
    assert short_id("path:news/a.md") != short_id("path:news/b.md")


@settings(deadline=None, derandomize=True)
@given(st.text(st.characters()))
def test_the_short_id_is_the_first_60_bits(key: str) -> None:
    digest = hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    number = 0
    for char in short_id(key):
        number = number * 32 + "abcdefghijklmnopqrstuvwxyz234567".index(char)
    assert len(short_id(key)) == 12
    assert number == int.from_bytes(digest, "big") >> 4


def test_keys() -> None:
    assert article_key("https://x.org/a", "a.md") == "https://x.org/a"
    assert article_key("", "news/a.md") == "file:news/a.md"
    assert ghost_key("https://x.org/a", "X", "T") == "https://x.org/a"
    assert ghost_key("", "Governing", "A  “Title”") == ghost_key("", "governing", 'a "title"')
    assert ghost_key("", "A", "B C") != ghost_key("", "A B", "C")
    assert ghost_key("", "A", "B").startswith("ghost:")
