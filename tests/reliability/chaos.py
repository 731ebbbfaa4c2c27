"""A way over TCP on which everything goes wrong that can: resets, ends, halves, drips, silence, lies about length."""

import contextlib
import random
import socket
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from tests.helpers.loopback import read_request, reset

Toxic = Callable[["Chaos", socket.socket, bytes], None]


@dataclass
class Chaos:
    """A relay before a gateway; ``toxics`` are drawn from for each sending, questions pass unharmed."""

    gateway: str
    toxics: dict[str, Toxic]
    chance: random.Random = field(default_factory=lambda: random.Random(7))
    met: "Counter[str]" = field(default_factory=Counter)
    held: list[bytes] = field(default_factory=list)
    patience: float = 0.6  # seconds for which a silent one keeps its caller waiting

    def serve(self, connection: socket.socket) -> None:
        """Serve one connection."""
        with connection, contextlib.suppress(OSError):
            connection.settimeout(10)
            request = read_request(connection)
            if request.startswith(b"POST /api/v1/messages "):
                name = self.chance.choice(list(self.toxics))
                self.met[name] += 1
                self.toxics[name](self, connection, request)
            elif request.strip():
                connection.sendall(self.answer(request))

    def answer(self, request: bytes) -> bytes:
        """Return what the gateway answers, whole."""
        place = urlsplit(self.gateway)
        with socket.create_connection((place.hostname or "", place.port or 0), timeout=10) as onward:
            onward.sendall(request.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n", 1))
            received = b""
            while chunk := onward.recv(65536):
                received += chunk
            return received


def _passed(chaos: Chaos, connection: socket.socket, request: bytes) -> None:
    connection.sendall(chaos.answer(request))


def _reset_before(chaos: Chaos, connection: socket.socket, request: bytes) -> None:
    reset(connection)


def _reset_after(chaos: Chaos, connection: socket.socket, request: bytes) -> None:
    chaos.answer(request)
    reset(connection)


def _ended(chaos: Chaos, connection: socket.socket, request: bytes) -> None:
    chaos.answer(request)  # and nothing is said


def _half(chaos: Chaos, connection: socket.socket, request: bytes) -> None:
    whole = chaos.answer(request)
    connection.sendall(whole[: len(whole) - 20])


def _drip(chaos: Chaos, connection: socket.socket, request: bytes) -> None:
    """One byte at a time, so slowly that no limit for a single one is ever met."""
    pause = threading.Event()
    for byte in chaos.answer(request):
        connection.sendall(bytes([byte]))
        pause.wait(0.02)


def _blackhole(chaos: Chaos, connection: socket.socket, request: bytes) -> None:
    threading.Event().wait(chaos.patience)


def _blackhole_after(chaos: Chaos, connection: socket.socket, request: bytes) -> None:
    chaos.answer(request)
    threading.Event().wait(chaos.patience)


def _no_body(chaos: Chaos, connection: socket.socket, request: bytes) -> None:
    chaos.answer(request)
    connection.sendall(b"HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n")


def _wrong_length(chaos: Chaos, connection: socket.socket, request: bytes) -> None:
    head, _, body = chaos.answer(request).partition(b"\r\n\r\n")
    lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"content-length")]
    connection.sendall(b"\r\n".join([*lines, b"Content-Length: %d" % (len(body) + 7)]) + b"\r\n\r\n" + body)


def _tls_alert(chaos: Chaos, connection: socket.socket, request: bytes) -> None:
    connection.sendall(b"\x15\x03\x03\x00\x02\x02\x28")  # a fatal handshake_failure, in the middle of plain HTTP


def _twice(chaos: Chaos, connection: socket.socket, request: bytes) -> None:
    whole = chaos.answer(request)
    connection.sendall(whole + whole)


def _arrived_twice(chaos: Chaos, connection: socket.socket, request: bytes) -> None:
    chaos.answer(request)
    connection.sendall(chaos.answer(request))


TOXICS: dict[str, Toxic] = {
    "通过": _passed,
    "RST（未到）": _reset_before,
    "RST（已到）": _reset_after,
    "EOF": _ended,
    "半截正文": _half,
    "滴答 1 字节": _drip,
    "黑洞（未到）": _blackhole,
    "黑洞（已到）": _blackhole_after,
    "空答复": _no_body,
    "长度不符": _wrong_length,
    "TLS 中断": _tls_alert,
    "重复答复": _twice,
    "到达两次": _arrived_twice,
}


@contextmanager
def chaos_before(gateway: str, toxics: dict[str, Toxic], patience: float) -> Iterator[tuple[str, Chaos]]:
    """Run a relay before a gateway and give its address."""
    chaos = Chaos(gateway, toxics, patience=patience)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=_accept, args=(listening, chaos), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}", chaos
        listening.shutdown(socket.SHUT_RDWR)
        thread.join(5)


def _accept(listening: socket.socket, chaos: Chaos) -> None:
    while True:
        try:
            connection, _ = listening.accept()
        except OSError:
            return
        threading.Thread(target=chaos.serve, args=(connection,), daemon=True).start()
