"""Our typed facts against the reference tables of the design folder, where it is at hand; nothing is copied."""

import csv
from pathlib import Path

import pytest

from app.reference import load

SHARED = Path("/work/shared/reference")
OURS = load()
TABLES = [
    "container_specs",
    "countries",
    "currencies",
    "customs_offices",
    "districts5",
    "divisions6",
    "duty_modes",
    "edoc_types",
    "enterprise_qualifications",
    "goods_attributes",
    "inspection_categories",
    "license_documents",
    "packaging_types",
    "ports",
    "product_qualifications",
    "receipt_status",
    "tax_exemption_natures",
    "trade_agreements",
    "trade_modes",
    "transaction_modes",
    "transport_modes",
    "units",
    "usages",
]
# Ours say more on purpose: letters of message.md §3.3 that the reference list does not have, and our own of requests.
_LETTERS = "N S Z a b c d SpL SpE SpJ Sp1 SpC SpK RqL RqB RqP RqE"
NOT_IN_REFERENCE = {"receipt_status": set(_LETTERS.split())}
# A table that claims to be complete must have every code of the reference list.
COMPLETE = [table for table in TABLES if OURS.complete(table)]
FIELD_STEMS = {
    "EntryType": "entry_types",
    "EdiId": "edi_marks",
    "DeclTrnRel": "transit_relations",
    "BillType": "bill_types",
    "SpecDeclFlag": "special_business",
    "BusinessItems": "business_items",
    "PromiseItems": "price_statements",
    "FeeMark/InsurMark/OtherMark": "fee_marks",
    "OperType": "oper_types",
    "TransFlag": "transfer_types",
    "EdocFomatType": "edoc_formats",
    "IEFlag": "ie_flags",
    "OriCertType": "origin_certificate_types",
    "品牌类型(申报要素)": "brand_types",
    "出口享惠情况(申报要素)": "preference_tokens",
    "DangPackType": "dangerous_package_classes",
    "CorrelationReasonFlag": "correlation_reasons",
    "AppCertCode": "request_certificates",
}
# rules.md §7 S03 (红松) and the note of the reference row name the marks E and F, which its mark column leaves out.
OTHER_MARKS = {"4407111091": "4ABEFxy", "4407950091": "4ABEFxy"}


def reference_rows(table: str) -> list[dict[str, str]]:
    path = SHARED / f"{table}.csv"
    if not path.exists():
        pytest.skip(f"{path} is not on this machine: the design folder is never part of the repository")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def by_code(table: str) -> dict[str, dict[str, str]]:
    """The reference rows by code; of two kinds of 用途 the one the message uses now."""
    return {row["code"]: row for row in reference_rows(table) if not row.get("kind", "").startswith("旧")}


def our_codes(table: str) -> set[str]:
    return {row.code for row in OURS.search(table, "", limit=100_000)}


@pytest.mark.parametrize("table", TABLES)
def test_codes_and_names_agree(table: str) -> None:
    theirs = by_code(table)
    for code in our_codes(table):
        ours = OURS.row(table, code)
        assert ours is not None
        if code not in theirs:
            assert code in NOT_IN_REFERENCE.get(table, set()), f"{table} {code} {ours.name}"
            continue
        assert ours.name == theirs[code]["name"], f"{table} {code}"


@pytest.mark.parametrize("column", ["old", "iso2"])
def test_the_other_codes_of_countries_agree(column: str) -> None:
    theirs = by_code("countries")
    for code in our_codes("countries"):
        ours = OURS.row("countries", code)
        assert ours is not None
        said = theirs[code]["old_code" if column == "old" else column]
        assert not ours.values.get(column) or not said or ours.values[column] == said, code


@pytest.mark.parametrize(
    ("table", "column"), [("license_documents", "direction"), ("customs_offices", "district_code")]
)
def test_what_rules_read_beside_the_name_agrees(table: str, column: str) -> None:
    theirs = by_code(table)
    for code in our_codes(table):
        ours = OURS.row(table, code)
        assert ours is not None and ours.values[column] == theirs[code][column], code


@pytest.mark.parametrize("table", COMPLETE)
def test_a_table_that_claims_to_be_complete_has_every_code(table: str) -> None:
    assert set(by_code(table)) <= our_codes(table)


@pytest.mark.parametrize(("field", "table"), FIELD_STEMS.items())
def test_values_of_message_fields_agree(field: str, table: str) -> None:
    theirs = {
        row["code"]: row["name"] for row in reference_rows("message_enums") if row["field"].split(" ")[0] == field
    }
    assert theirs
    assert {code: OURS.row(table, code).name for code in our_codes(table)} == theirs  # type: ignore[union-attr]


def test_articles_exist_with_their_names() -> None:
    theirs = by_code("hs_codes")
    for code in our_codes("hs_codes"):
        ours = OURS.row("hs_codes", code)
        assert ours is not None and theirs[code]["name"].startswith(ours.name), (
            code
        )  # ours leave remarks in brackets out


def test_units_and_marks_of_articles_agree() -> None:
    theirs = by_code("hs_curated")
    compared = 0
    for code in our_codes("hs_codes") & set(theirs):
        ours = OURS.row("hs_codes", code)
        assert ours is not None
        expected = theirs[code]
        assert ours.values.get("unit1", "") == expected["unit1_code"], code
        assert ours.values.get("unit2", "") == expected["unit2_code"], code
        assert ours.values.get("marks", "") == OTHER_MARKS.get(code, expected["control_marks"]), code
        assert ours.values.get("inspection", "") == expected["ciq_categories"], code
        compared += 1
    assert compared >= 80


def test_the_order_of_elements_is_claimed_only_where_it_is_known() -> None:
    theirs = by_code("hs_curated")
    for code in our_codes("hs_codes") & set(theirs):
        ours = OURS.row("hs_codes", code)
        assert ours is not None
        ordered = [one for one in theirs[code]["elements_ordered"].split(";") if one not in {"", "GTIN", "CAS", "其他"}]
        if ordered and ours.values["elements_ordered"] == "yes":
            assert ours.values["elements"].split(";") == ordered, code
