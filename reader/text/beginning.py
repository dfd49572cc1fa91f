"""The beginning of a body as plain text: what stands in where an article has no excerpt."""

from __future__ import annotations

import re

from reader.text.repair import plain_text

LIMIT = 1_000
"""Characters of the beginning: as long as a long excerpt."""

# Characters of a body that are looked at: its first kilobytes may be pictures, code and links.
_LOOKED_AT = 8 * LIMIT

_NO_TEXT = re.compile(
    r"^ {0,3}(`{3,}|~{3,})[^\n]*\n(?:.*?^ {0,3}\1[`~]*[ \t]*$|.*)"  # a block of code
    r"|<!--.*?(?:-->|\Z)|<(script|style|svg)\b.*?(?:</\2\s*>|\Z)"
    r"|\{\{.*?\}\}|\{%.*?%\}"  # shortcodes of Hugo, tags of Jekyll
    r"|^ {0,3}\[[^\]\n]+\]:[^\n]*$"  # where a link leads
    r"|^(?:import|export)\s[^\n]*$"  # MDX
    r"|^[ \t]*(?:[-*_=][ \t]*){3,}$|^[ \t|:+-]+$",  # rules, underlines, borders of tables
    re.MULTILINE | re.DOTALL | re.IGNORECASE,
)
_PICTURE = re.compile(r"!\[[^\[\]]*+\](?:\([^)\s]*(?:\s[^)]*)?\)|\[[^\]]*\])")
_LINK = re.compile(r"\[([^\[\]]*+)\](?:\([^)\s]*(?:\s[^)]*)?\)|\[[^\]]*\]|\{[^}]*\})")
_ADDRESS = re.compile(r"<?\bhttps?://\S+")
_LINE_START = re.compile(
    r"^[ \t]*(?:>[ \t]*)*(?:#{1,6}[ \t]+|[-*+][ \t]+(?:\[[ xX]\][ \t]+)?|\d{1,9}[.)][ \t]+)?", re.MULTILINE
)
_SIGNS = re.compile(r"\*+|(?<!\w)_+|_+(?!\w)|`+|~~|\\(?=[^\w\s])")


def beginning(body: str) -> str:
    """Return the words a body begins with, in one line, without the signs of Markdown and HTML."""
    text = body[:_LOOKED_AT]
    text = _PICTURE.sub(" ", _NO_TEXT.sub(" ", text))
    text = _ADDRESS.sub(" ", _LINK.sub(r"\1", text))
    text = _SIGNS.sub("", _LINE_START.sub("", text.replace("|", " ")))
    return " ".join(plain_text(text).split())[:LIMIT]
