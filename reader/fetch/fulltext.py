"""From the address of an article to its whole text."""

from __future__ import annotations

import time
from collections.abc import Callable

from reader.fetch.client import Client
from reader.fetch.decode import decoded
from reader.fetch.errors import FetchError
from reader.fetch.extract import check_available, extract
from reader.fetch.text_cache import FullText

_MEDIA = ("text/html", "application/xhtml+xml", "text/plain")


def fetch_text(url: str, client: Client, *, clock: Callable[[], float] = time.time) -> FullText:
    """Return the whole text of the page at an address.

    Raises `FetchError` where the extra for it is not installed, or the page cannot be had or holds no article.
    """
    check_available()
    page = client.get(url)
    if page.media not in _MEDIA:
        raise FetchError(f"this is no page but {page.media}", place=url)
    return FullText(extract(decoded(page.body, page.charset), page.url), page.url, int(clock()))
