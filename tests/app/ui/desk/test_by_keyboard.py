"""Row 23: everything that can be clicked on any page is reached by Tab, or has a key of its own that does the same."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLineEdit, QWidget
from shiboken6 import delete

from app.ui.desk.window import PortdeskWindow, furnish
from app.ui.pages.settings_page import SettingsPage
from app.ui.theme import Choice, theme
from tests.helpers.bureau import Bureau, coal, until
from tests.helpers.keys import press

ALT = Qt.KeyboardModifier.AltModifier
MOST = 400
# What the mouse may click and a key does as well: the search door is Ctrl+K, what stands in the bars has Alt+1…6,
# Ctrl+Tab, Ctrl+W and Ctrl+, ; a head orders rows as its chip 排序 does, and ticks all as Ctrl+A does.
BY_KEY = ("SearchDoor", "RowHead", "ListHead", "ResidentHead")
CONTROLS = (QAbstractButton, QAbstractItemView, QLineEdit)


@pytest.fixture
def window(bureau: Bureau, tmp_path: Path) -> Iterator[PortdeskWindow]:
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


def walked(window: PortdeskWindow) -> set[QWidget]:
    """Everything the keyboard comes to by Tab until it comes round."""
    seen: set[QWidget] = set()
    for _ in range(MOST):
        focused = QApplication.focusWidget()
        if focused is None or focused in seen:
            break
        seen.add(focused)
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(focused, QKeyEvent(kind, Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier))
    return seen


def missed(page: QWidget, seen: set[QWidget]) -> list[str]:
    """The controls in view of a page that Tab did not come to."""
    found = []
    for one in page.findChildren(QWidget):
        if isinstance(one, CONTROLS) and one.isVisible() and one.isEnabled() and type(one).__name__ not in BY_KEY:
            inside = any(one.isAncestorOf(other) for other in seen)
            if one not in seen and not inside:
                found.append(f"{type(one).__name__} {one.accessibleName()}")
    return found


@pytest.mark.parametrize(
    "key", ["workbench", "list", "lots", "receipts", "codes", "statistics", "settings", "register"]
)
def test_tab_comes_to_every_control_of_a_page(bureau: Bureau, window: PortdeskWindow, key: str) -> None:
    bureau.keep(coal(), "PD2026030200001")
    main = window.window
    if key == "register":
        window.register.open()
    else:
        main.go(key)
    QApplication.processEvents()
    page = main.page(main.current()).widget()
    main.page(main.current()).activated()
    assert missed(page, walked(window)) == []


def test_tab_comes_to_every_control_of_the_settings(window: PortdeskWindow) -> None:
    main = window.window
    main.go("settings")
    page = main.page("settings")
    assert isinstance(page, SettingsPage)
    for name in page._by_key:
        page._turn(name)
        QApplication.processEvents()
        page.nav.setFocus(Qt.FocusReason.TabFocusReason)
        assert (name, missed(page._by_key[name], walked(window))) == (name, [])


def test_the_pages_of_the_rail_have_keys(window: PortdeskWindow) -> None:
    for number, key in enumerate(window.window.rail.keys()[:6], start=1):
        press(QApplication.focusWidget() or window.window, Qt.Key(Qt.Key.Key_0 + number), ALT)
        assert window.window.current() == key
