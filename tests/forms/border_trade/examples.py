"""One change that makes each 互市 rule speak and a near-by one that does not; list rows are invented."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from app.core.check import Checker
from app.core.form import Form
from app.core.problem import Problem
from app.core.tables import CodeRow, CodeTables
from forms.border_trade import FORM
from tests.forms.border_trade.lots import citizens, pine_nuts
from tests.helpers.code_tables import WithRows

TODAY = date(2026, 6, 8)
_INVENTED = "测试用虚构数据"
_FIRST, _SECOND = "residents[0].", "residents[1]."
Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class LotExample:
    """A rule of the lot proved both ways."""

    rule: str
    fires: Texts
    silent: Texts
    at: str
    says: str = ""
    rows: tuple[CodeRow, ...] = ()
    whole: frozenset[str] = field(default_factory=frozenset)  # tables to be taken as complete

    @property
    def name(self) -> str:
        """Name the example for the test report."""
        return f"{self.rule}-{self.at}-{next(iter(self.fires))}"

    def problems(self, change: Texts, tables: CodeTables, form: Form = FORM) -> tuple[Problem, ...]:
        """Return what the check of the changed lot says under this rule's id."""
        draft = pine_nuts()
        draft.update(change)
        checker = Checker(form, draft, WithRows(tables, self.rows, self.whole), TODAY)
        return tuple(problem for problem in checker.problems() if problem.rule == self.rule)


_PLANT = "91152501MA0TE5T24Q"
_PROCESSED = {"use": "3", "zone": "0705", "buyer_scc": _PLANT}
_LISTS = (
    CodeRow("processing_plants", _PLANT, "测试加工厂", source=_INVENTED),
    CodeRow("processing_goods", "0802910090", "松子", source=_INVENTED),
)
_WHOLE = frozenset({"processing_plants", "processing_goods", "border_trade_taxed"})
_WINE = (CodeRow("border_trade_taxed", "2208", "烈性酒", source=_INVENTED),)
_LAST = "residents[19].value"

EXAMPLES = [
    LotExample("R145", {_FIRST + "registered": "0"}, {}, _FIRST + "registered", "未备案"),
    LotExample(
        "R145",
        {_FIRST + "record_until": "20260607"},
        {_FIRST + "record_until": "20260608"},
        _FIRST + "registered",
        "已于 2026-06-07 过期",
    ),
    LotExample("R145", {_FIRST + "county": "110101"}, {_FIRST + "county": "150781"}, _FIRST + "county", "边民旗县表"),
    LotExample("R146", {_FIRST + "id_number": "152501198501010019"}, {}, _FIRST + "id_number", "校验位不符"),
    LotExample("R146", {_FIRST + "id_number": "1525"}, {}, _FIRST + "id_number", "现为 4 位"),
    LotExample("R147", {_FIRST + "used_today": "8000"}, {_FIRST + "used_today": "7999.99"}, _FIRST + "value"),
    LotExample(
        "R147",
        {_FIRST + "used_today": "8000"},
        {_FIRST + "used_today": "8000", _FIRST + "exempt": "0"},
        _FIRST + "value",
        "已用 8,000 元",
    ),
    LotExample(
        "R148",
        {_FIRST + "used_today": "5000"},
        {_FIRST + "used_today": "500"},
        _FIRST + "value",
        "剩余额度 3,000 元，超出的 4,500.00 元",
    ),
    LotExample("R148", {_FIRST + "value": "10000"}, {_FIRST + "value": "8000"}, _FIRST + "value", "2,000 元将征税"),
    LotExample("R149", {_FIRST + "used_elsewhere": "策克互市区"}, {}, _FIRST + "used_elsewhere", "策克互市区"),
    LotExample("R150", {"goods[0].code": "2208600000"}, {}, "goods[0].code", "烈性酒", _WINE, _WHOLE),
    LotExample(
        "R150",
        {_FIRST + "quantity": "50.001", "goods[0].code": "1001990001", "goods[0].unit": "035"},
        {_FIRST + "quantity": "50", "goods[0].code": "1001990001", "goods[0].unit": "035"},
        _FIRST + "quantity",
        "每人每日限 50",
        (CodeRow("border_trade_limited", "1001", "小麦", {"limit": "50", "unit": "035"}, source=_INVENTED),),
        frozenset({"border_trade_limited"}),
    ),
    LotExample("R151", {"goods[0].origin": "KAZ"}, {"goods[0].origin": "MNG"}, "goods[0].origin"),
    LotExample(
        "R151", {"goods[0].origin": "BLR"}, {"goods[0].origin": "BLR", "zone": "0705"}, "goods[0].origin", "白俄罗斯"
    ),
    LotExample("R152", {_SECOND + "authorized": "0"}, {"group_number": ""}, _SECOND + "authorized"),
    LotExample("R152", {_SECOND + "authorized": ""}, {}, _SECOND + "authorized", "取得委托书"),
    LotExample("R153", {_LAST: "7499.99"}, {}, "value", "相差 0.01 元"),
    LotExample(
        "R154",
        {_SECOND + "id_number": citizens(1)[0]},
        {_SECOND + "id_number": "152501199003150020"},
        _SECOND + "id_number",
        "与第 1 项",
    ),
    LotExample("R155", {**_PROCESSED, "zone": "0608"}, _PROCESSED, "use", "不是落地加工试点", _LISTS, _WHOLE),
    LotExample("R155", {**_PROCESSED, "zone": "0609"}, _PROCESSED, "use", "0609 不是落地", _LISTS, _WHOLE),
    LotExample(
        "R155", {**_PROCESSED, "buyer_scc": "91150781MA0TE5T321"}, _PROCESSED, "buyer_scc", "不在", _LISTS, _WHOLE
    ),
    LotExample("R155", {**_PROCESSED, "buyer_scc": ""}, {"use": "2"}, "buyer_scc", "未填", _LISTS, _WHOLE),
    LotExample(
        "R155", {**_PROCESSED, "goods[0].code": "0802920090"}, _PROCESSED, "goods[0].code", "清单", _LISTS, _WHOLE
    ),
    LotExample("R156", {"goods[0].permit": ""}, {}, "goods[0].permit", "检疫许可"),
    LotExample(
        "R156",
        {"goods[0].code": "0802910010"},
        {"goods[0].code": "0802910010", "goods[0].licence": "26-XX-000809"},
        "goods[0].permit",
        "濒危",
    ),
]
