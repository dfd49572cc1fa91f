"""What a site allows programs to fetch, and how often."""

from __future__ import annotations

from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from reader.fetch.client import ROBOT, Client
from reader.fetch.decode import decoded
from reader.fetch.errors import FetchError

_MOST_BYTES = 500_000
# Statuses of a site that has no rules. One that is closed, busy or out of order is left alone.
_ABSENT = frozenset(range(400, 500)) - {401, 403, 429}


class Rules:
    """The rules of sites, each read once. Every question raises `FetchError` where they cannot be read."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._sites: dict[str, RobotFileParser | FetchError] = {}

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
        found = self._sites[site]
        if isinstance(found, FetchError):
            raise found
        return found

    def _read(self, url: str) -> RobotFileParser | FetchError:
        rules, text = RobotFileParser(), ""
        try:
            page = self._client.get(url, accept="text/plain,*/*;q=0.1")
            text = decoded(page.body[:_MOST_BYTES], page.charset)
        except FetchError as error:
            if error.status not in _ABSENT:
                return error
        rules.parse(text.splitlines())
        return rules
