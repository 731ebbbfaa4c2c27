"""An import from the window step by step: file, preview, who is who in an unknown head, writing, taking back."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QStackedWidget

from app.ui.pages.alive import while_alive
from app.ui.pages.codes.busy_card import BusyCard
from app.ui.pages.codes.import_card import ImportCard
from app.ui.pages.codes.mapping_card import MappingCard
from app.ui.pages.codes.services import CodesService, Foreseen, Heading, Told
from app.ui.pages.path_strip import PathStrip
from app.ui.theme import Tone
from app.ui.widgets import Strip

T = TypeVar("T")
KINDS = "代码表 (*.csv *.xlsx *.zip)"


class Importing(QObject):
    """``ended()`` when the page shows its lines again."""

    ended = Signal()

    def __init__(self, stack: QStackedWidget, service: CodesService, strip: Strip, paths: PathStrip) -> None:
        super().__init__(stack)
        self._stack, self._service, self._strip, self._paths = stack, service, strip, paths
        self._path, self._told = Path(), Told()
        self._question = 0
        self.busy, self.preview, self.mapping = BusyCard(), ImportCard(), MappingCard()
        for card in (self.busy, self.preview, self.mapping):
            stack.addWidget(card)
        self.busy.cancelled.connect(self._cancel)
        self.preview.taken.connect(self._install)
        for part in (self.preview, self.mapping):
            part.left.connect(self._end)
        self.mapping.told.connect(self._foresee)
        service.progressed.connect(self.busy.show_progress)

    def ask(self) -> None:
        """Ask for a file, a folder or a zip."""
        self._paths.ask("从文件更新", "预览", self._chosen, wants=QFileDialog.FileMode.ExistingFile, kinds=KINDS)

    def undo(self, _checked: bool = False) -> None:
        """Take the newest import back."""
        self._service.undo(while_alive(self, self._undone), while_alive(self, self._fail))

    # -- steps -------------------------------------------------------------------------------------------------

    def _chosen(self, path: Path) -> None:
        self._path = path
        self._foresee(Told())

    def _foresee(self, told: Told) -> None:
        self._told = told
        self._start()
        self._service.foresee(self._path, told, self._answer(self._show_foreseen), self._answer(self._not_read))

    def _show_foreseen(self, foreseen: Foreseen) -> None:
        self._stack.setCurrentWidget(self.preview)
        self.preview.show_foreseen(self._path.name, foreseen)

    def _not_read(self, sentence: str) -> None:
        """Ask what the columns are, where the file can be read but not placed."""
        if self._path.is_dir() or self._told.table:
            self._fail(sentence)
            return

        def show(heading: Heading) -> None:
            self._stack.setCurrentWidget(self.mapping)
            self.mapping.show_heading(heading, sentence)

        self._service.heading(self._path, self._answer(show), self._answer(lambda _why: self._fail(sentence)))

    def _install(self) -> None:
        self._start()
        self._service.install(self._path, self._told, self._answer(self._installed), self._answer(self._fail))

    def _installed(self, done: Foreseen) -> None:
        self._end()
        if done.number is None:
            self._strip.say(Tone.INFO, f"{self._path.name} 与已装的相同，没有变化", [("知道了", self._strip.be_quiet)])

    def _undone(self, what: str) -> None:
        self._strip.say(Tone.OK, what, [("知道了", self._strip.be_quiet)])

    def _cancel(self) -> None:
        self._question += 1  # whatever is answered now is not wanted
        self._service.cancel()
        self._end()

    def _start(self) -> None:
        self._question += 1
        self._strip.be_quiet()
        self._stack.setCurrentWidget(self.busy)
        self.busy.start(self._path.name)

    def _answer(self, act: Callable[[T], object]) -> Callable[[T], None]:
        """Return a callback that is deaf once the step it belongs to was called off."""
        question = self._question

        def answered(answer: T) -> None:
            if question == self._question:
                act(answer)

        return while_alive(self, answered)

    def _fail(self, sentence: str) -> None:
        self._end()
        self._strip.say(Tone.ERR, sentence, [("知道了", self._strip.be_quiet)])

    def _end(self) -> None:
        self._stack.setCurrentIndex(0)
        self.ended.emit()
