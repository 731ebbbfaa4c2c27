"""Requests about a held declaration: judged against the version in force, agreed to or not, applied to later ones."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import httpx
import pytest
from lxml import etree

from app.gateway.script import Script
from schemas import REQUEST_NAMESPACE, Kind, path_of
from tests.gateway.running import Running, running
from tests.gateway.sender import envelope
from tests.schemas.instances import road_import

NUMBER = "TM20260302000000000A1"
LABELS = {"DecHead/GoodsPlace": "货物存放地点", "DecList/GQty": "成交数量"}


class Asked:
    """A request as bytes, so that the sender can sign it like a message."""

    def __init__(self, kind: str, base: bytes, entry_id: str, seq_no: str, *changes: tuple[str, str, str, str]) -> None:
        self.sign = {"ClientSeqNo": NUMBER}
        self.root = etree.Element(_tag("DecRequest"), {"Version": "1.0"}, nsmap={None: REQUEST_NAMESPACE})
        head = {
            "Kind": kind, "ClientSeqNo": NUMBER, "SeqNo": seq_no, "EntryId": entry_id,
            "BaseSha256": hashlib.sha256(base).hexdigest(), "ReasonCode": "02", "Reason": "到货过磅短装",
            "Tolerance": "0", "CopCode": "1511960001", "OperName": "测试员", "RequestDate": "2026-03-02T10:00:00",
        }  # fmt: skip
        _fill(etree.SubElement(self.root, _tag("Head")), head)
        if changes:
            listed = etree.SubElement(self.root, _tag("Changes"))
            for element, rows, old, new in changes:
                one = {"Element": element, "Rows": rows, "Label": LABELS[element], "Old": old, "New": new}
                _fill(etree.SubElement(listed, _tag("Change")), {**one, "Follows": "0"})

    def to_bytes(self) -> bytes:
        return etree.tostring(self.root, xml_declaration=True, encoding="UTF-8")


def _tag(name: str) -> str:
    return f"{{{REQUEST_NAMESPACE}}}{name}"


def _fill(parent: etree._Element, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        etree.SubElement(parent, _tag(name)).text = text


QUANTITY = ("DecList/GQty", "1", "60.12000", "59.5")
PLACE = ("DecHead/GoodsPlace", "", "甘其毛都口岸海关监管作业场所", "甘其毛都物流园")


def released(behaviour: str = "released", **requests: str) -> Script:
    rules = [{"action": action, "behaviour": word} for action, word in requests.items()]
    return Script.model_validate({"rules": [*rules, {"action": "declare", "behaviour": behaviour}]})


def ask(
    gateway: Running, kind: str, *changes: tuple[str, str, str, str], revision: int = 2, **more: Any
) -> httpx.Response:
    held = gateway.held()[0]
    base = more.pop("base", road_import().to_bytes())
    asked = Asked(kind, base, more.pop("entry_id", held["entry_id"]), held["seq_no"], *changes)
    return gateway.post(envelope(asked, action=kind, revision=revision, **more))  # type: ignore[arg-type]


def letters(gateway: Running) -> list[str]:
    return list(gateway.held()[0]["channels"])


def note_of_last(gateway: Running) -> str:
    from base64 import b64decode

    return etree.fromstring(b64decode(gateway.receipts()[-1]["content"])).findtext("NOTE") or ""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path


def test_our_own_requests_are_valid() -> None:
    schema = etree.XMLSchema(etree.parse(str(path_of(Kind.REQUEST))))
    asked = Asked("amend", b"", "070820261000000001", "I20260000000000001", QUANTITY, PLACE)
    assert schema.validate(etree.fromstring(asked.to_bytes())), schema.error_log
    etree.SubElement(asked.root, _tag("Surprise"))
    assert not schema.validate(asked.root)


def test_an_amendment_is_agreed_to(path: Path) -> None:
    with running(path, script=released()) as gateway:
        gateway.submit(road_import(NUMBER))
        gateway.receipts()
        assert ask(gateway, "amend", QUANTITY, PLACE).status_code == 202
        assert letters(gateway) == ["7", "L", "J", "P", "7", "RqL", "RqP"]


def test_the_same_request_again_is_recognised(path: Path) -> None:
    with running(path, script=released()) as gateway:
        gateway.submit(road_import(NUMBER))
        gateway.receipts()
        first = ask(gateway, "amend", QUANTITY, message_id="5b6a3c1e-0000-4000-8000-000000000001")
        again = ask(gateway, "amend", QUANTITY, message_id="5b6a3c1e-0000-4000-8000-000000000001")
        assert (first.status_code, again.status_code, again.json()["duplicate"]) == (202, 200, True)


def test_an_agreed_amendment_is_the_base_of_the_next(path: Path) -> None:
    with running(path, script=released()) as gateway:
        gateway.submit(road_import(NUMBER))
        gateway.receipts()
        ask(gateway, "amend", QUANTITY)
        gateway.receipts()
        ask(gateway, "amend", QUANTITY, revision=3)
        assert letters(gateway)[-1] == "RqE"
        assert "原值与海关现行版本不符" in note_of_last(gateway)
        ask(gateway, "amend", ("DecList/GQty", "1", "59.50000", "59"), revision=4)
        assert letters(gateway)[-1] == "RqP"


@pytest.mark.parametrize(
    ("script", "told"),
    [
        (released("accept"), "已结关"),
        (released(amend="reject"), "海关不受理"),
    ],
)
def test_what_is_not_agreed_to(path: Path, script: Script, told: str) -> None:
    with running(path, script=script) as gateway:
        gateway.submit(road_import(NUMBER))
        gateway.receipts()
        ask(gateway, "amend", QUANTITY)
        assert letters(gateway)[-1] == "RqE"
        assert told in note_of_last(gateway)


def test_while_an_inspection_is_pending_nothing_is_changed(path: Path) -> None:
    with running(path, script=released("inspection"), pace=10) as gateway:
        gateway.submit(road_import(NUMBER))
        gateway.clock.forward(35)  # 7 L J C
        assert letters(gateway)[-1] == "C"
        ask(gateway, "withdraw")
        gateway.clock.forward(30)
        assert "RqE" in letters(gateway)


def test_another_version_than_the_one_in_force_is_refused(path: Path) -> None:
    with running(path, script=released()) as gateway:
        gateway.submit(road_import(NUMBER))
        gateway.receipts()
        ask(gateway, "amend", QUANTITY, base=b"another")
        assert letters(gateway)[-1] == "RqE"


def test_a_withdrawal_ends_the_declaration(path: Path) -> None:
    with running(path, script=released("accept"), pace=10) as gateway:
        gateway.submit(road_import(NUMBER))
        gateway.clock.forward(15)  # 7 L
        ask(gateway, "withdraw")
        gateway.clock.forward(200)
        assert letters(gateway)[-1] == "D"
        assert "R" not in letters(gateway)[letters(gateway).index("D") :]


def test_what_is_not_held_is_not_asked_about(path: Path) -> None:
    with running(path, script=released()) as gateway:
        gateway.submit(road_import(NUMBER))
        gateway.receipts()
        answer = ask(gateway, "amend", QUANTITY, entry_id="999920261000000001")
        assert answer.status_code == 422
        assert answer.json()["problems"][0]["element"] == "Head/EntryId"


def test_an_amendment_that_changes_nothing_is_refused(path: Path) -> None:
    with running(path, script=released()) as gateway:
        gateway.submit(road_import(NUMBER))
        gateway.receipts()
        ask(gateway, "amend")
        assert letters(gateway)[-1] == "RqE"
