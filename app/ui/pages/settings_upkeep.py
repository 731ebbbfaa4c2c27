"""Keys, backups and the log as parts of the settings: what the panes ask for is done and shown; it paints nothing."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QStackedWidget

from app.core.clock import Clock
from app.ui.pages.alive import while_alive
from app.ui.pages.path_strip import PathStrip
from app.ui.pages.settings_audit import AuditPane
from app.ui.pages.settings_backup import BackupCard
from app.ui.pages.settings_restore import RestoreCard
from app.ui.pages.settings_slots import SlotsPane
from app.ui.pages.upkeep import AuditCheck, AuditLine, BackupLine, RestorePlan, Slots, UpkeepService

NEXT = "下次启动时还原，现在可以继续使用；要反悔，在备份下面按“取消还原”"
AT_ONCE = "正在关闭窗口，随后还原并重新打开"


class UpkeepPanes(QObject):
    """``said(str)`` what was done, ``failed(str)`` what could not be, ``changed()`` what the self-check would tell of.

    Without a service the panes stay empty.
    """

    said = Signal(str)
    failed = Signal(str)
    changed = Signal()

    def __init__(self, service: UpkeepService | None, clock: Clock, paths: PathStrip, parent: QObject) -> None:
        super().__init__(parent)
        self._service, self._paths = service, paths
        self.backups, self.audit, self.slots = BackupCard(clock.now), AuditPane(clock.now), SlotsPane()
        self.restore = RestoreCard(clock.now)
        self.data = QStackedWidget()  # the backups, or the question whether one of them is put back
        for card in (self.backups, self.restore):
            self.data.addWidget(card)
        self._bind()

    def read(self) -> None:
        """Read everything anew."""
        if self._service is None:
            return
        self._service.slots(self._here(self._show_slots), self._here(self.failed.emit))
        self._service.backups(self._here(self._show_backups), self._here(self.failed.emit))
        self._service.ordered_restore(self._here(self.backups.show_order), self._here(self.failed.emit))
        self._service.audit(None, self._here(self._show_audit), self._here(self.failed.emit))

    def _bind(self) -> None:
        self.backups.made_asked.connect(self._back_up)
        self.backups.moved_asked.connect(self._ask_target)
        self.backups.restore_asked.connect(self._weigh)
        self.backups.cancelled.connect(self._cancel_restore)
        self.restore.taken.connect(self._order)
        self.restore.left.connect(self._back_to_backups)
        self.audit.check_asked.connect(self._check_log)
        self.audit.more_asked.connect(self._more)
        self.slots.passphrase_set.connect(self._set_passphrase)
        self.slots.removed.connect(self._remove)
        self.slots.keyring_asked.connect(self._add_keyring)
        self.slots.recovery_asked.connect(self._make_recovery)

    def _here(self, act: Callable[..., object]) -> Callable[..., None]:
        return while_alive(self, act)

    # -- backups -----------------------------------------------------------------------------------------------

    def _back_up(self) -> None:
        if self._service is not None:
            self.backups.show_busy(True)
            self._service.back_up(self._here(self._backed_up), self._here(self._not_backed_up))

    def _backed_up(self, made: BackupLine) -> None:
        self.backups.show_busy(False)
        self.said.emit(f"已备份并校验：{made.folder}")
        self.read()
        self.changed.emit()

    def _not_backed_up(self, sentence: str) -> None:
        self.backups.show_busy(False)
        self.failed.emit(sentence)

    def _ask_target(self) -> None:
        self._paths.ask(
            "换电脑：写成一个加密文件", "写出", self._hand_over, wants=QFileDialog.FileMode.AnyFile, kinds="(*.age)"
        )

    def _hand_over(self, target: Path) -> None:
        if self._service is not None:
            told = self._here(lambda path: self.said.emit(f"已写出 {path}，用办公室的恢复密钥解开"))
            self._service.hand_over(target, "", told, self._here(self.failed.emit))

    def _show_backups(self, found: Sequence[BackupLine]) -> None:
        self.backups.show_backups(found)

    def _weigh(self, line: BackupLine) -> None:
        """Look whether the backup is sound and what it would replace, then ask."""
        if self._service is not None:
            self.backups.table.set_busy(True)
            self._service.weigh_restore(line.folder, self._here(self._ask), self._here(self._not_weighed))

    def _ask(self, plan: RestorePlan) -> None:
        self.backups.table.set_busy(False)
        self.restore.show_plan(plan)
        self.data.setCurrentWidget(self.restore)
        self.restore.take_focus()

    def _not_weighed(self, sentence: str) -> None:
        self.backups.table.set_busy(False)
        self.failed.emit(sentence)

    def _order(self, line: BackupLine, at_once: bool) -> None:
        if self._service is not None:
            told = self._here(lambda ordered: self._ordered(ordered, at_once))
            self._service.order_restore(line.folder, at_once, told, self._here(self.failed.emit))

    def _ordered(self, line: BackupLine, at_once: bool) -> None:
        self.backups.show_order(line)
        self._back_to_backups()
        self.said.emit(AT_ONCE if at_once else NEXT)

    def _cancel_restore(self) -> None:
        if self._service is not None:
            self._service.cancel_restore(self._here(self._cancelled), self._here(self.failed.emit))

    def _cancelled(self, _none: None) -> None:
        self.backups.table.setFocus(Qt.FocusReason.OtherFocusReason)  # the button with the keyboard goes
        self.backups.show_order(None)
        self.said.emit("不还原了，数据照旧")

    def _back_to_backups(self) -> None:
        self.data.setCurrentWidget(self.backups)
        self.backups.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- the log -----------------------------------------------------------------------------------------------

    def _show_audit(self, lines: Sequence[AuditLine]) -> None:
        self.audit.show_lines(lines)

    def _more(self, before: int) -> None:
        if self._service is not None:
            shown = self._here(lambda lines: self.audit.show_lines(lines, append=True))
            self._service.audit(before, shown, self._here(self.failed.emit))

    def _check_log(self) -> None:
        if self._service is not None:
            self._service.audit_check(self._here(self._show_check), self._here(self.failed.emit))

    def _show_check(self, found: AuditCheck) -> None:
        self.audit.show_check(found)

    # -- keys --------------------------------------------------------------------------------------------------

    def _show_slots(self, found: Slots) -> None:
        self.slots.show_slots(found)

    def _set_passphrase(self, new: str) -> None:
        if self._service is not None:
            self._service.set_passphrase(new, self._done("口令已设，下次启动时输入"), self._here(self.failed.emit))

    def _add_keyring(self) -> None:
        if self._service is not None:
            self._service.add_keyring(self._done("已改由系统登录打开"), self._here(self.failed.emit))

    def _remove(self, kind: str) -> None:
        if self._service is not None:
            self._service.remove(kind, self._done("已移除"), self._here(self.failed.emit))

    def _make_recovery(self) -> None:
        if self._service is not None:
            self._service.new_recovery_key(self._here(self._show_recovery), self._here(self.failed.emit))

    def _show_recovery(self, secret: str) -> None:
        self.slots.show_recovery(secret)
        self.said.emit("恢复密钥已生成，请抄下或打印")
        self.read()

    def _done(self, words: str) -> Callable[[None], None]:
        def told(_none: None) -> None:
            self.said.emit(words)
            self.read()
            self.changed.emit()

        return self._here(told)
