"""No ID number in full anywhere but where it was asked for, for ten seconds and with an entry."""

from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from app.ui.pages.row_table import RowTable
from app.ui.widgets.clipboard_loan import ClipboardLoan
from tests.app.printing.paper import words as read_pdf
from tests.app.ui.pages.register.conftest import NUMBERS, Desk, Key, Mod

ROLES = [role for role in Qt.ItemDataRole if role is not Qt.ItemDataRole.SizeHintRole]


def told(page: QWidget) -> list[str]:
    """Everything a page says of itself: names, tips, titles, texts of editors, every role of every cell."""
    found: list[str] = [QApplication.clipboard().text()]
    for widget in [page, *page.findChildren(QWidget)]:
        found += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip(), widget.windowTitle()]
        found += [widget.statusTip(), widget.whatsThis(), widget.objectName()]
        if isinstance(widget, QLineEdit):
            found.append(widget.text())
        if isinstance(widget, QPlainTextEdit):
            found.append(widget.toPlainText())
        if isinstance(widget, RowTable):
            found += cells(widget)
        interface = QAccessible.queryAccessibleInterface(widget)
        found += [interface.text(kind) for kind in (QAccessible.Text.Name, QAccessible.Text.Value)]
        found.append(interface.text(QAccessible.Text.Description))
    return found


def cells(view: RowTable) -> list[str]:
    model = view.model()
    found = []
    for row in range(model.rowCount(QModelIndex())):
        for column in range(model.columnCount(QModelIndex())):
            found += [repr(model.data(model.index(row, column), role)) for role in ROLES]
            found.append(repr(model.data(model.index(row, column), Qt.ItemDataRole.UserRole + 1)))
    return found


def leaks(page: QWidget) -> list[str]:
    text = "\n".join(told(page))
    return [number for number in NUMBERS.values() if number in text]


def reveal(desk: Desk, why: str) -> None:
    desk.press(Key.Key_V, Mod.ControlModifier | Mod.ShiftModifier)
    desk.type(why)
    desk.press(Key.Key_Return)


def test_no_part_of_the_page_tells_a_number(desk: Desk) -> None:
    desk.go_to("张文斌")
    assert any("********" in words for words in told(desk.page))  # the walk does see the masked ones
    assert leaks(desk.page) == []
    desk.press(Key.Key_F2)
    assert leaks(desk.page) == []
    desk.press(Key.Key_Escape)
    desk.press(Key.Key_D, Mod.ControlModifier)
    desk.until(desk.page.day.isVisible)
    assert leaks(desk.page) == []


def test_a_number_is_shown_for_ten_seconds_and_written_down(desk: Desk) -> None:
    desk.go_to("张文斌")
    line = desk.page.side.person.number
    reveal(desk, "核对到场")
    desk.until(line.is_revealed)
    assert line.painted() == NUMBERS["张文斌"]
    assert line.timer.interval() == 10_000
    assert line.timer.isActive()
    assert leaks(desk.page) == []  # it is painted, and nothing else tells it
    assert [(one.detail["why"], one.event) for one in desk.entries("reveal_id")] == [("核对到场", "reveal_id")]
    desk.until(lambda: "核对到场" in "\n".join(told(desk.page.side.person)))
    line.timer.timeout.emit()
    assert line.painted() == desk.page.model.row(desk.page.table.current_row()).id_masked


def test_every_look_has_an_entry_and_none_without_a_reason(desk: Desk) -> None:
    desk.go_to("张文斌")
    reveal(desk, "")
    assert desk.page.asked.wrong() == "请写明原因"
    desk.press(Key.Key_Escape)
    assert desk.entries("reveal_id") == []
    for why in ("核对到场", "补签委托书"):
        reveal(desk, why)
        desk.until(desk.page.side.person.number.is_revealed)
        desk.page.side.person.number.hide_number()
    assert [one.detail["why"] for one in desk.entries("reveal_id")] == ["补签委托书", "核对到场"]


def test_another_resident_or_another_page_hides_it_at_once(desk: Desk) -> None:
    desk.go_to("张文斌")
    reveal(desk, "核对到场")
    line = desk.page.side.person.number
    desk.until(line.is_revealed)
    desk.press(Key.Key_Up)
    desk.until(lambda: desk.shown() != "张文斌")
    assert not line.is_revealed()
    desk.press(Key.Key_Down)
    desk.until(lambda: desk.shown() == "张文斌")
    reveal(desk, "再看")
    desk.until(line.is_revealed)
    desk.page.hide()
    assert not line.is_revealed()


def test_what_is_typed_as_a_number_is_not_copied_and_is_forgotten(desk: Desk) -> None:
    QApplication.clipboard().setText("before")
    desk.press(Key.Key_F3)
    desk.type(NUMBERS["张文斌"])
    for key in (Key.Key_A, Key.Key_C, Key.Key_X):
        desk.press(key, Mod.ControlModifier)
    assert QApplication.clipboard().text() == "before"
    desk.press(Key.Key_Escape)
    assert leaks(desk.page) == []
    desk.press(Key.Key_Insert)
    number = desk.page.side.form.fields["id_number"]
    number.take_focus()
    desk.type(NUMBERS["张文斌"])
    for key in (Key.Key_A, Key.Key_C, Key.Key_X):
        desk.press(key, Mod.ControlModifier)
    assert QApplication.clipboard().text() == "before"
    assert number.shown() == "•" * 18
    desk.press(Key.Key_Escape)
    assert leaks(desk.page) == []


def test_files_that_go_out_hold_masked_numbers_only(desk: Desk, tmp_path: Path) -> None:
    for key, name in ((Key.Key_E, "roster.csv"), (Key.Key_P, "roster.pdf")):
        desk.press(key, Mod.ControlModifier)
        desk.press(Key.Key_A, Mod.ControlModifier)
        desk.type(str(tmp_path / name))
        desk.press(Key.Key_Return)
        desk.until(desk.page.strip.isVisible)
        desk.page.strip.be_quiet()
        desk.page.focus_rows()
    table = (tmp_path / "roster.csv").read_text("utf-8-sig")
    paper = "".join("".join(read_pdf((tmp_path / "roster.pdf").read_bytes())).split())
    assert table.count("********") == paper.count("********") == 30
    assert [number for number in NUMBERS.values() if number in table or number in paper] == []


def test_a_copied_number_leaves_the_clipboard_after_half_a_minute(desk: Desk) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("别人的")
    desk.go_to("张文斌")
    copy = Mod.ControlModifier | Mod.ShiftModifier
    desk.press(Key.Key_C, copy)
    assert clipboard.text() == "别人的"  # a masked number is not copied
    reveal(desk, "核对到场")
    desk.until(desk.page.side.person.number.is_revealed)
    desk.press(Key.Key_C, copy)
    assert clipboard.text() == NUMBERS["张文斌"]
    (loan,) = desk.page.findChildren(ClipboardLoan)
    assert loan.timer.isActive() and loan.timer.interval() == 30_000
    loan.timer.timeout.emit()
    assert clipboard.text() == ""
    desk.press(Key.Key_C, copy)
    clipboard.setText("别人的")
    loan.timer.timeout.emit()
    assert clipboard.text() == "别人的"  # what somebody else put there is his
    clipboard.clear()
