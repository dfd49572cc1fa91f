"""Whole texts that were fetched, kept in the cache: one file an article, disposable."""

from __future__ import annotations

import json
import re
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from reader.config.paths import make_private
from reader.errors import ReaderError
from reader.text.clean import clean_block, clean_line
from reader.text.urls import is_web_url

_ID = re.compile("[a-z0-9]{1,64}")


@dataclass(frozen=True, slots=True)
class FullText:
    """The whole text of an article as Markdown, the address it came from, and when (seconds since 1970 UTC)."""

    text: str
    url: str
    fetched: int


class TextCache:
    """The texts in one folder, by the id of the article."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, article_id: str) -> FullText | None:
        """Return the text of an article, None where none is kept. A file that says something else is none."""
        try:
            found = json.loads(self._file(article_id).read_bytes())
            text = FullText(clean_block(found["text"]), clean_line(found["url"]), int(found["fetched"]))
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None
        return text if is_web_url(text.url) else None

    def has(self, article_id: str) -> bool:
        """Tell whether a text is kept."""
        return self._file(article_id).exists()

    def put(self, article_id: str, text: FullText) -> None:
        """Keep a text, in one move. Raises `ReaderError` where it cannot be written."""
        try:
            make_private(self._folder)
            handle, name = tempfile.mkstemp(dir=self._folder, prefix=".")
            try:
                with open(handle, "w", encoding="utf-8") as stream:
                    json.dump(asdict(text), stream)
                Path(name).replace(self._file(article_id))
            finally:
                Path(name).unlink(missing_ok=True)
        except OSError as error:
            raise ReaderError(
                f"the text could not be kept ({error.strerror})", place=str(self._folder)
            ) from error

    def _file(self, article_id: str) -> Path:
        return self._folder / f"{article_id if _ID.fullmatch(article_id) else 'none'}.json"
