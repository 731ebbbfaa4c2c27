"""命令面板 over real services: four groups in their order, values read without jumping, edits in place, Esc back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from app.ui.desk.window import CODES, PortdeskWindow, furnish
from app.ui.editors.number_text import grouped
from app.ui.pages.form.form_page import FormPage
from app.ui.pages.palette.answers import EVERYTHING, Kind, wanted
from app.ui.pages.palette.palette import Palette
from app.ui.theme import Choice, theme
from tests.helpers.bureau import Bureau, coal, until
from tests.helpers.keys import commit, compose, press, type_text

Key = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def fresh(bureau: Bureau, tmp_path: Path) -> Iterator[PortdeskWindow]:
    theme().install()
    made = PortdeskWindow(furnish(bureau.office, tmp_path / "prints", lambda _connection: []))
    made.window.resize(1440, 900)
    made.window.show()
    made.window.activateWindow()
    until(made.window.isActiveWindow)
    yield made
    theme().choose(Choice.LIGHT)
    made.window.close()
    for part in (made, made.window):
        delete(part)


@pytest.fixture
def window(fresh: PortdeskWindow) -> PortdeskWindow:
    """A window that has been open for a while."""
    fresh.palette.learn()
    until(lambda: bool(fresh.palette.spelling("校验")))
    return fresh


@pytest.fixture
def form(bureau: Bureau, window: PortdeskWindow) -> FormPage:
    draft_id = bureau.keep(coal(), "PD2026030200001")
    window.open_document(draft_id)
    until(lambda: window.window.current() == window.key_of(draft_id))
    page = window.window.page(window.key_of(draft_id))
    assert isinstance(page, FormPage)
    page.reveal("contract_number")
    return page


def palette(window: PortdeskWindow, text: str = "") -> Palette:
    press(QApplication.focusWidget() or window.window, Key.Key_K, CTRL)
    opened = window.palette.palette()
    assert opened is not None
    type_text(opened.box, text)
    return opened


def found(opened: Palette, kind: Kind) -> list[str]:
    answers = [opened.rows.answer(row) for row in range(opened.rows.rowCount())]
    return [one.words for one in answers if one is not None and one.kind is kind]


def test_the_pinyin_of_actions_is_learnt_while_the_palette_is_open(fresh: PortdeskWindow) -> None:
    opened = palette(fresh, "jwb")
    assert "键位表" not in found(opened, Kind.ACTION)
    until(lambda: "键位表" in found(opened, Kind.ACTION))


def test_fields_say_their_value_and_enter_goes_there(window: PortdeskWindow, form: FormPage) -> None:
    opened = palette(window, "jz")
    assert "净重" in found(opened, Kind.FIELD)
    current = opened.current()
    assert current is not None
    assert current.words == "净重"
    assert grouped(form.document.get("net_weight")) in current.note
    press(opened.box, Key.Key_Return)
    assert window.palette.palette() is None
    assert form.binder.current == "net_weight"


def test_alt_enter_edits_in_place_as_one_step(window: PortdeskWindow, form: FormPage) -> None:
    before = form.document.get("net_weight")
    opened = palette(window, "净重")
    press(opened.box, Key.Key_Return, ALT)
    assert opened.box.text() == before
    opened.box.selectAll()
    type_text(opened.box, "123")
    press(opened.box, Key.Key_Return)
    assert form.document.get("net_weight") == "123"
    assert opened.isVisible()
    assert opened.box.text() == "净重"
    press(opened.box, Key.Key_Escape)
    form.document.undo()
    assert form.document.get("net_weight") == before


def test_a_fix_at_hand_is_an_action(window: PortdeskWindow, form: FormPage) -> None:
    form.document.put("net_weight", "99999999")
    form.document.left("net_weight")
    until(lambda: any(one.fix for one in form.document.shown_problems()))
    opened = palette(window, "jz")
    assert any("改为" in words for words in found(opened, Kind.ACTION))
    press(opened.box, Key.Key_Escape)


def test_esc_leaves_an_edit_alone_then_gives_the_keyboard_back(window: PortdeskWindow, form: FormPage) -> None:
    before = form.document.get("net_weight")
    field = QApplication.focusWidget()
    opened = palette(window, "净重")
    assert "回到 合同协议号" in opened._back.words()
    press(opened.box, Key.Key_Return, ALT)
    type_text(opened.box, "9")
    press(opened.box, Key.Key_Escape)
    assert opened.isVisible()
    press(opened.box, Key.Key_Escape)
    assert QApplication.focusWidget() is field
    assert form.document.get("net_weight") == before


def test_declarations_and_codes_come_behind(window: PortdeskWindow, form: FormPage, bureau: Bureau) -> None:
    opened = palette(window, "焦煤")
    until(lambda: bool(found(opened, Kind.DRAFT)))
    kinds = [answer.kind for row in range(opened.rows.rowCount()) if (answer := opened.rows.answer(row)) is not None]
    assert kinds == sorted(kinds, key=list(Kind).index), "groups stand in their fixed order"


def test_marks_ask_for_one_group_only(window: PortdeskWindow, form: FormPage) -> None:
    opened = palette(window, ">jiaoyan")
    assert found(opened, Kind.ACTION)[:1] == ["校验"]
    assert found(opened, Kind.FIELD) == []
    press(opened.box, Key.Key_Escape)
    opened = palette(window, "#MNG")
    until(lambda: bool(found(opened, Kind.CODE)))
    assert found(opened, Kind.FIELD) == found(opened, Kind.ACTION) == []
    assert wanted("＃焦煤") == ("焦煤", frozenset({Kind.CODE}))
    assert wanted(" 焦煤 ") == ("焦煤", EVERYTHING)


def test_tab_turns_the_groups_and_an_action_is_done(window: PortdeskWindow, form: FormPage) -> None:
    opened = palette(window, "设置")
    press(opened.box, Key.Key_Tab)
    assert opened.groups.current() in {kind.value for kind in Kind}
    press(opened.box, Key.Key_Backtab)
    press(opened.box, Key.Key_Escape)
    opened = palette(window, ">设置")
    press(opened.box, Key.Key_Return)
    assert window.window.current() == "settings"


def test_a_code_goes_into_the_field_that_asks_or_into_the_library(window: PortdeskWindow, form: FormPage) -> None:
    form.reveal("trade_country")
    opened = palette(window, "#MNG")
    until(lambda: bool(found(opened, Kind.CODE)))
    press(opened.box, Key.Key_Return)
    assert form.document.get("trade_country") == "MNG"
    form.reveal("contract_number")
    opened = palette(window, "#MNG")
    until(lambda: bool(found(opened, Kind.CODE)))
    press(opened.box, Key.Key_Return)
    assert window.window.current() == CODES


def test_enter_while_composing_takes_nothing(window: PortdeskWindow, form: FormPage) -> None:
    opened = palette(window)
    compose(opened.box, "jing")
    press(opened.box, Key.Key_Return)
    assert opened.isVisible()
    commit(opened.box, "净重")
    assert "净重" in found(opened, Kind.FIELD)
    press(opened.box, Key.Key_Escape)
