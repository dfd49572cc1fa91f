"""An article as one line of JSON and back: how the index keeps full records.

Values stand in the order of the fields of their classes, without names: a record is a quarter shorter than with
them. The version of the index goes up with every change of them, so a record is only ever read by the classes that
wrote it.
"""

from __future__ import annotations

import json
from dataclasses import fields
from operator import attrgetter
from typing import Any

from reader.model import Article, Coverage, Image, Provider

_CLASSES: tuple[type, ...] = (Image, Provider, Coverage, Article)
_NAMES = {cls: tuple(field.name for field in fields(cls)) for cls in _CLASSES}
_VALUES = {cls: attrgetter(*names) for cls, names in _NAMES.items()}
_COVERAGE = _NAMES[Coverage]
_ARTICLE = _NAMES[Article]

_ID, _PROVIDER, _QUALITY = map(_COVERAGE.index, ("id", "provider", "quality"))
_TITLE, _EXCERPT, _BODY, _RELATED = map(_ARTICLE.index, ("title", "excerpt", "body", "related"))

LAYOUT = repr([(cls.__name__, names) for cls, names in _NAMES.items()])
"""What the shape of a record depends on; another one needs another `tables.VERSION`."""


def to_json(article: Article) -> str:
    """Return the article as one line of JSON."""
    return _ENCODER.encode(_VALUES[Article](article))


def from_json(text: str) -> Article:
    """Return the article that `to_json` wrote. Raises ValueError for anything else."""
    try:
        values = _values(_ARTICLE, json.loads(text))
        values["paths"] = tuple(values["paths"])
        values["files"] = tuple(values["files"])
        values["topics"] = tuple(values["topics"])
        values["related"] = tuple(Coverage(**_values(_COVERAGE, entry)) for entry in values["related"])
        values["extra"] = tuple((name, value) for name, value in values["extra"])
        values["broken"] = frozenset(values["broken"])
        return Article(**values)
    except (TypeError, KeyError) as error:
        raise ValueError("not a record of an article") from error


def outline(text: str) -> tuple[str, str, list[tuple[str, str, float | None]]]:
    """Return title and excerpt of the article that `to_json` wrote, and (id, outlet, quality) of its related entries.

    The beginning of the body stands in for an excerpt that there is none of.

    A third of the time of `from_json`, for going over all articles. Raises ValueError for anything else.
    """
    from reader.text.beginning import beginning

    try:
        values = json.loads(text)
        related = [
            (entry[_ID], entry[_PROVIDER][0] or entry[_PROVIDER][1], entry[_QUALITY])
            for entry in values[_RELATED]
        ]
        return values[_TITLE], values[_EXCERPT] or beginning(values[_BODY]), related
    except (TypeError, IndexError) as error:
        raise ValueError("not a record of an article") from error


def _plain(value: object) -> object:
    """Return what JSON can hold for a value it does not know: one of the classes, or a set."""
    if isinstance(value, frozenset):
        return sorted(value)
    return _VALUES[type(value)](value)


# Made once: `json.dumps` with options makes an encoder at every call.
_ENCODER = json.JSONEncoder(default=_plain, ensure_ascii=False, separators=(",", ":"), check_circular=False)


def _values(names: tuple[str, ...], written: list[Any]) -> dict[str, Any]:
    """Return the values of a coverage or article by name, with what they have in common restored."""
    values = dict(zip(names, written, strict=True))
    name, domain, images = values["provider"]
    values["provider"] = Provider(name, domain, _images(images))
    values["authors"] = tuple(values["authors"])
    values["images"] = _images(values["images"])
    return values


def _images(written: list[list[Any]]) -> tuple[Image, ...]:
    return tuple(Image(*values) for values in written)
