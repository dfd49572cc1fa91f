"""The client against a real server that is slow, large, lying, in a circle, or somewhere else than it says."""

from __future__ import annotations

import gzip
import shutil
import socket
import ssl
import subprocess
import threading
import time
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from reader.fetch.client import USER_AGENT, Client, Limits
from reader.fetch.connection import PinnedConnection, resolve, watched
from reader.fetch.errors import FetchError
from reader.fetch.retry_after import seconds_to_wait
from tests.fetch.server import HOME, Server, Visit, answer, serving

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def fault(client: Client, url: str) -> FetchError:
    with pytest.raises(FetchError) as caught:
        client.get(url)
    return caught.value


def test_a_page_comes_with_what_is_said_of_it(server: Server, client: Client) -> None:
    url = server.page("/a?b=c", "<p>hello", 'Content-Type: text/HTML; charset="UTF-8"', "Set-Cookie: a=b")
    page = client.get(url)
    assert (page.url, page.status, page.media, page.charset, page.body) == (
        url, 200, "text/html", "UTF-8", b"<p>hello",
    )  # fmt: skip
    client.get(url)
    for visit in server.visits:
        assert visit.headers["user-agent"] == USER_AGENT
        assert visit.headers["host"] == f"{HOME}:{server.port}"
        assert not {"cookie", "referer", "authorization"} & set(visit.headers)


def test_an_address_is_asked_for_in_ascii(server: Server, client: Client) -> None:
    server.page("/caf%C3%A9%20x?q=%E2%82%AC&r=%26", "here")
    assert client.get(server.url("/café%20x?q=€&r=%26")).body == b"here"
    server.page("/", "top")
    assert client.get(f"http://{HOME}:{server.port}").body == b"top"


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [
        ("gzip", gzip.compress),
        ("x-gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda data: zlib.compress(data)[2:-4]),
        ("identity", bytes),
    ],
)
def test_a_packed_page_is_unpacked(
    server: Server, client: Client, encoding: str, pack: Callable[[bytes], bytes]
) -> None:
    body = b"<p>" + b"words " * 9_000
    url = server.page("/packed", pack(body), f"Content-Encoding: {encoding}")
    assert client.get(url).body == body


def test_a_page_in_chunks_and_one_without_a_length(server: Server, client: Client) -> None:
    server.answers["/chunks"] = HEAD + b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
    server.answers["/end"] = HEAD + b"\r\nto the end"
    assert client.get(server.url("/chunks")).body == b"abcde"
    assert client.get(server.url("/end")).body == b"to the end"


def test_a_bomb_is_let_go_of(server: Server, client: Client) -> None:
    bomb = gzip.compress(bytes(300_000_000))
    url = server.page("/bomb", bomb, "Content-Encoding: gzip")
    assert "larger than 200,000 bytes" in fault(client, url).message


def test_a_page_without_end_is_let_go_of(server: Server, client: Client) -> None:
    def endless(visit: Visit) -> None:
        visit.send(HEAD + b"\r\n")
        while True:
            visit.send(b"x" * 65_536)

    server.answers["/endless"] = endless
    assert "larger than" in fault(client, server.url("/endless")).message
    server.answers["/chunk"] = lambda visit: visit.send(
        HEAD + b"Transfer-Encoding: chunked\r\n\r\nFFFFFFFF\r\n" + b"x" * 300_000
    )
    assert "larger than" in fault(client, server.url("/chunk")).message


@pytest.mark.parametrize(
    "say",
    [
        lambda visit: visit.drip(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 1_000),
        lambda visit: (visit.send(HEAD + b"\r\n"), visit.drip(b"<p>words")),
        lambda visit: (visit.send(HEAD + b"Content-Length: 99999\r\n\r\n"), visit.drip(b"x")),
        lambda visit: visit.drip(b"HTTP/1.1 100 Continue\r\n\r\n", 0.001),
        lambda visit: visit.closing.wait(30),
    ],
    ids=["headers", "body", "length", "continue", "silence"],
)
def test_a_server_that_takes_its_time_is_left(
    server: Server, client: Client, say: Callable[[Visit], None]
) -> None:
    server.answers["/slow"] = say
    hasty = replace(client, limits=replace(client.limits, seconds=0.6))
    assert fault(hasty, server.url("/slow")).message == "the page did not come within 0.6 seconds"


