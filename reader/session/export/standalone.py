"""A body that goes into one document with others: what it defines, opens or heads cannot reach the next one.

The parser of Markdown tells where headings, definitions and code are; by lines alone that cannot be known.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from reader.text.markup.markdown import as_fence

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

# A body without any of these defines, opens and heads nothing.
_SIGNS = ("[", "#", "```", "~~~", "<", "==", "--")
# Text with more signs of Markdown than this is none, and takes its parser minutes: it is written as it is, as code.
_MOST_SIGNS = 10_000
_MANY = "[]*_`<&\\!"
# Code, an escaped sign, or words in brackets with no address behind them: a reference where the name is defined.
_REFERENCE = re.compile(
    r"(`+)(?!`).*?(?<!`)\1(?!`)|\\."
    r"|\[((?:[^\[\]\\`]|\\.|!?\[[^\[\]]*\](?:\([^()\s]*\))?)*)\](?:\[([^\[\]]*)\]|(?![\[(]))",
    re.DOTALL,
)
_BOXES = frozenset({"", " ", "x", "X"})
_ENDINGS = ("-->", "</pre>", "?>", "]]>", ">")


def standalone(body: str, name: str) -> str:
    """Return a Markdown body for a document in which others follow, its title being a heading of the first level.

    Reference links get their addresses, names of footnotes get `name` before them, headings go below the title, and
    what is open at the end (a fence, a comment) is closed.
    """
    if not any(sign in body for sign in _SIGNS):
        return body
    if sum(map(body.count, _MANY)) > _MOST_SIGNS:
        return as_fence(body)
    defined: dict[str, Any] = {}
    tokens = _parser().parse(body, defined)
    # As the parser counts lines; a file's own may end otherwise.
    lines: list[str | None] = [*body.split("\n")]
    references = defined.get("references", {})
    for reference in (*references.values(), *defined.get("duplicate_refs", ())):
        for at in range(*reference["map"]):
            # To this parser a footnote of one word defines an address.
            line = lines[at] or ""
            lines[at] = line.replace("[^", f"[^{name}-", 1) if line.lstrip(" >").startswith("[^") else None
    targets = {label: _target(found) for label, found in references.items()}
    for at, token in enumerate(tokens):
        if token.map is None:
            continue
        if token.type == "inline":
            _refer(lines, token.map, targets, name)
        elif token.type == "heading_open":
            _lower(lines, token, tokens[at + 1])
    written = "\n".join(line for line in lines if line is not None).rstrip("\n")
    return written + _ending(written)


def _target(reference: Mapping[str, Any]) -> str:
    title = str(reference["title"]).replace("\\", "\\\\").replace('"', '\\"')
    return f"<{reference['href']}>" + (f' "{title}"' if title else "")


def _refer(lines: list[str | None], where: Sequence[int], targets: Mapping[str, str], name: str) -> None:
    """Write the references in some lines so that they lead where they led, and to nothing of another body."""
    part = [line for line in lines[where[0] : where[1]] if line is not None]
    text = "\n".join(part)
    if "[" in text:
        written = _REFERENCE.sub(partial(_led, targets=targets, name=name), text).split("\n")
        lines[where[0] : where[0] + len(part)] = written


def _led(found: re.Match[str], *, targets: Mapping[str, str], name: str) -> str:
    text, label = found[2], found[3]
    if text is None or text.startswith("!"):  # code, an escaped sign, the name of a callout
        return found[0]
    if text.startswith("^"):
        return f"[^{name}-{text[1:]}]" + found[0][len(text) + 2 :]
    target = targets.get(_label(label or text))
    if target is not None:
        return f"[{text}]({target})"
    # Without a definition here it is text; with one in another body it would become a link.
    return found[0] if text in _BOXES and label is None else found[0].replace("[", "\\[")


def _label(text: str) -> str:
    """Return the name of a reference as the parser compares names."""
    from markdown_it.common.utils import normalizeReference

    return normalizeReference(text)


def _lower(lines: list[str | None], heading: Token, words: Token) -> None:
    """Put a heading one level lower; one that a line under it makes is written with `#`, unless it has more lines."""
    first, end = heading.map or (0, 0)
    level = min(6, int(heading.tag[1:]) + 1)
    line = lines[first] or ""
    if heading.markup.startswith("#"):
        before, _sign, after = line.partition(heading.markup)
        lines[first] = before + "#" * level + after
    elif end - first == 2:
        before = line[: max(0, line.rfind(words.content))]
        lines[first], lines[first + 1] = f"{before}{'#' * level} {line[len(before) :]}", None
    elif heading.markup == "=":
        lines[end - 1] = (lines[end - 1] or "").replace("=", "-")


def _ending(written: str) -> str:
    """Return what closes a body: nothing where a heading after it is one."""
    fence = next((token for token in reversed(_parser().parse(written)) if token.type == "fence"), None)
    closing = [] if fence is None else [f"\n{fence.markup}"]
    for ending in ("", *closing, *(f"\n{end}" for end in _ENDINGS)):
        tokens = _parser().parse(f"{written}{ending}\n\n# End")
        if len(tokens) > 2 and tokens[-3].type == "heading_open" and tokens[-3].level == 0:
            return ending
    return ""


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # only one of the exports needs it

    return MarkdownIt().enable("table")
