"""Paint 代码库, 申报要素, 税费比较 and 统计 with made-up work into PNGs: ``python -m … [folder] [names]``."""

import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

import forms
from app.core.clock import SHANGHAI
from app.core.draft import Draft
from app.reference import load
from app.ui.pages.codes.codes_page import CodesPage
from app.ui.pages.form.form_page import FormPage
from app.ui.pages.form.form_services import FormServices
from app.ui.pages.services import OpenedDraft
from app.ui.pages.statistics.detail_model import View
from app.ui.pages.statistics.statistics_page import StatisticsPage
from app.ui.pages.tax.tax_page import TaxPage
from tests.helpers import page_pictures as pictures
from tests.helpers import scenarios
from tests.helpers.filed import year
from tests.helpers.form_pictures import coal
from tests.helpers.ui_codes import COAL, FakeCodes
from tests.helpers.ui_elements import BEFORE, FakeElements
from tests.helpers.ui_services import FakeDrafts, FakeMemory, FakeSubmissions, FixedClock, row
from tests.helpers.ui_statistics import FakeStatistics
from tests.helpers.ui_taxes import FakeTaxes

AT = datetime(2026, 3, 21, 14, 32, tzinfo=SHANGHAI)
CLOCK = FixedClock(AT)
kept: list[object] = []  # services are held by nobody else


def form(draft: Draft) -> FormPage:
    """Return a form page with invented rates and the elements of coal."""
    drafts, submissions = FakeDrafts([row(1)]), FakeSubmissions()
    services = FormServices(
        drafts, submissions, load(), FixedClock(), FakeMemory(), taxes=FakeTaxes(), elements=FakeElements()
    )
    kept.extend((drafts, submissions, services))
    return FormPage(OpenedDraft("draft-1", forms.load(draft.form), draft), services)


def _nothing(*_words: str) -> bool:
    return True


def statistics() -> StatisticsPage:
    """Return a year of figures."""
    return StatisticsPage(FakeStatistics(year(AT.date(), 1.5), AT.date()), pictures.TABLES, CLOCK, _nothing, _nothing)


def codes() -> CodesPage:
    """Return the bundled tables."""
    service = FakeCodes(load(), AT.date())
    kept.append(service)
    return CodesPage(service, CLOCK, _nothing, lambda table: "填到 进口：第 1 项 商品编号", _nothing)


def compared() -> TaxPage:
    """Return the what-ifs of a coal declaration."""
    draft = scenarios.s01()
    draft.facts["entry_day"] = "2026-03-04"
    page = form(draft)
    kept.append(page)
    names = {"MNG": "蒙古", "ZZZ": "国(地)别不详"}
    return TaxPage("draft-1", "乌拉特 炼焦煤 0001", page.taxes, load(), names.__getitem__, FixedClock(), FakeMemory())


def elements() -> FormPage:
    """Return coal in seven lines, one element missing in the second."""
    draft = coal(7)
    for number in range(7):
        draft.put(f"items[{number}].model", BEFORE.replace("8.2%", f"{7 + number}.{number}%"))
    draft.put("items[1].model", BEFORE.removesuffix("|85").replace("31%", "32%"))
    return form(draft)


def _unfold(page: Any) -> None:
    page.document.show_all()
    page.reveal("items[1].model")
    focused = QApplication.focusWidget()
    if focused is not None:
        QTest.keyClick(focused, Qt.Key.Key_F2)
    page.document.settle()


def _search(page: Any) -> None:
    page.search.setText("煤")
    page.search.textEdited.emit("煤")
    QTest.qWait(100)
    page.lines.go_to(page.model.number_of(COAL))


def _view(page: Any, view: View) -> None:
    page.board.views.choose(view.value)
    page.board.views.chosen.emit(view.value)


pictures.SHOTS.clear()
pictures.shot("statistics", "list", statistics)
pictures.shot("statistics-stages", "list", statistics, lambda page: _view(page, View.STAGES))
pictures.shot("codes", "list", codes, _search)
pictures.shot("tax-compared", "list", compared)
pictures.shot("tax-panel", "list", lambda: form(coal(4)), lambda page: page.panel.side.turn("taxes"))
pictures.shot("elements", "list", elements, _unfold)

if __name__ == "__main__":
    pictures.main(Path(sys.argv[1] if len(sys.argv) > 1 else "build/library"), sys.argv[2:])
