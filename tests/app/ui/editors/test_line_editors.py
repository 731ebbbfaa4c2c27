"""Text, number and date fields under real keys: what is stored, what is shown, when Enter goes on."""

from datetime import date

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.problem import Severity
from app.ui.editors import DateEditor, FieldLabel, NumberEditor, TextEditor
from app.ui.editors.line_field import MARGIN
from app.ui.editors.look import PAD
from app.ui.theme import Choice, Font, Theme, Token, theme
from app.ui.theme.paint import width_of
from tests.app.ui.editors.conftest import TODAY, Place
from tests.helpers.keys import commit, compose, press, type_text

KEY = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
KEYPAD = Qt.KeyboardModifier.KeypadModifier


def heard(editor: TextEditor | NumberEditor | DateEditor) -> tuple[list[str], list[int]]:
    """What the editor says from now on: raw texts, and steps asked for."""
    texts: list[str] = []
    steps: list[int] = []
    editor.edited.connect(texts.append)
    editor.advanced.connect(steps.append)
    return texts, steps


@pytest.fixture
def text(place: Place) -> TextEditor:
    editor = TextEditor()
    place.put(editor)
    editor.take_focus()
    return editor


@pytest.fixture
def number(place: Place) -> NumberEditor:
    editor, other = NumberEditor(), TextEditor()
    place.put(editor, other)
    editor.take_focus()
    return editor


@pytest.fixture
def day(place: Place) -> DateEditor:
    editor, other = DateEditor(lambda: TODAY), TextEditor()
    place.put(editor, other)
    editor.take_focus()
    return editor


# -- text ----------------------------------------------------------------------------------------------------------


def test_every_letter_is_reported_and_setting_is_not(text: TextEditor) -> None:
    texts, _ = heard(text)
    text.set_text("合同")
    type_text(text, "号𠮷1")
    assert text.text() == "合同号𠮷1"
    assert texts[0] == "合同号"
    assert texts[-1] == "合同号𠮷1"


def test_spaces_at_the_front_are_kept(text: TextEditor) -> None:
    type_text(text, "  MT")
    assert text.text() == "  MT"


def test_enter_goes_on_and_shift_enter_back(text: TextEditor) -> None:
    _, steps = heard(text)
    press(text, KEY.Key_Return)
    press(text, KEY.Key_Enter, KEYPAD)
    press(text, KEY.Key_Return, SHIFT)
    assert steps == [1, 1, -1]


