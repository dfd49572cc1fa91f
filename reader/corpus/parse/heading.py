"""The first heading of a body: the title of a file whose front matter has none."""

from __future__ import annotations

import re

_LOOKED_AT = 20_000
"""Characters of a body in which its heading is looked for."""

# `# Title`, `Title` above a line of `=`, `<h1>Title</h1>`; what stands in a code block is no heading.
_HEADING = re.compile(
    r"^ {0,3}(?P<fence>`{3,}|~{3,})[^\n]*\n(?:.*?^ {0,3}(?P=fence)[`~]*[ \t]*$|.*)"
    r"|^ {0,3}#[ \t]+(?P<hash>[^\n]*\S)"
    r"|^ {0,3}(?P<line>\S[^\n]*)\n {0,3}=+[ \t]*$"
    r"|<h1\b[^>]*>(?P<html>.*?)</h1>",
    re.MULTILINE | re.DOTALL | re.IGNORECASE,
)
_CLOSING = re.compile(r"[ \t]+#+[ \t]*\Z")
# Docusaurus' and Pandoc's attributes, links, emphasis.
_ATTRIBUTES = re.compile(r"\s*\{[#.][^}]*\}\s*\Z")
_LINK = re.compile(r"!?\[([^]]*)\](?:\([^)]*\)|\[[^]]*\])")
_EMPHASIS = re.compile(r"(?<!\w)(\*\*|__|\*|_)(?=\S)(.+?)(?<=\S)\1(?!\w)")


def first_heading(body: str) -> str:
    """Return the first heading of level 1 in a Markdown or HTML text, without its markup; "" where there is none."""
    for found in _HEADING.finditer(body, 0, _LOOKED_AT):
        if heading := found["hash"] or found["line"] or found["html"]:
            heading = _ATTRIBUTES.sub("", _CLOSING.sub("", heading))
            return _EMPHASIS.sub(r"\2", _LINK.sub(r"\1", heading))
    return ""
