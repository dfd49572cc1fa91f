"""Placeholders in front matter, which another program is to fill: `title: {{ title }}`, `date: <% tp.date.now() %>`."""

from __future__ import annotations

import re
from collections.abc import Callable

from reader.corpus.front_matter.values import BrokenFrontMatterError, Tree, Value

# Each stops at the next sign of its kind, or a hundred thousand braces would be gone through as often.
_PLACEHOLDER = re.compile(r"\{\{[^{}\n]*+\}\}|\{%[^%\n]*+%\}|<%[^%\n]*+%>")
# A token takes the place of each while the rest is parsed: one word to YAML, and with quotes a text to TOML.
_TOKEN = re.compile("\ue000(\\d+)\ue001")
_BARE_IN_TOML = re.compile("(=[ \t]*)(\ue000\\d+\ue001)(?=[ \t]*(?:#|$))", re.MULTILINE)


def has_placeholder(text: str) -> bool:
    """Tell whether a text holds a placeholder, so that it stands for a value that is not known yet."""
    return _PLACEHOLDER.search(text) is not None


def parse_around(source: str, parse: Callable[[str], Tree], *, toml: bool) -> Tree | None:
    """Return what `parse` makes of a source whose placeholders are text, or None where it has none or is broken.

    YAML takes `{{ title }}` for a mapping, and the quotes of `"{{ replace .Name "-" " " }}"` for its own; in `toml`
    a placeholder without quotes gets some.
    """
    placeholders: list[str] = []

    def token(found: re.Match[str]) -> str:
        placeholders.append(found[0])
        return f"\ue000{len(placeholders) - 1}\ue001"

    covered = _PLACEHOLDER.sub(token, source)
    if not placeholders:
        return None
    if toml:
        covered = _BARE_IN_TOML.sub(r'\1"\2"', covered)
    try:
        tree = parse(covered)
    except BrokenFrontMatterError:
        return None

    def text(covered: str) -> str:
        return _TOKEN.sub(lambda found: "".join(placeholders[int(found[1]) :][:1]), covered)

    def value(one: Value) -> Value:
        if isinstance(one, str):
            return text(one)
        if isinstance(one, list):
            return [*map(value, one)]
        return {text(name): value(inner) for name, inner in one.items()} if one else one

    values = {text(name): value(one) for name, one in tree.values.items()}
    return Tree(values, tree.lines, tree.faults, tree.cut_short)
