"""No false alarm on ordinary declarations; and of one slip in any of them exactly one rule speaks, and helpfully."""

from functools import cache

import pytest

import forms
from app import reference
from app.core.check import Checked, check
from app.core.problem import Problem, Severity
from app.core.tables import CodeTables
from app.gateway import document, rules
from app.gateway.declared import Declared
from app.work.examine import examine
from tests.forms.rules.example import Change, apply
from tests.scenarios.desk import CASES, Case

NO_TABLE = ("R016", "entry_port")  # the official table of domestic ports was not to be had
MEAT, ORE, PHONE, BOOK = "羊肉 公路 集装箱 S05", "铁矿 铁路 FOB", "样品 空运 代理 个人", "羊绒 来料 海运"
BORDER, PUMPS, TOMATO, HOUSE = "褐煤 边境小额 EXW", "泵 五十项 铁路", "鲜番茄 绿色通道 S15", "木家具 海外仓 S16"
STEEL, LOGS, LIFT, ZONE = "钢结构 海运 木质包装", "原木 铁路", "旧叉车 C&F", "手机 综保区二线"


@cache
def tables() -> CodeTables:
    """Return the starter tables the program ships."""
    return reference.load()


def _look(case: Case, change: Change | None = None) -> Checked:
    draft = case.draft.copy()
    today = apply(draft, change or {}, case.today)
    return check(forms.load(draft.form), {}, tables(), draft, today)


def _said(checked: Checked) -> dict[tuple[str, str], Problem]:
    return {(one.rule, one.path): one for one in checked.problems}


@pytest.mark.parametrize("name", CASES)
def test_an_ordinary_declaration_raises_no_alarm(name: str) -> None:
    case = CASES[name]
    checked = _look(case)
    assert checked.declaration is not None, [one.message for one in checked.problems if one.blocks]
    assert tuple(one.rule for one in checked.problems if (one.rule, one.path) != NO_TABLE) == case.warnings


_SAME_BOX = {"container_id": "TBJU1234565", "container_type": "12", "goods_numbers": "1"}

