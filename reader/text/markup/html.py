"""HTML bodies as Markdown: what a reader needs of them, and nothing that runs, hides or nests without end."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from reader.text.clean import clean_body
from reader.text.markup.markdown import Blocks, as_code, as_fence, as_target, escape, escape_start, wrap
from reader.text.urls import is_web_url

MAX_HTML = 1_000_000
"""Characters of HTML that are looked at; a page beyond that is cut off."""

_MAX_OPEN = 32

# The parser looks for the end of each of these to the end of the text, and so takes for ever over many without one.
_DECLARATIONS = re.compile(r"<!--.*?(?:-->|\Z)|<[!?][^>]*(?:>|\Z)", re.DOTALL)
_SPACE = re.compile(r"[ \t\n\r\f\v]+")
_AROUND_BREAK = re.compile(r" *\n *")
_SPACED = re.compile(" {2,}")

_SILENT = frozenset(
    {"head", "script", "style", "template", "noscript", "svg", "math", "object", "select", "iframe"}
)
_BREAKS = frozenset(
    {
        *(
            "p",
            "div",
            "section",
            "article",
            "main",
            "header",
            "footer",
            "aside",
            "nav",
            "figure",
            "figcaption",
        ),
        *("caption", "dl", "dt", "dd", "form", "fieldset", "address", "details", "summary", "body", "center"),
    }
)
_LEVELS = frozenset({"ul", "ol", "li", "blockquote"})
_MARKERS = {
    "em": "*",
    "i": "*",
    "cite": "*",
    "strong": "**",
    "b": "**",
    "del": "~~",
    "s": "~~",
    "strike": "~~",
}
_AROUND = {"rt": "()", "q": "“”"}
_CODE = frozenset({"code", "kbd", "samp", "tt"})
_INLINE = frozenset({*_MARKERS, *_CODE, "a"})
_HEADINGS = {f"h{level}": "#" * level + " " for level in range(1, 7)}
_BLOCKS = _BREAKS | _LEVELS | _HEADINGS.keys() | {"tr", "pre"}

BLOCK_TAGS = _BLOCKS | {
    "table",
    "thead",
    "tbody",
    "tfoot",
    "td",
    "th",
    "hr",
    "iframe",
    "video",
    "audio",
    "picture",
}
"""Tags that begin a block, in lower case."""


def html_to_markdown(html: str) -> str:
    """Return HTML as clean Markdown: headings, paragraphs, lists, quotations, code, links, emphasis and pictures.

    A table becomes one line a row. Scripts, styles and everything else that is not for reading is dropped; links and
    pictures keep their text when their address is none for a browser. Never raises, whatever the markup.
    """
    html = _DECLARATIONS.sub("", html[:MAX_HTML])
    # A tag that never ends is text.
    end = html.rfind(">") + 1
    reader = _HtmlReader()
    reader.feed(html[:end] + html[end:].replace("<", "&lt;"))
    reader.close()
    return clean_body(reader.blocks.markdown())


class _HtmlReader(HTMLParser):
    """Turns tags into blocks. `_parts` is the text of the block at hand, `_open` the inline tags open in it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks = Blocks()
        self._parts: list[str] = []
        self._open: list[tuple[str, int, str]] = []
        self._rows: list[str] | None = None
        self._lead = ""
        self._silent = 0
        self._pre = False
        self._bracketed = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block or an inline piece."""
        given = {name: (value or "").strip() for name, value in attrs}
        if tag == "body":
            self._silent = 0
        elif tag in _SILENT:
            self._silent += 1
        if self._silent:
            return
        if tag in _INLINE:
            if not self._pre and len(self._open) < _MAX_OPEN:
                self._open.append((tag, len(self._parts), given.get("href", "")))
        elif tag == "br":
            self._parts.append("\n")
        elif tag in _AROUND or tag == "rp":
            # How a word is read stands behind it in brackets, which many write themselves (`<rp>`).
            self._bracketed = self._bracketed or tag == "rp"
            self._parts.append("" if self._bracketed or tag == "rp" else _AROUND[tag][0])
        elif tag == "img":
            self._picture(given.get("alt", ""), given.get("src", ""))
        elif tag in ("td", "th"):
            self._cell()
        else:
            self._begin(tag, given)

    def handle_endtag(self, tag: str) -> None:
        """End a block or an inline piece."""
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif self._silent:
            return
        elif tag in _INLINE:
            self._close(tag)
        elif tag in _AROUND:
            self._parts.append("" if self._bracketed else _AROUND[tag][1])
        elif tag == "table":
            self._end_table()
        elif tag in _BLOCKS:
            self._break(tag)
            if tag in _LEVELS and self._rows is None:
                self.blocks.leave(tag)

    def handle_data(self, data: str) -> None:
        """Take in text."""
        if self._silent:
            return
        if not self._pre:
            data = _SPACE.sub(" ", data)
            if not any(tag in _CODE for tag, _, _ in self._open):
                data = escape(data)
        self._parts.append(data)

    def close(self) -> None:
        """End what is still open."""
        super().close()
        self._end_table()

    def _begin(self, tag: str, given: dict[str, str]) -> None:
        """Begin a block; tags that are not known only pass their text on."""
        if tag == "table":
            self._end_table()
            self._rows = []
        elif tag == "hr":
            self._flush()
            self.blocks.add("---")
        elif tag in _BLOCKS:
            if not self._break(tag):
                return
            self._lead = _HEADINGS.get(tag, "")
            self._pre = tag == "pre"
            if tag in _LEVELS:
                start = given.get("start", "")
                self.blocks.enter(tag, int(start) if start.isdecimal() and len(start) < 9 else 1)

    def _picture(self, alt: str, source: str) -> None:
        text = escape(_SPACE.sub(" ", alt))
        if is_web_url(source):
            self._parts.append(f"![{text}]({as_target(source)})")
        elif text:
            self._parts.append(f"\\[{text}\\]")

    def _cell(self) -> None:
        if any(part.strip() for part in self._parts):
            self._parts.append(" | ")

    def _close(self, tag: str) -> None:
        """Put the markers around what stands in the innermost open `tag`; those open inside it are dropped."""
        for at in range(len(self._open) - 1, -1, -1):
            name, start, href = self._open[at]
            if name == tag:
                text = "".join(self._parts[start:])
                self._parts[start:] = [_marked(tag, text, href)]
                del self._open[at:]
                break

    def _break(self, tag: str) -> bool:
        """End the block at hand, unless it is the cell of a table, and return whether it ended."""
        if self._rows is None or tag == "tr":
            self._flush()
            return True
        self._parts.append(" ")
        return False

    def _flush(self) -> None:
        """Write the block at hand: as a row of a table, else as a block of its own."""
        while self._open:
            self._close(self._open[-1][0])
        text = "".join(self._parts)
        lead, pre = self._lead, self._pre
        self._parts, self._lead, self._pre = [], "", False
        if self._rows is not None:
            self._rows.append(_SPACE.sub(" ", text).strip())
        elif pre:
            self.blocks.add(as_fence(text.strip("\n")) if text.strip() else "")
        elif lead:
            self.blocks.add(lead + _SPACE.sub(" ", text).strip() if text.strip() else "")
        else:
            self.blocks.add(escape_start(_AROUND_BREAK.sub("\\\\\n", _SPACED.sub(" ", text).strip())))

    def _end_table(self) -> None:
        self._flush()
        rows, self._rows = self._rows or [], None
        self.blocks.add("\\\n".join(row for row in rows if row))


def _marked(tag: str, text: str, href: str) -> str:
    if tag in _CODE:
        return as_code(text)
    if tag != "a":
        return wrap(text, _MARKERS[tag])
    inner = text.strip()
    return text.replace(inner, f"[{inner}]({as_target(href)})", 1) if inner and is_web_url(href) else text
