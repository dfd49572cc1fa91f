"""A Markdown body as styled lines: headings, lists, quotes, code, tables; links are numbered and listed after it.

The parser is the one Rich brings (markdown-it, CommonMark with tables). Raw HTML is shown as the text it is, nothing
is fetched, and a link is only ever a number beside its words and an address in the list.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from reader.text.width import cell_width, fit
from reader.tui.render.chunks import definitions, markdown_chunks
from reader.tui.render.lines import BLANK, Indent, Line, Span, wrap

if TYPE_CHECKING:
    from markdown_it.token import Token

# Text with more signs of Markdown than this in one piece is none, and takes its parser minutes: it is shown as it is.
_MOST_SIGNS = 10_000
_SIGNS = "[]*_`<&\\!"
_STYLE_OF = {"strong_open": "strong", "em_open": "em", "s_open": "faint"}


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


def markdown_lines(body: str, width: int, links: Links) -> Iterator[Line]:
    """Yield the lines of a Markdown text, at most `width` cells wide, as far as they are asked for.

    Its links are added to `links` on the way.
    """
    # It costs 10 % of the time to the first screen, and few articles have a body.
    from markdown_it import MarkdownIt

    parser = MarkdownIt().enable("strikethrough").enable("table")
    known: dict[str, Any] = {}
    parser.parse(definitions(body), known)
    gap = False
    for chunk in markdown_chunks(body):
        if sum(map(chunk.count, _SIGNS)) > _MOST_SIGNS:
            lines = wrap([Span(chunk)], width)
        else:
            lines = _Blocks(parser.parse(chunk, known), width, links).lines()
        if gap and lines:
            yield BLANK
        gap = gap or bool(lines)
        yield from lines


class _Blocks:
    """Walks the tokens of a document once, keeping a stack of indents for lists and quotes."""

    def __init__(self, tokens: Sequence[Token], width: int, links: Links) -> None:
        self._tokens = tokens
        self._width = width
        self._links = links
        self._indents: list[Indent] = []
        self._counters: list[int | None] = []
        self._cells: list[list[list[Span]]] | None = None

    def lines(self) -> list[Line]:
        out: list[Line] = []
        heading = ""
        for token in self._tokens:
            kind = token.type
            if kind == "heading_open":
                heading = token.tag
            elif kind == "heading_close":
                heading = ""
                self._gap(out)
            elif kind == "inline":
                spans = list(inline_spans(token.children or (), self._links, "heading" if heading else ""))
                if self._cells is not None:
                    self._cells[-1].append(spans)
                else:
                    out += self._block(spans)
            elif kind == "paragraph_close":
                if not token.hidden:
                    self._gap(out)
            elif kind in ("fence", "code_block"):
                out += self._code(token.content)
                self._gap(out)
            elif kind == "html_block":
                out += self._block([Span(token.content.rstrip("\n"), "faint")])
                self._gap(out)
            elif kind == "hr":
                out += self._block([Span("─" * min(12, self._room()), "rule")])
                self._gap(out)
            else:
                self._structure(token, out)
        while out and out[-1] == BLANK:
            out.pop()
        return out

    def _structure(self, token: Token, out: list[Line]) -> None:
        kind = token.type
        if kind == "blockquote_open":
            self._push(Indent("│ ", "│ ", "rule"))
        elif kind == "bullet_list_open":
            self._counters.append(None)
        elif kind == "ordered_list_open":
            self._counters.append(int(token.attrs.get("start", 1)))
        elif kind == "list_item_open":
            self._push(self._bullet())
        elif kind in ("blockquote_close", "list_item_close"):
            self._indents.pop()
        elif kind in ("bullet_list_close", "ordered_list_close"):
            self._counters.pop()
            self._gap(out)
        elif kind == "table_open":
            self._cells = []
        elif kind == "tr_open" and self._cells is not None:
            self._cells.append([])
        elif kind == "table_close":
            out += self._table()
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
        lines = wrap(spans, self._room())
        out = []
        for line in lines:
            before = [Span(indent.first, indent.style) for indent in self._indents if indent.first]
            out.append((*before, *line))
            # A bullet or number stands before the first line of its item only.
            self._indents = [Indent(indent.rest, indent.rest, indent.style) for indent in self._indents]
        return out

    def _code(self, content: str) -> list[Line]:
        lines: list[Line] = []
        self._push(Indent("  ", "  "))
        for text in content.expandtabs(4).rstrip("\n").split("\n"):
            # No blank of code is a place to break a line at, and none at its beginning may be dropped.
            lines += self._block([Span(text.replace(" ", "\u00a0") or "\u00a0", "code")])
        self._indents.pop()
        return lines

    def _gap(self, out: list[Line]) -> None:
        if out and out[-1] != BLANK:
            out.append(BLANK)

    def _table(self) -> Iterator[Line]:
        rows = [["".join(span.text for span in cell) for cell in row] for row in self._cells or () if row]
        if not rows:
            return
        columns = max(len(row) for row in rows)
        widths = [
            max((cell_width(row[index]) for row in rows if index < len(row)), default=1) or 1
            for index in range(columns)
        ]
        room = self._room() - 3 * (columns - 1)
        while sum(widths) > room and max(widths) > 4:  # the widest column gives way first
            widths[widths.index(max(widths))] -= 1
        for number, row in enumerate(rows):
            text = " │ ".join(fit(cell, width) for cell, width in zip(row, widths, strict=False))
            yield from self._block([Span(text.replace(" ", "\u00a0"), "strong" if number == 0 else "")])


def inline_spans(tokens: Sequence[Token], links: Links, base: str = "") -> Iterator[Span]:
    """Yield the spans of a run of text: emphasis, code, links as words with a number."""
    styles: list[str] = [base] if base else []
    targets: list[str] = []
    for token in tokens:
        kind = token.type
        style = " ".join(styles)
        if kind in ("text", "html_inline"):
            yield Span(token.content, style)
        elif kind == "softbreak":
            yield Span(" ", style)
        elif kind == "hardbreak":
            yield Span("\n", style)
        elif kind == "code_inline":
            yield Span(token.content, f"{style} code".strip())
        elif kind == "image":
            caption = token.content or "picture"
            yield Span(f"[{caption}]", f"{style} em".strip())
            yield Span(f"[{links.number(str(token.attrs.get('src', '')))}]", "number")
        elif kind == "link_open":
            targets.append(str(token.attrs.get("href", "")))
            styles.append("link")
        elif kind == "link_close":
            styles.pop()
            yield Span(f"[{links.number(targets.pop())}]", "number")
        elif kind in _STYLE_OF:
            styles.append(_STYLE_OF[kind])
        elif kind.endswith("_close"):
            styles.pop()
