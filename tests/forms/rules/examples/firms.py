"""Examples of the rules that hold the parties against the lists of office and customs; every row is invented."""

from app.core.draft import Mode
from app.core.tables import CodeRow
from tests.forms.rules.example import Example

_INVENTED = "测试用虚构数据"
_OWN = CodeRow("firms", "91150824MA0TE5T16Y", "内蒙古测试煤业", {"customs_code": "1511960001"}, source=_INVENTED)
_BARRED = CodeRow("dishonest_firms", "91150824MA0TE5T16Y", "内蒙古测试煤业", source=_INVENTED)
_TWO_STEP = {"mode": Mode.COMPLETE}

EXAMPLES = [
    Example("R004", "S01", {"trade_code": "1511960009"}, {}, fix="1511960001", rows=(_OWN,), says="1511960009 不属于"),
    Example("R008", "S01", {}, {"trade_scc": "91150781MA0TE5T321"}, always=_TWO_STEP, rows=(_BARRED,)),
    Example("R008", "S01", _TWO_STEP, {"mode": Mode.ONCE}, rows=(_BARRED,)),
    Example("R011", "S01", {"overseas_consignor_code": "XX1234567"}, {"overseas_consignor_code": "MN1234567"}, fix=""),
    Example("R011", "S10", {"overseas_consignor_code": "US1234567"}, {"overseas_consignor_code": "JP1234567"}),
    Example("R011", "S07", {"overseas_consignee_code": "VA1234567"}, {"overseas_consignee_code": "NO"}, fix=""),
    Example("R011", "S07", {"overseas_consignee_code": "US1234567"}, {"overseas_consignee_code": "1234567"}),
]