def test_all_redirects_together_have_the_time_of_one_page(server: Server, client: Client) -> None:
    def onward(visit: Visit) -> None:
        time.sleep(0.4)
        visit.send(answer("", f"Location: /{int(visit.path[1:]) + 1}", status="302 Found"))

    server.answers.update({f"/{number}": onward for number in range(9)})
    hasty = replace(client, limits=replace(client.limits, seconds=0.6))
    assert "did not come within" in fault(hasty, server.url("/0")).message
    assert len(server.visits) <= 2


@pytest.mark.parametrize(
    "data",
    [
        b"not http at all\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: y\r\n" % number for number in range(500)) + b"\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"x" * 200_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nno gzip",
        b"",
    ],
    ids=["garbage", "many headers", "long header", "short", "chunks", "gzip", "nothing"],
)
def test_what_is_no_answer_is_a_sentence(server: Server, client: Client, data: bytes) -> None:
    server.answers["/"] = data
    error = fault(client, server.url("/"))
    assert error.message.startswith(f"{HOME} could not be read from (")
    assert error.place == server.url("/")


def test_a_packing_that_was_not_asked_for(server: Server, client: Client) -> None:
    assert "packed" in fault(client, server.page("/", "x", "Content-Encoding: br")).message


@pytest.mark.parametrize(
    ("status", "headers", "message", "wait"),
    [
        ("404 Not Found", [], "the server answers 404 Not Found", None),
        ("429 x", ["Retry-After: 7"], "the server answers 429 Too Many Requests", 7.0),
        ("503 x", ["Retry-After: soon"], "the server answers 503 Service Unavailable", None),
        ("799 x", [], "the server answers 799", None),
        ("302 Found", [], "the server answers 302 Found", None),
        ("204 No Content", [], "the server answers 204 No Content", None),
    ],
)
def test_an_answer_that_is_no_page(
    server: Server, client: Client, status: str, headers: list[str], message: str, wait: float | None
) -> None:
    error = fault(client, server.page("/", "", *headers, status=status))
    assert (error.message, error.wait) == (message, wait)


def test_how_long_to_wait() -> None:
    date = "Thu, 01 Jan 1970 00:01:40 GMT"
    assert seconds_to_wait(date, clock=lambda: 40.0) == 60.0
    assert seconds_to_wait(date, clock=lambda: 400.0) == 0.0
    assert seconds_to_wait("9" * 40) == 999_999_999.0
    for text in (None, "", "x", "-1", "Thu, 99 Jan 1970 00:01:40 GMT", "１"):
        assert seconds_to_wait(text) is None


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed(server: Server, client: Client, status: int) -> None:
    url = server.page("/from", "", "Location:  to?x=1 ", status=f"{status} x")
    server.page("/to?x=1", "there")
    page = client.get(url)
    assert (page.url, page.body) == (server.url("/to?x=1"), b"there")


def test_redirects_end(server: Server, client: Client) -> None:
    first = server.page("/1", "", "Location: /2", status="302 x")
    server.page("/2", "", "Location: /1", status="302 x")
    error = fault(client, first)
    assert (error.message, error.place) == ("the page redirects in a circle", first)
    for number in range(10):
        server.page(f"/n{number}", "", f"Location: /n{number + 1}", status="302 x")
    assert fault(client, server.url("/n0")).message == "the page redirects more than 5 times"


@pytest.mark.parametrize(
    "target",
    [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "ftp://example.org/",
        "http://user@example.org/",
        "http://[::1",
    ],
)
def test_a_redirect_leads_to_web_pages_only(server: Server, client: Client, target: str) -> None:
    url = server.page("/", "", f"Location: {target}", status="302 x")
    assert fault(client, url).message == "this is no clean web address"


@pytest.mark.parametrize("host", ["127.0.0.2", "2130706434", "[::1]", "169.254.169.254", "0x7f.2"])
def test_every_step_of_a_redirect_is_looked_at(server: Server, client: Client, host: str) -> None:
    url = server.page("/", "", f"Location: http://{host}:{server.port}/secret", status="302 x")
    server.page("/secret", "the secret")
    error = fault(client, url)
    assert "is not on the public network" in error.message or "is not known" in error.message
    assert [visit.path for visit in server.visits] == ["/"]


def test_without_leave_of_the_tests_this_machine_is_not_reached(server: Server) -> None:
    url = server.page("/", "the secret")
    for place in (url, url.replace(HOME, "localhost"), url.replace(HOME, "127.1")):
        assert "is not on the public network" in fault(Client(), place).message
    assert server.visits == []


