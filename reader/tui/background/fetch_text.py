"""Fetching the text of an article behind the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.model import Coverage
    from reader.session.session import Session


class TextArrived(Message):
    """The whole text of an article is kept now, or could not be had: then `fault` is the sentence why."""

    def __init__(self, article_id: str, title: str, fault: str = "") -> None:
        super().__init__()
        self.article_id = article_id
        self.title = title
        self.fault = fault


def start_fetching(coverage: Coverage, session: Session, post: Callable[[Message], object]) -> None:
    """Fetch and keep the text of an article's page in a thread, and post what became of it.

    Raises `ReaderError` where that cannot be begun: the extra for it is missing, or there is nowhere to keep a text.
    """
    # The network is no part of a start.
    from threading import Thread

    from reader.errors import ReaderError
    from reader.fetch.client import Client
    from reader.fetch.extract import check_available
    from reader.fetch.fulltext import fetch_text

    check_available()
    texts = session.texts()

    def work() -> None:
        fault = ""
        try:
            texts.put(coverage.id, fetch_text(coverage.url, Client()))
        except ReaderError as error:
            fault = str(error)
        except Exception as error:  # noqa: BLE001 - told with its name, for nobody waits for this thread
            fault = f"fetching stopped: {type(error).__name__}"
        post(TextArrived(coverage.id, coverage.title, fault))

    # It dies with the program: whoever quits need not wait for a slow server, as for a worker of Textual's.
    Thread(target=work, daemon=True).start()
