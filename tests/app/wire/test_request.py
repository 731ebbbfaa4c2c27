"""A request's bytes: valid by its own schema, saying the difference alone; what cannot be written is told."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest
from lxml import etree

import forms
from app.core.clock import SHANGHAI
from app.core.draft import Purpose
from app.declarations.amendment import Change, Way
from app.declarations.request import RequestContent
from app.wire.request import RequestNotWritable, render_request
from schemas import REQUEST_NAMESPACE, Kind, path_of, versions

FORM = forms.load("import")
CHANGES = (
    Change("gross_weight", "毛重", "100", "90", Decimal(-10), Way.DIRECT),
    Change("items[1].limits[0].licence_number", "许可证编号", "", "X1", None, Way.DIRECT),
    Change("net_weight", "净重", "100", "90", Decimal(-10), Way.FOLLOWS),
)
CONTENT = RequestContent(
    Purpose.AMEND, "PD2026030200001", "I20260000000000123", "070820261000000123", "a" * 64, "02",
    " 过磅短装 17.600 吨 ", False, "1511960001", "测试员", datetime(2026, 3, 2, 10, 0, tzinfo=SHANGHAI), CHANGES,
    ("过磅单.pdf",),
)  # fmt: skip


def texts(content: RequestContent) -> dict[str, list[str]]:
    """All leaves of a written request by element name."""
    found: dict[str, list[str]] = {}
    for one in etree.fromstring(render_request(content, FORM).content).iter(etree.Element):
        if not len(one):
            found.setdefault(etree.QName(one).localname, []).append(one.text or "")
    return found


def test_what_a_request_says() -> None:
    found = texts(CONTENT)
    assert found["Kind"] == ["amend"]
    assert (found["EntryId"], found["BaseSha256"], found["Reason"]) == (
        ["070820261000000123"], ["a" * 64], ["过磅短装 17.600 吨"],
    )  # fmt: skip
    assert found["Element"] == ["DecHead/GrossWet", "DecGoodsLimit/LicenceNo", "DecHead/NetWt"]
    assert (found["Rows"], found["Old"], found["New"]) == (["", "2.1", ""], ["100", "", "100"], ["90", "X1", "90"])
    assert (found["Follows"], found["Tolerance"], found["Name"]) == (["0", "0", "1"], ["0"], ["过磅单.pdf"])
    assert found["RequestDate"] == ["2026-03-02T10:00:00"]


def test_a_message_under_the_declarations_number() -> None:
    message = render_request(CONTENT, FORM)
    assert message.client_seq_no == "PD2026030200001"
    assert etree.QName(etree.fromstring(message.content)).namespace == REQUEST_NAMESPACE


@pytest.mark.parametrize("purpose", [Purpose.WITHDRAW, Purpose.SUPPLEMENT])
def test_requests_without_changes(purpose: Purpose) -> None:
    assert texts(replace(CONTENT, purpose=purpose, changes=(), attachments=()))["Kind"] == [purpose.value]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"entry_id": ""}, "EntryId"),
        ({"note": " "}, "Reason"),
        ({"note": "x" * 1001}, "Reason"),
        ({"reason_code": ""}, "ReasonCode"),
        ({"note": "a\x00b"}, "控制字符"),
        ({"purpose": Purpose.DECLARE}, "Kind"),
    ],
)
def test_what_cannot_be_written_is_told(changes: dict[str, object], told: str) -> None:
    with pytest.raises(RequestNotWritable, match=told):
        render_request(replace(CONTENT, **changes), FORM)  # type: ignore[arg-type]


def test_the_schema_is_found_by_its_kind() -> None:
    assert versions(Kind.REQUEST) == ("1.0",)
    assert path_of(Kind.REQUEST).parent.name == "1.0"
