"""Shows 更新说明 when asked for; after an upgrade each start says that there is something new until it was read."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from app.ui.keys import bind, shown_keys
from app.ui.models.release_notes import Release, releases
from app.ui.pages.alive import while_alive
from app.ui.pages.background import background
from app.ui.pages.changes_sheet import ChangesSheet
from app.ui.pages.services import Memory
from app.ui.theme import Tone
from app.ui.windows import MainWindow

SEEN = "changes/seen"


class Changes(QObject):
    """Lives as long as the window; what somebody has read is remembered by the newest day."""

    def __init__(self, window: MainWindow, memory: Memory, load: Callable[[], Sequence[Release]] = releases) -> None:
        super().__init__(window)
        self._window, self._memory, self._load = window, memory, load
        bind(window, {"changes": self.show})

    def show(self) -> None:
        """Show what changed."""
        background().run(self._load, while_alive(self, self._open), while_alive(self, self._fail))

    def tell(self) -> None:
        """Say that the program was renewed, where somebody worked with an older one here."""
        background().run(self._load, while_alive(self, self._say), while_alive(self, self._fail))

    def _open(self, found: Sequence[Release]) -> None:
        ChangesSheet(self._window, found, self._memory.get(SEEN))
        self._note(found)

    def _say(self, found: Sequence[Release]) -> None:
        seen = self._memory.get(SEEN)
        if not seen:
            self._note(found)  # the first start here: everything is new, and nothing has changed
        elif found and found[0].day > seen:
            self._window.toast.say(f"程序已更新，{shown_keys('changes')} 看更新说明", Tone.INFO)

    def _note(self, found: Sequence[Release]) -> None:
        if found:
            self._memory.put(SEEN, found[0].day)

    def _fail(self, sentence: str) -> None:
        self._window.toast.say(sentence, Tone.ERR)