# What was changed, the rule, E or W, and words its sentence must have.
SLIPS: tuple[tuple[str, Change, str, str, str], ...] = (
    (MEAT, {"entry_customs": "0603"}, "R019", "E", "不具备肉类指定监管场地资质"),
    (MEAT, {"containers[0].container_id": "TBJU1234566"}, "R063", "E", "末位应为 5"),
    (MEAT, {"containers[0].container_id": "tbju1234565"}, "R063", "E", "大写字母"),
    (MEAT, {"add:containers": _SAME_BOX}, "R064", "E", "与第 1 项重复"),
    (MEAT, {"containers[0].goods_numbers": "2"}, "R067", "E", "没有第 2 项商品"),
    (MEAT, {"drop:licences": 0}, "R133", "E", "自动进口许可证（代码 7）"),
    (MEAT, {"items[0].first_quantity": "22000"}, "R107", "E", "应为 22,500"),
    (MEAT, {"items[0].first_unit": "070"}, "R104", "E", "应为千克（035），现为吨（070）"),
    (MEAT, {"items[0].second_quantity": "5"}, "R106", "E", "没有第二单位，应留空"),
    (MEAT, {"access.transfer": "1"}, "R142", "E", "转入场所代码未填"),
    (MEAT, {"voyage_number": "20260401"}, "R037", "E", "13 位货物运输批次号，现为 8 位"),
    (MEAT, {"traffic_name": "蒙A1234"}, "R036", "W", "请删去"),
    (MEAT, {"bill_number": ""}, "R038", "E", "进出口总运单号"),
    (MEAT, {"bill_number": "EL1,EL2"}, "R047", "E", "请分单申报"),
    (MEAT, {"bill_number": "EL-1"}, "R046", "E", "只能用字母、数字、下划线和星号"),
    (MEAT, {"trade_scc": "91150100MA0TE5T4OJ"}, "R001", "E", "含“O”"),
    (MEAT, {"owner_scc": "91150100MA0TE5T40K"}, "R005", "E", "校验位不符"),
    (MEAT, {"trade_code": "15019600"}, "R002", "E", "现为 8 位"),
    (MEAT, {"agent_scc": "91150781MA0TE5T67K"}, "R007", "E", "请加随附单据 10000001"),
    (MEAT, {"trade_area": "CHN"}, "R166", "W", "交易对方所在国"),
    (MEAT, {"items[0].origin_country": "CHN"}, "R168", "W", "国货复进口"),
    (MEAT, {"items[0].origin_country": "蒙古"}, "R109", "E", "请按 F2"),
    (MEAT, {"items[0].total": "9787.50"}, "R091", "W", "97,875.00"),
    (MEAT, {"items[0].currency": "502"}, "R094", "E", "3 位大写字母"),
    (MEAT, {"gross_weight": "22000"}, "R055", "E", "净重不得大于毛重"),
    (MEAT, {"pack_type": "2"}, "R060", "E", "请按 F2"),
    (MEAT, {"pack_count": "0"}, "R058", "E", "应大于 0"),
    (MEAT, {"terms": "2"}, "R072", "E", "保费填 0.3"),
    (MEAT, {"items[0].hs_code": "02044300"}, "R097", "E", "10 位数字"),
    (MEAT, {"items[0].model": "冻去骨羊肉"}, "R101", "E", "填在规格型号第一位"),
    (MEAT, {"items[0].model": "0|0|冻|去骨|20千克/箱|厂号"}, "R100", "E", "进口应填 3"),
    (MEAT, {"overseas_consignor_name": ""}, "R009", "E", "没有则填 NO"),
    (MEAT, {"overseas_consignor_name": "蒙古肉业"}, "R012", "W", "英文名称"),
    (MEAT, {"goods_place": ""}, "R169", "E", "存放场所"),
    (MEAT, {"ie_date": "20270401"}, "R030", "E", "不知道时留空"),
    (MEAT, {"price_statements": "19000"}, "R088", "E", "应填 1 或 0"),
    (MEAT, {"manual_number": "C07086000001", "items[0].manual_item": "1"}, "R118", "E", "核对监管方式或备案号"),
    (MEAT, {"licence_number": "26XX1"}, "R134", "E", "如 26-XX-000001"),
    (MEAT, {"departure_port": "RUS000"}, "R164", "W", "中转的在备注注明"),
    (MEAT, {"items[0].district": "150"}, "R170", "E", "5 位国内地区代码"),
    (MEAT, {"items[0].destination_code": ""}, "R170", "E", "6 位行政区划代码，现未填"),
    (MEAT, {"items[0].name": ""}, "R000", "E", "商品名称未填"),
    (MEAT, {"mark_number": ""}, "R174", "W", "N/M"),
    (ORE, {"insurance_rate": "", "insurance_mark": ""}, "R073", "E", "保费未填"),
    (ORE, {"insurance_mark": "2"}, "R082", "E", "保费只有 1 率和 3 总价"),
    (ORE, {"fee_currency": ""}, "R081", "E", "运费币制未填"),
    (ORE, {"items[0].first_quantity": "3450.2"}, "R108", "E", "应为 3,450,200"),
    (ORE, {"traffic_name": ""}, "R039", "E", "车厢编号或交接单号"),
    (ORE, {"voyage_number": "0620"}, "R040", "E", "8 位进出境日期"),
    (PHONE, {"bill_number": "99912345674_H1"}, "R044", "E", "校验位不符"),
    (PHONE, {"voyage_number": "20261101"}, "R045", "W", "免填"),
    (PHONE, {"owner_scc": "152501198501010019"}, "R005", "E", "身份证号校验位不符"),
    (PHONE, {"drop:edocs": 0}, "R007", "E", "委托协议"),
    (BOOK, {"manual_number": ""}, "R114", "E", "备案号未填"),
    (BOOK, {"manual_number": "C07016400001"}, "R117", "E", "应为 B"),
    (BOOK, {"items[0].manual_item": ""}, "R115", "E", "备案序号未填"),
    (BOOK, {"traffic_name": "海洋号"}, "R042", "E", "船舶英文名称"),
    (BOOK, {"bill_number": "A*B*C"}, "R043", "E", "提单号*分提单号"),
    (BORDER, {"items[0].origin_country": "RUS"}, "R110", "W", "请确认是否转口"),
    (BORDER, {"other_mark": ""}, "R081", "E", "杂费标记未填"),
    (BORDER, {"pack_count": "7"}, "R059", "W", "一般填 1"),
    (PUMPS, {"items[7].model": "4|3|工业用|TEST|P7|流量200m3/h"}, "R176", "W", "与第 7 项"),
    (PUMPS, {"items[3].currency": "CNY"}, "R093", "W", "与第 1 项的 USD 不同"),
    (PUMPS, {"net_weight": "9000"}, "R057", "W", "12,750 千克"),
    (PUMPS, {"items[49].second_quantity": ""}, "R106", "E", "商品第 50 项"),
    (TOMATO, {"fee_rate": "", "fee_mark": "", "fee_currency": ""}, "R077", "E", "运费未填"),
    (TOMATO, {"fact:planned_arrival": "2026-06-12"}, "R028", "E", "尚有 4 天"),
    (TOMATO, {"items[0].destination_country": "CHN", "items[0].origin_country": "MNG"}, "R160", "E", "请对调"),
    (TOMATO, {"items[0].model": "0|3|鲜"}, "R100", "E", "出口应填 0、1 或 2"),
    (TOMATO, {"items[0].model": "0|2|"}, "R099", "E", "缺 制作或保存方法"),
    (HOUSE, {"containers[0].container_id": "CRXU6543215"}, "R063", "E", "末位应为 4"),
    (STEEL, {"remark": ""}, "R061", "W", "请填其他包装或备注"),
    (STEEL, {"add:packs": {"kind": "92", "count": "10"}}, "R062", "E", "请改为 0 或删去"),
    (STEEL, {"fee_mark": "3", "fee_rate": "100", "fee_currency": "USD"}, "R076", "W", "一般不填运费"),
    (LOGS, {"items[0].attributes": "19"}, "R131", "E", "23 带皮或 24 不带皮"),
    (LOGS, {"drop:items[0].limits": 0}, "R125", "E", "检疫许可证或检疫证书"),
    (LIFT, {"fee_mark": "3", "fee_rate": "9", "fee_currency": "USD"}, "R071", "E", "运费应留空"),
    (ZONE, {"bill_number": "X1"}, "R048", "W", "免填"),
)


