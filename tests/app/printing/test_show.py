"""The language of the layouts: what stands in the braces, and what is not shown at all when blank."""

from datetime import date

import pytest

import forms
from app.core.draft import Draft
from app.core.tables import CodeRow
from app.printing.show import Source, read_show


class OneTable:
    """Code tables that know 110 and nothing else."""

    def row(self, table: str, code: str, on: date | None = None) -> CodeRow | None:
        return CodeRow(table, code, "港元") if (table, code) == ("currencies", "HKD") else None

    def complete(self, table: str) -> bool:
        return False

    def exists(self, table: str) -> bool:
        return table == "currencies"


def shown(layout: object, texts: dict[str, str]) -> str:
    """What a layout line shows of a draft with these texts."""
    draft = Draft("import", "")
    draft.update(texts)
    source = Source(forms.load("import"), draft, OneTable())
    source.words = {"page": "3"}
    return read_show(layout).text(source)


@pytest.mark.parametrize(
    ("layout", "texts", "text"),
    [
        ("合同", {}, "合同"),
        ("{trade_name}", {"trade_name": " 甲公司 "}, "甲公司"),
        ("（{trade_scc|trade_code}）", {"trade_scc": "S", "trade_code": "C"}, "（S）"),
        ("（{trade_scc|trade_code}）", {"trade_code": "C"}, "（C）"),
        ("（{trade_scc|trade_code}）", {}, ""),
        ("{trade_scc+trade_code}", {"trade_scc": "S", "trade_code": "C"}, "S/C"),
        ("{trade_scc+trade_code}", {"trade_code": "C"}, "C"),
        (["运费：", "{fee_currency=000}/{fee_rate}/{fee_mark}"], {"fee_rate": "5"}, "运费：000/5/"),
        (["运费：", "{fee_currency=000}/{fee_rate}/{fee_mark}"], {}, "运费："),
        ("{fee_currency:name}", {"fee_currency": "HKD"}, "港元"),
        ("{fee_currency:name}", {"fee_currency": "XYZ"}, ""),
        ("{fee_currency:word}", {"fee_currency": "XYZ"}, "XYZ"),
        ("5{fee_currency:aside}", {"fee_currency": "XYZ"}, "5（XYZ）"),
        ("5{fee_currency:aside}", {"fee_currency": "HKD"}, "5港元"),
        ("{price_statements:answer2}", {"price_statements": "10990"}, "否"),
        ("{price_statements:answer1}", {"price_statements": "10990"}, "是"),
        ("{price_statements:answer3}", {"price_statements": "10990"}, ""),
        ("{price_statements:answer9}", {"price_statements": "10990"}, ""),
        ("第{@page}页", {}, "第3页"),
    ],
)
def test_shows(layout: object, texts: dict[str, str], text: str) -> None:
    assert shown(layout, texts) == text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("1980500", "1980500"),
        ("1,980,500.50", "1980500.50"),
        ("１２３", "123"),
        ("0.00001", "0.00001"),
        ("abc", "abc"),
        ("-5.", "-5"),
        ("9" * 60, "9" * 60),
    ],
)
def test_numbers_are_shown_as_declared_without_grouping(raw: str, text: str) -> None:
    assert shown("{gross_weight}", {"gross_weight": raw}) == text


def test_dates_are_shown_as_the_message_has_them() -> None:
    assert shown("{ie_date}", {"ie_date": "2026-03-05"}) == "20260305"
    assert shown("{ie_date}", {"ie_date": "明天"}) == "明天"


def test_rows_follow_each_other_and_blank_ones_are_skipped() -> None:
    layout = [{"each": "containers", "show": "{containers[].container_id}", "join": "；", "before": "{@count}箱："}]
    rows = {f"containers[{n}].container_id": text for n, text in enumerate(("A", "", "B", "A"))}
    assert shown(layout, rows) == "3箱：A；B；A"
    assert shown([{**layout[0], "distinct": True}], rows) == "2箱：A；B"
    assert shown(layout, {}) == ""
