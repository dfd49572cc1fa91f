"""A Markdown body as styled lines: headings, lists, quotes, code, tables; links are numbered and listed after it.

The parser is the one Textual brings. HTML is read as what it means, nothing is fetched, and a link is only ever a
number beside its words and an address in the list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from typing import TYPE_CHECKING, Any

from reader.tui.render.article.chunks import definitions, markdown_chunks
from reader.tui.render.article.markdown_inline import Links, footnote_label, inline_spans
from reader.tui.render.lines import BLANK, Indent, Line, Span, line_text, wrap

if TYPE_CHECKING:
    from markdown_it.token import Token

    from reader.tui.render.article.markdown_table import Cell

__all__ = ["Links", "markdown_lines"]

# Text with more signs of Markdown than this in one piece is none, and takes its parser minutes: it is shown as it is.
_MOST_SIGNS = 10_000
_SIGNS = "[]*_`<&\\!"
_CALLOUT = re.compile(r"\[!([\w -]{1,30})(?:\|[^\]\n]*)?\][+-]?[ \t]*")
# HTML blocks in lists and quotations are read as Markdown of their own, which may hold such blocks again.
_DEEPEST_HTML = 3
_SIDES = {"text-align:left": "left", "text-align:right": "right", "text-align:center": "center"}


def markdown_lines(body: str, width: int, links: Links) -> Iterator[Line]:
    """Yield the lines of a Markdown text, at most `width` cells wide, as far as they are asked for.

    Its links are added to `links` on the way.
    """
    # The parser costs 10 % of the time to the first screen, and few articles have a body.
    from reader.tui.render.article.markdown_parser import parsed

    known: dict[str, Any] = {}
    parsed(definitions(body), known)
    gap = False
    for chunk in markdown_chunks(body):
        if sum(map(chunk.count, _SIGNS)) > _MOST_SIGNS:
            lines = wrap([Span(chunk)], width)
        else:
            # Links lead where any piece says; a footnote stands in the piece that refers to it.
            tokens = parsed(chunk, {"references": known.get("references", {})})
            lines = _Blocks(tokens, width, links).lines()
        if gap and lines:
            yield BLANK
        gap = gap or bool(lines)
        yield from lines


class _Blocks:
    """Walks the tokens of a document once, keeping a stack of indents for lists and quotes."""

    def __init__(self, tokens: Sequence[Token], width: int, links: Links, depth: int = 0) -> None:
        self._tokens = tokens
        self._width = width
        self._links = links
        self._depth = depth
        self._indents: list[Indent] = []
        self._counters: list[int | None] = []
        self._cells: list[list[Cell]] | None = None
        self._sides: list[str] = []
        self._look = ""
        self._quoted = False  # whether a quotation has just begun: what stands in it first may name a callout

    def lines(self) -> list[Line]:
        """Return the lines of the document, without empty ones at its end."""
        out: list[Line] = []
        for token in self._tokens:
            kind = token.type
            if kind == "inline":
                self._inline(token, out)
            elif kind in ("fence", "code_block"):
                out += self._code(token.content)
                self._gap(out)
            elif kind == "html_block":
                self._html(token, out)
            elif kind == "hr":
                out += self._block([Span("─" * min(12, self._room()), "rule")])
                self._gap(out)
            elif kind.endswith("_close"):
                self._close(token, out)
            else:
                self._open(token, out)
        while out and out[-1] == BLANK:
            out.pop()
        return out

    def _inline(self, token: Token, out: list[Line]) -> None:
        pieces = token.children or []
        named = self._quoted and pieces and pieces[0].type == "text"
        if named and (found := _CALLOUT.match(pieces[0].content)):
            ends = next(
                (at for at, piece in enumerate(pieces) if piece.type in ("softbreak", "hardbreak")),
                len(pieces),
            )
            title = [copy(pieces[0]), *pieces[1:ends]]
            title[0].content = title[0].content[found.end() :]
            spans = list(inline_spans(title, self._links, "strong"))
            out += self._block(titled(found[1].capitalize(), spans))
            pieces = pieces[ends + 1 :]
        self._quoted = False
        spans = list(inline_spans(pieces, self._links, self._look))
        if self._cells is not None:
            self._cells[-1].append(spans)
        else:
            out += self._block(spans)

    def _open(self, token: Token, out: list[Line]) -> None:
        kind = token.type
        if kind == "heading_open":
            self._look = "heading"
        elif kind in ("dt_open", "admonition_title_open"):
            self._look = "strong"
        elif kind in ("blockquote_open", "admonition_open"):
            self._push(Indent("│ ", "│ ", "rule"))
            self._quoted = kind == "blockquote_open"
        elif kind == "dd_open":
            self._push(Indent("  ", "  "))
        elif kind == "bullet_list_open":
            self._counters.append(None)
        elif kind == "ordered_list_open":
            self._counters.append(int(token.attrs.get("start", 1)))
        elif kind == "list_item_open":
            self._push(self._bullet())
        elif kind == "footnote_block_open":
            out += self._block([Span("─" * min(12, self._room()), "rule")])
        elif kind == "footnote_open":
            mark = f"[^{footnote_label(token)}] "
            self._push(Indent(mark, " " * len(mark), "number"))
        elif kind == "table_open":
            self._cells, self._sides = [], []
        elif kind == "tr_open" and self._cells is not None:
            self._cells.append([])
        elif kind == "th_open":
            self._sides.append(_SIDES.get(str(token.attrs.get("style", "")), ""))

    def _close(self, token: Token, out: list[Line]) -> None:
        kind = token.type
        if kind in ("heading_close", "dt_close", "admonition_title_close"):
            self._look = ""
            if kind == "heading_close":
                self._gap(out)
        elif kind == "paragraph_close":
            if not token.hidden:
                self._gap(out)
        elif kind in (
            "blockquote_close",
            "list_item_close",
            "dd_close",
            "admonition_close",
            "footnote_close",
        ):
            self._indents.pop()
            if kind in ("dd_close", "admonition_close", "footnote_close"):
                self._gap(out)
        elif kind in ("bullet_list_close", "ordered_list_close"):
            self._counters.pop()
            self._gap(out)
        elif kind == "table_close":
            from reader.tui.render.article.markdown_table import table_lines

            out += self._indented(table_lines(self._cells or [], self._sides, self._room()))
            self._cells = None
            self._gap(out)

    def _bullet(self) -> Indent:
        counter = self._counters[-1] if self._counters else None
        if counter is None:
            return Indent("• ", "  ", "rule")
        self._counters[-1] = counter + 1
        mark = f"{counter}. "
        return Indent(mark, " " * len(mark), "rule")

    def _push(self, indent: Indent) -> None:
        # Deeply nested lists and quotes must leave room for words.
        self._indents.append(indent if self._room() - indent.width >= self._width // 2 else Indent())

    def _room(self) -> int:
        return self._width - sum(indent.width for indent in self._indents)

    def _block(self, spans: list[Span]) -> list[Line]:
        """Wrap a block and put the indents of all lists and quotes around it before it."""
        return self._indented(wrap(spans, self._room()))

    def _indented(self, lines: Iterable[Line]) -> list[Line]:
        out = []
        for line in lines:
            before = [Span(indent.first, indent.style) for indent in self._indents if indent.first]
            out.append((*before, *line))
            # A bullet or number stands before the first line of its item only.
            self._indents = [Indent(indent.rest, indent.rest, indent.style) for indent in self._indents]
        return out

    def _code(self, content: str) -> list[Line]:
        """Return code with its own line ends; where one line takes several, the others begin with an arrow."""
        lines: list[Line] = []
        for text in content.expandtabs(4).rstrip("\n").split("\n"):
            # No blank of code is a place to break a line at, and none at its beginning may be dropped.
            spans = [Span(text.replace(" ", "\u00a0") or "\u00a0", "code")]
            rows = wrap(spans, max(1, self._room() - 2))
            marks = (
                [Span("  "), *[Span("↪ ", "rule")] * (len(rows) - 1)]
                if self._room() > 2
                else [Span("")] * len(rows)
            )
            lines += self._indented((mark, *row) for mark, row in zip(marks, rows, strict=True))
        return lines

    def _html(self, token: Token, out: list[Line]) -> None:
        """Show a block of HTML as what it means; it stands in a list or quotation, or is one tag in a line."""
        from reader.text.markup.html import html_to_markdown
        from reader.tui.render.article.markdown_parser import parsed

        text = html_to_markdown(token.content)
        if text and self._depth < _DEEPEST_HTML:
            inner = _Blocks(parsed(text), self._room(), self._links, self._depth + 1)
            out += self._indented(inner.lines())
            self._gap(out)

    def _gap(self, out: list[Line]) -> None:
        if out and out[-1] != BLANK:
            out.append(BLANK)


def titled(kind: str, title: Sequence[Span]) -> list[Span]:
    """Return what stands over a callout: its kind, which its site shows by a sign, and its title, if it has one."""
    words = line_text(tuple(title)).strip()
    if not words:
        return [Span(kind, "strong")]
    return (
        [*title] if words.casefold().startswith(kind.casefold()) else [Span(f"{kind} · ", "strong"), *title]
    )
