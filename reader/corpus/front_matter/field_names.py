"""The names under which generators write the same thing, and the user's own names beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

_NAMES = {
    "category": "category section",
    "title": "title headline",
    "excerpt": "excerpt description summary abstract subtitle dek",
    "date": (
        "publishedDateTime date pubDate published_at publishDate datePublished date_published published_time "
        "published_on created_at created"
    ),
    "original_url": "originalUrl canonical_url url link external_url",
    "web_url": "webUrl permalink",
    "amp_url": "ampWebUrl amp_url",
    "cdn_amp_url": "cdnAmpWebUrl",
    "type": "type kind",
    "quality": "quality",
    "heat": "heat",
    "published": "published publish",
    "draft": "draft",
    "featured": "featuredContent",
    "secured": "secured",
    "provider": "provider source site publisher outlet",
    "authors": "authors author byline creator",
    "topics": "topics tags categories keywords tag",
    "images": "images image cover thumbnail featured_image",
    "related": "related",
}

CANONICAL = frozenset(_NAMES)
"""The fields that a user's configuration can give further names to."""


@lru_cache(maxsize=4096)
def plain_name(name: str) -> str:
    """Return a field's name as names are compared: without case, `_`, `-` and space."""
    return name.replace("_", "").replace("-", "").replace(" ", "").lower()


class FieldNames(NamedTuple):
    """Which written names mean which field; plain data, so that it can be handed to another process.

    `written` maps a written name, in the form of `plain_name`, to the field and its rank: of several names of
    one field in one file the one of the lowest rank is taken. `heading_titles` tells whether a file without a
    title is called by the first heading of its body.
    """

    written: Mapping[str, tuple[str, int]]
    heading_titles: bool = True

    def find(self, name: str) -> tuple[str, int] | None:
        """Return the field that a written name means, and the name's rank; None for a name that is not known."""
        return self.written.get(plain_name(name))

    def with_names(self, extra: Mapping[str, Iterable[str]]) -> FieldNames:
        """Return these names and the user's, `{"title": ["kop"]}`; the user's win over the built-in ones.

        Raises KeyError for a field that is not in `CANONICAL`.
        """
        written = dict(self.written)
        for field, names in extra.items():
            if field not in CANONICAL:
                raise KeyError(field)
            for rank, name in enumerate(names):
                written[plain_name(name)] = (field, rank - 1000)
        return self._replace(written=written)


DEFAULT_NAMES = FieldNames(
    {
        plain_name(name): (field, rank)
        for field, names in _NAMES.items()
        for rank, name in enumerate(names.split())
    }
)
"""The names of the schema of the real corpora, and those of Hugo, Jekyll, Zola and common aggregators."""
