"""Runs real gateways on one real port, in a thread of the test process, with clocks the tests set."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import httpx
from starlette.types import ASGIApp, Receive, Scope, Send

from app.gateway.api import create_app
from app.gateway.clock import CHINA, GatewayClock
from app.gateway.delivery import wake
from app.gateway.gateway import Gateway, Profile
from app.gateway.script import Script
from app.gateway.server import Doorway, GatewayServer, listen
from app.gateway.settings import Faults
from app.gateway.store import Store
from tests.gateway.sender import envelope
from tests.schemas.instances import Message

START = datetime(2026, 3, 2, 9, 30, tzinfo=CHINA)


class SetClock(GatewayClock):
    """A clock that stands still until told otherwise."""

    def __init__(self, start: datetime = START) -> None:
        super().__init__(start)
        self.moment = start

    def now(self) -> datetime:
        return self.moment

    def forward(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)


@dataclass(frozen=True, slots=True)
class Running:
    """A gateway that serves, and a client connected to it."""

    url: str
    http: httpx.Client
    gateway: Gateway
    clock: SetClock

    def post(self, sent: dict[str, Any]) -> httpx.Response:
        return self.http.post("/api/v1/messages", json=sent, headers={"Idempotency-Key": sent["message_id"]})

    def submit(self, message: Message, **changes: Any) -> httpx.Response:
        return self.post(envelope(message, **changes))

    def receipts(self, after: int = 0, limit: int = 100) -> list[dict[str, Any]]:
        answer = self.http.get("/api/v1/receipts", params={"after": after, "limit": limit})
        assert answer.status_code == 200
        found: list[dict[str, Any]] = answer.json()["receipts"]
        return found

    def state(self, message_id: str) -> dict[str, Any]:
        found: dict[str, Any] = self.http.get(f"/api/v1/messages/{message_id}").json()
        return found

    def held(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.http.get("/_admin/declarations").json()["declarations"]
        return found


class Bench:
    """One server for the whole test run; the gateway behind it changes, because stopping a server takes 0.2 s."""

    def __init__(self) -> None:
        self.app: ASGIApp | None = None
        urls: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._server = GatewayServer(Doorway(lambda: self._serve), listen(0), urls.put, None)
        # A daemon: tests elsewhere use it too, and nobody there stops it.
        self._thread = threading.Thread(target=self._server.run_until_stopped, daemon=True)
        self._thread.start()
        self.url = urls.get(timeout=10)

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        assert self.app is not None, "no gateway is running"
        await self.app(scope, receive, send)

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join()


@cache
def bench() -> Bench:
    """The server, started on first use; conftest.py stops it."""
    return Bench()


@contextmanager
def running(
    data_dir: Path,
    *,
    profile: Profile = Profile.IDEMPOTENT,
    pace: float = 0.0,
    script: Script | None = None,
    faults: Faults | None = None,
    start: datetime = START,
) -> Iterator[Running]:
    """A gateway for the length of a block; at pace 0 every receipt is due at once."""
    store, clock = Store(data_dir), SetClock(start)
    wake(store, clock.now())
    gateway = Gateway(store, clock, profile, pace, script or Script(), faults or Faults())
    server = bench()
    server.app = create_app(gateway)
    try:
        with httpx.Client(base_url=server.url, trust_env=False, timeout=10) as http:
            yield Running(server.url, http, gateway, clock)
    finally:
        server.app = None
        store.close()
