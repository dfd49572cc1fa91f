"""From bytes to a text that is kept: decoding, reading out, keeping, and doing so for many, politely."""

from __future__ import annotations

import io
import json
import resource
import runpy
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import ReaderError
from reader.fetch import extract as extracting
from reader.fetch import fulltext
from reader.fetch.bulk import Fetcher, FetchOutcome, FetchRequest
from reader.fetch.client import Client
from reader.fetch.decode import decoded
from reader.fetch.errors import FetchError
from reader.fetch.extract import extract, is_available
from reader.fetch.fulltext import fetch_text
from reader.fetch.text_cache import FullText, TextCache
from tests.fetch.server import Server, Visit, answer

WORDS = (
    "The ferries stayed in port for a third day, the harbour master of the northern island said on Tuesday. "
)
PAGE = f"""<!DOCTYPE html><html><head><title>Storm</title></head><body><nav><a href="/">Home</a></nav>
<article><h1>Storm</h1>{"".join(f"<p>{number}. {WORDS * 2}</p>" for number in range(8))}</article>
<script>alert("never")</script><footer>Imprint</footer></body></html>"""
TEXT = FullText("The text.", "https://news.example/a", 1_773_144_000)

needs_extra = pytest.mark.skipif(not is_available(), reason="the extra “fulltext” is not installed here")


@pytest.mark.parametrize(
    ("body", "charset", "expected"),
    [
        ("café".encode(), "utf-8", "café"),
        ("café".encode(), "", "café"),
        ("café".encode(), "iso-8859-1", "café"),
        ("café".encode("latin-1"), "iso-8859-1", "café"),
        ("“café”".encode("cp1252"), "utf-8", "“café”"),
        ("港".encode("shift_jis"), "Shift_JIS", "港"),
        (b'<meta charset="euc-jp">' + "港".encode("euc-jp"), "", '<meta charset="euc-jp">港'),
        (
            b"<meta http-equiv=x content='text/html; charset=koi8-r'>" + "порт".encode("koi8-r"),
            "nonsense",
            None,
        ),
        ("港".encode("utf-16"), "", "港"),
        (b"\xfe\xff" + "港".encode("utf-16-be"), "utf-8", "港"),
        (b"\xef\xbb\xbfcaf\xc3\xa9", "latin-1", "café"),
        (b"\x81\x8d", "", "\ufffd\ufffd"),
        (b"abc", "base64", "abc"),
        (b"abc", "a\x00b", "abc"),
    ],
)
def test_a_page_is_decoded(body: bytes, charset: str, expected: str | None) -> None:
    assert decoded(body, charset).endswith(expected or "порт")


@given(
    st.binary(max_size=200), st.text(max_size=12) | st.sampled_from(["utf-8", "utf-7", "idna", "hz", "rot13"])
)
def test_no_bytes_and_no_name_make_decoding_fail(body: bytes, charset: str) -> None:
    decoded(body, charset).encode("utf-8", "replace")


@needs_extra
def test_the_article_is_read_out_of_its_page() -> None:
    text = extract(PAGE, "https://news.example/storm")
    assert text.count("harbour master") == 16
    assert "alert" not in text
    assert "Imprint" not in text


@needs_extra
def test_nothing_of_a_page_reaches_the_terminal() -> None:
    hostile = PAGE.replace("0. The", "0. \x1b]0;owned\x07\x9b2J&#27;[2J&#x202e; [@click=app.quit]The")
    text = extract(hostile, "https://news.example/storm")
    assert not any(character in text for character in "\x1b\x9b\x07\u202e")
    assert "harbour master" in text


@needs_extra
@pytest.mark.parametrize(
    "html",
    ["", "<html></html>", "<p>", "\x00" * 100, "<div>" * 5_000, "]]>" * 999],
    ids=["nothing", "empty", "begun", "zeros", "deep", "ends"],
)
def test_a_page_without_an_article(html: str) -> None:
    with pytest.raises(FetchError):
        extract(html, "https://news.example/none")


