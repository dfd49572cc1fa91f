"""What can still be understood of YAML that its parser refuses: the fields that are sound by themselves."""

from __future__ import annotations

import re
from textwrap import dedent

from reader.corpus.front_matter.values import BrokenFrontMatterError, Tree, Value
from reader.corpus.front_matter.yaml_text import parse_yaml

MAX_PIECES = 500
"""Top-level fields that are tried one by one."""

_TOP_LEVEL = re.compile(r"^(?=[\"'\w<][^\n]*?:(?:[ \t]|$)|\w+:(?!//)\S)", re.MULTILINE)
_SCALAR = re.compile(r"[\"']?([\w.<-][^:\n\"']*)[\"']?:(?:[ \t]+|(?!//))(\S[^\n]*)\n*")
# A list or mapping of one line that is not closed, or the head of a block: no text.
_STRUCTURE = re.compile(r"[\[{][^\]}]*(?:[\]}]\s*)?|[|>][-+0-9]*\s*|#.*")


def salvage(text: str) -> Tree:
    """Return the top-level fields of broken YAML that can be read one by one.

    A field of one line that is no YAML even by itself (`title: Detroit: a ban`, `title: [Draft] A ban`,
    `title:"A ban"`) is taken as the text it shows.
    """
    values: dict[str, Value] = {}
    lines: dict[str, int] = {}
    line = 0
    # What is indented as a whole is at the top level all the same.
    for number, piece in enumerate(_TOP_LEVEL.split(dedent(text))):
        if number > MAX_PIECES:
            break
        for key, value in _fields(piece).items():
            values[key] = value
            lines[key] = line
        line += piece.count("\n")
    return Tree(values, lambda: lines)


def _fields(piece: str) -> dict[str, Value]:
    try:
        return parse_yaml(piece).values
    except BrokenFrontMatterError:
        found = _SCALAR.fullmatch(piece)
        if not found or _STRUCTURE.fullmatch(found.group(2)):
            return {}
        return {found.group(1).strip(): found.group(2).strip(" \t\"'")}
