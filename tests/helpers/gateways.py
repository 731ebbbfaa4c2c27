"""A real gateway process on this machine, and what a test may ask of its admin face."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx

from app.core.clock import SHANGHAI
from app.gateway import embedded

FILING_DAY = datetime(2026, 3, 2, 9, 30, tzinfo=SHANGHAI)
NOW = FILING_DAY.isoformat()


@dataclass(frozen=True, slots=True)
class GatewayProcess:
    """A gateway that serves, reached the way any other program would reach it."""

    url: str
    http: httpx.Client

    def held(self, number: str = "") -> list[dict[str, Any]]:
        """Return the declarations it holds, those of one ClientSeqNo if asked."""
        rows: list[dict[str, Any]] = self._json("GET", "/_admin/declarations")["declarations"]
        return [row for row in rows if number in ("", row["client_seq_no"])]

    def faults(self, **faults: object) -> None:
        """Replace the faults in force; none given switches all off."""
        self._json("POST", "/_admin/faults", faults)

    def script(self, *rules: dict[str, object]) -> None:
        """Replace the script; none given makes every declaration live its plain life."""
        self._json("POST", "/_admin/scripts", {"rules": list(rules)})

    def pace(self, seconds: float) -> None:
        """Set the seconds from stage to stage."""
        self._json("POST", "/_admin/pace", {"seconds_per_stage": seconds})

    def _json(self, method: str, path: str, document: object = None) -> dict[str, Any]:
        answer = self.http.request(method, path, json=document)
        answer.raise_for_status()
        found: dict[str, Any] = answer.json()
        return found


@contextmanager
def gateway_process(
    data: Path, *, pace: float = 0.02, profile: str = "idempotent", port: int = 0
) -> Iterator[GatewayProcess]:
    """Run a gateway in a process of its own for the length of a block."""
    with (
        embedded.start(data, FILING_DAY, pace=pace, profile=profile, port=port) as running,
        httpx.Client(base_url=running.url, trust_env=False, timeout=10) as http,
    ):
        yield GatewayProcess(running.url, http)