@needs_extra
def test_the_process_that_reads_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.BytesIO()
    monkeypatch.setattr(sys, "argv", ["extract", "https://news.example/storm"])
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(PAGE.encode())))
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(buffer=out))
    monkeypatch.setattr(resource, "setrlimit", lambda *_: None)
    monkeypatch.delitem(sys.modules, extracting.__name__)
    with pytest.raises(SystemExit) as left:
        runpy.run_module(extracting.__name__, run_name="__main__")
    assert left.value.code == 0
    assert out.getvalue().count(b"harbour master") == 16


def test_without_the_extra_a_sentence_says_how_to_have_it(
    monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    monkeypatch.setattr(extracting, "MODULES", {"fulltext": ("a_package_that_is_nowhere",)})
    with pytest.raises(FetchError) as caught:
        fetch_text("https://news.example/", client)
    assert "needs the extra “fulltext”" in caught.value.message
    assert "trafilatura" in caught.value.hint


def _instead(monkeypatch: pytest.MonkeyPatch, run: Callable[..., Any]) -> None:
    monkeypatch.setattr(extracting, "is_available", lambda: True)
    monkeypatch.setattr(subprocess, "run", run)


def test_a_page_that_cannot_be_read_is_told_with_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    done = subprocess.CompletedProcess([], 1, b"", b"Traceback\nMemoryError: \x1b[2Jno room\n")
    _instead(monkeypatch, lambda *_args, **_more: done)
    with pytest.raises(FetchError) as caught:
        extract("<p>", "https://news.example/")
    assert str(caught.value) == "https://news.example/: the page could not be read; MemoryError: [2Jno room"


def test_a_page_that_takes_too_long_is_let_go_of(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_args: object, **_more: object) -> None:
        raise subprocess.TimeoutExpired([], 60)

    _instead(monkeypatch, never)
    with pytest.raises(FetchError, match="longer than 60 seconds"):
        extract("<p>", "https://news.example/")


def test_a_page_in_which_nothing_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    _instead(monkeypatch, lambda *_args, **_more: subprocess.CompletedProcess([], 0, b" \n", b""))
    with pytest.raises(FetchError, match="no article was found"):
        extract("<p>", "https://news.example/")


def test_a_text_comes_from_its_page(server: Server, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fulltext, "check_available", lambda: None)
    monkeypatch.setattr(fulltext, "extract", lambda html, url: f"{html} from {url}")
    server.page("/b", "words")
    url = server.page("/a", "", "Location: /b", status="301 x")
    assert fetch_text(url, client, clock=lambda: 7.9) == FullText(
        f"words from {server.url('/b')}", server.url("/b"), 7
    )
    with pytest.raises(FetchError, match="this is no page but application/pdf"):
        fetch_text(server.page("/c", "%PDF", "Content-Type: application/pdf"), client)


@needs_extra
def test_a_text_comes_all_the_way(server: Server, client: Client) -> None:
    text = fetch_text(server.page("/storm", PAGE), client)
    assert "harbour master" in text.text


def test_a_text_is_kept_for_its_owner_alone(tmp_path: Path) -> None:
    texts = TextCache(tmp_path / "texts")
    assert texts.get("abc") is None
    assert not texts.has("abc")
    texts.put("abc", TEXT)
    assert texts.has("abc")
    assert texts.get("abc") == TEXT
    (file,) = (tmp_path / "texts").iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    texts.put("abc", replace(TEXT, text="Another."))
    assert texts.get("abc") == replace(TEXT, text="Another.")
    texts.put("../out", TEXT)
    assert not (tmp_path / "out.json").exists()


@pytest.mark.parametrize(
    "content",
    [
        b"", b"\xff", b"[]", b"{}", b"null", b"[" * 100_000,
        json.dumps({"text": 1, "url": "https://a.example/", "fetched": 1}).encode(),
        json.dumps({"text": "a", "url": "javascript:1", "fetched": 1}).encode(),
        json.dumps({"text": "a", "url": "https://a.example/", "fetched": "x"}).encode(),
    ],
    ids=["empty", "no text", "list", "table", "null", "deep", "number", "no web", "no time"],
)  # fmt: skip
def test_a_file_that_says_something_else_is_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "abc.json").write_bytes(content)
    assert TextCache(tmp_path).get("abc") is None


