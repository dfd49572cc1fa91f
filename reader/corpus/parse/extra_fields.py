"""Fields that the schema does not know, as text a person can read in one line."""

from __future__ import annotations

from collections.abc import Mapping

from reader.corpus.front_matter.values import Value
from reader.corpus.parse.coerce import Coercer
from reader.text.clean import clean_line

VALUE_LIMIT = 500
"""Characters kept of one unknown field."""

FIELDS_LIMIT = 100
"""Unknown fields kept of one file."""

_NAME_LIMIT = 60


def readable(intake: Coercer, fields: Mapping[str, Value]) -> tuple[tuple[str, str], ...]:
    """Return names and texts of unknown fields: lists with commas, mappings as `name: value; …`. Empty ones go."""
    texts: list[tuple[str, str]] = []
    for name, value in fields.items():
        if len(texts) == FIELDS_LIMIT:
            break
        text = intake.text(_one_line(value, VALUE_LIMIT * 2), name, VALUE_LIMIT)
        if text:
            texts.append((clean_line(name, _NAME_LIMIT), text))
    return tuple(texts)


def _one_line(value: Value, room: int) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        parts, between = [("", one) for one in value], ", "
    elif isinstance(value, dict):
        parts, between = [(f"{key}: ", one) for key, one in value.items()], "; "
    else:
        return ""
    text = ""
    for name, one in parts:
        if len(text) > room:
            break
        inner = name + _one_line(one, room - len(text))
        text = text + between + inner if text else inner
    return text
