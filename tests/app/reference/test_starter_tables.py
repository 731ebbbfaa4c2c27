"""The bundled tables as data: they parse, are sourced and dated, and hold the facts that rules and scenarios need."""

import csv
import json
import re
from datetime import date

import make_countries
import make_pinyin
import pytest

import forms
from app.core.tables import CodeRow, CodeTables
from app.reference import Reference, load
from app.reference.match import NAME_COLUMNS
from app.reference.reference import RESOURCES
from forms import REGISTRY

CODES = RESOURCES / "codes"
MANIFEST: dict[str, dict[str, object]] = json.loads((CODES / "manifest.json").read_text(encoding="utf-8"))
TABLES = sorted(MANIFEST)
CODE_SHAPES = {
    "countries": r"[A-Z]{3}",
    "currencies": r"[A-Z]{3}",
    "customs_offices": r"\d{4}",
    "declaration_kinds": r"[A-Z0-9]{2}|  ",
    "districts5": r"[0-9A-Z]{5}",
    "divisions6": r"\d{6}",
    "domestic_ports": r"\d{6}",
    "edoc_types": r"\d{8}",
    "goods_attributes": r"\d{2}",
    "hs_codes": r"\d{10}",
    "license_documents": r"[#@0-9A-Za-z]",
    "packaging_types": r"\d{2}",
    "ports": r"[A-Z]{3}\d{3}",
    "product_qualifications": r"\d{3}",
    "tax_exemption_natures": r"\d{3}",
    "trade_agreements": r"\d{2}",
    "trade_modes": r"\d{4}",
    "transport_modes": r"[0-9A-Z]",
    "units": r"\d{3}",
    "usages": r"\d{2}",
}
EMPTY = {
    "domestic_ports",  # the official 国内口岸编码 was not obtainable, and no invented code is shipped
    # what an office keeps itself, or lists whose text was not obtainable
    *("firms", "dishonest_firms", "licences_held", "reference_prices"),
    *("processing_plants", "processing_goods", "border_trade_taxed", "border_trade_limited", "port_fees", "exclusions"),
}


