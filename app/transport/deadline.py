"""Ends a call when its time is up: the library's own limits are per chunk, and a dripping server never meets them."""

import contextlib
import socket
import threading
from types import TracebackType
from typing import Any, Self

import httpx

_CONNECTED = ("connection.connect_tcp.complete", "connection.start_tls.complete")


class Deadline:
    """Watches one call from a thread of its own and cuts its socket after ``seconds``, or when told to."""

    def __init__(self, seconds: float) -> None:
        self._timer = threading.Timer(seconds, self.cut)
        self._timer.daemon = True
        self._lock = threading.Lock()
        self._socket: socket.socket | None = None
        self._passed = False

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        with self._lock:
            self._socket = None  # its number may soon be another connection's

    @property
    def passed(self) -> bool:
        """Whether the call was cut."""
        return self._passed

    def cut(self) -> None:
        """End the call: whoever waits on the socket is told that the connection is gone."""
        with self._lock:
            self._passed = True
            if self._socket is not None:
                # Not SSLSocket.shutdown: it would take the TLS object from under the reading thread.
                with contextlib.suppress(OSError):
                    socket.socket.shutdown(self._socket, socket.SHUT_RDWR)

    def trace(self, name: str, info: dict[str, Any]) -> None:
        """Follow the call (httpx's trace extension) to know its socket before the first byte leaves."""
        if name not in _CONNECTED:
            return
        with self._lock:
            stream = info["return_value"]
            self._socket = stream.get_extra_info("socket")
            if self._passed:
                stream.close()  # the library does not own it yet
                raise httpx.ConnectTimeout("the call's time was up before anything was sent")
