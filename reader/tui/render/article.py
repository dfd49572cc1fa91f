"""An article or a ghost as styled lines, set to a readable measure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reader.model import NO_MARK, Article, Coverage, Image, Mark
from reader.text.dates import ago
from reader.text.excerpt import is_cut_off
from reader.text.urls import host_of
from reader.tui.render.lines import BLANK, Indent, Line, Span, line_width, wrap
from reader.tui.render.markdown import markdown_lines
from reader.tui.render.trail import trail_line
from reader.tui.render.when import full_date

if TYPE_CHECKING:
    from reader.fetch.kept import FullText

DOT = " · "


class Facts(NamedTuple):
    """What the article itself does not know: the moment, and its place in the corpus.

    `now` is in seconds since 1970 UTC. The ranks are (place from the top, how many are scored), None where the
    article is not scored. `in_corpus` is false for a ghost. `decided_by` is the name of another person who decided.
    `open_key` is how the address is opened, `full_text` the text of its page where that was fetched.
    `before` and `ahead` are the titles on the trail, oldest first. `standing` says in sentences what the article is
    in its story.
    """

    now: int
    quality_rank: tuple[int, int] | None = None
    heat_rank: tuple[int, int] | None = None
    in_corpus: bool = True
    mark: Mark = NO_MARK
    decided_by: str = ""
    open_key: str = "o"
    full_text: FullText | None = None
    before: tuple[str, ...] = ()
    ahead: tuple[str, ...] = ()
    standing: tuple[str, ...] = ()


def article_lines(coverage: Coverage, facts: Facts, width: int) -> list[Line]:
    """Return the whole article as lines of at most `width` cells."""
    lines: list[Line] = [*trail_line(facts.before, facts.ahead, width)]
    lines += wrap([Span(coverage.title, "title")], width)
    lines += byline(coverage, facts, width)
    lines.append(BLANK)
    numbered: list[str] = []
    if coverage.excerpt:
        lines += wrap([Span(coverage.excerpt, "excerpt")], width)
        if is_cut_off(coverage.excerpt) and coverage.url and not _goes_on(coverage, facts):
            hint = f"cut off by the publisher · {facts.open_key} opens the whole article"
            lines += wrap([Span(hint, "hint")], width)
        lines.append(BLANK)
    if isinstance(coverage, Article) and coverage.body:
        body, numbered = _body(coverage, width)
        lines += [*body, BLANK]
    if facts.full_text is not None:
        lines += [*_whole(facts.full_text, width), BLANK]
    lines += _pictures(coverage.images, width)
    lines += _addresses(coverage, numbered, width)
    while lines and lines[-1] == BLANK:
        lines.pop()
    return lines


def byline(coverage: Coverage, facts: Facts, width: int) -> Iterator[Line]:
    """Yield who published it and when, its ranks and topics, and its marks."""
    name, domain = coverage.provider.name, coverage.provider.domain
    source = [Span(name or domain or "unknown source", "provider")]
    if domain and name and domain != name:
        source.append(Span(domain, "meta"))
    if coverage.authors and name not in coverage.authors:
        source.append(Span("by " + ", ".join(coverage.authors), "meta"))
    if not facts.in_corpus:
        source.append(Span("not in this corpus", "ghost"))
    if coverage.date is None:
        source.append(Span("no date", "meta"))
    else:
        source += [Span(full_date(coverage.date), "meta"), Span(ago(coverage.date, facts.now), "meta")]
    yield from dotted(source, width)
    yield from dotted([Span(rank, "meta") for rank in _ranks(coverage, facts)], width)
    if isinstance(coverage, Article) and coverage.topics:
        yield from dotted([Span(topic, "topic") for topic in coverage.topics], width)
    for sentence in facts.standing:
        yield from wrap([Span(sentence, "better")], width)
    yield from _marks(facts.mark, facts.decided_by, width)


def dotted(parts: Sequence[Span], width: int) -> Iterator[Line]:
    """Yield short facts with dots between them; a line breaks between facts, and then without a dot at its end."""
    row: list[Span] = []
    for part in parts:
        if row and line_width((*row, part)) + len(DOT) > width:
            yield from wrap(row, width)
            row = []
        row += [Span(DOT, "meta"), part] if row else [part]
    yield from wrap(row, width)


def _ranks(coverage: Coverage, facts: Facts) -> Iterator[str]:
    yield _score("quality", coverage.quality, facts.quality_rank)
    if isinstance(coverage, Article):
        yield _score("heat", coverage.heat, facts.heat_rank)
        if coverage.published is not None:
            yield "published" if coverage.published else "draft"
    if coverage.type and coverage.type != "article":
        yield coverage.type


def _score(name: str, value: float | None, rank: tuple[int, int] | None) -> str:
    if value is None:
        return f"{name} not scored"
    text = f"{name} {value:g}"
    return f"{text}, rank {rank[0]:,} of {rank[1]:,}" if rank is not None else text


def _marks(mark: Mark, by: str, width: int) -> Iterator[Line]:
    said = ["starred"] if mark.starred else []
    if mark.verdict:
        said.append(f"{mark.verdict} by {by}" if by else mark.verdict)
    said += [f"#{tag}" for tag in sorted(mark.tags)]
    if said:
        yield from wrap([Span(DOT.join(said), "mark")], width)
    if mark.note:
        yield from wrap([Span(mark.note, "note")], width, Indent("✎ ", "  ", "mark"))


def _body(article: Article, width: int) -> tuple[list[Line], list[str]]:
    if article.body_format == "text":
        return wrap([Span(article.body)], width), []
    if article.body_format == "html":
        # Bodies of HTML files are rare: their reader is loaded when the first one is shown.
        from reader.text.html import html_to_markdown

        return markdown_lines(html_to_markdown(article.body), width)
    return markdown_lines(article.body, width)


def _goes_on(coverage: Coverage, facts: Facts) -> bool:
    """Tell whether more of the article than its excerpt is here."""
    return facts.full_text is not None or bool(getattr(coverage, "body", ""))


def _whole(full: FullText, width: int) -> Iterator[Line]:
    """Yield the text of the article's page under a line that says whose it is and when it was fetched."""
    source = f" · {host_of(full.url)} · fetched {full_date(full.fetched)}"
    yield from wrap([Span("The whole text", "heading"), Span(source, "meta")], width)
    yield BLANK
    yield from markdown_lines(full.text, width)[0]


