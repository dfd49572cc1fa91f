"""One article as plain text for a terminal or a pager."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from reader.session.export.article import facts, file_line, readable_body, source
from reader.text.clean import clean_block
from reader.text.dates import lag
from reader.text.markup.code_lines import code_lines
from reader.tui.render.lines import Span, line_text, wrap

if TYPE_CHECKING:
    from reader.model import Article, Coverage, Mark

_DOT = " · "


def text_lines(article: Article, mark: Mark, width: int) -> Iterator[tuple[str, str]]:
    """Yield the lines of an article as (text, style), style being `bold`, `dim` or "".

    Prose is wrapped to `width` cells; addresses and paths are never broken, so that they can be copied.
    """
    yield from wrapped(article.title, width, "bold")
    for fact in facts(article, mark):
        yield from wrapped(fact, width, "dim")
    yield file_line(article), "dim"
    if mark.note:
        yield "", ""
        yield from wrapped(f"Note: {clean_block(mark.note)}", width)
    if article.excerpt:
        yield "", ""
        yield from wrapped(article.excerpt, width)
    if body := readable_body(article):
        yield "", ""
        yield from _body(body, width)
    yield from _addresses(article)
    if article.related:
        yield "", ""
        yield f"Related coverage ({len(article.related)})", "bold"
        for entry in article.related:
            yield from _entry(entry, article, width)


def _body(body: str, width: int) -> Iterator[tuple[str, str]]:
    """Yield the lines of a Markdown text: prose wrapped, code as it stands, so that it can be copied."""
    lines = body.split("\n")
    for line, is_code in zip(lines, code_lines(lines), strict=True):
        if is_code or line.startswith(("    ", "\t")):
            yield line.expandtabs(4), ""
        else:
            yield from wrapped(line, width) if line.strip() else [("", "")]


def _addresses(article: Article) -> Iterator[tuple[str, str]]:
    named: dict[str, str] = {}
    for name, url in (
        ("original", article.original_url),
        ("web", article.web_url),
        ("amp", article.amp_url),
        ("cached", article.cdn_amp_url),
        *(("picture", image.url) for image in article.images),
    ):
        if url:
            named.setdefault(url, name)
    if named:
        yield "", ""
    for url, name in named.items():
        yield f"{name:9} {url}", ""


def _entry(entry: Coverage, article: Article, width: int) -> Iterator[tuple[str, str]]:
    yield "", ""
    yield from wrapped(entry.title, width)
    apart = [] if entry.date is None or article.date is None else [lag(entry.date - article.date)]
    yield from wrapped(_DOT.join([*source(entry), *apart]), width, "dim")
    if entry.url:
        yield entry.url, ""


def wrapped(text: str, width: int, style: str = "") -> Iterable[tuple[str, str]]:
    """Return the lines of a text wrapped to `width` cells, each with the style."""
    return [(line_text(line), style) for line in wrap([Span(text)], width)]