def test_all_addresses_of_a_host_must_be_public(client: Client) -> None:
    two = replace(client, look_up=lambda _host, _port: [HOME, "10.0.0.1"])
    assert "is not on the public network" in fault(two, "http://example.org/").message


def test_what_was_looked_at_is_what_is_connected_to(server: Server, client: Client) -> None:
    """A name that leads elsewhere when it is asked for a second time gains nothing by that."""
    asked: list[str] = []

    def look_up(host: str, _port: int) -> list[str]:
        asked.append(host)
        return [HOME]

    server.page("/", "here")
    pinned = replace(client, look_up=look_up)
    assert pinned.get(f"http://news.example:{server.port}/").body == b"here"
    assert asked == ["news.example"]
    assert server.visits[0].headers["host"] == f"news.example:{server.port}"


def test_a_host_in_another_script_is_asked_for_by_its_ascii_name(server: Server, client: Client) -> None:
    server.page("/", "here")
    pinned = replace(client, look_up=lambda _host, _port: [HOME])
    pinned.get(f"http://bücher.example:{server.port}/")
    assert server.visits[0].headers["host"] == f"xn--bcher-kva.example:{server.port}"


def test_another_address_of_the_host_is_tried(server: Server, client: Client) -> None:
    server.page("/", "here")
    two = replace(client, look_up=lambda _host, _port: ["127.0.0.3", HOME], may_reach=lambda _address: True)
    assert two.get(server.url("/")).body == b"here"


def test_a_place_where_nobody_listens(client: Client) -> None:
    with socket.create_server((HOME, 0)) as free:
        port = free.getsockname()[1]
    assert "could not be read from (Connection refused)" in fault(client, f"http://{HOME}:{port}/").message


def test_an_address_that_is_none(client: Client) -> None:
    assert fault(client, "-http://x").message == "this is no clean web address"


def test_a_host_that_is_not_known() -> None:
    with pytest.raises(FetchError, match=r"the host nowhere\.invalid is not known"):
        resolve("nowhere.invalid", 80)
    with pytest.raises(FetchError, match="is not known"):
        resolve("a" * 70 + ".example", 80)


def test_a_resolver_that_takes_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    done = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_more: done.wait(20) and [])
    with pytest.raises(FetchError, match="could not be looked up in time"):
        resolve("slow.example", 80, patience=0.05)
    done.set()


def test_a_connection_that_is_cut_before_it_is_made_is_given_up(server: Server) -> None:
    late = PinnedConnection(HOME, server.port, [HOME], None, 5.0)
    late.is_cut = True
    with pytest.raises(TimeoutError):
        late.connect()
    late.close()


def test_a_connection_that_is_not_made_yet_is_only_marked() -> None:
    never = PinnedConnection(HOME, 1, [HOME], None, 5.0)
    with watched(never, 0.0):
        while not never.is_cut:
            time.sleep(0.001)
    assert never.wire is None


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    program = shutil.which("openssl")
    if program is None:
        pytest.skip("openssl is not installed here, so there is no certificate to serve with")
    key, cert = tmp_path / "key.pem", tmp_path / "cert.pem"
    subject = ["-subj", "/CN=news.example", "-addext", "subjectAltName=DNS:news.example"]
    command = [program, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "9000", *subject]
    subprocess.run([*command, "-keyout", key, "-out", cert], check=True, capture_output=True)
    return cert, key


def test_a_host_must_prove_who_it_is(certificate: tuple[Path, Path], client: Client) -> None:
    cert, key = certificate
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    with serving(context) as server:
        server.page("/", "secure")
        named = replace(client, look_up=lambda _host, _port: [HOME])
        url = f"https://news.example:{server.port}/"
        assert fault(named, url).message.startswith("news.example could not prove who it is (")
        trusting = replace(named, context=ssl.create_default_context(cafile=str(cert)))
        assert trusting.get(url).body == b"secure"
        other = fault(trusting, f"https://other.example:{server.port}/")
        assert "could not prove who it is" in other.message


def test_a_handshake_that_never_ends_is_left(server: Server) -> None:
    silent = socket.create_server((HOME, 0))
    client = Client(Limits(seconds=0.5), may_reach=lambda _address: True)
    error = fault(client, f"https://{HOME}:{silent.getsockname()[1]}/")
    assert error.message == "the page did not come within 0.5 seconds"
    silent.close()
