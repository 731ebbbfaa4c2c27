"""税费比较: columns by keys, a formula one can recompute, 采用 as one step, 滞报金, the bill and the estimate."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

import forms
from app.core.draft import Draft, Mode
from app.taxes.article import Article
from app.ui.pages.tax.compare_table import CompareTable
from app.ui.pages.tax.steps_table import EDGE, WIDTHS
from app.ui.pages.tax.tax_side import NOTE
from app.ui.theme import theme
from app.ui.widgets import Label, chip_width
from tests.app.ui.pages.tax.conftest import Counter, Open
from tests.helpers.keys import type_text
from tests.helpers.scenarios import s01
from tests.helpers.ui_services import FakeMemory

Key, Mod = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def draft() -> Draft:
    made = s01()
    made.facts["entry_day"] = "2026-03-04"
    return made


def typed(desk: Counter, text: str) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    type_text(focused, text)


def test_the_first_column_is_what_the_draft_holds(counter: Open, draft: Draft) -> None:
    desk = counter(draft)
    desk.show_page()
    columns = desk.page.table.columns()
    assert [one.title for one in columns] == ["现在填的", "享惠 01", "04-01 进境", "原产国不详"]
    assert columns[0].more == "" and not any(cell.differs for cell in columns[0].cells)
    assert columns[1].more == "比 A 少 46,666.62"
    assert [cell.words for cell in columns[1].cells if cell.differs][:2] == ["01", "0%"]


def test_every_total_can_be_recomputed_from_the_figures_shown(counter: Open, draft: Draft) -> None:
    desk = counter(draft)
    desk.show_page()
    for one in desk.page.compared():
        estimate = one.estimate
        assert estimate.customs_value is not None and estimate.duty is not None and estimate.vat is not None
        rate = estimate.lines[0].paid(Article.DUTY).rate
        assert rate is not None and rate.ad_valorem is not None
        assert estimate.duty == (estimate.customs_value * rate.ad_valorem).quantize(Decimal("0.01"))
        assert estimate.total == estimate.duty + estimate.vat
        assert estimate.lines[0].steps[-1].value == estimate.total


def test_the_arrows_choose_a_column_and_its_formula(counter: Open, draft: Draft) -> None:
    desk = counter(draft)
    desk.show_page()
    table: CompareTable = desk.page.table
    assert table.hasFocus()
    assert table.accessibleName() == "B 享惠 01，应缴合计 178,957.48 元 比 A 少 46,666.62"
    desk.press(Key.Key_Right)
    desk.press(Key.Key_Right)
    assert table.accessibleName().startswith("D 原产国不详，应缴合计 490,068.15 元")
    steps = desk.page.model
    said = [steps.index(row, 1).data() for row in range(steps.rowCount())]
    assert any("× 20%" in expression for expression in said)
    assert desk.page._adopt.text() == "采用 D 列"


def test_a_step_is_opened_with_its_source(counter: Open, draft: Draft) -> None:
    desk = counter(draft)
    desk.show_page()
    desk.tab_to(desk.page.steps)
    desk.press(Key.Key_Down)
    assert desk.page._source.words() == "汇率：测试税率表，2026-02-24"


def test_nothing_changes_before_it_is_taken_over_and_then_in_one_step(counter: Open, draft: Draft) -> None:
    desk = counter(draft)
    before = dict(desk.form.document.draft.filled())
    desk.show_page()
    desk.press(Key.Key_Right)
    desk.press(Key.Key_Right)
    assert dict(desk.form.document.draft.filled()) == before
    desk.press(Key.Key_Return, Mod.ControlModifier)
    assert desk.form.document.get("items[0].origin_country") == "ZZZ"
    assert desk.back == [True]
    assert desk.adopted[0].startswith("已采用 D 列，Ctrl+Z 撤销")
    desk.form.document.undo()
    assert dict(desk.form.document.draft.filled()) == before


def test_a_claim_taken_over_says_what_is_still_to_be_filled_in(counter: Open, draft: Draft) -> None:
    desk = counter(draft)
    desk.show_page()
    desk.press(Key.Key_Return, Mod.ControlModifier)
    assert desk.form.document.get("preferences[0].certificate_kind") == "Y01"
    assert desk.form.document.get("preferences[0].goods_number") == "1"
    assert "原产地证明的编号和项号还要填写" in desk.adopted[0]
    assert desk.form.taxes.shipment().lines[0].agreement == "01"
    desk.show_page()
    assert desk.page.table.columns()[0].subtitle == "协定 01"
    assert desk.page.table.columns()[1].title == "不享惠"
    desk.press(Key.Key_Return, Mod.ControlModifier)
    assert desk.form.taxes.shipment().lines[0].agreement == ""


def test_a_day_is_looked_at_but_not_taken_over(counter: Open, draft: Draft) -> None:
    desk = counter(draft)
    desk.show_page()
    desk.press(Key.Key_Right)
    before = dict(desk.form.document.draft.filled())
    desk.press(Key.Key_Return, Mod.ControlModifier)
    assert "计税日随进境日，采用不改日期" in desk.page.strip.accessibleName()
    assert desk.back == [] and dict(desk.form.document.draft.filled()) == before
    desk.press(Key.Key_Escape)
    desk.press(Key.Key_Escape)
    assert desk.back == [True]


def test_a_locked_draft_is_compared_but_never_changed(counter: Open, draft: Draft) -> None:
    desk = counter(draft)
    desk.form.document.set_locked(True)
    desk.show_page()
    desk.press(Key.Key_Return, Mod.ControlModifier)
    assert "单证已申报，内容不能改" in desk.page.strip.accessibleName()


def test_a_column_of_ones_own_is_added_by_keys(counter: Open, draft: Draft) -> None:
    desk = counter(draft)
    desk.show_page()
    desk.press(Key.Key_Plus)
    typed(desk, "RUS")
    desk.press(Key.Key_Return)
    desk.press(Key.Key_Return)
    typed(desk, "0315")
    desk.press(Key.Key_Return)
    columns = desk.page.table.columns()
    assert len(columns) == 5
    assert columns[-1].title == "RUS 03-15 进境"
    assert desk.page.table.current() == 4
    assert not desk.page._add.isEnabled()


def test_the_fee_for_a_late_declaration(counter: Open, draft: Draft) -> None:
    desk = counter(draft)
    desk.show_page()
    desk.tab_to(desk.page.side.late.day)
    desk.press(Key.Key_A, Mod.ControlModifier)
    typed(desk, "20260321")
    desk.press(Key.Key_Return)
    # 进境 3 月 4 日，起征日 3 月 19 日: three days on 1,376,596 yuan at 0.5‰, the fraction dropped
    assert desk.page.side.late.words().startswith("2,064 元 1,376,596 × 0.5‰ × 3 天")
    assert desk.page.table.columns()[0].cells[-1].words == "2,064"


def test_the_rates_used_name_their_currency_and_the_note_stays_in_sight(counter: Open, draft: Draft) -> None:
    desk = counter(draft)
    desk.show_page()
    assert "汇率 USD" in [one.name for one in desk.page.side.used.rows()]
    note = next(one for one in desk.page.side.findChildren(Label) if one.words() == NOTE)
    assert not note.visibleRegion().isEmpty()
    assert desk.page.side.rect().contains(note.mapTo(desk.page.side, note.rect().bottomRight()))


def test_the_longest_age_stays_in_its_column(counter: Open, draft: Draft) -> None:
    counter(draft)
    assert chip_width("未核对 11 个月") + theme().px(EDGE) <= theme().px(WIDTHS[-1].least)


def test_the_bill_is_held_against_the_estimate_and_remembered(counter: Open, draft: Draft) -> None:
    memory = FakeMemory()
    desk = counter(draft, None, memory)
    desk.show_page()
    boxes = list(desk.page.side.bill._boxes.values())
    desk.tab_to(boxes[0])
    typed(desk, "41297.88")
    desk.press(Key.Key_Return)
    desk.press(Key.Key_Return)
    typed(desk, "184400")
    assert list(desk.page.side.bill.differences()) == ["相符", "", "+73.78"]
    again = counter(draft, None, memory)
    again.show_page()
    assert list(again.page.side.bill.differences()) == ["相符", "", "+73.78"]


def test_without_goods_there_is_nothing_to_compare(counter: Open) -> None:
    desk = counter(forms.load("import").new(Mode.ONCE))
    desk.show_page()
    assert not desk.page.table.isVisible()
    desk.press(Key.Key_Escape)
    assert desk.back == [True]


def test_everything_that_takes_the_keyboard_has_a_name(counter: Open, draft: Draft) -> None:
    desk = counter(draft)
    desk.show_page()
    nameless = [
        type(one).__name__
        for one in desk.page.findChildren(QWidget)
        if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus and not one.accessibleName()
    ]
    assert nameless == []
