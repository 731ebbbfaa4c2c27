"""Runs an ASGI application on 127.0.0.1 with uvicorn: socket, announcement, lazy loading, cutting connections off."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

HOST = "127.0.0.1"
_GRACE_SECONDS = 2
# The same key as faults.ABORT, which cannot be imported here without loading the whole application.
_ABORT = "gateway.abort"


@dataclass(frozen=True, slots=True)
class TlsFiles:
    """Server certificate and key, PEM, and the CA of both sides; ``mutual`` demands a certificate of the caller."""

    certificate: Path
    key: Path
    ca: Path
    mutual: bool = False


class FrankTls(ssl.SSLObject):
    """Lets the alert of a failed handshake out: asyncio would cut the connection and leave the caller guessing.

    Having said what is wrong it waits for the caller to go away; asyncio's own limit ends the wait.
    """

    _refused = False

    def do_handshake(self) -> None:
        if self._refused:
            raise ssl.SSLWantReadError
        try:
            super().do_handshake()
        except (ssl.SSLWantReadError, ssl.SSLWantWriteError, ssl.SSLSyscallError):
            raise
        except ssl.SSLError:
            self._refused = True
            raise ssl.SSLWantReadError from None


class CutOffProtocol(H11Protocol):
    """HTTP/1.1 that hands the application a call to close its TCP connection at once, unanswered."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        super().connection_made(transport)
        inner = self.app

        async def app(scope: Any, receive: Any, send: Any) -> None:
            scope.setdefault("extensions", {})[_ABORT] = transport.abort
            await inner(scope, receive, send)

        self.app = app


class Doorway:
    """An application that is built in a thread after the port is open; calls that come earlier wait for it."""

    def __init__(self, build: Callable[[], Any]) -> None:
        self._build = build
        self._building: asyncio.Future[Any] | None = None

    def open(self) -> asyncio.Future[Any]:
        """Starts building, once; the future ends with the application or with what went wrong."""
        if self._building is None:
            self._building = asyncio.ensure_future(asyncio.to_thread(self._build))
        return self._building

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Serves one call when the application is there."""
        app = await asyncio.shield(self.open())
        await app(scope, receive, send)


class GatewayServer(uvicorn.Server):
    """A server that says when it listens and leaves signals to whoever runs it."""

    def __init__(
        self, doorway: Doorway, listening: socket.socket, announce: Callable[[str], None], tls: TlsFiles | None
    ):
        config = uvicorn.Config(
            doorway,
            http=CutOffProtocol,
            ws="none",
            loop="asyncio",
            lifespan="off",
            access_log=False,
            log_level="warning",
            server_header=False,
            timeout_graceful_shutdown=_GRACE_SECONDS,
            ssl_certfile=None if tls is None else tls.certificate,
            ssl_keyfile=None if tls is None else tls.key,
            ssl_ca_certs=str(tls.ca) if tls is not None and tls.mutual else None,
            ssl_cert_reqs=ssl.CERT_REQUIRED if tls is not None and tls.mutual else ssl.CERT_NONE,
        )
        super().__init__(config)
        self._doorway = doorway
        self._socket = listening
        self._announce = announce
        self.failure: BaseException | None = None

    def run_until_stopped(self) -> None:
        """Serves until `should_exit` is set; raises what kept the application from being built."""
        self.run(sockets=[self._socket])
        if self.failure is not None:
            raise self.failure

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Opens the port, announces it and has the application built."""
        if self.config.ssl is not None:
            self.config.ssl.sslobject_class = FrankTls
        await super().startup(sockets=sockets)
        scheme = "https" if self.config.ssl else "http"
        self._announce(f"{scheme}://{HOST}:{self._socket.getsockname()[1]}")
        self._doorway.open().add_done_callback(self._built)

    def _built(self, building: asyncio.Future[Any]) -> None:
        if not building.cancelled() and (error := building.exception()) is not None:
            self.failure = error
            self.should_exit = True

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Installs nothing: serve.py turns signals into `should_exit`, and tests run the server in a thread."""
        yield


def listen(port: int) -> socket.socket:
    """A listening socket on 127.0.0.1; port 0 takes a free one. Raises OSError."""
    # Named protocol: without it asyncio leaves Nagle's algorithm on and every keep-alive answer waits some 40 ms.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((HOST, port))
    except OSError:
        listening.close()
        raise
    return listening
