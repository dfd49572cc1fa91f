"""One article as Markdown, and what is said of it in text as well."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reader.model import Article
from reader.session.record import number
from reader.text.clean import clean_block, clean_line
from reader.text.dates import iso

if TYPE_CHECKING:
    from reader.model import Coverage, Mark

_DOT = " · "


def markdown_lines(article: Article, mark: Mark) -> Iterator[str]:
    """Yield the lines of an article as Markdown, with related coverage as a list of links."""
    yield f"# {escaped(article.title)}"
    yield ""
    for fact in facts(article, mark):
        yield f"- {escaped(fact)}"
    yield f"- {escaped(file_line(article))}"
    if article.url:
        yield f"- <{article.url}>"
    if mark.note:
        yield ""
        yield from (f"> {line}".rstrip() for line in clean_block(mark.note).split("\n"))
    if article.excerpt:
        yield ""
        yield escaped(article.excerpt)
    if body := readable_body(article):
        from reader.session.export.standalone import standalone

        yield ""
        yield from standalone(body, article.id).split("\n")
    if article.related:
        yield ""
        yield "## Related coverage"
        yield ""
        for entry in article.related:
            title = escaped(entry.title)
            link = f"[{title}](<{entry.url}>)" if entry.url else title
            yield _DOT.join([f"- {link}", *source(entry)])


def entry_markdown_lines(entry: Coverage) -> Iterator[str]:
    """Yield the lines of a piece that is known from related coverage only, as Markdown."""
    yield f"# {escaped(entry.title)}"
    yield ""
    yield f"- {escaped(_DOT.join(source(entry)))}"
    if entry.url:
        yield f"- <{entry.url}>"
    if entry.excerpt:
        yield ""
        yield escaped(entry.excerpt)


def readable_body(article: Article) -> str:
    """Return the body as plain Markdown, which can be read as it is."""
    if not article.body:
        return ""
    from reader.text.markup.generator_syntax import readable  # few articles have a body

    return readable(article.body, article.body_form)


def facts(article: Article, mark: Mark) -> Iterator[str]:
    """Yield what is known of an article besides its text, a line each: outlet and date, authors, topics, marks."""
    yield _DOT.join(source(article))
    if article.authors:
        yield "by " + ", ".join(article.authors)
    if article.topics:
        yield _DOT.join(article.topics)
    said = [word for word, holds in (("starred", mark.starred), (mark.verdict, bool(mark.verdict))) if holds]
    tags = [clean_line(f"#{tag}") for tag in sorted(mark.tags)]
    yield _DOT.join(["read" if mark.read else "unread", *said, *tags])


def file_line(article: Article) -> str:
    """Return id and path of an article as one line."""
    return f"{article.id}{_DOT}{clean_line(article.path)}"


def source(entry: Coverage) -> Iterator[str]:
    """Yield where and when a piece was published, its scores, and whether it is a draft."""
    if outlet := entry.provider.name or entry.provider.domain:
        yield outlet
    yield "no date" if entry.date is None else iso(entry.date).replace("T", " ").replace("Z", " UTC")
    for name in ("quality", "heat"):
        if (value := number(getattr(entry, name, None))) is not None:
            yield f"{name} {value}"
    published = getattr(entry, "published", None)
    if published is not None:
        yield "published" if published else "draft"


def escaped(text: str) -> str:
    """Return text in which nothing means anything to Markdown or HTML."""
    return "".join(f"\\{part}" if part in "\\`*_[]<>#|" else part for part in text)
