"""The outlets of articles as OPML 2.0 (http://opml.org/spec2.opml), which feed readers read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from reader.text.clean import clean_line
from reader.text.fold import fold
from reader.text.urls import is_web_url


def opml(title: str, outlets: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield the lines of the list. `outlets` is the name and domain, either may be empty, of every article.

    Outlets are told apart by their domain, or by their name where there is none. The most frequent stands first;
    its `count` is the number of articles. An article without an outlet is left out.
    """
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<opml version="2.0">'
    # XML has no way to write a control character, not even as a reference.
    yield f"<head><title>{escape(clean_line(title))}</title></head>"
    yield "<body>"
    for name, domain, count in _counted(outlets):
        address = f"https://{domain}"
        link = f" htmlUrl={quoteattr(address)}" if is_web_url(address) else ""
        yield f'<outline text={quoteattr(name)}{link} count="{count}"/>'
    yield "</body>"
    yield "</opml>"


def _counted(outlets: Iterable[tuple[str, str]]) -> list[tuple[str, str, int]]:
    """Return name, domain and number of articles of every outlet; the first name met is the name."""
    counts: Counter[str] = Counter()
    known: dict[str, tuple[str, str]] = {}
    for outlet in outlets:
        name, domain = (clean_line(text) for text in outlet)
        # No name is a domain with a bar before it, so the two kinds of key never meet.
        key = domain.casefold() or f"|{fold(name)}"
        if name or domain:
            counts[key] += 1
            known.setdefault(key, (name or domain, domain))
    found = [(*known[key], count) for key, count in counts.items()]
    return sorted(found, key=lambda outlet: (-outlet[2], fold(outlet[0]), outlet[1]))
