"""Locks the window when nobody touched it for a while, or on Ctrl+L; what was typed is stored first."""

from functools import partial
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QWindow

from app.ui.keys import bind
from app.ui.pages.lock_page import LockPage
from app.ui.pages.upkeep import Slots, UpkeepService
from app.ui.theme import Tone
from app.ui.windows import MainWindow

_TOUCHES = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.TouchBegin})
_MINUTE = 60_000
_LOOK_AGAIN = 200  # ms between looks whether everything is stored
_MOST_LOOKS = 50
_NO_WAY = "还没有设口令，锁不了；在设置的“密钥与锁屏”里加设"


class LockGuard(QObject):
    """``set_minutes(0)`` never locks by itself."""

    def __init__(self, window: MainWindow, upkeep: UpkeepService) -> None:
        super().__init__(window)
        self._window, self._upkeep = window, upkeep
        self.page: LockPage | None = None
        self._handle: QWindow | None = None
        self._idle = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._idle.timeout.connect(partial(self.lock, False))
        window.installEventFilter(self)
        bind(window, {"lock": partial(self.lock, True)})

    def set_minutes(self, minutes: int) -> None:
        """Lock after so many minutes without a touch, 0 = never."""
        self._idle.setInterval(minutes * _MINUTE)
        if minutes:
            self._idle.start()
        else:
            self._idle.stop()

    def lock(self, asked: bool = True) -> None:
        """Lock now, if there is a way to unlock."""
        if self.page is None:
            self._upkeep.slots(partial(self._begin, asked), self._fail)

    def _watch(self) -> None:
        """Hear the touches where they come in: a filter of the whole application would see every event there is."""
        handle = cast("QWindow | None", self._window.windowHandle())
        if handle is not None and handle is not self._handle:
            self._handle = handle
            handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and watched is self._window:
            self._watch()  # the system's window is there from now on
        elif self._idle.isActive() and event.type() in _TOUCHES:
            self._idle.start()
        return False

    def _begin(self, asked: bool, found: Slots) -> None:
        if not found.may_lock:
            if asked:
                self._window.toast.say(_NO_WAY, Tone.WARN)
        elif self.page is None:
            self.page = LockPage(self._window)
            self.page.told.connect(self._unlock)
            self._forget(_MOST_LOOKS)

    def _forget(self, looks: int) -> None:
        """Forget the key as soon as all that was typed is stored."""
        if self._window.is_stored() or not looks:
            self._upkeep.lock(lambda _none: None, self._fail)
        else:
            QTimer.singleShot(_LOOK_AGAIN, self, partial(self._forget, looks - 1))

    def _unlock(self, passphrase: str) -> None:
        self._upkeep.unlock(passphrase, self._opened, self._refused)

    def _opened(self, _none: None) -> None:
        if self.page is not None:
            self.page.let_go()
            self.page = None
        self._window.strip.be_quiet()  # it may have said that nothing could be read meanwhile
        if self._idle.interval():
            self._idle.start()

    def _refused(self, sentence: str) -> None:
        if self.page is not None:
            self.page.refuse(sentence)

    def _fail(self, sentence: str) -> None:
        self._window.toast.say(sentence, Tone.ERR)
