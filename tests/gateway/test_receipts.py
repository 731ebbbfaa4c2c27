"""Receipts over real HTTP: their XML, their time, the cursor, rejection and correction."""

from __future__ import annotations

from base64 import b64decode
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from lxml import etree

from schemas import Kind, path_of
from tests.gateway.running import START, running
from tests.gateway.sender import envelope
from tests.schemas.instances import road_import, sea_import


def content(receipt: dict[str, Any]) -> dict[str, str]:
    root = etree.fromstring(b64decode(receipt["content"]))
    return {str(child.tag): child.text or "" for child in root}


def channels(receipts: list[dict[str, Any]]) -> str:
    return "".join(content(receipt)["CHANNEL"] for receipt in receipts)


def test_receipts_are_real_documents(tmp_path: Path) -> None:
    schema = etree.XMLSchema(etree.parse(str(path_of(Kind.RECEIPT))))
    with running(tmp_path) as gateway:
        sent = envelope(road_import())
        seq_no = gateway.post(sent).json()["seq_no"]
        receipts = gateway.receipts()
    for receipt in receipts:
        raw = b64decode(receipt["content"])
        assert schema.validate(etree.fromstring(raw)), schema.error_log
        assert receipt["sha256"] == sha256(raw).hexdigest()
        assert (receipt["message_id"], receipt["client_seq_no"]) == (sent["message_id"], sent["business_no"])
        assert receipt["seq_no"] == content(receipt)["CUS_CIQ_NO"] == seq_no
        assert receipt["pointers"] == []
        assert len(receipt["receipt_id"]) == 18
    assert channels(receipts) == "7LJPR"
    assert [receipt["last"] for receipt in receipts] == [False, False, False, False, True]
    assert [content(receipt)["ENTRY_ID"] for receipt in receipts] == ["", *["070820261000000001"] * 4]
    assert content(receipts[1])["D_DATE"] == "2026-03-02T09:30:01"
    assert content(receipts[0])["D_DATE"] == ""
    assert content(receipts[0])["I_E_DATE"] == "2026-03-02T00:00:00"


def test_no_two_receipts_of_a_declaration_share_a_second(tmp_path: Path) -> None:
    with running(tmp_path, pace=0.0) as gateway:
        gateway.submit(road_import())
        times = [content(receipt)["NOTICE_DATE"] for receipt in gateway.receipts()]
    assert times == [f"2026-03-02T09:30:0{second}" for second in range(5)]


def test_a_declaration_lives_at_the_pace_of_the_clock(tmp_path: Path) -> None:
    with running(tmp_path, pace=60.0) as gateway:
        sent = envelope(road_import())
        gateway.post(sent)
        for expected in ("7", "7L", "7LJ", "7LJP", "7LJPR"):
            assert channels(gateway.receipts()) == expected
            assert gateway.state(sent["message_id"])["channels"] == list(expected)
            assert gateway.state(sent["message_id"])["final"] is (expected == "7LJPR")
            gateway.clock.forward(59.0)
            assert channels(gateway.receipts()) == expected
            gateway.clock.forward(1.0)
        assert content(gateway.receipts()[-1])["NOTICE_DATE"] == "2026-03-02T09:34:00"


def test_the_pace_can_be_changed_while_declarations_live(tmp_path: Path) -> None:
    with running(tmp_path, pace=3600.0) as gateway:
        gateway.submit(road_import())
        gateway.clock.forward(3600.0)
        assert channels(gateway.receipts()) == "7L"
        assert gateway.http.post("/_admin/pace", json={"seconds_per_stage": 0.05}).status_code == 200
        receipts = gateway.receipts()
        times = [content(receipt)["NOTICE_DATE"] for receipt in receipts]
    assert channels(receipts) == "7LJPR"
    assert times == sorted(set(times))


def test_the_cursor_goes_on_and_pages_can_be_read_again(tmp_path: Path) -> None:
    with running(tmp_path) as gateway:
        gateway.submit(road_import())
        gateway.submit(sea_import())
        everything = gateway.receipts()
        assert len(everything) == 10
        first = gateway.http.get("/api/v1/receipts", params={"limit": 3}).json()
        assert [receipt["cursor"] for receipt in first["receipts"]] == [1, 2, 3]
        assert first["next"] == 3
        assert gateway.http.get("/api/v1/receipts", params={"limit": 3}).json() == first
        assert gateway.receipts(after=3) == everything[3:]
        assert gateway.http.get("/api/v1/receipts", params={"after": 10}).json() == {"receipts": [], "next": 10}
        assert gateway.http.get("/api/v1/receipts", params={"after": "x"}).status_code == 400
        assert gateway.http.get("/api/v1/receipts", params={"limit": 0}).status_code == 400


def test_rule_findings_come_as_a_rejection_with_pointers(tmp_path: Path) -> None:
    message = sea_import()
    message.head["NetWt"] = "99999"
    message.items[2]["DestinationCountry"] = "MNG"
    with running(tmp_path) as gateway:
        sent = envelope(message)
        assert gateway.post(sent).status_code == 202
        receipts = gateway.receipts()
        state = gateway.state(sent["message_id"])
    assert channels(receipts) == "7E"
    assert [(found["rule"], found["element"], found["item"]) for found in receipts[1]["pointers"]] == [
        ("R055", "DecHead/NetWt", None),
        ("R111", "DecList/DestinationCountry", 3),
    ]
    note = content(receipts[1])["NOTE"]
    assert note.startswith("退单：") and "R055" in note and "进口最终目的国应为中国(CHN)[R111]" in note
    assert receipts[1]["last"] and state["final"] and state["entry_id"] == ""


def test_a_declaration_sent_back_may_be_corrected_under_its_number(tmp_path: Path) -> None:
    wrong = road_import()
    wrong.items[0]["FirstQty"] = "60.12"
    with running(tmp_path, pace=10.0) as gateway:
        first = gateway.submit(wrong)
        assert gateway.submit(road_import(), revision=2).status_code == 409, "not sent back yet"
        gateway.clock.forward(10.0)
        second = gateway.submit(road_import(), revision=2)
        assert second.status_code == 202
        assert second.json()["seq_no"] == first.json()["seq_no"]
        gateway.clock.forward(40.0)
        held = gateway.held()
        assert gateway.state(second.json()["message_id"])["channels"] == ["7", "L", "J", "P", "R"]
    assert len(held) == 1
    assert held[0]["message_id"] == second.json()["message_id"]
    assert held[0]["channels"] == ["7", "E", "7", "L", "J", "P", "R"]


def test_a_clock_set_back_at_restart_does_not_hold_receipts_up(tmp_path: Path) -> None:
    with running(tmp_path, pace=60.0) as gateway:
        gateway.submit(road_import())
        assert channels(gateway.receipts()) == "7"
    with running(tmp_path, pace=60.0, start=START - timedelta(days=3)) as gateway:
        gateway.clock.forward(240.0)
        receipts = gateway.receipts()
        times = [content(receipt)["NOTICE_DATE"] for receipt in receipts]
    assert channels(receipts) == "7LJPR"
    assert times == sorted(set(times))


def test_an_export_is_numbered_as_one(tmp_path: Path) -> None:
    message = road_import()
    message.head |= {"IEFlag": "E", "IEDate": ""}
    with running(tmp_path) as gateway:
        assert gateway.submit(message).json()["seq_no"].startswith("E2026")
        receipts = gateway.receipts()
    assert content(receipts[-1])["ENTRY_ID"] == "070820260000000001"
    assert content(receipts[-1])["I_E_DATE"] == ""
