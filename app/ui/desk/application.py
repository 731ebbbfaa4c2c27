"""The Qt application around the window: its look before the first paint, its event loop, its orderly end."""

import sys
import time

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from app.ui.theme import prepare, theme
from app.ui.windows.chinese import speak_chinese
from app.ui.windows.main_window import NAME, MainWindow

_OFFSCREEN_NOISE = "This plugin does not support "
_SWITCH = 0.001  # seconds a worker computes before the window's thread gets its turn; Python's own 5 ms stall a frame
_LONGEST_FAREWELL = 15.0  # seconds; a database that another program holds for longer is not waited for


def application() -> QApplication:
    """Return the application with fonts, style and Chinese menus in place; made once per process."""
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    sys.setswitchinterval(_SWITCH)
    qInstallMessageHandler(_pass_on)
    prepare()
    made = QApplication(sys.argv[:1])
    made.setApplicationDisplayName(NAME)
    speak_chinese(made)
    theme().install()
    return made


def _pass_on(kind: QtMsgType, context: QMessageLogContext, words: str) -> None:
    """Print what Qt has to say, but not what the screenless plugin says of every window and menu it is shown."""
    if not words.startswith(_OFFSCREEN_NOISE):
        print(words, file=sys.stderr)


def ready_again() -> QApplication:
    """Return the application for another loop: what ended the one before must not end this one too."""
    running = application()
    QCoreApplication.removePostedEvents(running, QEvent.Type.Quit.value)
    return running


def leave(window: MainWindow) -> None:
    """Close the window, which first stores all that was typed, and let every answer under way still arrive."""
    window.close()
    end = time.monotonic() + _LONGEST_FAREWELL
    while window.isVisible() and time.monotonic() < end:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)
    QCoreApplication.processEvents()
