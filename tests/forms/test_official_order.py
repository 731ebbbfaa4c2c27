"""The page against 填制规范 (公告2019年第18号): its boxes 1–49, their names, and their order inside every section."""

import pytest

import forms
from app.core.form import Form

FORMS = [forms.load(form_id) for form_id in forms.REGISTRY]
RARE = 50  # orders from here on stand behind 其余 n 项

# Box: what the regulation calls it, import and export, in words that must stand in the field's label.
BOXES = {
    3: ("境内收货人", "境内发货人"),
    4: ("进境关别", "出境关别"),
    5: ("进口日期", "出口日期"),
    7: ("备案号", "备案号"),
    8: ("境外发货人", "境外收货人"),
    9: ("运输方式", "运输方式"),
    11: ("提运单号", "提运单号"),
    12: ("货物存放地点", "货物存放地点"),
    13: ("消费使用单位", "生产销售单位"),
    14: ("监管方式", "监管方式"),
    15: ("征免性质", "征免性质"),
    16: ("许可证号", "许可证号"),
    17: ("启运港", "启运港"),
    18: ("合同协议号", "合同协议号"),
    19: ("贸易国(地区)", "贸易国(地区)"),
    20: ("启运国(地区)", "运抵国(地区)"),
    21: ("经停港", "指运港"),
    22: ("入境口岸", "离境口岸"),
    24: ("件数", "件数"),
    25: ("毛重", "毛重"),
    26: ("净重", "净重"),
    27: ("成交方式", "成交方式"),
    28: ("运费", "运费"),
    29: ("保费", "保费"),
    30: ("杂费", "杂费"),
    33: ("项号", "项号"),
    34: ("商品编号", "商品编号"),
    37: ("单价", "单价"),
    38: ("总价", "总价"),
    39: ("币制", "币制"),
    40: ("原产国(地区)", "原产国(地区)"),
    41: ("最终目的国(地区)", "最终目的国(地区)"),
    43: ("征免", "征免"),
    44: ("价格说明", "价格说明"),
    47: ("自报自缴", "自报自缴"),
}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_every_section_of_the_head_follows_the_official_page(form: Form) -> None:
    for section in form.sections:
        if section.rows:
            continue
        boxes = [bound.box.box for bound in form.page(section.id) if bound.box.box and bound.box.order < RARE]
        assert boxes == sorted(boxes), section.title


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
@pytest.mark.parametrize("number", BOXES)
def test_a_box_is_called_as_the_regulation_calls_it(form: Form, number: int) -> None:
    wanted = BOXES[number]["IE".index(form.direction)]
    labels = [bound.label for bound in form.fields.values() if bound.box.box == number]
    assert [label for label in labels if wanted in label]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_the_ports_of_the_way_stand_together(form: Form) -> None:
    way = [bound.box.box for bound in form.page("transport") if bound.box.order < RARE]
    assert way[-2:] == [21, 22]
