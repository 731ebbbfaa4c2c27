"""What a 退单 says: pointers where there are any, else the words of its note, as rules and fields of ours."""

import pytest

import forms
from app.declarations.finding import Finding
from app.declarations.rejection import KEYWORDS, Pointer, note_to_rules, path_of, pointers_of

FORM = forms.load("import")

# rules.md §5.5, in wordings as customs writes them.
NOTES = [
    ("商品编号与法定计量单位不符", "R104", "items[0].first_unit"),
    ("第2项商品编号有误，请核对归类", "R097", "items[1].hs_code"),
    ("第 3 项申报要素不全", "R099", "items[2].model"),
    ("舱单无数据", "R051", "bill_number"),
    ("与舱单重量不符", "R051", "gross_weight"),
    ("舱单件数不符", "R051", "pack_count"),
    ("货物运输批次号错误", "R037", "voyage_number"),
    ("航次号有误", "R041", "voyage_number"),
    ("运输工具名称有误", "R036", "traffic_name"),
    ("收发货人未备案", "R003", "trade_code"),
    ("许可证核销失败", "R135", "licence_number"),
    ("监管方式与征免性质不符", "R113", "levy_nature"),
    ("担保额度不足", "R022", None),
    ("币制填报错误", "R094", "items[0].currency"),
    ("成交方式与运保费不符", "R070", "terms"),
    ("集装箱号不符", "R063", "containers[0].container_id"),
    ("原产地证书无电子信息", "R138", "preferences[0].certificate_number"),
    ("随附单据缺失", "R161", "edocs[0].kind"),
    ("净重大于毛重", "R055", "net_weight"),
    ("重复申报", "R159", "sign.client_seq_no"),
]


@pytest.mark.parametrize(("note", "rule", "path"), NOTES)
def test_each_reason_finds_its_rule_and_field(note: str, rule: str, path: str | None) -> None:
    (found,) = note_to_rules(f"退单：{note}", FORM)
    assert found.rule == rule
    assert note in found.words
    if path is not None:
        assert found.path == path


def test_a_note_of_several_clauses() -> None:
    found = note_to_rules("退单：净重大于毛重；第2项商品编号错误；净重大于毛重。", FORM)
    assert [(one.rule, one.path) for one in found] == [("R055", "net_weight"), ("R097", "items[1].hs_code")]


def test_a_rule_named_outright_comes_first() -> None:
    (found,) = note_to_rules("退单：进口CIF不得填运费、保费[R070]", FORM)
    assert found.rule == "R070"
    assert found.path in FORM.fields


@pytest.mark.parametrize("note", ["", "退单：海关不受理", "请联系现场", "\x00", "第999项"])
def test_words_that_say_nothing_known_point_nowhere(note: str) -> None:
    assert note_to_rules(note, FORM) == ()


def test_the_gateways_own_pointers_come_before_its_words() -> None:
    finding = Finding("R055", "DecHead/NetWt", None, "净重不得大于毛重")
    assert pointers_of([finding], "退单：币制有误", FORM) == (Pointer("R055", "net_weight", "净重不得大于毛重"),)
    assert pointers_of([], "退单：币制有误", FORM)[0].rule == "R094"


def test_elements_become_paths() -> None:
    assert path_of(FORM, Finding("", "DecList/GQty", 3, "")) == "items[2].quantity"
    assert path_of(FORM, Finding("", "DecGoodsLimit/LicenceNo", 2, "")) == "items[1].limits[0].licence_number"
    assert path_of(FORM, Finding("", "Nothing/Known", None, "")) == ""


@pytest.mark.parametrize("form", ["import", "export"])
def test_every_keyword_has_a_field_of_each_form(form: str) -> None:
    fields = forms.load(form).fields
    assert [one.path for one in KEYWORDS if one.path and one.path not in fields] == []


def test_every_keyword_stands_for_a_rule_there_is() -> None:
    boxes = {rule for bound in FORM.fields.values() for rule in (bound.box.rule, bound.box.empty_rule)}
    known = {one.id for one in FORM.rules} | boxes | {"R159"}
    assert {one.rule for one in KEYWORDS} - known == set()
