"""An article or a ghost as styled lines, set to a readable measure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple

from reader.model import NO_MARK, Article, Coverage, Image, Mark
from reader.text.dates import ago
from reader.text.excerpt import is_cut_off
from reader.text.urls import host_of
from reader.tui.render.article.body import set_body
from reader.tui.render.dates import full_date
from reader.tui.render.lines import BLANK, Indent, Line, Span, line_width, wrap
from reader.tui.render.trail import trail_line

if TYPE_CHECKING:
    from reader.fetch.text_cache import FullText

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


def article_lines(coverage: Coverage, facts: Facts, width: int) -> Iterator[Line]:
    """Yield the whole article as lines of at most `width` cells, set as far as they are asked for."""
    blanks = 0
    for line in _parts(coverage, facts, width):
        if line == BLANK:
            blanks += 1
            continue
        yield from repeat(BLANK, blanks)
        blanks = 0
        yield line


def _parts(coverage: Coverage, facts: Facts, width: int) -> Iterator[Line]:
    yield from trail_line(facts.before, facts.ahead, width)
    yield from wrap([Span(coverage.title, "title")], width)
    yield from byline(coverage, facts, width)
    yield BLANK
    if coverage.excerpt:
        yield from wrap([Span(coverage.excerpt, "excerpt")], width)
        if is_cut_off(coverage.excerpt) and coverage.url and not _goes_on(coverage, facts):
            hint = f"cut off by the publisher · {facts.open_key} opens the whole article"
            yield from wrap([Span(hint, "hint")], width)
        yield BLANK
    numbered: list[str] = []
    if isinstance(coverage, Article) and coverage.body:
        body = set_body(coverage.body, coverage.body_form, width)
        yield from body
        yield BLANK
        numbered = body.links.urls
    if facts.full_text is not None:
        yield from _whole(facts.full_text, width)
        yield BLANK
    yield from _pictures(coverage.images, width)
    yield from _addresses(coverage, numbered, width)


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


def _goes_on(coverage: Coverage, facts: Facts) -> bool:
    """Tell whether more of the article than its excerpt is here."""
    return facts.full_text is not None or bool(getattr(coverage, "body", ""))


def _whole(full: FullText, width: int) -> Iterator[Line]:
    """Yield the text of the article's page under a line that says whose it is and when it was fetched."""
    source = f" · {host_of(full.url)} · fetched {full_date(full.fetched)}"
    yield from wrap([Span("The whole text", "heading"), Span(source, "meta")], width)
    yield BLANK
    yield from set_body(full.text, "markdown", width)


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
