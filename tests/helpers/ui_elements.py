"""A stand-in for the catalogue of 申报要素: thirteen elements of coal, and strings written before."""

from collections.abc import Sequence
from datetime import date

from app.reference.elements import ElementList, in_place
from app.ui.pages.elements.services import EarlierUse
from app.ui.pages.services import Done, Failed
from tests.helpers.ui_services import Answers

COAL = (
    *("品牌类型", "出口享惠情况", "收到基低位热值", "含水", "含硫", "煤种", "挥发分"),
    *("滞期费", "灰分", "计价日期", "胶质层最大厚度", "签约日期", "粘结指数"),
)
BEFORE = "0|3|6800kcal/kg|8.2%|0.60%|1/3焦煤|31%|无滞期费|10.5%|20260201|18mm|20260125|85"
OLDER = "0|3|6750kcal/kg|8.5%|0.61%|1/3焦煤|31%|无滞期费|10.8%|20260101|18mm|20251225|84"


class FakeElements:
    """Knows coal only."""

    def __init__(self) -> None:
        self.answers = Answers()
        self.uses = [
            EarlierUse(BEFORE, "TM-2026-016", "内蒙古测试煤业有限公司", date(2026, 2, 16)),
            EarlierUse(OLDER, "TM-2026-002", "内蒙古测试煤业有限公司", date(2026, 1, 2)),
        ]

    def elements(self, code: str, on: date) -> ElementList:
        if not code.startswith("2701"):
            return ElementList("")
        return ElementList("2701", in_place(COAL), ordered=True, source="测试", as_of="2026-01-01")

    def name(self, code: str, on: date) -> str:
        return "炼焦煤" if code.startswith("2701") else ""

    def earlier(self, code: str, done: Done[Sequence[EarlierUse]], failed: Failed) -> None:
        self.answers.answer(done, tuple(self.uses), failed)
