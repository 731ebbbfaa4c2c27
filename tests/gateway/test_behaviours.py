"""Scripts and faults over real connections: lost and garbled answers, refusals, delays, doubled and mixed receipts."""

from __future__ import annotations

import json
import random
import socket
import time
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.gateway.script import Script
from app.gateway.settings import Faults
from tests.gateway.running import Running, running
from tests.gateway.sender import envelope
from tests.gateway.test_receipts import channels, content
from tests.schemas.instances import road_import, sea_import


def script(*behaviours: str, **values: Any) -> Script:
    return Script.model_validate({"rules": [{"contract_no": "TM-*", "behaviour": behaviours, **values}]})


def raw_post(gateway: Running, sent: dict[str, Any]) -> bytes:
    """Everything the server sends back on a connection of its own, to its end."""
    body = json.dumps(sent).encode()
    head = (
        f"POST /api/v1/messages HTTP/1.1\r\nHost: x\r\nIdempotency-Key: {sent['message_id']}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    ).encode()
    url = httpx.URL(gateway.url)
    received = b""
    with socket.create_connection((url.host, url.port or 0), timeout=10) as connection:
        connection.sendall(head + body)
        try:
            while chunk := connection.recv(65536):
                received += chunk
        except ConnectionResetError:
            return received
    return received


def test_a_lost_answer_closes_the_connection_without_a_byte(tmp_path: Path) -> None:
    with running(tmp_path, script=script("answer_lost", times=2)) as gateway:
        sent = envelope(road_import())
        assert raw_post(gateway, sent) == b""
        with pytest.raises(httpx.RemoteProtocolError):
            gateway.post(sent)
        assert gateway.state(sent["message_id"])["channels"] == ["7", "L", "J", "P", "R"], (
            "it was taken in all the same"
        )
        answer = gateway.post(sent)
        assert (answer.status_code, answer.json()["duplicate"]) == (200, True)
        assert [row["deliveries"] for row in gateway.held()] == [3]
        assert gateway.submit(sea_import()).status_code == 202, "other declarations are answered"


def test_garbage_is_an_answer_that_says_nothing(tmp_path: Path) -> None:
    with running(tmp_path, script=script("garbage")) as gateway:
        sent = envelope(road_import())
        answer = gateway.post(sent)
        with pytest.raises(json.JSONDecodeError):
            answer.json()
        assert gateway.post(sent).json()["duplicate"] is True


def test_unavailable_refuses_so_often_and_keeps_nothing(tmp_path: Path) -> None:
    with running(tmp_path, script=script("unavailable", "tax", times=2)) as gateway:
        sent = envelope(road_import())
        for _ in range(2):
            answer = gateway.post(sent)
            assert (answer.status_code, answer.json()) == (503, {"error": "unavailable"})
            assert int(answer.headers["Retry-After"]) > 0
            assert gateway.held() == []
        assert gateway.post(sent).status_code == 202
        assert channels(gateway.receipts()) == "7LTJPR"


def test_slow_holds_the_answer_back(tmp_path: Path) -> None:
    with running(tmp_path, script=script("slow", delay_ms=150)) as gateway:
        begun = time.monotonic()
        assert gateway.submit(road_import()).status_code == 202
        assert time.monotonic() - begun >= 0.15


def test_a_scripted_rejection_and_an_inspection(tmp_path: Path) -> None:
    pointer = {"rule": "R135", "element": "LicenseDocu/CertCode", "item": 1, "message": "许可证数量不足"}
    rules = [
        {"bill_no": "GQMD*", "behaviour": "reject", "pointers": [pointer]},
        {"bill_no": "COSU*", "behaviour": "inspection"},
    ]
    with running(tmp_path) as gateway:
        assert gateway.http.post("/_admin/scripts", json={"rules": rules}).status_code == 200
        gateway.submit(road_import())
        gateway.submit(sea_import())
        receipts = gateway.receipts()
    road = [receipt for receipt in receipts if receipt["client_seq_no"].startswith("TM")]
    sea = [receipt for receipt in receipts if receipt["client_seq_no"].startswith("HH")]
    assert channels(road) == "7E"
    assert road[1]["pointers"] == [pointer]
    assert channels(sea) == "7LJCPR"


def test_hold_and_silence_end_without_an_end(tmp_path: Path) -> None:
    rules = [{"bill_no": "GQMD*", "behaviour": "hold"}, {"bill_no": "COSU*", "behaviour": "silence"}]
    with running(tmp_path, script=Script.model_validate({"rules": rules})) as gateway:
        held, silent = envelope(road_import()), envelope(sea_import())
        gateway.post(held)
        gateway.post(silent)
        assert gateway.state(held["message_id"])["channels"] == ["7", "L", "H"]
        assert gateway.state(silent["message_id"])["channels"] == []
        assert not gateway.state(held["message_id"])["final"]
        assert not gateway.state(silent["message_id"])["final"]


def test_doubled_receipts_come_in_both_kinds(tmp_path: Path) -> None:
    with running(tmp_path, script=script("duplicate")) as gateway:
        sent = envelope(road_import())
        gateway.post(sent)
        receipts = gateway.receipts()
        assert gateway.state(sent["message_id"])["channels"] == ["7", "L", "J", "P", "R"]
    assert channels(receipts) == "77LLJJPPRR"
    assert [receipt["last"] for receipt in receipts[-2:]] == [True, True]
    pairs = list(zip(receipts[::2], receipts[1::2], strict=True))
    assert all(first["sha256"] == second["sha256"] for first, second in pairs)
    same_id = [first["receipt_id"] == second["receipt_id"] for first, second in pairs]
    assert True in same_id and False in same_id


def test_receipts_may_overtake_each_other(tmp_path: Path) -> None:
    with running(tmp_path, script=script("reorder")) as gateway:
        gateway.submit(road_import())
        receipts = gateway.receipts()
    assert channels(receipts) == "L7PJR"
    assert receipts[-1]["last"]
    assert [content(receipt)["ENTRY_ID"] != "" for receipt in receipts] == [True, False, True, True, True]
    in_life = sorted(receipts, key=lambda receipt: content(receipt)["NOTICE_DATE"])
    assert channels(in_life) == "7LJPR", "NOTICE_DATE tells the order in which things happened"


def faults(gateway: Running, **values: Any) -> None:
    assert gateway.http.post("/_admin/faults", json=values).status_code == 200


def test_faults_strike_the_public_face_only_and_can_be_switched_off(tmp_path: Path) -> None:
    with running(tmp_path) as gateway:
        faults(gateway, status_503=1)
        assert gateway.submit(road_import()).status_code == 503
        assert gateway.http.get("/api/v1/receipts").status_code == 503
        assert gateway.held() == []
        assert gateway.http.get("/healthz").status_code == 200
        faults(gateway, drop_answer=1)
        sent = envelope(road_import())
        assert raw_post(gateway, sent) == b""
        assert len(gateway.held()) == 1, "the work was done"
        faults(gateway, drop_request=1)
        other = envelope(road_import())
        assert raw_post(gateway, other) == b""
        assert len(gateway.held()) == 1, "nothing was done"
        faults(gateway)
        assert gateway.post(sent).status_code == 200


def test_delays_and_chances(tmp_path: Path) -> None:
    with running(tmp_path, faults=Faults(status_503=0.5, delay_ms=(20, 40))) as gateway:
        gateway.gateway.chance = random.Random(11)
        begun = time.monotonic()
        codes = [gateway.http.get("/api/v1/receipts").status_code for _ in range(10)]
        assert time.monotonic() - begun >= 0.2
    assert set(codes) == {200, 503}


def test_a_share_of_the_calls_is_delayed(tmp_path: Path) -> None:
    with running(tmp_path, faults=Faults(delay_ms=(50, 50), delayed=0.5)) as gateway:
        gateway.gateway.chance = random.Random(11)
        waits = []
        for _ in range(6):
            begun = time.monotonic()
            gateway.http.get("/api/v1/receipts")
            waits.append(time.monotonic() - begun >= 0.05)
    assert set(waits) == {True, False}


def test_faulty_receipts_lose_nothing(tmp_path: Path) -> None:
    with running(tmp_path) as gateway:
        faults(gateway, duplicate_receipts=True, shuffle_receipts=True)
        gateway.gateway.chance = random.Random(3)
        sent = envelope(road_import())
        gateway.post(sent)
        receipts = gateway.receipts()
        assert gateway.state(sent["message_id"])["final"]
    assert sorted(channels(receipts)) == sorted("77LLJJPPRR")
    cursors = [receipt["cursor"] for receipt in receipts]
    assert cursors != sorted(cursors) == list(range(1, 11)), "a page is mixed too"
    delivered = [content(receipt)["NOTICE_DATE"] for receipt in sorted(receipts, key=lambda receipt: receipt["cursor"])]
    assert delivered != sorted(delivered), "and so is the order of delivery"


@pytest.mark.parametrize("values", [{"drop_answer": 2}, {"delay_ms": [5, 1]}, {"unknown": 1}])
def test_settings_that_make_no_sense_are_refused(tmp_path: Path, values: dict[str, Any]) -> None:
    with running(tmp_path, faults=Faults(duplicate_receipts=True)) as gateway:
        assert gateway.http.post("/_admin/faults", json=values).status_code == 400
        assert gateway.gateway.faults == Faults(duplicate_receipts=True)