def test_a_text_that_is_kept_is_cleaned_again(tmp_path: Path) -> None:
    (tmp_path / "abc.json").write_text(json.dumps({"text": "a\x1b[2Jb", "url": TEXT.url, "fetched": 1}))
    found = TextCache(tmp_path).get("abc")
    assert found is not None
    assert found.text == "a[2Jb"


def test_a_text_that_cannot_be_kept_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ReaderError, match="the text could not be kept"):
        TextCache(tmp_path / "file").put("abc", TEXT)


# Many.


@pytest.fixture
def texts(tmp_path: Path) -> TextCache:
    return TextCache(tmp_path / "texts")


def plain(url: str, client: Client) -> FullText:
    return FullText(client.get(url).body.decode(), url, 1)


def fetcher(texts: TextCache, client: Client, pause: float = 0.0) -> Fetcher:
    return Fetcher(texts, client, pause=pause, fetch=plain)


def run(fetching: Fetcher, server: Server, *paths: str) -> dict[str, str]:
    wanted = [FetchRequest(f"id{number}", server.url(path)) for number, path in enumerate(paths)]
    return {outcome.wanted.url.rpartition("/")[2]: outcome.fault for outcome in fetching.run(wanted)}


def test_many_are_fetched_in_order_and_kept(server: Server, client: Client, texts: TextCache) -> None:
    for number in range(5):
        server.page(f"/{number}", f"text {number}")
    assert run(fetcher(texts, client), server, *(f"/{number}" for number in range(5))) == dict.fromkeys(
        "01234", ""
    )
    assert [visit.path for visit in server.visits] == ["/robots.txt", *(f"/{number}" for number in range(5))]
    found = texts.get("id3")
    assert found is not None
    assert found.text == "text 3"


def test_one_that_fails_keeps_none_of_the_others_back(
    server: Server, client: Client, texts: TextCache
) -> None:
    server.page("/b", "b")
    found = run(fetcher(texts, client), server, "/a", "/b")
    assert "404 Not Found" in found["a"]
    assert found["b"] == ""


