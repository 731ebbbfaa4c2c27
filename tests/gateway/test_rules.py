"""Each of the gateway's own rules fires on its fault, names element and line, and stays silent without it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest

from app.gateway.declared import Declared
from app.gateway.document import read
from app.gateway.finding import Finding
from app.gateway.rules import check
from app.gateway.units import STATUTORY_UNITS
from tests.schemas.instances import Message, road_import, sea_import


def findings(message: Message) -> list[Finding]:
    return check(Declared(read(message.to_bytes())))


def places(message: Message) -> list[tuple[str, str, int | None]]:
    return [(finding.rule, finding.element, finding.item) for finding in findings(message)]


def terms(mode: str, freight: str = "", insurance: str = "", **head: str) -> Message:
    message = sea_import()
    message.head |= {"TransMode": mode, "FeeRate": freight, "InsurRate": insurance, **head}
    return message


def road(**head: str) -> Message:
    message = road_import()
    message.head |= head
    return message


def coal(**item: str) -> Message:
    message = road_import()
    message.items[0] |= item
    return message


def third_line(**item: str) -> Message:
    message = sea_import()
    message.items[2] |= item
    return message


def voyage(number: str, **head: str) -> Message:
    message = road(**head)
    message.free["VoyNo"] = number
    return message


def container(**values: str) -> Message:
    message = sea_import()
    message.rows["Container"][1] |= values
    return message


class Fires(NamedTuple):
    rule: str
    build: Callable[[], Message]
    element: str
    item: int | None = None


FIRES = [
    Fires("R005", lambda: road(OwnerCodeScc="91150824MA0TE5T16X"), "DecHead/OwnerCodeScc"),
    Fires("R005", lambda: road(OwnerCodeScc="152501198501010019"), "DecHead/OwnerCodeScc"),
    Fires("R005", lambda: road(OwnerCodeScc="no"), "DecHead/OwnerCodeScc"),
    Fires("R037", lambda: voyage("400000000590"), "DecFreeTxt/VoyNo"),
    Fires("R037", lambda: voyage(""), "DecFreeTxt/VoyNo"),
    Fires("R037", lambda: voyage("４０００００００００５９０"), "DecFreeTxt/VoyNo"),
    Fires("R055", lambda: road(NetWt="60120.00001"), "DecHead/NetWt"),
    Fires("R063", lambda: container(ContainerId="CSQU3054384"), "Container/ContainerId", 2),
    Fires("R063", lambda: container(ContainerId="CSQX3054383"), "Container/ContainerId", 2),
    Fires("R070", lambda: terms("1", freight="5"), "DecHead/FeeRate"),
    Fires("R070", lambda: terms("1", insurance="0.3"), "DecHead/InsurRate"),
    Fires("R071", lambda: terms("2", freight="5", insurance="0.3"), "DecHead/FeeRate"),
    Fires("R072", lambda: terms("2"), "DecHead/InsurRate"),
    Fires("R073", lambda: terms("3", insurance="0.3"), "DecHead/FeeRate"),
    Fires("R073", lambda: terms("3", freight="5"), "DecHead/InsurRate"),
    Fires("R074", lambda: terms("4"), "DecHead/FeeRate"),
    Fires("R074", lambda: terms("4", freight="5", insurance="0.3"), "DecHead/InsurRate"),
    Fires("R091", lambda: third_line(DeclTotal="28710.01"), "DecList/DeclTotal", 3),
    Fires("R091", lambda: coal(DeclTotal="610.21"), "DecList/DeclTotal", 1),
    Fires("R104", lambda: coal(FirstUnit="070", GUnit="035"), "DecList/FirstUnit", 1),
    Fires("R104", lambda: coal(SecondUnit="033"), "DecList/SecondUnit", 1),
    Fires("R108", lambda: coal(FirstQty="60.12"), "DecList/FirstQty", 1),
    Fires("R111", lambda: third_line(DestinationCountry="MNG"), "DecList/DestinationCountry", 3),
]


@pytest.mark.parametrize("case", FIRES, ids=lambda case: f"{case.rule}-{case.element}")
def test_a_rule_fires_on_its_fault_alone_and_names_the_place(case: Fires) -> None:
    assert places(case.build()) == [(case.rule, case.element, case.item)]
    reason = findings(case.build())[0].message
    assert any("一" <= character <= "鿿" for character in reason), "the reason is told in Chinese"


SILENT: dict[str, Callable[[], Message]] = {
    "a clean road import": road_import,
    "a clean sea import": sea_import,
    "R005 NO": lambda: road(OwnerCodeScc="NO"),
    "R005 a natural person": lambda: road(OwnerCodeScc="152501199003150020"),
    "R005 empty": lambda: road(OwnerCodeScc=""),
    "R037 other modes": lambda: terms("3", freight="5", insurance="0.3", TrafMode="3"),
    "R037 transit": lambda: voyage("", DeclTrnRel="1"),
    "R055 equal": lambda: road(NetWt="60120", GrossWet="60120.00000"),
    "R055 nothing to compare": lambda: road(NetWt=""),
    "R063 no container": lambda: container(ContainerId="PALLET 7", ContainerMd="N"),
    "R070 zero is not filled": lambda: terms("1", freight="0.00", insurance="0"),
    "R072 told": lambda: terms("2", insurance="0.3"),
    "R073 told": lambda: terms("3", freight="5", insurance="0.3"),
    "R074 told": lambda: terms("4", freight="5"),
    "R073 a summary tells later": lambda: terms("3", Type="  5   "),
    "R073 an old summary tells later": lambda: terms("3", Type="  1111"),
    "R071 other terms": lambda: terms("7", freight="5", insurance="0.3"),
    "R091 only a warning": lambda: third_line(DeclTotal="25500.00"),
    "R091 nothing to compare": lambda: third_line(DeclPrice=""),
    "R104 an unknown code": lambda: third_line(CodeTS="8481809999", FirstUnit="035", SecondUnit="001"),
    "R104 second unit left out": lambda: sea_without_second_unit(),
    "R108 other units": lambda: coal(GUnit="035", GQty="60120", DeclPrice="0.1015"),
}


def sea_without_second_unit() -> Message:
    message = sea_import()
    message.items[0] |= {"SecondUnit": "", "SecondQty": ""}
    return message


@pytest.mark.parametrize("name", SILENT)
def test_rules_stay_silent_without_a_fault(name: str) -> None:
    assert findings(SILENT[name]()) == []


def test_exports_have_other_terms_and_destinations() -> None:
    message = terms("1", freight="5", insurance="0.3", IEFlag="E")
    for item in message.items:
        item["DestinationCountry"] = "JPN"
    assert findings(message) == []


def test_every_fault_of_a_message_is_named() -> None:
    message = terms("1", freight="5", insurance="0.3", NetWt="30000")
    message.items[0]["FirstUnit"] = "006"
    message.rows["Container"][0]["ContainerId"] = "MSCU6398706"
    assert [rule for rule, _, _ in places(message)] == ["R055", "R063", "R070", "R070", "R104"]


def test_every_rule_promised_is_proved_both_ways() -> None:
    promised = {"R005", "R037", "R055", "R063", "R070", "R071", "R072", "R073", "R074", "R091", "R104", "R108", "R111"}
    assert {case.rule for case in FIRES} == promised


def test_the_table_of_units_holds_ten_digit_codes_and_three_digit_units() -> None:
    for code, units in STATUTORY_UNITS.items():
        assert len(code) == 10 and code.isdigit()
        assert len(units.first) == 3 and len(units.second) in (0, 3)
