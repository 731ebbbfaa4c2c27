"""The 互市 side: quota on the gateway's own books, refusals row by row, other zones' use, 核注 and 反核注."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx
import pytest
from lxml import etree

from app.gateway.script import Script
from schemas import BORDER_TRADE_NAMESPACE, Kind, path_of
from tests.gateway.running import Running, running
from tests.gateway.sender import envelope
from tests.helpers.citizens import citizens

DAY = "2026-03-02"
PEOPLE = citizens(6)


def lot(number: str, shares: list[tuple[str, str]], zone: str = "0608") -> bytes:
    """Return a declaration of people and the exempt yuan of each; all of it is exempt."""
    root = etree.Element(_tag("IgdsDcl"), {"Version": "1.0"}, nsmap={None: BORDER_TRADE_NAMESPACE})
    total = sum(Decimal(value) for _, value in shares)
    head = {"igdsdclBscNo": number, "dclTypecd": "2", "dclTime": f"{DAY}T10:00:00", "dclCuscd": zone}
    _fill(root, "Head", {**head, "impexpMarkcd": "I", "btrnbBizModecd": "1", "dclerName": "测试员"})
    goods = etree.SubElement(root, _tag("igdsDclDtList"))
    stated = {"igdsdclDtNo": "1", "hsGdecd": "0802910090", "gdsNm": "松子", "originNatcd": "RUS", "dclQty": "100"}
    _fill(goods, "igdsdclDt", {**stated, "dclUnitcd": "035", "dclUprcAmt": "50", "dclTotalAmt": str(total)})
    people = etree.SubElement(root, _tag("btrnbPrsnList"))
    for row, (person, value) in enumerate(shares, 1):
        part = {"prsnNo": str(row), "putrecErName": f"边民{row}", "idno": person, "dclQty": "1"}
        money = {"dclTotalAmt": value, "exemptAmt": value, "taxAmt": "0.00"}
        _fill(people, "btrnbPrsn", {**part, **money, "confirmMode": "刷卡", "confirmTime": f"{DAY}T09:59:00"})
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _fill(parent: etree._Element, name: str, texts: dict[str, str]) -> None:
    block = etree.SubElement(parent, _tag(name))
    for one, text in texts.items():
        etree.SubElement(block, _tag(one)).text = text


def _tag(name: str) -> str:
    return f"{{{BORDER_TRADE_NAMESPACE}}}{name}"


def send(gateway: Running, number: str, shares: list[tuple[str, str]], **more: Any) -> httpx.Response:
    content = lot(number, shares, more.pop("zone", "0608"))
    return gateway.post(envelope(content, business_no=number, **more))


def letters(gateway: Running, number: str) -> list[str]:
    gateway.receipts()
    return next(list(one["channels"]) for one in gateway.held() if one["client_seq_no"] == number)


def refused(gateway: Running) -> list[tuple[str, int]]:
    return [(pointer["rule"], pointer["item"]) for pointer in gateway.receipts()[-1]["pointers"]]


def test_our_own_declaration_is_valid() -> None:
    schema = etree.XMLSchema(etree.parse(str(path_of(Kind.BORDER_TRADE))))
    assert schema.validate(etree.fromstring(lot("HS1", [(PEOPLE[0], "8000.00")]))), schema.error_log


def test_a_group_within_its_quota_is_released(tmp_path: Path) -> None:
    with running(tmp_path) as gateway:
        assert send(gateway, "HS1", [(person, "8000.00") for person in PEOPLE]).status_code == 202
        assert letters(gateway, "HS1") == ["7", "L", "P"]
        assert gateway.receipts()[-1]["last"]
        assert refused(gateway) == []


def test_a_second_lot_of_the_day_is_refused_for_those_who_used_theirs(tmp_path: Path) -> None:
    with running(tmp_path) as gateway:
        send(gateway, "HS1", [(PEOPLE[0], "8000.00"), (PEOPLE[1], "5000.00")])
        send(gateway, "HS2", [(PEOPLE[0], "0.01"), (PEOPLE[1], "3000.00"), (PEOPLE[2], "8000.00")], zone="0705")
        assert letters(gateway, "HS2") == ["7", "L", "P"]
        assert refused(gateway) == [("R147", 1)]
        send(gateway, "HS3", [(PEOPLE[0], "1.00"), (PEOPLE[1], "1.00")])
        assert letters(gateway, "HS3") == ["7", "E"]
        assert refused(gateway) == [("R147", 1), ("R147", 2)]


def test_what_was_refused_uses_nothing(tmp_path: Path) -> None:
    with running(tmp_path) as gateway:
        send(gateway, "HS1", [(PEOPLE[0], "9000.00"), (PEOPLE[1], "1.00")])
        assert refused(gateway) == [("R147", 1)]
        send(gateway, "HS2", [(PEOPLE[0], "8000.00")])
        assert letters(gateway, "HS2") == ["7", "L", "P"]


def test_use_at_another_zone_counts(tmp_path: Path) -> None:
    with running(tmp_path) as gateway:
        told = {"id_number": PEOPLE[0], "day": DAY, "zone": "0705", "yuan": "7000.00"}
        assert gateway.http.post("/_admin/border-use", json=told).status_code == 200
        send(gateway, "HS1", [(PEOPLE[0], "1000.01"), (PEOPLE[1], "8000.00")])
        assert refused(gateway) == [("R147", 1)]


def test_the_same_message_again_is_booked_once(tmp_path: Path) -> None:
    with running(tmp_path) as gateway:
        first = "5b6a3c1e-0000-4000-8000-000000000001"
        assert send(gateway, "HS1", [(PEOPLE[0], "5000.00")], message_id=first).status_code == 202
        assert send(gateway, "HS1", [(PEOPLE[0], "5000.00")], message_id=first).json()["duplicate"]
        send(gateway, "HS2", [(PEOPLE[0], "3000.00")])
        assert letters(gateway, "HS2") == ["7", "L", "P"]


def test_one_person_twice_and_a_wrong_check_digit_are_refused(tmp_path: Path) -> None:
    wrong = PEOPLE[1][:-1] + ("1" if PEOPLE[1][-1] != "1" else "2")
    with running(tmp_path) as gateway:
        send(gateway, "HS1", [(PEOPLE[0], "1.00"), (wrong, "1.00"), (PEOPLE[0], "1.00"), (PEOPLE[2], "1.00")])
        assert refused(gateway) == [("R146", 2), ("R154", 3)]


@pytest.mark.parametrize("change", [{"business_no": "HS9"}, {"content": "PGE+PC9hPg=="}])
def test_what_is_no_declaration_is_not_taken_in(tmp_path: Path, change: dict[str, str]) -> None:
    with running(tmp_path) as gateway:
        sent = envelope(lot("HS1", [(PEOPLE[0], "1.00")]), business_no="HS1") | change
        assert gateway.post(sent).status_code in (400, 422)


def test_a_scripted_refusal(tmp_path: Path) -> None:
    script = Script.model_validate({"rules": [{"client_seq_no": "HS*", "behaviour": "reject"}]})
    with running(tmp_path, script=script) as gateway:
        send(gateway, "HS1", [(PEOPLE[0], "1.00")])
        assert letters(gateway, "HS1") == ["7", "E"]


def test_a_batch_is_checked_by_one_declaration_until_it_is_taken_back(tmp_path: Path) -> None:
    asked = {"manifest_id": "4000000008001", "customs_code": "0608", "form_id": "HS1", "weight": "3000"}
    steps = [("check", "HS1", "0"), ("check", "HS1", "0"), ("check", "HS2", "1"), ("uncheck", "HS2", "1")]
    with running(tmp_path) as gateway:
        for operation, form, result in [*steps, ("uncheck", "HS1", "0"), ("check", "HS2", "0")]:
            told = {**asked, "operation": operation, "form_id": form}
            answer = gateway.http.post("/api/v1/border-trade/manifest-checks", json=told)
            assert (answer.status_code, answer.json()["Result"]) == (200, result), (operation, form)


def test_the_books_name_nobody(tmp_path: Path) -> None:
    with running(tmp_path) as gateway:
        send(gateway, "HS1", [(PEOPLE[0], "1.00")])
        rows = gateway.gateway.store.rows("SELECT * FROM border_use")
        assert PEOPLE[0] not in repr([tuple(row) for row in rows])
