"""The words of a Markdown paragraph as spans: emphasis, code, links and footnotes by number, HTML by what it means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING

from reader.text.markup.html_tags import OTHER_TAGS, WORD_TAGS
from reader.tui.render.lines import Span

if TYPE_CHECKING:
    from markdown_it.token import Token

_STYLE_OF = {"strong_open": "strong", "em_open": "em", "s_open": "strike"}
_TAG = re.compile(r"<(/?)([A-Za-z][\w.:-]*)(.*?)(/?)>", re.DOTALL)
_ATTRIBUTE = re.compile(r"""\b(href|src|alt)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_LOOKS = {
    **dict.fromkeys(("b", "strong", "mark"), "strong"),
    **dict.fromkeys(("i", "em", "cite", "dfn", "var", "u", "ins"), "em"),
    **dict.fromkeys(("s", "del", "strike"), "strike"),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), "code"),
    "a": "link",
}
_SIGNS = {"sup": "^", "sub": "_"}
# How a word is read stands behind it in brackets, which many write themselves (`<rp>`).
_AROUND = {"rt": "()", "q": "“”"}


class Links:
    """The addresses met so far, numbered from 1."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, url: str) -> int:
        """Return the number of an address: the next one when it is new."""
        return self._numbers.setdefault(url, len(self._numbers) + 1)

    @property
    def urls(self) -> list[str]:
        """Return the addresses in the order of their numbers."""
        return [*self._numbers]


@dataclass(slots=True)
class _Styles:
    """The looks that are open, each with the HTML tag it came with ("" for Markdown's) and the address of a link."""

    base: str
    open: list[tuple[str, str, str]] = field(default_factory=list)

    def __str__(self) -> str:
        """Return the names of looks as a span takes them."""
        return " ".join([*([self.base] if self.base else []), *(style for style, _tag, _url in self.open)])

    def close(self, tag: str) -> str:
        """End the innermost look of a tag and return its address; nothing where none is open."""
        for at in range(len(self.open) - 1, -1, -1):
            if self.open[at][1] == tag:
                return self.open.pop(at)[2]
        return ""


def inline_spans(tokens: Sequence[Token], links: Links, base: str = "") -> Iterator[Span]:
    """Yield the spans of a run of text."""
    styles = _Styles(base)
    closed = {found[2].lower() for token in tokens if (found := _tag(token)) and found[1]}
    for token in tokens:
        kind, style = token.type, str(styles)
        if kind == "text":
            yield Span(token.content, style)
        elif kind == "html_inline":
            yield from _html(token, styles, links, closed)
        elif kind == "softbreak":
            yield Span(" ", style)
        elif kind == "hardbreak":
            yield Span("\n", style)
        elif kind == "code_inline":
            yield Span(token.content, f"{style} code".strip())
        elif kind == "image":
            yield from _picture(token.content, str(token.attrs.get("src", "")), style, links)
        elif kind == "wiki_link":
            yield from _wiki_link(token, style, links)
        elif kind == "footnote_ref":
            yield Span(f"[^{footnote_label(token)}]", "number")
        elif kind == "link_open":
            styles.open.append(("link", "", str(token.attrs.get("href", ""))))
        elif kind == "link_close":
            yield Span(f"[{links.number(styles.close(''))}]", "number")
        elif kind in _STYLE_OF:
            styles.open.append((_STYLE_OF[kind], "", ""))
        elif kind.endswith("_close"):
            styles.close("")


def footnote_label(token: Token) -> str:
    """Return by what a footnote is called: its name, else its number."""
    return str(token.meta.get("label") or token.meta["id"] + 1)


def _wiki_link(token: Token, style: str, links: Links) -> Iterator[Span]:
    if token.markup == "!":
        yield from _picture(token.content, str(token.attrs.get("href", "")), style, links)
        return
    yield Span(token.content, f"{style} link".strip())
    if href := token.attrs.get("href"):
        yield Span(f"[{links.number(str(href))}]", "number")


def _picture(caption: str, source: str, style: str, links: Links) -> Iterator[Span]:
    yield Span(f"[{caption or 'picture'}]", f"{style} em".strip())
    if source:
        yield Span(f"[{links.number(source)}]", "number")


def _tag(token: Token) -> re.Match[str] | None:
    return _TAG.fullmatch(token.content) if token.type == "html_inline" else None


def _html(token: Token, styles: _Styles, links: Links, closed: set[str]) -> Iterator[Span]:
    """Yield what an HTML tag becomes: nothing for most, whose words stand beside it."""
    found = _tag(token)
    if found is None:  # a comment, a declaration: not for reading
        return
    ends, name, more, empty = bool(found[1]), found[2].lower(), found[3], bool(found[4])
    if name == "br":
        yield Span("\n", str(styles))
    elif name in _SIGNS:
        if not ends:
            yield Span(_SIGNS[name], str(styles))
    elif name in _AROUND:
        if "rp" not in closed:
            yield Span(_AROUND[name][ends], str(styles))
    elif name == "img":
        given = _attributes(more)
        yield from _picture(given.get("alt", ""), given.get("src", ""), str(styles), links)
    elif name in _LOOKS:
        if not ends:
            styles.open.append((_LOOKS[name], name, _attributes(more).get("href", "") if name == "a" else ""))
        elif url := styles.close(name):
            yield Span(f"[{links.number(url)}]", "number")
    elif not (name in OTHER_TAGS | WORD_TAGS or name in closed or ends or empty or more.strip()):
        # A name that is no tag (`List<String>`) is what the writer wrote.
        yield Span(token.content, str(styles))


def _attributes(text: str) -> dict[str, str]:
    return {
        found[1].lower(): unescape(found[2] or found[3] or found[4] or "").strip()
        for found in _ATTRIBUTE.finditer(text)
    }
