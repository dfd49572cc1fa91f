"""The texts of an article as they are written, by the columns that hold them folded: what `case:` looks at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reader.model import Article, Coverage
from reader.model.mark import NO_MARK, Mark
from reader.text.markup.plain import plain_words
from reader.text.urls import host_of


def written(coverage: Coverage, mark: Mark = NO_MARK) -> Mapping[str, Sequence[str]]:
    """Return the texts of an article with its marks, or of a related entry, by the names of the columns."""
    own = _named(coverage)
    found: dict[str, Sequence[str]] = {name: (text,) for name, text in own.items()}
    found |= {"category": (coverage.category,), "type": (coverage.type,)}
    found |= {"tags": tuple(mark.tags), "note": (mark.note,)}
    found |= {"text": tuple(own.values()), "body": (), "path": (), "related_text": ()}
    if isinstance(coverage, Article):
        found["text"] = (*own.values(), *coverage.topics)
        found |= {"body": (plain_words(coverage.body, coverage.body_form),), "path": (coverage.path,)}
        found["related_text"] = tuple(text for entry in coverage.related for text in _named(entry).values())
    return found


def _named(coverage: Coverage) -> dict[str, str]:
    domain = coverage.provider.domain or host_of(coverage.url)
    return {
        "title": coverage.title,
        "excerpt": coverage.excerpt,
        "provider": coverage.provider.name,
        "domain": domain,
    }