def rows(table: str) -> list[dict[str, str]]:
    with (CODES / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


@pytest.fixture(scope="module")
def reference() -> Reference:
    return load()


def test_every_file_is_in_the_manifest_and_the_other_way_round() -> None:
    assert sorted(path.stem for path in CODES.glob("*.csv")) == TABLES


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_titled_sourced_and_dated(table: str) -> None:
    entry = MANIFEST[table]
    assert set(entry) == {"title", "complete", "source", "as_of"}
    assert isinstance(entry["complete"], bool)
    assert entry["title"] and len(str(entry["source"])) > 5
    assert date(2018, 8, 1) <= date.fromisoformat(str(entry["as_of"])) <= date(2026, 12, 31)


@pytest.mark.parametrize("table", TABLES)
def test_the_rows_of_a_table_are_clean(table: str) -> None:
    found = rows(table)
    codes = [row["code"] for row in found]
    assert found or table in EMPTY
    assert len(set(codes)) == len(codes)
    for row in found:
        assert None not in row and None not in row.values(), "a line is longer or shorter than the header"
        assert row["name"]
        assert all(value == value.strip() for column, value in row.items() if column != "code")
        assert re.fullmatch(CODE_SHAPES.get(table, r"\S+"), row["code"])


@pytest.mark.parametrize("table", TABLES)
def test_the_look_up_gives_every_row_of_the_file(reference: Reference, table: str) -> None:
    for line in rows(table):
        found = reference.row(table, line["code"])
        assert found is not None and (found.code, found.name) == (line["code"], line["name"])
        assert found.source == (line.get("source") or MANIFEST[table]["source"])
        assert found.as_of == MANIFEST[table]["as_of"]


@pytest.mark.parametrize("table", [table for table in TABLES if table not in EMPTY])
def test_every_chinese_name_has_one_syllable_per_letter(table: str) -> None:
    pinyin: dict[str, str] = json.loads((CODES / "pinyin.json").read_text(encoding="utf-8"))
    for row in rows(table):
        for column in ("name", *NAME_COLUMNS[:2]):
            for name in filter(None, (row.get(column) or "").split(";") if column != "name" else [row["name"]]):
                if any("一" <= letter <= "鿿" for letter in name):
                    assert len(pinyin[name].split(" ")) == len(name), name


def test_the_pinyin_file_is_what_the_command_writes() -> None:
    assert make_pinyin.text() == (CODES / "pinyin.json").read_text(encoding="utf-8"), "run packaging/make_pinyin.py"


def test_the_country_file_is_what_the_command_writes() -> None:
    assert [tuple(row.values()) for row in rows("countries")] == make_countries.rows(), (
        "run packaging/make_countries.py"
    )


def test_codes_named_by_other_tables_exist(reference: Reference) -> None:
    marks = {row["code"] for row in rows("license_documents")}
    categories = {row["code"] for row in rows("inspection_categories")}
    for goods in rows("hs_codes"):
        assert reference.row("units", goods["unit1"]), goods
        assert not goods["unit2"] or reference.row("units", goods["unit2"]), goods
        assert goods["unit1"] != goods["unit2"]
        assert set(goods["marks"]) <= marks, goods
        assert set(goods["inspection"]) - set("./") <= categories, goods
    for port in rows("ports"):
        assert reference.row("countries", port["country"]) and port["code"].startswith(port["country"])
    for agreement in rows("trade_agreements"):
        assert all(reference.row("countries", code) for code in agreement["members"].split(";") if code), agreement
    for port in rows("border_ports"):
        assert not port["office"] or reference.row("customs_offices", port["office"]), port
        assert not port["neighbour"] or reference.row("countries", port["neighbour"]), port
        assert all(reference.row("transport_modes", code) for code in port["traffic"].split(";"))
    for office in rows("customs_offices"):
        assert reference.row("customs_offices", office["district_code"]), office


def test_border_ports_and_their_offices_agree(reference: Reference) -> None:
    for port in rows("border_ports"):
        office = reference.row("customs_offices", port["office"])
        if office is not None and office.values.get("sites"):
            assert office.values["sites"] == port["sites"], port


def test_every_article_names_its_law_and_its_elements() -> None:
    found = rows("hs_codes")
    assert len(found) >= 80
    for goods in found:
        elements = goods["elements"].split(";")
        assert elements[:2] == ["品牌类型", "出口享惠情况"]
        assert len(set(elements)) == len(elements)
        assert goods["elements_ordered"] in {"yes", "no"}
        assert "税则" in goods["source"]


@pytest.mark.parametrize(
    ("table", "code", "name"),
    [
        ("customs_offices", "0708", "乌拉特海关"),
        ("customs_offices", "0202", "新港海关"),
        ("units", "035", "千克"),
        ("units", "070", "吨"),
        ("countries", "MNG", "蒙古"),
        ("countries", "TWN", "中国台湾"),
        ("countries", "HKG", "中国香港"),
        ("countries", "ZZZ", "国(地)别不详"),
        ("trade_modes", "4019", "边境小额"),
        ("tax_exemption_natures", "506", "边境小额"),
        ("districts5", "15119", "巴彦淖尔市"),
        ("divisions6", "150824", "乌拉特中旗"),
        ("license_documents", "7", "自动进口许可证"),
        ("declaration_kinds", "  ", "一般报关单"),
    ],
)
def test_single_facts(reference: Reference, table: str, code: str, name: str) -> None:
    row = reference.row(table, code)
    assert row is not None and row.name == name


def test_ganqimaodu_is_served_by_office_0708(reference: Reference) -> None:
    port = reference.row("border_ports", "甘其毛都")
    assert port is not None and port.values["office"] == "0708"
    assert [row.code for row in reference.search("customs_offices", "甘其毛都")] == ["0708"]


@pytest.mark.parametrize(
    ("code", "model", "unit1", "unit2"),
    [
        (
            "2701121000",
            "0|3|收到基低位热值6800kcal/kg|含水8%|含硫0.6%|1/3焦煤|挥发分23%|无滞期费|灰分10.5%|20260210|胶质层18mm|20260301|粘结指数85",
            "035",
            "",
        ),
        ("2601112000", "0|3|破碎|平均粒度3mm|铁62%|无滞期费|MNG某矿|20260215|20260305", "035", ""),
        (
            "4407111099",
            "0|3|经纵锯|30mm|净边|未烘干|无蓝变|樟子松Pinus sylvestris|二级|20260210|4m×150mm",
            "035",
            "033",
        ),
        ("0204430000", "0|3|冻|去骨|20千克/箱|厂号MNG-000", "035", ""),
        ("8429521200", "4|2|110kW|CAT|320D|1.2m3|可旋转360度|自推进|22300kg|履带式", "001", "035"),
        ("8413709990", "4|3|工业用|TEST|型号A|流量200m3/h", "001", "035"),
        ("6204620000", "1|2|TEST|棉100%|长裤|女式|机织|A01", "015", "035"),
        ("0702000000", "0|2|鲜", "035", ""),
    ],
)
def test_goods_of_the_scenarios_have_as_many_elements_as_their_model(
    reference: Reference, code: str, model: str, unit1: str, unit2: str
) -> None:
    row = reference.row("hs_codes", code)
    assert row is not None
    assert len(row.values["elements"].split(";")) == len(model.split("|"))
    assert (row.values["unit1"], row.values.get("unit2", "")) == (unit1, unit2)


def marks_for(row: CodeRow | None, direction: str, tables: CodeTables) -> set[str]:
    """The marks of an article that count in one direction."""
    assert row is not None
    found = set()
    for mark in row.values.get("marks", ""):
        document = tables.row("license_documents", mark)
        if document is not None and direction in document.values["direction"]:
            found.add(mark)
    return found


@pytest.mark.parametrize(
    ("code", "direction", "marks"),
    [
        ("2701121000", "进口", {"7", "A"}),  # S01: the automatic import licence
        ("4407111099", "进口", {"A"}),  # S03 is clean …
        ("4407111091", "进口", {"A", "F"}),  # … and its Korean pine is an endangered species
        ("8429521200", "出口", set()),  # S07 is clean
        ("8413709990", "进口", set()),  # S10 is clean
    ],
)
def test_control_marks_of_the_scenarios(reference: Reference, code: str, direction: str, marks: set[str]) -> None:
    assert marks_for(reference.row("hs_codes", code), direction, reference) == marks


def test_members_of_rcep_stand_for_the_origin_rule(reference: Reference) -> None:
    row = reference.row("trade_agreements", "22", date(2026, 3, 1))
    assert row is not None
    members = row.values["members"].split(";")
    assert "JPN" in members and "USA" not in members and len(members) == 14
    assert reference.row("trade_agreements", "22", date(2021, 12, 31)) is None


@pytest.mark.parametrize("form", sorted(REGISTRY))
def test_every_code_table_a_form_asks_for_is_bundled(reference: Reference, form: str) -> None:
    asked = {field.box.table for field in forms.load(form).fields.values() if field.box.table}
    assert {table for table in asked if not reference.exists(table)} == set()
    assert {"countries", "customs_offices", "hs_codes", "units"} <= asked
