"""税费 beside the form: live while typing, honest about what is not certain, reckoned only when somebody looks."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.taxes.rates import Provenance
from tests.app.ui.pages.tax.conftest import Counter, Open
from tests.helpers.form_pictures import coal
from tests.helpers.keys import type_text
from tests.helpers.scenarios import s01
from tests.helpers.ui_taxes import FakeTaxes, InventedRates

Key, Mod = Qt.Key, Qt.KeyboardModifier
OLD = Provenance("税则 2022", "2022-06-30", confirmed=False)


def look(desk: Counter) -> None:
    """Bring the tab to the front by keys."""
    tabs = desk.form.panel.side.tabs
    desk.tab_to(tabs)
    desk.press(Key.Key_Right)
    assert tabs.accessibleName() == "税费"


def test_the_total_is_told_line_by_line_and_sums_up(counter: Open) -> None:
    desk = counter(coal(3))
    look(desk)
    panel = desk.form.panel.taxes
    assert panel.words() == "632,015.11 估算"
    assert desk.form.goods.totals.words().endswith("预计税款（估算） 632,015.11 元")
    rows = {row.name.strip(): row.figure.replace(",", "") for row in panel.rows()}
    lines = [float(figure) for name, figure in rows.items() if name[0].isdigit()]
    assert round(sum(lines), 2) == 632_015.11
    assert float(rows["进口关税"]) + float(rows["进口增值税"]) == 632_015.11


def test_it_follows_what_is_typed_and_counts_only_that_line(counter: Open) -> None:
    desk = counter(coal(50))
    look(desk)
    live = desk.form.taxes._live
    assert live is not None
    before, computed = desk.form.panel.taxes.words(), live.computed
    desk.form.reveal("items[7].total")
    focused = QApplication.focusWidget()
    assert focused is not None
    type_text(focused, "1")
    desk.form.document.settle()
    assert desk.form.panel.taxes.words() != before
    assert 1 <= live.computed - computed <= 2  # with and without the preference
    desk.press(Key.Key_Z, Mod.ControlModifier)
    assert desk.form.panel.taxes.words() == before


def test_a_text_taxes_do_not_depend_on_reckons_nothing(counter: Open) -> None:
    desk = counter(coal(3))
    look(desk)
    told: list[bool] = []
    desk.form.taxes.told.connect(lambda: told.append(True))
    desk.form.reveal("remark")
    focused = QApplication.focusWidget()
    assert focused is not None
    type_text(focused, "x")
    desk.form.document.settle()
    assert told == []


def test_an_unconfirmed_rate_makes_the_figure_an_unconfirmed_one(counter: Open) -> None:
    desk = counter(s01(), FakeTaxes(InventedRates(OLD)))
    look(desk)
    panel = desk.form.panel.taxes
    assert panel.words().endswith("未确认")
    assert "未经核对（税则 2022）" in panel.doubts()


def test_without_a_rate_there_is_no_figure(counter: Open) -> None:
    draft = s01()
    draft.put("items[0].hs_code", "9999999999")
    desk = counter(draft)
    look(desk)
    assert desk.form.panel.taxes.words() == "— 不全"
    assert "没有税率" in desk.form.panel.taxes.doubts()


def test_rates_that_come_late_are_shown_then(counter: Open) -> None:
    taxes = FakeTaxes()
    taxes.answers.held = True
    desk = counter(s01(), taxes)
    look(desk)
    assert desk.form.panel.taxes.words().startswith("正在读取税率")
    taxes.answers.give()
    assert desk.form.panel.taxes.words().endswith("估算")


def test_the_comparison_is_asked_for_by_key(counter: Open) -> None:
    desk = counter(s01())
    desk.press(Key.Key_T, Mod.ControlModifier)
    assert desk.asked == ["draft-1"]


def test_the_rules_learn_what_is_certain_and_only_that(counter: Open, qtbot: QtBot) -> None:
    draft = s01()
    draft.facts["entry_day"] = "2026-03-02"
    desk = counter(draft)
    facts = desk.form.document.draft.facts
    qtbot.waitUntil(lambda: "estimated_tax" in facts)
    assert (facts["estimated_tax"], facts["rate_month"]) == ("225624.10", "2026-03")
    desk.form.document.undo()
    assert "estimated_tax" in facts  # it is no step of anybody
    desk.form.document.set_fact("entry_day", None)
    desk.form.document.settle()
    qtbot.waitUntil(lambda: "estimated_tax" not in facts)


def test_the_rules_learn_nothing_from_unconfirmed_rates(counter: Open, qtbot: QtBot) -> None:
    draft = s01()
    draft.facts["entry_day"] = "2026-03-02"
    desk = counter(draft, FakeTaxes(InventedRates(OLD)))
    with qtbot.waitSignal(desk.form.taxes._soon.timeout):
        pass
    assert "estimated_tax" not in desk.form.document.draft.facts
