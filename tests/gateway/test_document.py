"""Hostile and broken documents are refused quickly and in Chinese; schema findings point at their element and line."""

from __future__ import annotations

import pytest

from app.gateway.document import MAX_BYTES, Unreadable, read, schema_findings
from tests.schemas.instances import road_import, sea_import

HOSTILE = {
    "entity bomb": b'<!DOCTYPE a [<!ENTITY x "yy"><!ENTITY z "' + b"&x;" * 500 + b'">]><a>&z;</a>',
    "external entity": b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>',
    "external subset": b'<!DOCTYPE a SYSTEM "http://127.0.0.1:1/a.dtd"><a/>',
    "200,000 deep": b"<a>" * 200_000,
    "deep but closed": b"<a>" * 100 + b"</a>" * 100,
    "a million elements": b"<a>" + b"<b/>" * 1_000_000 + b"</a>",
    "too big": b"<a>" + b"x" * MAX_BYTES + b"</a>",
    "cut off": road_import().to_bytes()[:700],
    "empty": b"",
    "zeros": b"\0" * 64,
    "not xml": b"PK\x03\x04",
    "bad bytes": b'<?xml version="1.0" encoding="UTF-8"?><a>\xff\xfe</a>',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_documents_are_refused(name: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read(HOSTILE[name])
    assert "报文" in str(refusal.value)


def test_findings_point_at_element_and_line() -> None:
    message = sea_import()
    message.head["BillNo"] = "B" * 33
    message.head["AgentName"] = ""
    message.items[1]["GQty"] = "1.123456"
    message.rows["Container"][1]["ContainerWt"] = "many"
    found = schema_findings(read(message.to_bytes()))
    assert [(finding.element, finding.item) for finding in found] == [
        ("DecHead/AgentName", None),
        ("DecHead/BillNo", None),
        ("DecList/GQty", 2),
        ("Container/ContainerWt", 2),
    ]
    assert {finding.rule for finding in found} == {"XSD"}
    assert "超长" in found[1].message and "第2项" in found[2].message


def test_a_missing_element_and_a_foreign_root_are_found() -> None:
    content = road_import().to_bytes().replace(b"<MarkNo>N/M</MarkNo>", b"")
    assert [finding.element for finding in schema_findings(read(content))] == ["DecHead/DespPortCode"]
    assert [finding.element for finding in schema_findings(read(b"<Other/>"))] == ["Other"]


def test_a_clean_message_has_no_findings_and_many_are_cut_short() -> None:
    assert schema_findings(read(sea_import().to_bytes())) == []
    message = road_import()
    message.items = [{**message.items[0], "GQty": "x"} for _ in range(80)]
    assert len(schema_findings(read(message.to_bytes()))) == 50