@pytest.mark.parametrize(("name", "slip", "rule", "severity", "words"), SLIPS)
def test_of_one_slip_one_rule_speaks(name: str, slip: Change, rule: str, severity: str, words: str) -> None:
    case = CASES[name]
    before, after = _said(_look(case)), _said(_look(case, slip))
    new = [after[key] for key in after.keys() - before.keys()]
    assert [one.rule for one in new] == [rule], [one.message for one in new]
    assert new[0].severity is {"E": Severity.ERROR, "W": Severity.WARNING}[severity]
    assert words in new[0].message
    assert new[0].source


@pytest.mark.parametrize("name", CASES)
def test_the_gateway_has_nothing_against_it_either(name: str) -> None:
    case = CASES[name]
    message = examine(forms.load(case.draft.form), case.draft, tables(), case.today).message
    assert message is not None
    root = document.read(message.content)
    assert [*document.schema_findings(root), *rules.check(Declared(root))] == []


@pytest.mark.parametrize("name", CASES)
def test_every_cure_on_the_desk_cures(name: str) -> None:
    case = CASES[name]
    for slip in (one for other, one, *_ in SLIPS if other == name):
        for problem in _look(case, slip).problems:
            if problem.fix is not None:
                cured = _look(case, {**slip, problem.fix.path: problem.fix.text})
                assert (problem.rule, problem.path) not in _said(cured)
