"""The whole texts of many articles, politely: one page at a time of a host, with pauses, and only what it allows."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Event, Thread
from urllib.parse import urlsplit

from reader.errors import ReaderError
from reader.fetch.client import Client
from reader.fetch.errors import FetchError
from reader.fetch.fulltext import fetch_text
from reader.fetch.robots import Rules
from reader.fetch.text_cache import FullText, TextCache

PAUSE = 2.0
"""Seconds between two pages of one host, unless it wants more."""

LONGEST_PAUSE = 120.0
"""A host that wants to be left alone for longer is left alone for good in this run."""

_HOSTS_AT_ONCE = 4


@dataclass(frozen=True, slots=True)
class FetchRequest:
    """An article to fetch: its id and its address."""

    id: str
    url: str


@dataclass(frozen=True, slots=True)
class FetchOutcome:
    """What became of one: the sentence of what went wrong, empty where its text is kept now."""

    wanted: FetchRequest
    fault: str = ""


class Fetcher:
    """Fetches and keeps the texts of articles. Its pauses end early once `stop` was called."""

    def __init__(
        self,
        texts: TextCache,
        client: Client,
        *,
        pause: float = PAUSE,
        fetch: Callable[[str, Client], FullText] = fetch_text,
    ) -> None:
        self._texts = texts
        self._client = client
        self._rules = Rules(client)
        self._pause = pause
        self._fetch = fetch
        self._stopped = Event()

    def stop(self) -> None:
        """Begin nothing more; what is under way comes to its end."""
        self._stopped.set()

    def run(self, wanted: Sequence[FetchRequest]) -> Iterator[FetchOutcome]:
        """Fetch all and yield what became of each as it is done. A host's articles come in the order given."""
        hosts: dict[str, list[FetchRequest]] = {}
        for item in wanted:
            hosts.setdefault((urlsplit(item.url).hostname or "").removeprefix("www."), []).append(item)
        waiting = list(reversed(hosts.values()))
        results: SimpleQueue[FetchOutcome | Exception | None] = SimpleQueue()

        def work() -> None:
            try:
                while waiting and not self._stopped.is_set():
                    for outcome in self._host(waiting.pop()):
                        results.put(outcome)
            except Exception as error:  # noqa: BLE001 - it is raised where the results are read
                results.put(error)
            finally:
                results.put(None)

        # They die with the program: whoever interrupts it need not wait for a slow server.
        threads = [Thread(target=work, daemon=True) for _ in range(min(_HOSTS_AT_ONCE, len(hosts)))]
        for thread in threads:
            thread.start()
        working = len(threads)
        try:
            while working:
                result = results.get()
                if isinstance(result, Exception):
                    raise result
                if result is None:
                    working -= 1
                else:
                    yield result
        finally:
            self.stop()

    def _host(self, items: Sequence[FetchRequest]) -> Iterator[FetchOutcome]:
        """Fetch the articles of one host, one after the other."""
        free, closed = 0.0, ""
        for item in items:
            if closed:
                yield FetchOutcome(item, f"{item.url}: {closed}")
                continue
            if self._stopped.wait(max(0.0, free - time.monotonic())):
                return
            pause, fault = self._pause, ""
            try:
                if not self._rules.allows(item.url):
                    raise FetchError("the site does not let programs fetch this page", place=item.url)
                pause = max(pause, min(self._rules.pause(item.url), LONGEST_PAUSE))
                self._texts.put(item.id, self._fetch(item.url, self._client))
            except ReaderError as error:
                fault = str(error)
                asked = (error.wait if isinstance(error, FetchError) else None) or 0.0
                pause = max(pause, asked)
                if asked > LONGEST_PAUSE:
                    closed = f"the site asks to be left alone for {asked:,.0f} seconds"
            free = time.monotonic() + pause
            yield FetchOutcome(item, fault)
