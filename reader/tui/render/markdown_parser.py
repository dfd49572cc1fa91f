"""The parser of Markdown: the one Textual brings (markdown-it, CommonMark), with what blogs use beyond it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from reader.text.written import code_lines

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token


def parsed(text: str, known: dict[str, Any] | None = None) -> list[Token]:
    """Return the tokens of a text: CommonMark, tables, strike-through, footnotes, definition lists, admonitions.

    What the text defines is added to `known`, and what that holds already is known.
    """
    return _parser().parse(_without_idle_notes(text), known)


_NOTE = re.compile(r" {0,3}\[\^([^\]\s]+)\]:")


def _without_idle_notes(text: str) -> str:
    """Return a text whose footnotes that nothing refers to are paragraphs: the parser would drop their words."""
    if "[^" not in text:
        return text
    lines = text.split("\n")
    for at, (line, is_code) in enumerate(zip(lines, code_lines(lines), strict=True)):
        found = None if is_code else _NOTE.match(line)
        if found and text.count(f"[^{found[1]}]") == 1:
            lines[at] = "\n" + line.replace("[^", "\\[^", 1)
    return "\n".join(lines)


@cache
def _parser() -> MarkdownIt:
    # Loading the parser takes a tenth of the time to the first screen, and few articles have a body.
    from markdown_it import MarkdownIt
    from mdit_py_plugins.admon import admon_plugin
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.footnote import footnote_plugin

    parser = MarkdownIt().enable(["strikethrough", "table"])
    return parser.use(footnote_plugin).use(deflist_plugin).use(admon_plugin)
