"""The window before the window: data that only a passphrase opens are asked for it; nothing of them is known here."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QWidget

from app.ui.pages.background import background
from app.ui.pages.lock_page import LockPage
from app.ui.theme import theme
from app.ui.windows.main_window import NAME

WIDTH, HEIGHT = 560, 420
TITLE = "数据已加密"
NOTE = "请输入口令打开。忘记口令时，可用办公室恢复密钥重设（portdesk keys passphrase）。"


class FrontDoor(QWidget):
    """``passed(object)`` with what ``opens`` made of the passphrase; ``left`` when somebody closed it instead.

    ``opens`` takes a moment, so it is called off the UI thread; ValueError with a sentence is a refusal.
    """

    passed = Signal(object)
    left = Signal()

    def __init__(self, opens: Callable[[str], object]) -> None:
        super().__init__()
        self._opens = opens
        self.setWindowTitle(NAME)
        self.resize(theme().px(WIDTH), theme().px(HEIGHT))
        self.page = LockPage(self, TITLE, NOTE)
        self.page.told.connect(self._try)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.left.emit()
        super().closeEvent(event)

    def _try(self, passphrase: str) -> None:
        background().run(lambda: self._opens(passphrase), self.passed.emit, self.page.refuse)
