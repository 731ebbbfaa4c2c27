"""The tour's way through the code library, 申报要素, 税费比较 and 统计: by keys, over what went through the program."""

import csv
from datetime import date, timedelta
from pathlib import Path

import forms
from app.core.path import bind
from app.ui.tour.clerk import Clerk
from app.ui.tour.paper import Paper
from app.ui.tour.plan import LibraryPlan
from app.ui.tour.waiting import until

CODES, STATISTICS = "codes", "statistics"
RATES_FILE = "海关计征汇率.csv"
_HEAD = ("币制代码", "币制名称", "汇率", "启用日期", "停用日期", "来源")


class Library:
    """Steps on a declaration typed before and not yet filed."""

    def __init__(self, clerk: Clerk, paper: Paper, plan: LibraryPlan, out: Path, today: date) -> None:
        self._clerk, self._paper, self._plan, self._out, self._today = clerk, paper, plan, out, today

    def install_rates(self) -> None:
        """Read a file of rates in: seen first, then written."""
        clerk = self._clerk
        clerk.go(CODES)
        clerk.keys.press("Ctrl+I")
        clerk.keys.type(str(self._rates_file()))
        clerk.keys.accept()
        clerk.wait_for(f"预览 {RATES_FILE}")
        clerk.picture("14b-codes-preview")
        clerk.keys.press("Return")
        clerk.wait_for(f"{self._today:%m-%d} 已装入 {RATES_FILE}")

    def look_up_code(self) -> None:
        """Look for a tariff line from the field that wants it, and let Enter bring it there."""
        clerk, code = self._clerk, self._code()
        self._go_to(self._code_path())
        clerk.go(CODES)
        self._search(self._plan.look_for)
        clerk.wait_for("命中 ")
        clerk.picture("14-codes")
        self._search(code)
        clerk.wait_for(f"{code}")
        clerk.wait_for("填到 ")
        clerk.keys.press("Return")
        clerk.wait_for_page(self._paper.tab)
        until(lambda: self._code() == code, "选中的编码填进了表单")

    def unfold_elements(self) -> None:
        """Unfold the elements under the first line, and fold them again."""
        clerk = self._clerk
        self._go_to(self._elements_path())
        clerk.keys.press("F2")
        clerk.wait_for("合成结果 ")
        clerk.picture("16-elements")
        clerk.keys.press("F2")
        until(lambda: clerk.path() == self._elements_path(), "光标回到规格型号")

    def compare_taxes(self) -> None:
        """Compare what the declaration would cost otherwise, and change nothing."""
        clerk = self._clerk
        clerk.keys.press("Ctrl+T")
        clerk.wait_for_page(f"tax:{self._paper.draft_id}")
        clerk.wait_for("B ")
        clerk.picture("17-tax")
        clerk.keys.press("Right")
        clerk.wait_for("C ")
        clerk.keys.press("Escape")
        clerk.wait_for_page(self._paper.tab)

    def look_at_statistics(self) -> None:
        """Look at the figures of the month and of the month before."""
        clerk = self._clerk
        clerk.go(STATISTICS)
        clerk.wait_for("平均通关时效")
        clerk.picture("19-statistics")
        clerk.keys.press("BracketLeft")
        clerk.wait_for("期间，上月")
        clerk.keys.press("BracketRight")

    # -- inside ------------------------------------------------------------------------------------------------

    def _search(self, text: str) -> None:
        keys = self._clerk.keys
        keys.press("Ctrl+F")
        keys.type(text)

    def _rates_file(self) -> Path:
        path = self._out.resolve() / RATES_FILE
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            lines = csv.writer(file)
            lines.writerow(_HEAD)
            for code, rates in self._plan.rates.items():
                first = self._today.replace(day=1)
                for rate in rates:
                    following = (first + timedelta(days=32)).replace(day=1)
                    last = following - timedelta(days=1)
                    lines.writerow((code, code, rate, first, last, self._plan.rates_source))
                    first = following
        return path

    def _go_to(self, path: str) -> None:
        """Go to a field by its name."""
        clerk = self._clerk
        if clerk.window.current() != self._paper.tab:
            clerk.turn_to(self._paper.tab)
        pattern = path.replace("[0]", "[]")
        clerk.keys.press("Ctrl+Shift+F")
        clerk.keys.type(forms.load(self._form()).field(pattern).label)
        clerk.keys.accept()
        until(lambda: clerk.path() == path, f"光标到 {path}")

    def _form(self) -> str:
        return self._clerk.load(self._paper.draft_id).draft.form

    def _elements_path(self) -> str:
        """Return the text of the first line that is made of elements."""
        fields = forms.load(self._form()).fields
        return bind(next(path for path, bound in fields.items() if bound.box.elements), (0,))

    def _code_path(self) -> str:
        """Return the code its elements belong to."""
        fields = forms.load(self._form()).fields
        text = next(bound for bound in fields.values() if bound.box.elements)
        return bind(f"{text.path.rpartition('.')[0]}.{text.box.elements}", (0,))

    def _code(self) -> str:
        return self._clerk.load(self._paper.draft_id).draft.get(self._code_path())
