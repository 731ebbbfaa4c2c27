"""The operator's own keys: taken from memory at the start, kept when changed; and the sheet that shows them."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from app.ui.keys import bind, keymap
from app.ui.pages.key_sheet import KeySheet
from app.ui.pages.services import Memory
from app.ui.windows import MainWindow

KEPT = "keys"


class KeyDesk(QObject):
    """Lives as long as the window; ``to_settings`` leads to where keys are changed."""

    def __init__(self, window: MainWindow, memory: Memory, to_settings: Callable[[], object]) -> None:
        super().__init__(window)
        self._window, self._memory, self._to_settings = window, memory, to_settings
        keymap().load(memory.get(KEPT))
        keymap().changed.connect(self._keep)
        bind(window, {"key_sheet": self.show_sheet})

    def show_sheet(self) -> None:
        """Show every key as it is now."""
        KeySheet(self._window).settings_asked.connect(self._to_settings)

    def _keep(self) -> None:
        self._memory.put(KEPT, keymap().text())
