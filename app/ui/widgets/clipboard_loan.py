"""Lends a secret to the clipboard for half a minute; what somebody else put there meanwhile is left alone."""

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtGui import QGuiApplication

LENT_MS = 30_000


class ClipboardLoan(QObject):
    """One loan at a time; it ends by itself, at the end of the program at the latest."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._lent = ""
        self.timer = QTimer(self, singleShot=True, interval=LENT_MS)
        self.timer.timeout.connect(self.end)
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.end)

    def lend(self, text: str) -> None:
        """Put a text into the clipboard until the time is over."""
        self._lent = text
        QGuiApplication.clipboard().setText(text)
        self.timer.start()

    def end(self) -> None:
        """Take the text back, if it is still there."""
        lent, self._lent = self._lent, ""
        self.timer.stop()
        clipboard = QGuiApplication.clipboard()
        if lent and clipboard.text() == lent:
            clipboard.clear()
