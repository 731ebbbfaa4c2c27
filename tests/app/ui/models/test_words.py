"""The words of problems and of fields: cut in two, put in page order, found by name and pinyin."""

import pytest

import forms
from app.core.problem import Fix, Problem, Severity
from app.declarations.status import CHINESE, Status
from app.reference import load
from app.ui.models.field_search import FieldSearch
from app.ui.models.filing_words import filing_words
from app.ui.models.page_order import PageOrder, goods_section, head_sections
from app.ui.models.problem_words import fix_words, place_of, title_and_body

FORM, TABLES = forms.load("import"), load()


def problem(path: str, message: str = "", severity: Severity = Severity.ERROR) -> Problem:
    return Problem("R000", severity, path, message)


@pytest.mark.parametrize(
    ("message", "title", "body"),
    [
        ("净重大于毛重，请核对过磅单", "净重大于毛重", "请核对过磅单"),
        ("商品第 2 项：法定数量未填，请填写", "法定数量未填", "请填写"),
        ("总价应大于 0", "总价应大于 0", ""),
        (f"{'很长' * 30}，完", None, ""),
    ],
)
def test_a_sentence_is_cut_at_its_first_comma(message: str, title: str | None, body: str) -> None:
    assert title_and_body(problem("net_weight", message)) == (title or message, body)


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("net_weight", "包装 · 净重"),
        ("items[1].first_quantity", "商品 2 · 法定数量"),
        ("items[0].limits[2].licence_number", "产品资质 1-3 · 许可证编号"),
        ("containers", "集装箱"),
        ("nowhere", ""),
    ],
)
def test_a_place_names_section_row_and_field(path: str, place: str) -> None:
    assert place_of(FORM, problem(path)) == place


def test_a_fix_shows_its_number_as_the_field_will() -> None:
    assert fix_words(FORM, Fix("net_weight", "4326730", "改为 4326730"), TABLES) == "改为 4,326,730"


def test_a_fix_names_its_code_and_the_field_it_goes_into() -> None:
    assert fix_words(FORM, Fix("pack_type", "00", "改为 00"), TABLES) == "改为 00 散装"
    assert fix_words(FORM, Fix("pack_type", "00", "改为 00 散装"), TABLES) == "改为 00 散装"
    remark = Fix("remark", "含木质包装", "改为 含木质包装")
    assert fix_words(FORM, remark, TABLES, "remark") == "改为 含木质包装"
    assert fix_words(FORM, remark, TABLES, "pack_type") == "备注改为 含木质包装"


def test_problems_come_in_the_order_of_the_page_with_the_goods_last() -> None:
    order = PageOrder(FORM)
    paths = [
        "items[0].name",
        "containers[0].container_id",
        "net_weight",
        "goods_place",
        "trade_scc",
        "items[0].hs_code",
    ]
    found = sorted([problem("entry_port", severity=Severity.WARNING), *map(problem, paths)], key=order.key)
    assert [one.path for one in found] == [
        "trade_scc",
        "goods_place",
        "net_weight",
        "containers[0].container_id",
        "items[0].hs_code",
        "items[0].name",
        "entry_port",
    ]


@pytest.mark.parametrize("form_id", sorted(forms.REGISTRY))
def test_every_form_has_one_goods_section_and_heads_without_it(form_id: str) -> None:
    form = forms.load(form_id)
    goods = goods_section(form)
    assert goods not in head_sections(form)
    assert all(not one.rows.startswith(f"{goods.rows}[]") for one in head_sections(form))


def test_fields_are_found_by_every_name_people_use() -> None:
    search = FieldSearch(FORM, load().spelling, "申报事实")
    for text in ("净重", "jz", "jingzhong", "26"):
        assert search.target(search.hits(text)[0]).pattern == "net_weight"
    assert search.target(search.hits("运输工具已从启运口岸启运")[0]).fact == "vehicle_departed"
    assert search.hits("没有这样的字段") == []
    assert len(search.hits("", 1000)) > 200


def test_nothing_is_called_sent_before_it_is() -> None:
    assert filing_words(Status.DRAFT) == "仅在本机"
    assert {filing_words(one) for one in (Status.QUEUED, Status.SENDING)} == {"待发送", "正在发送"}
    assert "未知" in filing_words(Status.UNKNOWN)
    assert all(filing_words(one) for one in Status)
    assert filing_words(Status.RELEASED) == CHINESE[Status.RELEASED]
