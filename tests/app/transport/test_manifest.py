"""The manifest's answer: taken whole or not at all; "there is none" only in the gateway's own words."""

import json
from datetime import date
from decimal import Decimal

import pytest

from app.transport.answers import Answer, manifest_of
from app.transport.errors import Busy, Garbled, GatewayError, Unreachable
from app.transport.gateway import Manifest
from app.transport.http import HttpGateway
from app.transport.nowhere import NoGateway
from tests.helpers.loopback import free_port, http_answer, raw_server

FOUND = {
    "found": True, "bill_number": "B1", "voyage_number": "V1", "gross_weight": "1980500.5", "packs": 1,
    "containers": 2, "traffic_mode": "4", "entry_day": "2026-03-02",
}  # fmt: skip


def answer(document: object, status: int = 200) -> Answer:
    return Answer(status, "", json.dumps(document).encode())


def test_what_was_found() -> None:
    found = manifest_of(answer(FOUND))
    assert found == Manifest("B1", "V1", Decimal("1980500.5"), 1, 2, "4", date(2026, 3, 2))
    assert manifest_of(answer({**FOUND, "entry_day": ""})) is not None


def test_none_in_the_gateways_own_words_alone() -> None:
    assert manifest_of(answer({"error": "not_found"}, 404)) is None
    with pytest.raises(GatewayError):
        manifest_of(answer({"detail": "Not Found"}, 404))
    with pytest.raises(Busy):
        manifest_of(answer({}, 503))


@pytest.mark.parametrize(
    "spoiled",
    [
        {"found": False}, {"gross_weight": "viel"}, {"gross_weight": "NaN"}, {"gross_weight": "-1"}, {"packs": "x"},
        {"packs": -1}, {"containers": None}, {"entry_day": "gestern"},
    ],
)  # fmt: skip
def test_half_an_answer_is_none(spoiled: dict[str, object]) -> None:
    with pytest.raises(Garbled, match="未作核对"):
        manifest_of(answer({**FOUND, **spoiled}))
    kept = {name: value for name, value in FOUND.items() if name not in spoiled}
    if "entry_day" in kept:  # the one that may be missing
        with pytest.raises(Garbled):
            manifest_of(answer(kept))


def test_over_the_wire() -> None:
    seen: list[bytes] = []

    def serve(connection: object, request: bytes) -> None:
        seen.append(request)
        connection.sendall(http_answer(200, json.dumps(FOUND).encode()))  # type: ignore[attr-defined]

    with raw_server(serve) as url:
        gateway = HttpGateway(url)
        found = gateway.manifest("B 1/2", "V&1")
        gateway.close()
    assert found is not None
    assert b"bill_number=B+1%2F2&voyage_number=V%261" in seen[0].replace(b"%20", b"+")


def test_nobody_there() -> None:
    gateway = HttpGateway(f"http://127.0.0.1:{free_port()}")
    with pytest.raises(Unreachable):
        gateway.manifest("B1", "")
    gateway.close()
    with pytest.raises(Unreachable, match="没有网关"):
        NoGateway("没有网关").manifest("B1", "")
