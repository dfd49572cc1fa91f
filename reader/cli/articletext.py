"""One article as plain text for a terminal or a pager, and as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from reader.cli.console import harmless
from reader.session.record import number
from reader.text.clean import clean_block, clean_line
from reader.text.dates import iso, lag
from reader.tui.render.lines import Span, line_text, wrap

if TYPE_CHECKING:
    from reader.model import Article, Coverage, Mark

_DOT = " · "


def text_lines(article: Article, mark: Mark, width: int) -> Iterator[tuple[str, str]]:
    """Yield the lines of an article as (text, style), style being `bold`, `dim` or "".

    Prose is wrapped to `width` cells; addresses and paths are never broken, so that they can be copied.
    """
    yield from _wrapped(article.title, width, "bold")
    for fact in _facts(article, mark):
        yield from _wrapped(fact, width, "dim")
    yield _file(article), "dim"
    if mark.note:
        yield "", ""
        yield from _wrapped(f"Note: {clean_block(mark.note)}", width)
    if article.excerpt:
        yield "", ""
        yield from _wrapped(article.excerpt, width)
    if body := readable_body(article):
        yield "", ""
        yield from _wrapped(body, width)
    yield from _addresses(article)
    if article.related:
        yield "", ""
        yield f"Related coverage ({len(article.related)})", "bold"
        for entry in article.related:
            yield from _entry(entry, article, width)


def markdown_lines(article: Article, mark: Mark) -> Iterator[str]:
    """Yield the lines of an article as Markdown, with related coverage as a list of links."""
    yield f"# {_escaped(article.title)}"
    yield ""
    for fact in _facts(article, mark):
        yield f"- {_escaped(fact)}"
    yield f"- {_escaped(_file(article))}"
    if article.url:
        yield f"- <{article.url}>"
    if mark.note:
        yield ""
        yield from (f"> {line}".rstrip() for line in clean_block(mark.note).split("\n"))
    if article.excerpt:
        yield ""
        yield _escaped(article.excerpt)
    if body := readable_body(article):
        yield ""
        yield from body.split("\n")
    if article.related:
        yield ""
        yield "## Related coverage"
        yield ""
        for entry in article.related:
            title = _escaped(entry.title)
            link = f"[{title}](<{entry.url}>)" if entry.url else title
            yield _DOT.join([f"- {link}", *_source(entry)])


def readable_body(article: Article) -> str:
    """Return the body without HTML tags; Markdown is text that can be read as it is."""
    if article.body_format == "html":
        from reader.text.html import html_to_markdown  # HTML bodies are rare

        return html_to_markdown(article.body)
    return article.body


def _facts(article: Article, mark: Mark) -> Iterator[str]:
    yield _DOT.join(_source(article))
    if article.authors:
        yield "by " + ", ".join(article.authors)
    if article.topics:
        yield _DOT.join(article.topics)
    said = [word for word, holds in (("starred", mark.starred), (mark.verdict, bool(mark.verdict))) if holds]
    tags = [clean_line(f"#{tag}") for tag in sorted(mark.tags)]
    yield _DOT.join(["read" if mark.read else "unread", *said, *tags])


def _file(article: Article) -> str:
    return f"{article.id}{_DOT}{harmless(article.path)}"


def _source(entry: Coverage) -> Iterator[str]:
    if outlet := entry.provider.name or entry.provider.domain:
        yield outlet
    yield "no date" if entry.date is None else iso(entry.date).replace("T", " ").replace("Z", " UTC")
    for name in ("quality", "heat"):
        if (value := number(getattr(entry, name, None))) is not None:
            yield f"{name} {value}"
    published = getattr(entry, "published", None)
    if published is not None:
        yield "published" if published else "draft"


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
    yield from _wrapped(entry.title, width)
    apart = [] if entry.date is None or article.date is None else [lag(entry.date - article.date)]
    yield from _wrapped(_DOT.join([*_source(entry), *apart]), width, "dim")
    if entry.url:
        yield entry.url, ""


def _wrapped(text: str, width: int, style: str = "") -> Iterable[tuple[str, str]]:
    return [(line_text(line), style) for line in wrap([Span(text)], width)]


def _escaped(text: str) -> str:
    """Return text in which nothing means anything to Markdown or HTML."""
    return "".join(f"\\{part}" if part in "\\`*_[]<>#|" else part for part in text)