@pytest.mark.parametrize(
    ("key", "modifiers"), [(KEY.Key_Return, SHIFT), (KEY.Key_Enter, KEYPAD), (KEY.Key_Return, KEYPAD)]
)
def test_enter_never_leaves_a_composition(text: TextEditor, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    texts, steps = heard(text)
    compose(text, "huangpu")
    press(text, key, modifiers)
    press(text, KEY.Key_Return)
    assert steps == []
    assert texts == []
    commit(text, "黄埔海关")
    assert texts == ["黄埔海关"]
    press(text, KEY.Key_Return)
    assert steps == [1]


def test_a_composition_broken_off_by_leaving_does_not_block_enter_later(place: Place, text: TextEditor) -> None:
    _, steps = heard(text)
    other = TextEditor()
    place.put(other)
    compose(text, "huang")
    other.take_focus()
    text.take_focus()
    press(text, KEY.Key_Return)
    assert steps == [1]


def test_undo_is_left_to_the_page(text: TextEditor) -> None:
    type_text(text, "甲乙")
    press(text, KEY.Key_Z, CTRL)
    assert text.text() == "甲乙"


def test_a_locked_field_can_be_copied_but_not_typed_into(text: TextEditor) -> None:
    text.set_text("I20260000718341834")
    text.set_read_only(True)
    text.take_focus()
    type_text(text, "9")
    press(text, KEY.Key_C, CTRL)
    assert text.text() == "I20260000718341834"
    assert QApplication.clipboard().text() == "I20260000718341834"


def test_going_through_fields_replaces_their_text(text: TextEditor) -> None:
    text.set_text("旧")
    text.take_focus()
    type_text(text, "新")
    assert text.text() == "新"


# -- numbers -------------------------------------------------------------------------------------------------------


def test_a_pasted_amount_loses_unit_and_separators(number: NumberEditor) -> None:
    texts, _ = heard(number)
    QApplication.clipboard().setText("1,286.4 吨")
    press(number, KEY.Key_V, CTRL)
    assert number.text() == "1286.4"
    assert texts == ["1286.4"]


def test_letters_typed_into_the_middle_are_dropped_and_the_cursor_stays(number: NumberEditor) -> None:
    type_text(number, "1286")
    number.setCursorPosition(2)
    type_text(number, "x9")
    assert number.text() == "12986"
    assert number.cursorPosition() == 3


def test_thousands_are_separated_only_while_the_keyboard_is_elsewhere(number: NumberEditor, qtbot: QtBot) -> None:
    type_text(number, "4326730")
    assert number.is_native()
    assert number.text() == "4326730"
    number.clearFocus()
    assert not number.is_native()
    assert number.shown() == "4,326,730"
    assert number.text() == "4326730"


def test_code_and_number_fields_turn_the_input_method_off(number: NumberEditor, text: TextEditor) -> None:
    attribute = Qt.WidgetAttribute.WA_InputMethodEnabled
    assert not number.testAttribute(attribute)
    assert text.testAttribute(attribute)


# -- dates ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["1118", "20261118", "-3", "2026-11-18"])
def test_a_short_date_becomes_a_whole_one_on_enter(day: DateEditor, typed: str) -> None:
    texts, steps = heard(day)
    type_text(day, typed)
    press(day, KEY.Key_Return)
    assert day.text() == "20261118"
    assert day.shown() == "2026-11-18"
    assert texts[-1] == "20261118"
    assert steps == [1]


def test_today_can_be_typed_in_chinese(day: DateEditor) -> None:
    type_text(day, "今")
    day.clearFocus()
    assert day.text() == "20261121"


def test_an_unreadable_date_stays_as_typed(day: DateEditor) -> None:
    texts, _ = heard(day)
    type_text(day, "1332")
    press(day, KEY.Key_Return)
    assert day.text() == "1332"
    assert texts[-1] == "1332"


def test_a_stored_date_is_shown_with_dashes_and_not_reported(day: DateEditor) -> None:
    texts, _ = heard(day)
    day.set_text("20261118")
    assert day.shown() == "2026-11-18"
    press(day, KEY.Key_Return)
    assert texts == []


def test_half_a_date_is_not_taken_for_another_day_while_typing(day: DateEditor) -> None:
    texts, _ = heard(day)
    type_text(day, "2026111")
    assert texts[-1] == "2026111"


def test_a_day_can_be_picked_from_the_month_with_keys(day: DateEditor) -> None:
    texts, steps = heard(day)
    press(day, KEY.Key_F2)
    month = day.month()
    assert month is not None
    assert month.isVisible()
    press(day, KEY.Key_Left)
    press(day, KEY.Key_Up)
    press(day, KEY.Key_PageDown)
    press(day, KEY.Key_Return)
    assert texts == ["20261213"]
    assert steps == []
    assert day.month() is None


def test_escape_leaves_the_month_without_choosing(day: DateEditor) -> None:
    day.set_text("20261118")
    press(day, KEY.Key_F2)
    press(day, KEY.Key_Escape)
    assert day.month() is None
    assert day.text() == "20261118"


def test_a_day_can_be_picked_with_the_mouse(day: DateEditor) -> None:
    texts, _ = heard(day)
    day.open_month()
    month = day.month()
    assert month is not None
    shown = month.days()
    assert shown[0].weekday() == 0
    assert len(shown) == 42
    cell = month._cell(shown.index(date(2026, 11, 5)))
    QTest.mouseClick(month, Qt.MouseButton.LeftButton, pos=cell.center().toPoint())
    assert texts == ["20261105"]


def test_the_month_turns_over_years_and_short_months(day: DateEditor) -> None:
    day.set_text("20261231")
    day.open_month()
    month = day.month()
    assert month is not None
    month.turn(2)
    assert month.day == date(2027, 2, 28)
    month.turn(-3)
    assert month.day == date(2026, 11, 28)


def test_a_locked_date_opens_no_month(day: DateEditor) -> None:
    day.set_read_only(True)
    press(day, KEY.Key_F2)
    assert day.month() is None


# -- look and names ------------------------------------------------------------------------------------------------


def test_states_are_ranked_as_the_design_sheet_ranks_them(text: TextEditor) -> None:
    look = text.look
    text.clearFocus()
    assert (look.fill, look.border, look.icon) == (Token.FIELD, Token.BORDER_FIELD, None)
    text.set_state(Severity.WARNING, "运费低于近期水平")
    assert (look.fill, look.border) == (Token.WARN_BG, Token.WARN_FILL)
    text.take_focus()
    assert look.border is Token.ACCENT
    text.set_state(Severity.ERROR, "净重大于毛重")
    assert (look.fill, look.border, look.ring) == (Token.ERR_BG, Token.ERR_FILL, Token.ERR_FILL)
    text.set_state(None)
    text.clearFocus()
    text.set_read_only(True)
    assert look.fill is Token.FIELD_RO
    assert not look.border


def test_the_label_wears_star_and_tint(place: Place, text: TextEditor) -> None:
    label = FieldLabel("合同协议号", text)
    place.put(label)
    assert label._color() is Token.ACCENT or label._focused is False
    text.clearFocus()
    text.take_focus()
    assert label._color() is Token.ACCENT
    text.set_state(Severity.ERROR, "未填")
    assert label._color() is Token.ERR_TEXT
    text.set_required(True)
    assert text.is_required()
    text.set_read_only(True)
    assert not text.is_required()


def test_a_screen_reader_hears_label_section_unit_need_and_problem(number: NumberEditor) -> None:
    number.set_title("净重", "包装")
    number.set_unit("千克")
    number.set_required(True)
    number.set_state(Severity.ERROR, "净重大于毛重")
    assert number.accessibleName() == "净重，包装"
    assert number.accessibleDescription() == "千克，必填，净重大于毛重"
    assert number.toolTip() == "净重大于毛重"


def test_exactly_one_halo_follows_the_keyboard(place: Place) -> None:
    first, second = TextEditor(), TextEditor()
    place.put(first, second)
    first.take_focus()
    halo = first._halo
    assert halo is not None
    assert halo.geometry() == first.geometry().adjusted(-3, -3, 3, 3)
    second.take_focus()
    assert first._halo is None
    assert halo.isHidden()
    assert second._halo is not None


def test_an_empty_field_shows_its_hint_and_the_caret(text: TextEditor) -> None:
    text.set_hint("海关监管场所")
    with_hint = text.grab().toImage()
    text.set_hint("")
    assert text.grab().toImage() != with_hint
    assert text.is_native()
    compose(text, "hai")
    text.set_hint("海关监管场所")
    composing = text.grab().toImage()
    text.set_hint("")
    assert text.grab().toImage() == composing


def test_a_locked_number_keeps_its_separators_while_it_has_the_keyboard(number: NumberEditor) -> None:
    number.set_text("4326730")
    number.set_read_only(True)
    number.take_focus()
    assert not number.is_native()


def test_the_red_bar_stands_only_in_an_empty_required_field(place: Place) -> None:
    editor = TextEditor()
    place.put(editor)
    editor.set_required(True)

    def left_edge() -> str:
        return editor.grab().toImage().pixelColor(1, editor.height() // 2).name()

    assert left_edge() == theme().color(Token.ERR_FILL).name()
    editor.set_text("有")
    assert left_edge() != theme().color(Token.ERR_FILL).name()


def test_fields_are_26_high_and_grow_with_the_text_scale(light: Theme, place: Place, qtbot: QtBot) -> None:
    editor = TextEditor()
    place.put(editor)
    assert editor.height() == 26
    light.set_percent(150)
    qtbot.waitUntil(lambda: editor.height() == 39)


def test_a_field_is_repainted_in_the_other_scheme(light: Theme, place: Place) -> None:
    editor = TextEditor()
    place.put(editor)
    light.choose(Choice.DARK)
    assert editor.grab().toImage().pixelColor(60, 13).name() == light.color(Token.FIELD).name()


def test_a_disabled_field_looks_disabled(place: Place) -> None:
    editor = TextEditor()
    place.put(editor)
    editor.setEnabled(False)
    assert editor.look.text is Token.T_DIS
    assert editor.look.fill is Token.FIELD_RO


def test_a_number_loses_separators_and_noughts_before_a_digit_is_cut_off(place: Place) -> None:
    number = NumberEditor()
    place.put(number, TextEditor())
    number.clearFocus()
    number.set_text("195000.0000")
    shown = [number.fitting(width_of(words, Font.BODY)) for words in ("195,000.0000", "195000.0000", "195000", "1950")]
    assert shown == ["195,000.0000", "195000.0000", "195000", "195,000.0000"]
    number.setFixedWidth(40)
    assert number.is_elided()
    number.setFixedWidth(140)
    assert not number.is_elided()


def test_a_value_a_little_too_long_goes_into_the_margin(place: Place) -> None:
    text = TextEditor()
    place.put(text)
    text.set_text("PD260506093001RENT")
    text.setFixedWidth(round(width_of(text.text(), Font.BODY)) + PAD + MARGIN)
    assert not text.is_elided()
    text.set_state(Severity.ERROR, "编号不对")  # the sign needs the margin
    assert text.is_elided()


def test_a_value_cut_short_is_whole_in_the_tooltip(place: Place) -> None:
    text = TextEditor()
    place.put(text)
    text.set_text("甘其毛都口岸海关监管作业场所")
    text.set_state(Severity.WARNING, "请核对")
    at = QPointF(20, 13)
    for width, said in ((400, "请核对"), (100, "甘其毛都口岸海关监管作业场所\n请核对")):
        text.setFixedWidth(width)
        QApplication.sendEvent(text, QEnterEvent(at, at, at))
        assert text.toolTip() == said


def test_a_text_of_spaces_says_what_it_means(place: Place) -> None:
    kind = TextEditor("一般报关单")
    place.put(kind, TextEditor())
    kind.set_text("  ")
    assert kind.shown() == "一般报关单"
    assert kind.text() == "  "
    for other in ("", "ML", "  3"):
        kind.set_text(other)
        assert kind.shown() == other
