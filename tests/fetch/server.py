"""A real HTTP server on 127.0.0.1 that says byte for byte what a test wants, and when."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Event, Thread

Answer = bytes | Callable[["Visit"], None]
HOME = "127.0.0.1"


@dataclass
class Visit:
    """One request: its connection, its path and headers, and what tells that the server is being closed."""

    connection: socket.socket
    path: str
    headers: dict[str, str]
    closing: Event

    def send(self, data: bytes) -> None:
        self.connection.sendall(data)

    def drip(self, data: bytes, seconds: float = 0.05) -> None:
        """Send a byte at a time, for ever beginning anew, until somebody has had enough."""
        with suppress(OSError):
            while True:
                for byte in data:
                    self.connection.sendall(bytes([byte]))
                    if self.closing.wait(seconds):
                        return


@dataclass
class Server:
    """The server: `answers` by path, and every visit that was made."""

    port: int
    scheme: str = "http"
    answers: dict[str, Answer] = field(default_factory=dict)
    visits: list[Visit] = field(default_factory=list)

    def url(self, path: str = "/") -> str:
        return f"{self.scheme}://{HOME}:{self.port}{path}"

    def page(self, path: str, body: str | bytes, *headers: str, status: str = "200 OK") -> str:
        """Answer with a page; return its address."""
        self.answers[path] = answer(body, *headers, status=status)
        return self.url(path)


def answer(body: str | bytes, *headers: str, status: str = "200 OK", length: int | None = None) -> bytes:
    """Return a whole answer."""
    data = body.encode() if isinstance(body, str) else body
    kinds = (
        []
        if any(line.lower().startswith("content-type") for line in headers)
        else ["Content-Type: text/html"]
    )
    lines = [
        f"HTTP/1.1 {status}",
        f"Content-Length: {len(data) if length is None else length}",
        *kinds,
        *headers,
    ]
    return "\r\n".join([*lines, "", ""]).encode() + data


@contextmanager
def serving(context: ssl.SSLContext | None = None) -> Iterator[Server]:
    """Yield a server that runs until the end of the block."""
    listener = socket.create_server((HOME, 0))
    server = Server(listener.getsockname()[1], "https" if context else "http")
    closing = Event()

    def serve(connection: socket.socket) -> None:
        with suppress(OSError, ValueError):
            if context is not None:
                connection = context.wrap_socket(connection, server_side=True)
            connection.settimeout(10)
            head = b""
            while b"\r\n\r\n" not in head:
                piece = connection.recv(65536)
                if not piece:
                    return
                head += piece
            first, *lines = head.decode("latin-1").split("\r\n")
            headers = {
                name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)
            }
            visit = Visit(connection, first.split(" ")[1], headers, closing)
            server.visits.append(visit)
            reply = server.answers.get(visit.path, answer("nothing here", status="404 Not Found"))
            if callable(reply):
                reply(visit)
            else:
                visit.send(reply)
            connection.shutdown(socket.SHUT_RDWR)
        connection.close()

    def listen() -> None:
        with suppress(OSError):
            while True:
                Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()

    thread = Thread(target=listen, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        closing.set()
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(5)
