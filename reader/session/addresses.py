"""Where an article can be opened, and what can be copied of it. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from reader.text.markup.markdown import as_target, escape
from reader.text.urls import host_of, is_web_url

if TYPE_CHECKING:
    from reader.model import Coverage

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@dataclass(frozen=True, slots=True)
class Address:
    """One address of an article: what kind it is, in a word or two, and a clean http or https address."""

    kind: str
    url: str


def addresses(coverage: Coverage) -> list[Address]:
    """Return the addresses of an article or ghost, each once: original, web, AMP, cached AMP, pictures."""
    found: dict[str, str] = {}
    for kind, url in (
        ("Original", coverage.original_url),
        ("Web", coverage.web_url),
        ("AMP", coverage.amp_url),
        ("Cached AMP", coverage.cdn_amp_url),
        *(("Picture", image.url) for image in coverage.images),
    ):
        if is_web_url(url):
            found.setdefault(url, kind)
    return [Address(kind, url) for url, kind in found.items()]


def elsewhere(coverage: Coverage, url: str) -> str:
    """Return the host that an address leads to where that is not the outlet's own domain, else "".

    An outlet of which no domain is known has none to differ from.
    """
    host, own = host_of(url), host_of(f"https://{coverage.provider.domain}")
    if not host or not own or host == own or host.endswith(f".{own}") or own.endswith(f".{host}"):
        return ""
    return host


def copies(coverage: Coverage) -> Iterator[tuple[str, str]]:
    """Yield what can be copied of an article or ghost, with its name; what it does not have is left out."""
    url = coverage.url if is_web_url(coverage.url) else ""
    path = getattr(coverage, "path", "")
    for name, text in (
        ("Address", url),
        ("Title", coverage.title),
        ("Markdown link", f"[{escape(coverage.title)}]({as_target(url)})" if url else ""),
        ("Citation", citation(coverage)),
        ("ID", coverage.id),
        ("Path", path),
    ):
        if text:
            yield name, text


def citation(coverage: Coverage) -> str:
    """Return who wrote what where and when: `Ann Onym: “Harbour reopens”, Coastal Times, 4 March 2022, https://…`."""
    authors = ", ".join(coverage.authors)
    title = f"“{coverage.title}”"
    date = ""
    if coverage.date is not None:
        when = datetime.fromtimestamp(coverage.date, UTC)
        date = f"{when.day} {_MONTHS[when.month - 1]} {when.year}"
    parts = (
        f"{authors}: {title}" if authors else title,
        coverage.provider.name or coverage.provider.domain,
        date,
        coverage.url if is_web_url(coverage.url) else "",
    )
    return ", ".join(part for part in parts if part)
