"""Examples of the rules on inspected, dangerous, gene-modified and used goods, their makers and certificates."""

from tests.forms.rules.example import Example

_LINE = "items[0]."
_CODE, _ATTRIBUTES, _PURPOSE = _LINE + "hs_code", _LINE + "attributes", _LINE + "purpose"
_MAKER, _MODEL, _NAME = _LINE + "overseas_maker", _LINE + "model", _LINE + "name"
_GAS = {_CODE: "2711120000"}
_TOLD = {_LINE + "un_number": "1978", _LINE + "danger_name": "丙烷", _LINE + "danger_package": "4"}
_PLAIN = {_MODEL: "0|3|冻|去骨|20千克/箱"}
_REGISTERED = {"licence_type": "519", "licence_number": "CMNG000001"}
_LIFT = {_CODE: "8427209000"}

EXAMPLES = [
    Example("R124", "S01", {_LINE + "inspection_name": ""}, {}, at=_LINE + "inspection_name", says="检验检疫名称未填"),
    Example("R124", "S01", {_ATTRIBUTES: ""}, {_ATTRIBUTES: "", "traffic_mode": "Y"}, at=_ATTRIBUTES),
    Example("R124", "S03", {_PURPOSE: ""}, {_PURPOSE: "", _CODE: "8413709990"}, at=_PURPOSE),
    Example("R126", "S15", {"drop:licences": 0}, {}, at=_CODE),
    Example("R126", "S15", {"licences[0].number": ""}, {"drop:licences": 0, "fact:export_ledger": "326000000000015"}),
    Example("R127", "S05", {_MAKER: ""}, {}, at=_MAKER, says="未填境外生产企业"),
    Example("R127", "S05", _PLAIN, {**_PLAIN, "add:items[0].limits": _REGISTERED}, says="注册编号"),
    Example("R127", "S05", {_MAKER: ""}, {_MAKER: "", "traffic_mode": "7"}),
    Example("R128", "S01", _GAS, {**_GAS, _LINE + "not_dangerous": "1"}, says="缺 UN 编码、危险货物名称、危包类别"),
    Example("R128", "S01", {**_GAS, _LINE + "un_number": "1978"}, {**_GAS, **_TOLD}, says="缺 危险货物名称、危包类别"),
    Example("R129", "S01", {_CODE: "1201901100"}, {_CODE: "1201901100", _ATTRIBUTES: "17"}, fix="19,17"),
    Example("R129", "S01", {_CODE: "1201901900"}, {_CODE: "1204000090"}, fix="19,16"),
    Example("R129", "S01", {_CODE: "1005900090", _ATTRIBUTES: ""}, {_CODE: "1005900090", _ATTRIBUTES: "19，16"}),
    Example("R130", "S01", {_CODE: "1204000090", _PURPOSE: "11"}, {_CODE: "1204000090", _PURPOSE: "18"}),
    Example(
        "R130", "S01", {_CODE: "1201100000", _PURPOSE: "18"}, {_CODE: "1201100000", _PURPOSE: "11"}, says="不作饲用"
    ),
    Example("R132", "S07", {_ATTRIBUTES: ""}, {}, at=_ATTRIBUTES, fix="21"),
    Example("R132", "S10", {_NAME: "二手离心泵", _ATTRIBUTES: "19"}, {_NAME: "离心泵（新旧通用配件）"}, fix="19,21"),
    Example("R132", "S03", {_NAME: "旧泵", **_LIFT}, {_NAME: "旧木板"}, at=_ATTRIBUTES),
    Example(
        "R132", "S10", {_CODE: "8704224000", _ATTRIBUTES: "21"}, {_CODE: "8704224000", _ATTRIBUTES: "19"}, at=_CODE
    ),
    Example("R141", "S01", {"certificates[0].kind": "13"}, {}, at="certificates", fix="11", says="品质证书"),
    Example("R141", "S01", {"drop:certificates": 1}, {_CODE: "4407111099"}, fix="12", says="重量证书"),
    Example("R143", "S05", {_CODE: "0104109000"}, {}, at="access.conditional", fix="0"),
    Example("R143", "S05", {_CODE: "0104109000"}, {_CODE: "0104109000", "access.conditional": "0"}),
    Example("R144", "S05", {"fact:sale_recorded": True}, {"fact:sale_recorded": True, "fact:released": True}),
    Example("R144", "S05", {"fact:sale_recorded": True, "fact:released": False}, {"fact:sale_recorded": False}),
]
