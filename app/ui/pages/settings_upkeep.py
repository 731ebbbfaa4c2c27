"""Keys, backups and the log as parts of the settings: what the panes ask for is done and shown; it paints nothing."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from app.core.clock import Clock
from app.ui.pages.alive import while_alive
from app.ui.pages.path_strip import PathStrip
from app.ui.pages.settings_audit import AuditPane
from app.ui.pages.settings_backup import BackupCard
from app.ui.pages.settings_slots import SlotsPane
from app.ui.pages.upkeep import AuditCheck, AuditLine, BackupLine, Slots, UpkeepService

HOW = "还原须先退出程序，再运行 portdesk backup restore {folder}；还原后先逐票核实，不会重复申报"


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
        self._bind()

    def read(self) -> None:
        """Read everything anew."""
        if self._service is None:
            return
        self._service.slots(self._here(self._show_slots), self._here(self.failed.emit))
        self._service.backups(self._here(self._show_backups), self._here(self.failed.emit))
        self._service.audit(None, self._here(self._show_audit), self._here(self.failed.emit))

    def _bind(self) -> None:
        self.backups.made_asked.connect(self._back_up)
        self.backups.moved_asked.connect(self._ask_target)
        self.backups.restore_asked.connect(lambda line: self.said.emit(HOW.format(folder=line.folder)))
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
