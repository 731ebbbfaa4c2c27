"""A stand-in for the code library over the bundled tables; imports do what a test says."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.core.clock import SHANGHAI
from app.reference.elements import ElementList
from app.reference.match import Hit
from app.reference.reference import Installed, Reference
from app.reference.tree import HsTree
from app.ui.pages.codes.services import Foreseen, ForeseenTable, Heading, LastImport, OwnUse, Told
from app.ui.pages.services import Done, Failed
from tests.helpers.ui_services import Answers

COAL = "2701121000"
BROUGHT = Foreseen(
    (
        ForeseenTable("商品编码", "商品编码.xlsx", 13_126, {"新增": 9, "改名": 6, "停用": 5}, date(2026, 3, 1)),
        ForeseenTable("税率", "税率.csv", 8_972, {"税率": 11}, date(2026, 3, 1), "比已装的旧"),
    ),
    ("说明.txt",),
    "31 项变化，影响 2 份草稿（新增 9，改名 6，停用 5，税率 11）",
    31,
)
UNKNOWN_HEAD = Heading("表.csv", ("序号", "物品代号", "物品"), ("1", "0101", "马"), ("", "", ""))


class FakeCodes(QObject):
    """``foreseen`` is what a file would change; ``refusals`` are sentences for the next previews, in order."""

    changed = Signal()
    progressed = Signal(str)

    def __init__(self, reference: Reference, today: date) -> None:
        super().__init__()
        self.reference, self.today = reference, today
        self.answers, self.work = Answers(), Answers()
        self.foreseen = BROUGHT
        self.refusals: list[str] = []
        self.last: LastImport | None = None
        self.calls: list[tuple[str, ...]] = []
        self.counts = {COAL: 214}

    def tables(self, done: Done[Sequence[Installed]], failed: Failed) -> None:
        self.answers.answer(done, self.reference.status(self.today), failed)

    def tree(self) -> HsTree:
        return self.reference.tree(self.today)

    def hits(self, table: str, text: str, limit: int) -> Sequence[Hit]:
        return self.reference.hits(table, text, limit)

    def name(self, table: str, code: str) -> str:
        row = self.reference.row(table, code)
        return row.name if row is not None else ""

    def used(self, table: str, code: str) -> int:
        return self.counts.get(code, 0)

    def rates(self, code: str) -> tuple[tuple[str, str], ...]:
        return (("最惠国", "3%"), ("普通", "20%"), ("增值税", "13%")) if code.startswith("27") else ()

    def elements(self, code: str) -> ElementList:
        return self.reference.elements(code, self.today)

    def own(self, table: str, code: str, done: Done[OwnUse], failed: Failed) -> None:
        days = [self.today - timedelta(days=9 * n) for n in range(10, 0, -1)]
        prices = tuple((day, Decimal(98 + n)) for n, day in enumerate(days))
        texts = (("内蒙古测试煤业有限公司", "0|3|6800kcal/kg|8.2%|0.60%|1/3焦煤|31%", 92),)
        own = OwnUse(214, prices, "USD", texts, ((date(2026, 2, 15), "申报要素"),)) if code == COAL else OwnUse()
        self.answers.answer(done, own, failed)

    def last_import(self, done: Done[LastImport | None], failed: Failed) -> None:
        self.answers.answer(done, self.last, failed)

    def mark_seen(self, number: int) -> None:
        self.calls.append(("seen", str(number)))

    def foresee(self, path: Path, told: Told, done: Done[Foreseen], failed: Failed) -> None:
        self.calls.append(("foresee", path.name, told.table))
        self.work.refusal = self.refusals.pop(0) if self.refusals else ""
        self.work.answer(done, self.foreseen, failed)

    def heading(self, path: Path, done: Done[Heading], failed: Failed) -> None:
        self.work.refusal = ""
        self.work.answer(done, UNKNOWN_HEAD, failed)

    def install(self, path: Path, told: Told, done: Done[Foreseen], failed: Failed) -> None:
        self.calls.append(("install", path.name, told.table))
        at = datetime(2026, 3, 1, 9, 0, tzinfo=SHANGHAI)
        changed = {"hs_codes": {COAL: "税率"}}
        drafts = ("draft-1", "draft-2")
        self.last = LastImport(1, at, path.name, self.foreseen.digest, drafts, False, changed)
        self.work.answer(done, Foreseen(self.foreseen.tables, (), self.foreseen.digest, 31, 1), failed)
        self.changed.emit()

    def cancel(self) -> None:
        self.calls.append(("cancel",))

    def undo(self, done: Done[str], failed: Failed) -> None:
        self.calls.append(("undo",))
        self.last = None
        self.work.answer(done, "已撤销 03-01 09:00 装入的 表.csv", failed)
        self.changed.emit()