def _pictures(images: Iterable[Image], width: int) -> Iterator[Line]:
    some = False
    for image in images:
        some = True
        size = f"{image.width} × {image.height}" if image.width and image.height else ""
        held = {True: "cached", False: "not cached", None: ""}[image.cached]
        facts = DOT.join(part for part in ("picture", size, held) if part)
        caption = f"{image.title}{DOT}{facts}" if image.title else facts
        yield from wrap([Span(caption, "meta")], width, Indent("▣ ", "  ", "meta"))
        yield from wrap([Span(image.url, "url", image.url)], width, Indent("  ", "  "))
    if some:
        yield BLANK


def _addresses(coverage: Coverage, numbered: list[str], width: int) -> Iterator[Line]:
    named: dict[str, list[str]] = {}
    for name, url in (
        ("original", coverage.original_url),
        ("web", coverage.web_url),
        ("amp", coverage.amp_url),
        ("cached", coverage.cdn_amp_url),
    ):
        if url:
            named.setdefault(url, []).append(name)
    for number, url in enumerate(numbered, 1):
        named.setdefault(url, []).append(f"[{number}]")
    labels = {url: ", ".join(names) for url, names in named.items()}
    column = max((len(label) for label in labels.values()), default=0) + 2
    for url, label in labels.items():
        yield from wrap([Span(url, "url", url)], width, Indent(label.ljust(column), " " * column, "meta"))
