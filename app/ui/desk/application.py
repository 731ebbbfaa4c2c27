"""The Qt application around the window: its look before the first paint, its event loop, its orderly end."""

import sys

from PySide6.QtWidgets import QApplication

from app.ui.theme import prepare, theme
from app.ui.windows.chinese import speak_chinese
from app.ui.windows.main_window import NAME


def application() -> QApplication:
    """Return the application with fonts, style and Chinese menus in place; made once per process."""
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    prepare()
    made = QApplication(sys.argv[:1])
    made.setApplicationDisplayName(NAME)
    speak_chinese(made)
    theme().install()
    return made
