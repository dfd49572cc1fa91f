"""The whole text of an article, fetched from a real server and shown below its excerpt."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from reader.fetch import extract
from reader.fetch.client import Client
from reader.fetch.text_cache import FullText
from tests.fetch.conftest import client as client
from tests.fetch.conftest import server as server
from tests.fetch.server import Server, Visit, answer
from tests.session.corpus import paths_in, session_over
from tests.tui.app import Driver, running

needs_extra = pytest.mark.skipif(
    not extract.is_available(), reason="the extra “fulltext” is not installed here"
)
WORDS = (
    "The ferries stayed in port for a third day, the harbour master of the northern island said on Tuesday. "
)
PAGE = f"<html><body><article>{''.join(f'<p>{number}. {WORDS * 2}</p>' for number in range(8))}</article></body></html>"


@pytest.fixture
def corpus(tmp_path: Path, server: Server) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    address = server.url("/storm")
    (folder / "a.md").write_text(
        f'---\ntitle: "Storm"\nexcerpt: "Ferries stay in port ..."\ndate: 2026-03-10\nwebUrl: "{address}"\n---\n'
    )
    (folder / "b.md").write_text("---\ntitle: Nowhere\ndate: 2026-03-09\n---\n")
    return folder


@pytest.fixture
def reachable(monkeypatch: pytest.MonkeyPatch, client: Client) -> None:
    """Let the program reach the server of the tests."""
    monkeypatch.setattr("reader.fetch.client.Client", lambda: client)


@pytest.fixture
async def app(corpus: Path, tmp_path: Path, reachable: None) -> AsyncIterator[Driver]:
    with session_over(corpus, paths=paths_in(tmp_path)) as session:
        async with running(session) as driver:
            yield driver


async def said(app: Driver, words: str) -> None:
    await app.until(lambda: words in app.bottom)


@needs_extra
async def test_the_text_comes_below_the_excerpt_and_stays(app: Driver, server: Server) -> None:
    server.page("/storm", PAGE)
    assert "cut off by the publisher" in app.document
    await app.do("fetch-text")
    await said(app, "the whole text of “Storm” is here now, and kept")
    assert "The whole text · 127.0.0.1 · fetched " in app.document
    assert app.document.count("harbour master") >= 8
    assert "cut off by the publisher" not in app.document
    assert app.session.full_text(app.shown.id) is not None


async def test_what_could_not_be_had_is_said(
    app: Driver, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extract, "is_available", lambda: True)
    await app.do("fetch-text")
    await said(app, "the server answers 404 Not Found")
    assert "The whole text" not in app.document


async def test_another_article_is_left_in_peace(
    app: Driver, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extract, "is_available", lambda: True)
    monkeypatch.setattr("reader.fetch.fulltext.extract", lambda html, url: "all of it")

    def wait(visit: Visit) -> None:
        visit.closing.wait(0.2)
        visit.send(answer(PAGE))

    server.answers["/storm"] = wait
    await app.do("fetch-text")
    assert "fetching the text from 127.0.0.1 …" in app.bottom
    await app.press("j")
    await said(app, "the whole text of “Storm” is here now")
    assert app.shown.title == "Nowhere"
    await app.press("k")
    assert "all of it" in app.document


async def test_an_article_without_an_address_has_no_page(app: Driver) -> None:
    await app.press("j")
    await app.do("fetch-text")
    assert "no web address to fetch its text from" in app.bottom


async def test_without_the_extra_a_sentence_says_how_to_have_it(
    app: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extract, "MODULES", {"fulltext": ("a_package_that_is_nowhere",)})
    await app.do("fetch-text")
    assert "needs the extra “fulltext”" in app.bottom


async def test_what_was_not_foreseen_is_said_too(app: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> FullText:
        raise ZeroDivisionError

    monkeypatch.setattr(extract, "is_available", lambda: True)
    monkeypatch.setattr("reader.fetch.fulltext.fetch_text", broken)
    await app.do("fetch-text")
    await said(app, "fetching stopped: ZeroDivisionError")


async def test_without_a_folder_nothing_is_fetched(
    corpus: Path, reachable: None, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extract, "is_available", lambda: True)
    with session_over(corpus) as session:
        async with running(session) as app:
            assert app.session.full_text(app.shown.id) is None
            await app.do("fetch-text")
            assert "no folder to keep texts in" in app.bottom
    assert server.visits == []
