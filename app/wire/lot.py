"""A 互市 declaration as the exact bytes to be signed, judged by its own XSD; the only writer of them."""

from collections.abc import Mapping
from decimal import Decimal

from lxml import etree

from app.border_trade.message import GoodsStated, LotStated, ResidentStated
from app.core.clock import SHANGHAI
from app.declarations.message import XmlMessage
from app.wire import schema
from schemas import BORDER_TRADE_NAMESPACE, BORDER_TRADE_VERSION, Kind

_OPTIONAL = frozenset(
    [
        "groupNo",
        "pltno",
        "manifestId",
        "billNo",
        "buyerScc",
        "rmk",
        "netWt",
        "permitNo",
        "licenceNo",
        "btrnbPrsnPutrecNo",
        "taxAmt",
    ]
)
_MOMENT = "%Y-%m-%dT%H:%M:%S"


class LotNotWritable(Exception):
    """The declaration cannot be written as it stands; the message is one Chinese sentence without a person's number."""


def render_lot(lot: LotStated) -> XmlMessage:
    """Return the message of a 互市 declaration; raises LotNotWritable naming what the schema or XML refuses."""
    try:
        written = _write(lot)
    except ValueError as error:
        raise LotNotWritable("互市申报单含报文不允许的控制字符，请删去后重试") from error
    refused = schema.findings(written, Kind.BORDER_TRADE)
    if refused:
        label = _LABELS.get(refused[0].steps[-1][0] if refused[0].steps else "", refused[0].element)
        raise LotNotWritable(f"互市申报单的{label}未填或格式有误，请改正后再申报")
    return XmlMessage(written, lot.number)


def _write(lot: LotStated) -> bytes:
    root = etree.Element(_tag("IgdsDcl"), {"Version": BORDER_TRADE_VERSION}, nsmap={None: BORDER_TRADE_NAMESPACE})
    head = {
        "igdsdclBscNo": lot.number,
        "dclTypecd": "1" if len(lot.residents) == 1 else "2",
        "dclTime": lot.at.astimezone(SHANGHAI).strftime(_MOMENT),
        "dclCuscd": lot.zone,
        "impexpMarkcd": "I",
        "btrnbBizModecd": lot.use,
        "groupNo": lot.group,
        "dclerName": lot.declarant,
        "pltno": lot.plate,
        "manifestId": lot.batch_number,
        "billNo": lot.bill_number,
        "buyerScc": lot.buyer_scc,
        "rmk": lot.remark,
    }
    _fill(etree.SubElement(root, _tag("Head")), head)
    goods = etree.SubElement(root, _tag("igdsDclDtList"))
    for number, line in enumerate(lot.goods, 1):
        _fill(etree.SubElement(goods, _tag("igdsdclDt")), _of_goods(number, line))
    people = etree.SubElement(root, _tag("btrnbPrsnList"))
    for number, resident in enumerate(lot.residents, 1):
        _fill(etree.SubElement(people, _tag("btrnbPrsn")), _of_resident(number, resident))
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


def _of_goods(number: int, line: GoodsStated) -> Mapping[str, str]:
    return {
        "igdsdclDtNo": str(number),
        "hsGdecd": line.code,
        "gdsNm": line.name,
        "originNatcd": line.origin,
        "dclQty": format(line.quantity, "f"),
        "dclUnitcd": line.unit,
        "dclUprcAmt": format(line.price, "f"),
        "dclTotalAmt": format(line.value, "f"),
        "netWt": _optional(line.net_weight),
        "permitNo": line.permit,
        "licenceNo": line.licence,
    }


def _of_resident(number: int, resident: ResidentStated) -> Mapping[str, str]:
    return {
        "prsnNo": str(number),
        "btrnbPrsnPutrecNo": resident.record_number,
        "putrecErName": resident.name,
        "idno": resident.id_number,
        "dclQty": format(resident.quantity, "f"),
        "dclTotalAmt": format(resident.value, "f"),
        "exemptAmt": format(resident.exempt, "f"),
        "taxAmt": _optional(resident.tax),
        "confirmMode": resident.confirmed_by,
        "confirmTime": resident.confirmed_at.astimezone(SHANGHAI).strftime(_MOMENT),
    }


def _optional(number: Decimal | None) -> str:
    return "" if number is None else format(number, "f")


def _fill(parent: etree._Element, texts: Mapping[str, str]) -> None:
    """Write the elements; an optional one only where it holds something, so that the schema names what is lacking."""
    for name, text in texts.items():
        if text or name not in _OPTIONAL:
            etree.SubElement(parent, _tag(name)).text = text or None


def _tag(name: str) -> str:
    return f"{{{BORDER_TRADE_NAMESPACE}}}{name}"


_LABELS: Mapping[str, str] = {
    "dclCuscd": "互市区",
    "hsGdecd": "商品编号",
    "gdsNm": "商品名称",
    "originNatcd": "产地国",
    "dclUnitcd": "计量单位",
    "dclerName": "申报人",
    "manifestId": "货物运输批次号",
    "buyerScc": "落地加工企业信用代码",
    "idno": "身份证号",
    "putrecErName": "边民姓名",
}
