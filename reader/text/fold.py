"""The form in which texts are compared: no case, no accents, one kind of quote, one kind of space."""

from __future__ import annotations

import unicodedata

_PLAIN = str.maketrans(
    dict.fromkeys("‘’‚‛ʼ＇`´′", "'")
    | dict.fromkeys("“”„‟«»＂″", '"')
    | dict.fromkeys("‐‑‒–—―−", "-")
    | {"ß": "ss", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "œ": "oe", "ı": "i"}
)


def fold(text: str) -> str:
    """Return `text` as it is compared in searches: two texts match when their folded forms do.

    Compatibility forms are taken apart (NFKD) and combining marks dropped, letters case-folded, curly
    quotes, guillemets and primes made straight, dashes made hyphens, letters that Unicode does not take
    apart (ø ł ß and the like) spelled plainly, and every run of white space made one space. Folding twice
    changes nothing.
    """
    if text.isascii():
        return " ".join(text.lower().replace("`", "'").split())
    # Dashes and quotes go first: NFKD takes some of them apart into a space and a combining mark.
    text = unicodedata.normalize("NFKD", text.translate(_PLAIN).casefold())
    text = "".join(char for char in text if not unicodedata.combining(char))
    # Case folding after the decomposition: a few compatibility letters only then show their capitals.
    return " ".join(unicodedata.normalize("NFKD", text.casefold()).translate(_PLAIN).split())
