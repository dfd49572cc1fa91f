"""An article and its marks as the JSON record that scripts read: fields are added in time, never renamed.

A field that an article does not have is still there: empty text for text, null for numbers, dates and flags,
an empty list for lists. So a filter written for one record works on all of them.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from reader.text.dates import iso
from reader.text.labels import exact_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.model import Article, Coverage, Image, Mark, Provider


def record(article: Article, mark: Mark, story: tuple[str, int] | None = None) -> dict[str, Any]:
    """Return one article as a record, ready for `json.dumps`; the order of the keys is fixed.

    The schema's own fields stand under their own names. Besides: `id`, `path` and `paths` (relative to the
    corpus), `file` and `files` (the same by absolute path), `url` (the canonical address), `date` (ISO 8601, UTC), the
    body and what format it is in, what is wrong with the file (`broken`), its fields outside the schema (`extra`), the
    marks, and the id of the `story` it belongs to with the number of its sources (`storysize`). `secured` is only true
    or false.

    The paths are exact and open the files: bytes that are no UTF-8 are surrogate escapes, for `os.fsencode`.
    """
    story_id, size = story or (article.id, 1)
    paths = exact_paths(article)
    return {
        "id": article.id,
        "path": paths[0],
        "paths": paths,
        "file": article.files[0] if article.files else "",
        "files": list(article.files),
        "url": canonical_url(article),
        "date": _date(article.date),
        **_schema(article),
        "heat": number(article.heat),
        "published": article.published,
        "topics": list(article.topics),
        "related": [entry_record(entry) for entry in article.related],
        "body": article.body,
        "bodyFormat": article.body_format,
        "extra": dict(article.extra),
        "broken": sorted(article.broken),
        "read": mark.read,
        "starred": mark.starred,
        "verdict": mark.verdict,
        "tags": sorted(mark.tags),
        "note": mark.note,
        "story": story_id,
        "storysize": size,
    }


def exact_paths(article: Article) -> list[str]:
    """Return the paths of the files of an article as they are on disk, relative to the corpus."""
    labels = article.paths or (article.path,)
    return list(map(exact_path, labels, article.files)) if article.files else list(labels)


def entry_record(entry: Coverage) -> dict[str, Any]:
    """Return a related entry as it stands in the record of its article."""
    return {"id": entry.id, "url": canonical_url(entry), "date": _date(entry.date), **_schema(entry)}


def canonical_url(entry: Coverage) -> str:
    """Return the canonical address of an article or entry, "" without one.

    As a rule that is its identity; another one has the article whose address was another's before.
    """
    if entry.key.startswith("https:"):
        return entry.key
    from reader.text import urls  # rarely needed

    return urls.canonical_url(entry.url)


def _schema(entry: Coverage) -> dict[str, Any]:
    """Return the fields of the schema that an article and a related entry have in common."""
    return {
        "category": entry.category,
        "title": entry.title,
        "excerpt": entry.excerpt,
        "publishedDateTime": _date(entry.date),
        "originalUrl": entry.original_url,
        "webUrl": entry.web_url,
        "ampWebUrl": entry.amp_url,
        "cdnAmpWebUrl": entry.cdn_amp_url,
        "type": entry.type,
        "quality": number(entry.quality),
        "provider": _provider(entry.provider),
        "authors": list(entry.authors),
        "images": _images(entry.images),
        "featuredContent": entry.featured,
        "secured": entry.secured,
    }


def _provider(provider: Provider) -> dict[str, Any]:
    return {"name": provider.name, "domain": provider.domain, "images": _images(provider.images)}


def _images(images: Sequence[Image]) -> list[dict[str, Any]]:
    return [
        {
            "url": image.url,
            "width": image.width,
            "height": image.height,
            "isCached": image.cached,
            "title": image.title,
        }
        for image in images
    ]


def _date(seconds: int | None) -> str | None:
    return None if seconds is None else iso(seconds)


def number(value: float | None) -> int | float | None:
    """Return a whole number as an int, any other as it is; None for None and for what JSON cannot say."""
    if value is None or not math.isfinite(value):
        return None
    return int(value) if value == int(value) else value
