"""Code fields under real keys: searching, choosing, restoring, and what is said about unknown codes."""

from time import perf_counter

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.problem import Severity
from app.reference.match import Hit, Why
from app.reference.reference import Reference, load
from app.ui.editors import CodeBrowser, CodeEditor, TextEditor
from app.ui.editors.look import ICON, PAD
from app.ui.editors.lookup_popup import SHOWN, LookupPopup
from app.ui.editors.lookup_row import beside, facts, origin
from app.ui.theme import Font, Token, theme
from app.ui.theme.paint import width_of
from tests.app.ui.editors.conftest import Place
from tests.helpers.keys import commit, press, type_text

KEY = Qt.Key
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def country(place: Place, tables: Reference) -> CodeEditor:
    editor, other = CodeEditor(tables, "countries"), TextEditor()
    place.put(editor, other)
    editor.set_title("启运国", "运输")
    editor.take_focus()
    return editor


def listen(editor: CodeEditor) -> tuple[list[str], list[int]]:
    texts: list[str] = []
    steps: list[int] = []
    editor.edited.connect(texts.append)
    editor.advanced.connect(steps.append)
    return texts, steps


def popup_of(editor: CodeEditor) -> LookupPopup:
    popup = editor.popup()
    assert popup is not None
    return popup


def test_the_beginning_of_longer_codes_is_not_called_unknown(place: Place) -> None:
    editor = CodeEditor(load(), "hs_codes")
    place.put(editor)
    for code, severity in (("841370", None), ("84137", Severity.WARNING), ("999999", Severity.WARNING)):
        editor.set_text(code)
        assert editor.look.severity is severity, code


def test_typing_initials_and_enter_takes_the_first_and_goes_on(country: CodeEditor) -> None:
    texts, steps = listen(country)
    type_text(country, "mg")
    assert [hit.row.code for hit in popup_of(country).hits()] == ["MNG", "USA"]
    assert texts == []
    press(country, KEY.Key_Return)
    assert country.text() == "MNG"
    assert country.name() == "蒙古"
    assert texts == ["MNG"]
    assert steps == [1]
    assert country.popup() is None


def test_the_search_text_replaces_code_and_name_and_escape_brings_them_back(country: CodeEditor) -> None:
    country.set_text("MNG")
    texts, steps = listen(country)
    assert not country.is_native()
    type_text(country, "us")
    assert country.is_native()
    press(country, KEY.Key_Escape)
    assert not country.is_native()
    assert country.text() == "MNG"
    assert texts == []
    assert steps == []


def test_a_search_text_erased_again_leaves_the_code(country: CodeEditor) -> None:
    country.set_text("MNG")
    type_text(country, "u")
    press(country, KEY.Key_Backspace)
    assert country.popup() is None
    press(country, KEY.Key_Return)
    assert country.text() == "MNG"


def test_backspace_empties_a_chosen_code(country: CodeEditor) -> None:
    country.set_text("MNG")
    texts, _ = listen(country)
    press(country, KEY.Key_Backspace)
    assert country.text() == ""
    assert texts == [""]


def test_arrows_and_alt_digits_choose(country: CodeEditor) -> None:
    type_text(country, "mg")
    press(country, KEY.Key_Down)
    press(country, KEY.Key_Return)
    assert country.text() == "USA"
    type_text(country, "mg")
    press(country, KEY.Key_2, ALT)
    assert country.text() in {"MNG", "USA"}
    assert country.popup() is None


def test_alt_digits_belong_to_the_look_up_only_while_it_is_open(country: CodeEditor) -> None:
    pages: list[int] = []
    QShortcut(QKeySequence("Alt+1"), country.window()).activated.connect(lambda: pages.append(1))
    type_text(country, "mg")
    press(country, KEY.Key_1, ALT)
    assert pages == []
    assert country.text() == "MNG"
    press(country, KEY.Key_1, ALT)
    assert pages == [1]


def test_the_list_scrolls_beyond_nine_and_numbers_what_is_shown(country: CodeEditor) -> None:
    press(country, KEY.Key_Down)
    popup = popup_of(country)
    assert len(popup.hits()) > SHOWN
    for _ in range(SHOWN):
        press(country, KEY.Key_Down)
    assert popup.numbered(9) == popup.current() == popup.hits()[SHOWN].row
    assert popup.numbered(1) == popup.hits()[1].row
    press(country, KEY.Key_PageUp)
    assert popup.current() == popup.hits()[0].row


def test_a_whole_code_typed_and_left_is_taken(country: CodeEditor) -> None:
    texts, _ = listen(country)
    type_text(country, "RUS")
    country.clearFocus()
    assert texts == ["RUS"]
    assert country.severity() is None


def test_an_unknown_code_of_a_complete_table_is_wrong_at_once(country: CodeEditor) -> None:
    type_text(country, "9xx")
    assert popup_of(country).hits() == []
    press(country, KEY.Key_Return)
    assert country.text() == "9XX"
    assert country.name() == "无此代码"
    assert country.severity() is Severity.ERROR
    assert "9XX" in country.look.words
    country.set_text("MNG")
    assert country.severity() is None


