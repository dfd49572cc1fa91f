"""The parser of Markdown: the one Textual brings (markdown-it, CommonMark), with what blogs use beyond it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from reader.text.markup.code_lines import code_lines

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token


def parsed(text: str, known: dict[str, Any] | None = None) -> list[Token]:
    """Return the tokens of a text: CommonMark, tables, strike-through, footnotes, definition lists, admonitions.

    What the text defines is added to `known`, and what that holds already is known.
    """
    return _parser().parse(_without_idle_notes(text), known)


_WIKI_LINK = re.compile(r"!?\[\[([^\[\]|\n]+)(?:\|([^\[\]\n]+))?\]\](?![(\[])")
_NOTE = re.compile(r" {0,3}\[\^([^\]\s]+)\]:")


def _without_idle_notes(text: str) -> str:
    """Return a text whose footnotes that are not shown as such are paragraphs: the parser would drop their words.

    These are those that nothing refers to, and all but the first of one name.
    """
    if "[^" not in text:
        return text
    lines = text.split("\n")
    seen: set[str] = set()
    for at, (line, is_code) in enumerate(zip(lines, code_lines(lines), strict=True)):
        found = None if is_code else _NOTE.match(line)
        if found and (found[1] in seen or text.count(f"[^{found[1]}]") == 1):
            lines[at] = "\n" + line.replace("[^", "\\[^", 1)
        elif found:
            seen.add(found[1])
    return "\n".join(lines)


@cache
def _parser() -> MarkdownIt:
    # Loading the parser takes a tenth of the time to the first screen, and few articles have a body.
    from markdown_it import MarkdownIt
    from mdit_py_plugins.admon import admon_plugin
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.footnote import footnote_plugin

    parser = MarkdownIt().enable(["strikethrough", "table"])
    parser.inline.ruler.before("link", "wiki_link", _wiki_link)
    return parser.use(footnote_plugin).use(deflist_plugin).use(admon_plugin)


def _wiki_link(state: StateInline, silent: bool) -> bool:
    """Read `[[Page]]`, `[[Page|words]]` and `![[file]]`: the content of the token is the words, or the file."""
    found = _WIKI_LINK.match(state.src, state.pos, state.posMax)
    # In `x[[1]]` and `[[ -f a ]]` the brackets are those of a program.
    before = state.src[state.pos - 1 : state.pos]
    if found is None or found[1] != found[1].strip() or (before.isascii() and before.isalnum()):
        return False
    if not silent:
        token = state.push("wiki_link", "", 0)
        token.content = found[2] or found[1]
        token.markup = found[0][0]
        token.attrs = {"href": found[1]} if found[2] else {}
    state.pos = found.end()
    return True
