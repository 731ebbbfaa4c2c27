"""A list of residents from a file: read and shown first with its bad rows, then written whole or not at all."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from app.sheets.residents import ResidentList
from app.ui.pages.alive import while_alive
from app.ui.pages.codes.busy_card import BusyCard
from app.ui.pages.path_strip import PathStrip
from app.ui.pages.register.services import RegisterService
from app.ui.theme import Font, Icon, Token, Tone, theme
from app.ui.widgets import Button, ButtonLook, Ground, Label, Paragraph, Strip
from app.ui.widgets.plain_text import PlainText
from app.work.enrol import Enrolled

KINDS = "边民名单 (*.csv *.xlsx)"


class ListPreview(Ground):
    """What a list holds, before anything is written; ``taken()`` wants it written, ``left()`` does not."""

    taken = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__(Token.SURFACE)
        px = theme().px
        self._title, self._digest = Label("", Font.PAGE), Label("", Font.CARD)
        self._note = Paragraph("", Font.SMALL, Token.WARN_TEXT)
        self.faults = PlainText("须改的行")
        self.take = Button("导入", ButtonLook.PRIMARY, Icon.CHECK, "Enter", tall=True)
        self.leave = Button("取消", ButtonLook.SECONDARY, keys="Esc", tall=True)
        self.take.clicked.connect(self.taken)
        self.leave.clicked.connect(self.left)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(14), px(16), px(14))
        column.setSpacing(px(10))
        words = (
            "还没有写入。可用的行一次写入；同一证号的人更新资料，名单里新出现的互助组会建立。须改的行改好后再导入一次。"
        )
        for part in (self._title, self._digest, Paragraph(words, Font.SMALL, Token.T2), self._note, self.faults):
            column.addWidget(part, 1 if part is self.faults else 0)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addStretch(1)
        row.addWidget(self.leave)
        row.addWidget(self.take)
        column.addLayout(row)

    def show_list(self, name: str, listed: ResidentList) -> None:
        """Show what a list holds, with the keyboard on 导入 where there is anything."""
        self._title.set_words(f"预览 {name}")
        self._digest.set_words(f"可导入 {len(listed.rows)} 人，须改 {len(listed.faults)} 行")
        self._note.set_words(f"没有用上的列：{'、'.join(listed.ignored)}" if listed.ignored else "")
        self._note.setVisible(bool(listed.ignored))
        self.faults.setPlainText("\n".join(listed.faults) or "没有须改的行")
        self.take.setEnabled(bool(listed.rows))
        (self.take if listed.rows else self.leave).setFocus(Qt.FocusReason.OtherFocusReason)

    def digest(self) -> str:
        """Return the counts as shown."""
        return self._digest.words()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class ImportFlow(QObject):
    """``ended()`` when the page shows its rows again."""

    ended = Signal()

    def __init__(self, stack: QStackedWidget, service: RegisterService, strip: Strip, paths: PathStrip) -> None:
        super().__init__(stack)
        self._stack, self._service, self._strip, self._paths = stack, service, strip, paths
        self._path = Path()
        self._listed: ResidentList | None = None
        self._question = 0
        self.busy, self.preview = BusyCard(), ListPreview()
        for card in (self.busy, self.preview):
            stack.addWidget(card)
        self.busy.cancelled.connect(self._cancel)
        self.preview.taken.connect(self._install)
        self.preview.left.connect(self._cancel)
        service.progressed.connect(self.busy.show_progress)

    def ask(self) -> None:
        """Ask for a file."""
        self._paths.ask("导入名单", "预览", self._chosen, kinds=KINDS)

    def _chosen(self, path: Path) -> None:
        self._path = path
        self._start()
        question = self._question

        def show(listed: ResidentList) -> None:
            if question == self._question:
                self._listed = listed
                self._stack.setCurrentWidget(self.preview)
                self.preview.show_list(path.name, listed)

        self._service.foresee(path, while_alive(self, show), while_alive(self, self._fail))

    def _install(self) -> None:
        listed = self._listed
        if listed is None:
            return
        self._start()
        self.busy.cancel.setEnabled(False)  # it is one transaction: nothing to call off halfway
        self._service.install(listed, while_alive(self, self._installed), while_alive(self, self._fail))

    def _installed(self, done: Enrolled) -> None:
        self._end()
        made = f"，新建互助组 {done.groups} 个" if done.groups else ""
        signed = f"，委托 {done.mandates} 份" if done.mandates else ""
        words = f"新登记 {done.added} 人，更新 {done.updated} 人{made}{signed}"
        self._strip.say(Tone.OK, words, [("知道了", self._strip.be_quiet)])

    def _fail(self, sentence: str) -> None:
        self._end()
        self._strip.say(Tone.ERR, f"没有导入：{sentence}", [("知道了", self._strip.be_quiet)])

    def _cancel(self) -> None:
        if self.busy.cancel.isEnabled():
            self._question += 1
            self._end()

    def _start(self) -> None:
        self._question += 1
        self._strip.be_quiet()
        self.busy.cancel.setEnabled(True)
        self._stack.setCurrentWidget(self.busy)
        self.busy.start(self._path.name)

    def _end(self) -> None:
        self.busy.cancel.setEnabled(True)
        self._listed = None
        self._stack.setCurrentIndex(0)
        self.ended.emit()