def test_an_unknown_code_of_a_partial_table_is_only_a_warning(place: Place, tables: Reference) -> None:
    port = CodeEditor(tables, "ports")
    place.put(port)
    port.set_text("MNG106")
    assert port.severity() is Severity.WARNING
    assert port.name() == "未收录"


def test_a_problem_of_the_rules_is_shown_over_the_codes_own(country: CodeEditor) -> None:
    country.set_text("9XX")
    country.set_state(Severity.WARNING, "请核对启运国")
    assert (country.severity(), country.look.words) == (Severity.WARNING, "请核对启运国")
    country.set_state(None)
    assert country.severity() is Severity.ERROR


def test_a_search_left_without_a_choice_is_kept_and_shown_as_unknown(country: CodeEditor) -> None:
    texts, _ = listen(country)
    type_text(country, "mg")
    country.clearFocus()
    assert texts == ["MG"]
    assert country.severity() is Severity.ERROR


def test_leaving_for_another_window_keeps_the_search(country: CodeEditor) -> None:
    texts, _ = listen(country)
    type_text(country, "mg")
    QApplication.sendEvent(country, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.ActiveWindowFocusReason))
    assert texts == []
    assert country.is_native()


def test_copy_gives_the_code(country: CodeEditor) -> None:
    country.set_text("MNG")
    press(country, KEY.Key_C, CTRL)
    assert QApplication.clipboard().text() == "MNG"


def test_a_pasted_code_is_searched_and_taken(country: CodeEditor) -> None:
    QApplication.clipboard().setText("USA")
    press(country, KEY.Key_V, CTRL)
    press(country, KEY.Key_Return)
    assert country.text() == "USA"


def test_chinese_can_be_searched_too(country: CodeEditor) -> None:
    type_text(country, "俄")
    press(country, KEY.Key_Return)
    assert country.text() == "RUS"


def test_a_locked_code_opens_nothing(country: CodeEditor) -> None:
    country.set_text("MNG")
    country.set_read_only(True)
    for key in (KEY.Key_Down, KEY.Key_Backspace, KEY.Key_U):
        press(country, key)
    country.open_lookup()
    assert country.popup() is None
    assert country.text() == "MNG"


def test_the_input_method_is_off(country: CodeEditor) -> None:
    assert not country.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def test_a_screen_reader_hears_code_and_name(country: CodeEditor) -> None:
    country.set_text("MNG")
    assert country.accessibleName() == "启运国，运输，MNG 蒙古"
    assert "旧码 124" in country.toolTip()


def test_the_first_row_can_be_clicked(country: CodeEditor) -> None:
    texts, steps = listen(country)
    type_text(country, "mg")
    popup = popup_of(country)
    QTest.mouseMove(popup, popup._row_box(1).center().toPoint())
    QTest.mouseClick(popup, Qt.MouseButton.LeftButton, pos=popup._row_box(1).center().toPoint())
    assert texts == ["USA"]
    assert steps == [1]


def test_the_box_is_520_wide_under_the_field_and_flips_up_when_short_of_room(place: Place, tables: Reference) -> None:
    editor = CodeEditor(tables, "countries", place.window)
    for y, is_below in ((20, True), (560, False)):
        editor.setGeometry(10, y, 150, 26)
        editor.show()
        editor.take_focus()
        press(editor, KEY.Key_Down)
        popup = popup_of(editor)
        box = popup.box().translated(popup.pos())
        assert box.width() == 520
        assert (box.top() == y + 26 + 5) if is_below else (box.bottom() + 1 == y - 5)
        assert not box.intersects(editor.geometry())
        press(editor, KEY.Key_Escape)


def test_the_box_stays_inside_the_window(place: Place, tables: Reference) -> None:
    editor = CodeEditor(tables, "countries", place.window)
    editor.setGeometry(540, 20, 150, 26)
    editor.show()
    editor.take_focus()
    press(editor, KEY.Key_Down)
    popup = popup_of(editor)
    box = popup.box().translated(popup.pos())
    assert place.window.rect().contains(box)


def test_the_look_up_goes_with_its_field(country: CodeEditor) -> None:
    type_text(country, "mg")
    country.hide()
    assert country.popup() is None


def test_choices_are_remembered(country: CodeEditor, tables: Reference) -> None:
    type_text(country, "mei")
    press(country, KEY.Key_Return)
    assert tables.recent("countries") == ("USA",)
    press(country, KEY.Key_Down)
    assert popup_of(country).hits()[0].row.code == "USA"


def test_first_answers_come_within_50_ms(country: CodeEditor) -> None:
    country.grab()
    took = []
    for _ in range(5):
        start = perf_counter()
        type_text(country, "m")
        QApplication.processEvents()
        took.append(perf_counter() - start)
        press(country, KEY.Key_Escape)
    assert min(took) < 0.05


# -- full look-up --------------------------------------------------------------------------------------------------


