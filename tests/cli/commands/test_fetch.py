"""`reader fetch`, from a real server."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.cli.main import run_command
from reader.config.paths import find_paths
from reader.fetch import bulk, extract
from reader.fetch.client import Client
from tests.cli.conftest import Call
from tests.cli.support import on_screen
from tests.fetch.conftest import client as client
from tests.fetch.conftest import server as server
from tests.fetch.server import Server


@pytest.fixture
def news(tmp_path: Path, server: Server, client: Client, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a corpus of four articles, of which one has no page and one a page that is gone."""
    folder = tmp_path / "news"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.md").write_text(
            f"---\ntitle: Number {number}\ndate: 2026-03-1{number}\nurl: {server.url(f'/{number}')}\n---\n"
        )
    (folder / "none.md").write_text("---\ntitle: None\n---\n")
    server.page("/1", "one")
    server.page("/2", "two")
    monkeypatch.setattr("reader.fetch.client.Client", lambda: client)
    monkeypatch.setattr(extract, "is_available", lambda: True)
    monkeypatch.setattr("reader.fetch.fulltext.extract", lambda html, url: f"text {html}")
    monkeypatch.setattr(bulk, "PAUSE", 0.0)
    return folder


def kept() -> int:
    return len(list(find_paths().texts.glob("*.json")))


def test_what_matches_is_fetched_and_what_fails_is_told(call: Call, news: Path, server: Server) -> None:
    found = call("fetch", news)
    assert (found.code, found.out) == (1, "")
    assert f"reader: {server.url('/0')}: the server answers 404 Not Found\n" in found.err
    assert found.err.endswith("2 pages fetched, 1 failed\n")
    assert kept() == 2


def test_a_run_goes_on_where_it_was(call: Call, news: Path, server: Server) -> None:
    found = call("fetch", news, "--limit", "1")
    assert (found.code, found.err) == (0, "1 page fetched, 0 failed\n")
    server.visits.clear()
    call("fetch", news, "--limit", "1")
    assert [visit.path for visit in server.visits] == ["/robots.txt", "/1"]
    server.visits.clear()
    call("fetch", news, "title:2", "--again")
    assert [visit.path for visit in server.visits] == ["/robots.txt", "/2"]


def test_nothing_to_fetch_is_no_fault(call: Call, news: Path) -> None:
    found = call("fetch", news, "title:none")
    assert (found.code, found.err) == (0, "0 pages fetched, 0 failed\n")


@pytest.mark.parametrize("unicode", [True, False])
def test_a_bar_shows_how_far_it_is(news: Path, unicode: bool) -> None:
    console, _out, err = on_screen(unicode=unicode)
    assert run_command(["fetch", str(news)], console) == 1
    shown = err.getvalue()
    assert ("█" if unicode else "#") in shown
    assert "3 of 3 pages" in shown


def test_without_the_extra_a_sentence_says_how_to_have_it(
    call: Call, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extract, "is_available", lambda: False)
    found = call("fetch", news)
    assert found.code == 1
    assert "needs the extra “fulltext”" in found.err
    assert "trafilatura" in found.err
