"""Charges, quantities with units, and yes-no statements: several answers in one box."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.core.field import BoundField, Box, Digits, Kind
from app.core.problem import Severity
from app.reference.reference import Reference
from app.ui.editors import JoinedEditor, SwitchesEditor
from tests.app.ui.editors.conftest import Place
from tests.helpers.keys import press, type_text

KEY = Qt.Key


def field(name: str, kind: Kind, table: str = "") -> BoundField:
    return BoundField(name, name, Box(name, f"名称{name}", table=table), kind, (name,), digits=Digits(19, 5))


@pytest.fixture
def charge(place: Place, tables: Reference) -> JoinedEditor:
    fields = [field("m", Kind.CODE, "marks"), field("r", Kind.DECIMAL), field("c", Kind.CODE, "currencies")]
    editor = JoinedEditor(fields, tables)
    place.put(editor)
    return editor


@pytest.fixture
def switches(place: Place) -> SwitchesEditor:
    editor = SwitchesEditor(("特殊关系", "价格影响", "特许权费", "公式定价", "暂定价格"))
    editor.set_title("价格说明", "贸易")
    place.put(editor)
    editor.take_focus()
    return editor


def test_the_parts_are_editors_of_their_own_paths(charge: JoinedEditor) -> None:
    mark, rate, currency = charge.parts
    assert [part.objectName() for part in charge.parts] == ["m", "r", "c"]
    assert mark.accessibleName() == "名称m"
    charge.take_focus()
    type_text(mark, "2")
    press(mark, KEY.Key_Return)
    rate.take_focus()
    type_text(rate, "1.20")
    currency.take_focus()
    type_text(currency, "us")
    press(currency, KEY.Key_Return)
    assert [part.text() for part in charge.parts] == ["2", "1.20", "USD"]


def test_a_percentage_shows_per_cent_and_hides_the_currency(charge: JoinedEditor) -> None:
    mark, rate, currency = charge.parts
    mark.set_text("1")
    assert currency.isHidden()
    assert currency.is_read_only(), "Enter has to go past it"
    assert rate.accessibleDescription() == "%"
    mark.set_text("3")
    assert not currency.isHidden()
    assert not currency.is_read_only()
    assert rate.accessibleDescription() == ""


def test_a_currency_already_there_is_never_hidden(charge: JoinedEditor) -> None:
    mark, _, currency = charge.parts
    currency.set_text("USD")
    mark.set_text("1")
    assert not currency.isHidden()


def test_the_box_shows_the_worst_of_its_parts(charge: JoinedEditor) -> None:
    charge.parts[1].set_state(Severity.WARNING, "运费低于近期水平")
    assert charge.severity() is Severity.WARNING
    charge.parts[0].set_state(Severity.ERROR, "未填")
    assert charge.severity() is Severity.ERROR
    charge.parts[2].set_required(True)
    assert charge.is_required()


def test_one_halo_goes_round_the_whole_box(charge: JoinedEditor) -> None:
    charge.take_focus()
    halo = charge._halo
    assert halo is not None
    assert halo.geometry() == charge.geometry().adjusted(-3, -3, 3, 3)
    assert all(part._halo is None for part in charge.parts)
    charge.parts[1].take_focus()
    assert charge._halo is not None
    charge.parts[1].clearFocus()
    assert charge._halo is None


def test_a_number_of_18_digits_fits_beside_mark_and_currency(charge: JoinedEditor) -> None:
    charge.resize(244, 26)
    QApplication.processEvents()
    mark, rate, currency = charge.parts
    mark.set_text("3")
    rate.set_text("1234567.12")
    currency.set_text("USD")
    assert charge.grab().width() == 244
    assert rate.width() >= 244 - 52 - 40


def test_a_unit_shows_its_name_and_a_currency_its_letters(place: Place, tables: Reference) -> None:
    quantity = JoinedEditor([field("q", Kind.DECIMAL), field("u", Kind.CODE, "units")], tables)
    place.put(quantity)
    quantity.parts[0].set_text("1286.4")
    quantity.parts[1].set_text("070")
    assert quantity.parts[1].accessibleName() == "名称u，070 吨"
    quantity.grab()


# -- switches ------------------------------------------------------------------------------------------------------


def test_answers_are_typed_one_after_the_other(switches: SwitchesEditor) -> None:
    texts: list[str] = []
    switches.edited.connect(texts.append)
    type_text(switches, "10是否空")
    assert switches.text() == "10109"
    assert texts[0] == "19999"
    assert texts[-1] == "10109"


def test_arrows_choose_and_space_turns_an_answer_over(switches: SwitchesEditor) -> None:
    switches.set_text("00000")
    press(switches, KEY.Key_Right)
    press(switches, KEY.Key_Right)
    press(switches, KEY.Key_Left)
    press(switches, KEY.Key_Space)
    assert switches.text() == "09000"
    press(switches, KEY.Key_Space)
    assert switches.text() == "01000"


def test_enter_goes_on_and_back(switches: SwitchesEditor) -> None:
    steps: list[int] = []
    switches.advanced.connect(steps.append)
    press(switches, KEY.Key_Return)
    press(switches, KEY.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert steps == [1, -1]


def test_an_older_text_of_three_answers_is_shown_and_only_then_lengthened(switches: SwitchesEditor) -> None:
    switches.set_text("000")
    assert switches.text() == "000"
    assert (
        switches.accessibleName() == "价格说明，贸易，特殊关系 否，价格影响 否，特许权费 否，公式定价 空，暂定价格 空"
    )
    type_text(switches, "1")
    assert switches.text() == "10099"


def test_a_click_turns_one_answer_over(switches: SwitchesEditor) -> None:
    switches.set_text("00000")
    second = switches._parts()[1].center().toPoint()
    QTest.mouseClick(switches, Qt.MouseButton.LeftButton, pos=second)
    assert switches.text() == "09000"


def test_locked_answers_stay(switches: SwitchesEditor) -> None:
    switches.set_text("00000")
    switches.set_read_only(True)
    type_text(switches, "1")
    assert switches.text() == "00000"