def test_f2_opens_the_full_look_up_with_the_search_text(country: CodeEditor, tables: Reference) -> None:
    asked: list[str] = []
    country.browse_asked.connect(asked.append)
    press(country, KEY.Key_F2)
    type_text(country, "mg")
    press(country, KEY.Key_F2)
    assert asked == ["", "mg"]
    assert country.popup() is None


def test_the_full_look_up_gives_its_row_to_the_field(country: CodeEditor, tables: Reference, qtbot: QtBot) -> None:
    texts, steps = listen(country)
    browser = CodeBrowser(country.window(), tables, country, "")
    box = browser.box()
    assert box.hasFocus()
    assert box.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    commit(box, "美国")
    press(box, KEY.Key_Down)
    press(box, KEY.Key_Return)
    assert texts == ["USA"]
    assert steps == [1]
    assert browser.isHidden()


def test_the_full_look_up_moves_through_all_rows_and_escape_returns(country: CodeEditor, tables: Reference) -> None:
    browser = CodeBrowser(country.window(), tables, country, "")
    assert browser.current() == tables.hits("countries", "", 50)[0].row
    press(browser.box(), KEY.Key_PageDown)
    press(browser.box(), KEY.Key_Up)
    assert browser.current() == tables.hits("countries", "", 50)[10].row
    browser.grab()
    press(browser.box(), KEY.Key_Escape)
    assert browser.isHidden()
    assert not country.text()
    assert country.hasFocus()


def test_the_full_look_up_starts_at_the_code_of_the_field(country: CodeEditor, tables: Reference) -> None:
    country.set_text("MNG")
    browser = CodeBrowser(country.window(), tables, country, "")
    assert browser.current() == tables.row("countries", "MNG")
    press(browser.box(), KEY.Key_Escape)
    assert country.text() == "MNG"


def test_the_full_look_up_of_a_search_starts_at_its_best_answer(country: CodeEditor, tables: Reference) -> None:
    country.set_text("MNG")
    browser = CodeBrowser(country.window(), tables, country, "m")
    assert browser.current() == tables.hits("countries", "m", 50)[0].row


def test_nothing_found_is_said_in_words(country: CodeEditor, tables: Reference) -> None:
    browser = CodeBrowser(country.window(), tables, country, "zzz")
    assert browser.current() is None
    press(browser.box(), KEY.Key_Return)
    assert browser.isVisible()


# -- rows ----------------------------------------------------------------------------------------------------------


def test_matched_letters_are_marked_in_pinyin_and_in_the_name(tables: Reference) -> None:
    hit = tables.hits("countries", "mg")[0]
    said = beside(hit)
    assert (hit.column, hit.span) == ("name", (0, 2))
    assert said.words == "meng gu"
    assert [said.words[first:last] for first, last in said.spans] == ["m", "g"]
    assert said.reason == "首字母"


@pytest.mark.parametrize(
    ("text", "words", "marked", "reason"),
    [("124", "124", ["124"], "旧码"), ("mn", "meng gu", [], "代码"), ("mongolia", "Mongolia", ["Mongolia"], "英文")],
)
def test_other_columns_are_shown_when_they_matched(
    tables: Reference, text: str, words: str, marked: list[str], reason: str
) -> None:
    hit = next(hit for hit in tables.hits("countries", text) if hit.row.code == "MNG")
    said = beside(hit)
    assert (said.words, [said.words[first:last] for first, last in said.spans], said.reason) == (words, marked, reason)


def test_a_row_tells_its_other_names_and_where_it_was_read(tables: Reference) -> None:
    row = tables.row("countries", "MNG")
    assert row is not None
    assert facts(row) == "旧码 124  两字母码 MN  英文 Mongolia"
    assert origin(row) == "测试  2026-11-20 版"


def test_every_reason_has_its_word(tables: Reference) -> None:
    row = tables.row("countries", "MNG")
    assert row is not None
    assert all(beside(Hit(row, why)).reason for why in Why if why is not Why.HEAD)


def test_the_painted_popup_shows_marks(country: CodeEditor) -> None:
    type_text(country, "mg")
    popup = popup_of(country)
    image = popup.grab().toImage()
    wanted = theme().color(Token.MARK).name()
    row = popup._row_box(0).toRect()
    assert any(
        image.pixelColor(QPoint(x, y)).name() == wanted
        for x in range(row.left(), row.right())
        for y in range(row.top(), row.bottom(), 3)
    )


def test_a_name_that_cannot_be_read_leaves_its_room_to_the_code(country: CodeEditor) -> None:
    country.set_text("RUS")
    country.setFixedWidth(150)
    with_name = country.grab().toImage().pixelColor(20, 4)
    country.setFixedWidth(70)
    assert with_name == theme().color(Token.CODE)
    assert country.grab().toImage().pixelColor(20, 4) == theme().color(Token.FIELD)  # no cell of its own any more


def test_the_chevron_gives_way_to_a_name(country: CodeEditor) -> None:
    country.set_text("RUS")
    just = round(country.cell_width() + width_of(country.name(), Font.BODY)) + 2 * PAD + 1
    country.setFixedWidth(just)
    assert not country.is_elided()
    country.setFixedWidth(just + ICON)
    assert country.right_room() > 0
    assert not country.is_elided()
