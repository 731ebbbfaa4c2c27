"""下一票需要我处理的 (Shift+F9): from anywhere to the next declaration that waits for a person."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from app.ui.keys import bind
from app.ui.pages.alive import while_alive
from app.ui.pages.lifecycle import LifecycleService, Need
from app.ui.theme import Tone
from app.ui.windows import MainWindow

NOBODY = "没有需要您处理的单证"


class NeedsMe(QObject):
    """``take`` leads to what a declaration waits for; pressed again, the next one comes, around the end."""

    def __init__(self, window: MainWindow, lifecycle: LifecycleService, take: Callable[[Need], object]) -> None:
        super().__init__(window)
        self._window, self._lifecycle, self._take = window, lifecycle, take
        self._taken = ""
        bind(window, {"needs_me.next": self.next})

    def next(self) -> None:
        """Go to the next one in the order of urgency."""
        self._lifecycle.needs(while_alive(self, self._go), while_alive(self, self._fail))

    def _go(self, needs: Sequence[Need]) -> None:
        if not needs:
            self._window.toast.say(NOBODY, Tone.OK)
            return
        ids = [need.draft_id for need in needs]
        at = (ids.index(self._taken) + 1) % len(ids) if self._taken in ids else 0
        self._taken = ids[at]
        self._take(needs[at])

    def _fail(self, sentence: str) -> None:
        self._window.toast.say(sentence, Tone.ERR)
