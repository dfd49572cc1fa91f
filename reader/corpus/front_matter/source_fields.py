"""YAML or TOML to fields: the parser that a text needs, and what can be saved where none can read it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

from reader.corpus.front_matter.plain_yaml import parse_plain
from reader.corpus.front_matter.toml_json import parse_julia, parse_toml, parse_whole_json, salvage_toml
from reader.corpus.front_matter.values import MAX_FRONT, BrokenFrontMatterError, Format, Tree


def parse_fields(source: str, format_: Format) -> tuple[Tree, BrokenFrontMatterError | None]:
    """Return the parsed front matter; when it is broken, what can be saved of it and the error."""
    try:
        if len(source) > MAX_FRONT:
            raise BrokenFrontMatterError(f"is longer than {MAX_FRONT:,} characters")
        tree = _parse(source, format_)
        return (tree.faults and _around_placeholders(source, format_)) or tree, None
    except BrokenFrontMatterError as error:
        if around := _around_placeholders(source, format_):
            return around, None
        return _saved(source[:MAX_FRONT], format_), error


def _parse(source: str, format_: Format) -> Tree:
    if format_ == "yaml":
        return _yaml(source)
    try:
        return parse_toml(source)
    except BrokenFrontMatterError:
        if "Date(" in source or "DateTime(" in source:
            return parse_julia(source)
        with suppress(BrokenFrontMatterError):
            return parse_julia(source)
        raise


def _around_placeholders(source: str, format_: Format) -> Tree | None:
    """Return the fields of a template for articles, which is no YAML or TOML until it is filled; else None."""
    if len(source) > MAX_FRONT or not ("{{" in source or "<%" in source or "{%" in source):
        return None
    from reader.corpus.front_matter.placeholders import parse_around

    return parse_around(source, lambda covered: _parse(covered, format_), toml=format_ == "toml")


# PyYAML takes longer to import than fifty plain files to read, and a corpus of plain ones does without it.


def _yaml(source: str) -> Tree:
    if not source[:64].lstrip().startswith("{"):
        values = parse_plain(source)
        if values is not None:
            return Tree(values, lambda: _yaml_lines(source))
        return _real_yaml(source)
    # Not all objects of JSON are YAML to its parser, and comments of JSON never are.
    try:
        return parse_whole_json(source, strict=True)
    except BrokenFrontMatterError:
        try:
            return _real_yaml(source)
        except BrokenFrontMatterError as error:
            try:
                return parse_whole_json(source)
            except BrokenFrontMatterError:
                raise error from None


def _real_yaml(source: str) -> Tree:
    from reader.corpus.front_matter.yaml_text import parse_yaml

    return parse_yaml(source)


def _yaml_lines(source: str) -> Mapping[str, int]:
    from reader.corpus.front_matter.yaml_text import yaml_lines

    return yaml_lines(source)


def _saved(source: str, format_: Format) -> Tree:
    if format_ == "toml":
        return salvage_toml(source)
    from reader.corpus.front_matter.salvage import salvage

    return salvage(source)
