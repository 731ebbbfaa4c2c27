"""The border ports as dated facts: class, neighbour, sites on a day, seasons that are known and not known."""

from dataclasses import replace
from datetime import date

import pytest

from app.core.tables import CodeRow
from app.reference import load
from app.reference.ports import BorderPort, PortClass, border_ports, ports_of_office
from tests.helpers.code_tables import WithRows

TODAY = date(2026, 11, 21)
TABLES = load()


def port(code: str, on: date = TODAY) -> BorderPort:
    return next(one for one in border_ports(TABLES, on) if one.code == code)


def test_classes_neighbours_and_offices_are_those_of_the_plan() -> None:
    assert port("满洲里公路").rank is PortClass.HUB and port("满洲里公路").neighbour == "RUS"
    assert port("甘其毛都").rank is PortClass.SPECIALISED and port("甘其毛都").office == "0708"
    assert port("珠恩嘎达布其").rank is PortClass.ORDINARY and port("珠恩嘎达布其").counterpart == "毕其格图"
    assert port("甘其毛都").rank_since == date(2022, 7, 27)
    assert all(one.source for one in border_ports(TABLES, TODAY))


def test_sites_are_those_of_the_day() -> None:
    assert [site.name for site in port("二连浩特公路").sites] == ["肉类", "木材"]
    assert port("满洲里铁路", date(2019, 9, 1)).sites == (), "before anybody wrote of them, nothing is claimed"
    assert {site.name for site in port("满洲里铁路", date(2019, 9, 2)).sites} == {"粮食", "木材"}
    assert port("满洲里铁路").sites[0].since == date(2019, 9, 2)
    assert "肉类（2022年在建）" in port("珠恩嘎达布其").planned, "what is being built is no site"
    assert "肉类" not in {site.name for site in port("珠恩嘎达布其").sites}


def test_a_port_is_not_there_before_it_was_approved() -> None:
    assert "乌力吉" not in {one.code for one in border_ports(TABLES, date(2016, 1, 30))}
    assert not port("乌力吉").confirmed


def test_no_railway_is_claimed_where_it_is_being_built() -> None:
    assert all("3" not in port(code).traffic for code in ("甘其毛都", "策克", "珠恩嘎达布其", "满都拉"))
    assert [one.code for one in ports_of_office(TABLES, "0609", TODAY, "3")] == ["满洲里铁路"]
    assert ports_of_office(TABLES, "0609", TODAY, "4") == ()


@pytest.mark.parametrize(
    ("seasonal", "season", "month", "is_open"),
    [
        ("no", "", 1, True),
        ("", "", 1, None),
        ("yes", "", 1, None),
        ("yes", "05-10", 5, True),
        ("yes", "05-10", 11, False),
        ("yes", "11-02;06", 1, True),
        ("yes", "11-02;06", 6, True),
        ("yes", "11-02;06", 3, False),
        ("yes", "夏季", 7, None),
        ("yes", "13-14", 1, None),
    ],
)
def test_a_season_is_open_closed_or_not_known(seasonal: str, season: str, month: int, is_open: bool | None) -> None:
    row = CodeRow("border_ports", "虚构", "虚构口岸", {"seasonal": seasonal, "season": season})

    class One(WithRows):
        def codes(self, table: str, on: date | None = None) -> tuple[str, ...]:
            return ("虚构",) if table == "border_ports" else ()

    (found,) = border_ports(One(TABLES, (replace(row),)), TODAY)
    assert found.season.is_open(date(2026, month, 15)) is is_open
