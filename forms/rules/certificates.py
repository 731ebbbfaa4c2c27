"""Rule R141: bulk minerals may ask for certificates of quality and weight."""

from collections.abc import Sequence
from datetime import date

from app.core.problem import Severity
from app.core.rules import FULL_MODES, Finding, Fired, rule
from app.core.tables import CodeTables
from forms.rules.goods_classes import BULK, classes_of
from forms.rules.law import INSPECTION, UNVERIFIED
from forms.rules.tariff import named

Texts = Sequence[str | None]
_QUALITY, _WEIGHT = "11", "12"


@rule(
    "R141",
    at="certificates",
    needs="items[].hs_code certificates[].kind tables today",
    message="第 {item} 项是大宗矿产，可依申请出具{wanted}",
    english="Line {item} is a bulk mineral: a certificate of quality or weight may be asked for ({wanted})",
    source=f"{INSPECTION}；海关总署进口大宗商品依企业申请检验重量、品质的公告{UNVERIFIED}",
    severity=Severity.WARNING,
    confidence="F",
    directions="I",
    modes=FULL_MODES,
    cures=True,
)
def bulk_goods_ask_for_certificates(codes: Texts, kinds: Texts, tables: CodeTables, today: date) -> Fired:
    bulk = (n for n, code in enumerate(codes, 1) if code is not None and BULK in classes_of(tables, code, today))
    item = next(bulk, None)
    if item is None:
        return None
    free = kinds.index(None) if None in kinds else len(kinds)  # a row begun but not yet named comes first
    place = f"certificates[{free}].kind"
    return [
        Finding({"item": item, "wanted": named(tables, "request_certificates", kind)}, fix=kind, fix_at=place)
        for kind in (_QUALITY, _WEIGHT)
        if kind not in kinds
    ]