def test_what_a_site_asks_for_is_done(
    server: Server, client: Client, texts: TextCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = (
        "User-agent: other\nDisallow: /\n\nUser-agent: corpus-reader\nCrawl-delay: 3\nDisallow: /private\n"
    )
    server.page("/robots.txt", rules, "Content-Type: text/plain")
    server.page("/a", "a")
    server.page("/b", "b")
    server.page("/private/x", "never")
    fetching = fetcher(texts, client, pause=0.5)
    waited: list[float] = []
    monkeypatch.setattr(fetching._stopped, "wait", lambda seconds: waited.append(seconds))
    monkeypatch.setattr(time, "monotonic", lambda: 100.0)
    found = run(fetching, server, "/private/x", "/a", "/b")
    assert found == {
        "x": f"{server.url('/private/x')}: the site does not let programs fetch this page",
        "a": "",
        "b": "",
    }
    assert waited == [0.0, 0.5, 3.0]


@pytest.mark.parametrize(
    ("status", "allowed"),
    [
        ("404 x", True),
        ("410 x", True),
        ("401 x", False),
        ("403 x", False),
        ("429 x", False),
        ("500 x", False),
    ],
)
def test_a_site_without_rules_and_one_out_of_order(
    server: Server, client: Client, texts: TextCache, status: str, allowed: bool
) -> None:
    server.page("/robots.txt", "", status=status)
    server.page("/a", "a")
    found = run(fetcher(texts, client), server, "/a", "/a")["a"]
    assert found == "" if allowed else f"robots.txt: the server answers {status[:3]}" in found
    assert [visit.path for visit in server.visits][:2] == ["/robots.txt", "/a"][: 1 + allowed]


def test_a_site_that_is_not_there_is_told_so(client: Client, texts: TextCache) -> None:
    (found,) = fetcher(texts, client).run([FetchRequest("id", "http://nowhere.invalid/a")])
    assert found.fault == "the host nowhere.invalid is not known"


def test_a_server_that_asks_to_wait_is_waited_for(
    server: Server, client: Client, texts: TextCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.page("/a", "", "Retry-After: 60", status="429 x")
    server.page("/b", "b")
    server.page("/c", "", "Retry-After: 9000", status="503 x")
    server.page("/d", "d")
    fetching = fetcher(texts, client)
    waited: list[float] = []
    monkeypatch.setattr(fetching._stopped, "wait", lambda seconds: waited.append(seconds))
    monkeypatch.setattr(time, "monotonic", lambda: 100.0)
    found = run(fetching, server, "/a", "/b", "/c", "/d")
    assert waited == [0.0, 60.0, 0.0]
    assert found["b"] == ""
    assert found["d"].endswith("the site asks to be left alone for 9,000 seconds")


def test_a_host_is_asked_one_page_at_a_time(server: Server, client: Client, texts: TextCache) -> None:
    at_once: list[int] = []
    busy = threading.Semaphore(0)
    now = 0
    lock = threading.Lock()

    def slow(visit: Visit) -> None:
        nonlocal now
        with lock:
            now += 1
            at_once.append(now)
        busy.acquire(timeout=0.05)
        with lock:
            now -= 1
        visit.send(answer("text"))

    server.answers.update({f"/{number}": slow for number in range(4)})
    assert set(run(fetcher(texts, client), server, "/0", "/1", "/2", "/3").values()) == {""}
    assert max(at_once) == 1


def test_several_hosts_are_asked_at_once(server: Server, client: Client, texts: TextCache) -> None:
    both = threading.Barrier(2, timeout=20)
    anywhere = replace(client, look_up=lambda _host, _port: ["127.0.0.1"])

    def meet(visit: Visit) -> None:
        both.wait()
        visit.send(answer("text"))

    server.answers["/a"] = meet
    wanted = [FetchRequest(host, f"http://{host}.example:{server.port}/a") for host in ("one", "two")]
    assert {outcome.fault for outcome in fetcher(texts, anywhere).run(wanted)} == {""}


def test_nothing_more_is_begun_once_it_is_stopped(server: Server, client: Client, texts: TextCache) -> None:
    for number in range(9):
        server.page(f"/{number}", "x")
    fetching = fetcher(texts, client, pause=60.0)
    wanted = [FetchRequest(f"id{number}", server.url(f"/{number}")) for number in range(9)]
    outcomes: list[FetchOutcome] = []
    for outcome in fetching.run(wanted):
        outcomes.append(outcome)
        fetching.stop()
    assert len(outcomes) == 1


def test_hosts_after_the_stop_are_not_begun(server: Server, client: Client, texts: TextCache) -> None:
    fetching = fetcher(texts, client)
    fetching.stop()
    assert run(fetching, server, "/a") == {}
    assert list(fetching.run([])) == []


def test_what_was_not_foreseen_is_not_hidden(server: Server, client: Client, texts: TextCache) -> None:
    def broken(_url: str, _client: Client) -> FullText:
        raise ZeroDivisionError

    fetching = Fetcher(texts, client, pause=0.0, fetch=broken)
    with pytest.raises(ZeroDivisionError):
        run(fetching, server, "/a")
