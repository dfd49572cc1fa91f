"""One page from the web: http(s) only, public hosts only, bounded in size, time and redirects, without cookies."""

from __future__ import annotations

import http.client
import ssl
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from reader import __version__
from reader.fetch.addresses import is_public
from reader.fetch.connection import MayReach, PinnedConnection, Resolve, checked_addresses, resolve, watched
from reader.fetch.errors import FetchError
from reader.fetch.retry_after import seconds_to_wait
from reader.text.urls import is_web_url

USER_AGENT = f"corpus-reader/{__version__} (a person reading one article at a time)"
"""What a server is told: no browser, and what for."""

ROBOT = "corpus-reader"
"""The name that the rules of a site can speak of."""

_REDIRECTS = (301, 302, 303, 307, 308)
_ENCODINGS = ("", "identity", "gzip", "x-gzip", "deflate")
_PIECE = 65_536
# What a URL may hold unescaped, and the sign of what is escaped already.
_SAFE = "%/:?#[]@!$&'()*+,;=~"


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds for a whole page with all redirects, bytes of it (unpacked), and redirects."""

    seconds: float = 30.0
    size: int = 5_000_000
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Page:
    """What came: the address it came from in the end, its status, its media type and character set, and the bytes."""

    url: str
    status: int
    media: str
    charset: str
    body: bytes


@dataclass(slots=True)
class Client:
    """Fetches pages. `may_reach` says which numeric addresses may be connected to; tests have one of their own.

    `what` is what a person is told was asked for.
    """

    limits: Limits = field(default_factory=Limits)
    may_reach: MayReach = is_public
    look_up: Resolve = resolve
    context: ssl.SSLContext | None = None
    what: str = "page"

    def get(self, url: str, *, accept: str = "text/html,application/xhtml+xml,text/plain;q=0.8") -> Page:
        """Return the page at an address, or where that leads. Raises `FetchError` for anything but a page."""
        seen: list[str] = []
        deadline = time.monotonic() + self.limits.seconds
        while True:
            if not is_web_url(url):
                raise FetchError("this is no clean web address", place=url)
            if url in seen:
                raise FetchError(f"the {self.what} redirects in a circle", place=seen[0])
            if len(seen) > self.limits.redirects:
                raise FetchError(
                    f"the {self.what} redirects more than {self.limits.redirects} times", place=seen[0]
                )
            seen.append(url)
            found = self._one(url, accept, deadline)
            if isinstance(found, Page):
                return found
            url = _joined(url, found)

    def _one(self, url: str, accept: str, deadline: float) -> Page | str:
        """Ask one server; return the page, or the address it redirects to."""
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".")
        secure = parts.scheme.lower() == "https"
        port = parts.port or (443 if secure else 80)
        addresses = checked_addresses(host, port, self.may_reach, self.look_up)
        context = (self.context or ssl.create_default_context()) if secure else None
        left = max(0.001, deadline - time.monotonic())
        connection = PinnedConnection(_ascii(host), port, addresses, context, left)
        with watched(connection, left):
            try:
                connection.request("GET", _target(url), headers={**_HEADERS, "Accept": accept})
                found = self._answer(url, connection.getresponse())
            except ssl.SSLCertVerificationError as error:
                raise FetchError(
                    f"{host} could not prove who it is ({error.verify_message})", place=url
                ) from error
            except (OSError, http.client.HTTPException, ValueError, zlib.error) as error:
                if connection.is_cut or isinstance(error, TimeoutError):
                    raise self._late(url) from error
                raise FetchError(f"{host} could not be read from ({_reason(error)})", place=url) from error
            if connection.is_cut:  # an answer without a length simply ends there
                raise self._late(url)
            return found

    def _late(self, url: str) -> FetchError:
        return FetchError(f"the {self.what} did not come within {self.limits.seconds:g} seconds", place=url)

    def _answer(self, url: str, response: http.client.HTTPResponse) -> Page | str:
        target = response.getheader("Location")
        if response.status in _REDIRECTS and target:
            return target.strip()
        if response.status != http.client.OK:
            wait = seconds_to_wait(response.getheader("Retry-After"))
            reason = http.client.responses.get(response.status, "")
            raise FetchError(
                f"the server answers {response.status} {reason}".rstrip(),
                place=url,
                status=response.status,
                wait=wait,
            )
        encoding = (response.getheader("Content-Encoding") or "").strip().lower()
        if encoding not in _ENCODINGS:
            raise FetchError(f"the {self.what} is packed in a way that was not asked for", place=url)
        media = response.headers.get_content_type()
        charset = response.headers.get_param("charset", "")
        body = bytearray()
        for piece in _unpacked(_pieces(response), encoding, self.limits.size):
            body += piece
            if len(body) > self.limits.size:
                raise FetchError(f"the {self.what} is larger than {self.limits.size:,} bytes", place=url)
        return Page(url, response.status, media, charset if isinstance(charset, str) else "", bytes(body))


_HEADERS = {
    "User-Agent": USER_AGENT,
    "Accept-Encoding": "gzip, deflate",
    "Accept-Language": "*",
    "Connection": "close",
}


def _pieces(response: http.client.HTTPResponse) -> Iterator[bytes]:
    while piece := response.read(_PIECE):
        yield piece
    if response.length:  # announced, and never sent
        raise http.client.IncompleteRead(b"", response.length)


def _unpacked(pieces: Iterator[bytes], encoding: str, limit: int) -> Iterator[bytes]:
    """Yield the bytes of a body as they were before packing; at most a piece more than `limit` of them."""
    if encoding in ("", "identity"):
        yield from pieces
        return
    # The form is told by the first bytes: `deflate` is sent with and without the frame that belongs to it.
    unpack = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)
    first = True
    for piece in pieces:
        if first and encoding == "deflate" and piece[:1] != b"\x78":
            unpack = zlib.decompressobj(wbits=-zlib.MAX_WBITS)
        first = False
        yield unpack.decompress(piece, limit + 1)


def _joined(url: str, target: str) -> str:
    """Return where a redirect leads, "" where that is no address at all."""
    try:
        return urljoin(url, target)
    except ValueError:
        return ""


def _target(url: str) -> str:
    """Return what the server is asked for: path and query, with what is not ASCII escaped."""
    parts = urlsplit(url)
    return quote(urlunsplit(("", "", parts.path or "/", parts.query, "")), safe=_SAFE)


def _ascii(host: str) -> str:
    return host if host.isascii() else host.encode("idna").decode("ascii")


def _reason(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or type(error).__name__)
