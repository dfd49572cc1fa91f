"""What a site allows programs to fetch, and how often."""

from __future__ import annotations

from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from reader.fetch.client import ROBOT, Client
from reader.fetch.decode import decoded
from reader.fetch.errors import FetchError

_MOST_BYTES = 500_000


class Rules:
    """The rules of sites, each read once."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._sites: dict[str, RobotFileParser] = {}

    def allows(self, url: str) -> bool:
        """Tell whether a page may be fetched."""
        return self._of(url).can_fetch(ROBOT, url)

    def pause(self, url: str) -> float:
        """Return the seconds that the site wants between two pages, 0 where it does not say."""
        return float(self._of(url).crawl_delay(ROBOT) or 0)

    def _of(self, url: str) -> RobotFileParser:
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._sites:
            self._sites[site] = self._read(f"{site}/robots.txt")
        return self._sites[site]

    def _read(self, url: str) -> RobotFileParser:
        rules = RobotFileParser()
        try:
            page = self._client.get(url, accept="text/plain,*/*;q=0.1")
            rules.parse(decoded(page.body[:_MOST_BYTES], page.charset).splitlines())
        except FetchError as error:
            # No rules at all allow everything; a site that is closed or out of order is left alone.
            rules.parse(["User-agent: *", "Disallow:" if _is_absent(error) else "Disallow: /"])
        return rules


def _is_absent(error: FetchError) -> bool:
    return error.message.startswith("the server answers 4") and not error.message.startswith(
        ("the server answers 401", "the server answers 403", "the server answers 429")
    )
