"""One connection to an address that was checked: what answers is what was looked at, and it is over in time."""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from threading import Thread, Timer

from reader.fetch.errors import FetchError

Resolve = Callable[[str, int], list[str]]
MayReach = Callable[[str], bool]


def resolve(host: str, port: int, *, patience: float = 10.0) -> list[str]:
    """Return the numeric addresses of a host. Raises `FetchError` where there is none, or none within `patience`."""
    found: list[str] = []
    failed: list[OSError | UnicodeError] = []

    def look_up() -> None:
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found.extend(dict.fromkeys(str(answer[4][0]) for answer in answers))
        except (OSError, UnicodeError) as error:
            failed.append(error)

    # The system's resolver has no limit of time that could be given to it.
    thread = Thread(target=look_up, daemon=True)
    thread.start()
    thread.join(patience)
    if not found:
        why = "is not known" if failed else "could not be looked up in time"
        raise FetchError(f"the host {host} {why}")
    return found


def checked_addresses(host: str, port: int, may_reach: MayReach, look_up: Resolve) -> list[str]:
    """Return the addresses of a host to connect to. Raises `FetchError` unless all of them may be reached."""
    found = look_up(host, port)
    if not all(map(may_reach, found)):
        raise FetchError(
            f"the host {host} is not on the public network", hint="only public pages are fetched"
        )
    return found


class PinnedConnection(http.client.HTTPConnection):
    """A connection to one of some numeric addresses, under the name of their host; `context` is there for https."""

    def __init__(
        self, host: str, port: int, addresses: Sequence[str], context: ssl.SSLContext | None, timeout: float
    ) -> None:
        super().__init__(host, port, timeout=timeout)
        self.is_cut = False
        # Kept apart: while an answer is read to its end, `sock` is gone already.
        self.wire: socket.socket | None = None
        self._addresses = addresses
        self._context = context

    def connect(self) -> None:
        """Connect to the first address that answers, and for https prove that it is the host."""
        self.sock = self.wire = self._first()
        if self.is_cut:
            raise TimeoutError
        if self._context is not None:
            # Without the handshake: from here on the watchdog can reach it.
            wrapped = self._context.wrap_socket(
                self.sock, server_hostname=self.host, do_handshake_on_connect=False
            )
            self.sock = self.wire = wrapped
            wrapped.do_handshake()

    def _first(self) -> socket.socket:
        *others, last = self._addresses
        for address in others:
            # A machine without IPv6 is told so at once, and the other kind of address is tried.
            with suppress(OSError):
                return socket.create_connection((address, self.port), self.timeout)
        return socket.create_connection((last, self.port), self.timeout)


@contextmanager
def watched(connection: PinnedConnection, seconds: float) -> Iterator[None]:
    """Cut a connection after some seconds, whatever it is doing; its `is_cut` tells whether that was done.

    A server can send a byte at a time: each is in time, all of them never are.
    """

    def end() -> None:
        connection.is_cut = True
        if connection.wire is not None:
            with suppress(OSError):
                # The plain one: the other would take away from the reading thread what it is reading with.
                socket.socket.shutdown(connection.wire, socket.SHUT_RDWR)

    timer = Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        connection.close()
