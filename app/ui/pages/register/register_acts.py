"""What can be done on the register, from question to answer; the page says who is meant and shows the outcome."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from app.border_trade.roster import NO_GROUP
from app.ui.pages.alive import while_alive
from app.ui.pages.register.day_pane import View
from app.ui.pages.register.delivery_form import Delivered
from app.ui.pages.register.mirror_view import mirror_lines
from app.ui.pages.register.person_form import Typed
from app.ui.pages.register.photo_acts import PhotoActs
from app.ui.pages.register.services import DayTold, RegisterService, Signed
from app.ui.theme import Tone
from app.ui.widgets.clipboard_loan import ClipboardLoan
from app.work.resident_check import is_number, read_number

if TYPE_CHECKING:
    from app.ui.pages.register.register_page import RegisterPage

ROSTER, DAY, LEDGER = "roster", "day", "ledger"
CSV, PDF = "表格 (*.csv)", "PDF (*.pdf)"


class RegisterActs(QObject):
    """One act after the other; every answer comes through the service."""

    def __init__(self, page: RegisterPage, service: RegisterService) -> None:
        super().__init__(page)
        self._page, self._service = page, service
        self.photo = PhotoActs(page, service)
        self._loan = ClipboardLoan(self)
        side = page.side
        side.person_kept.connect(self._keep_person)
        side.mandate_kept.connect(self._keep_mandate)
        side.person.sign_asked.connect(self.ask_mandate)
        side.person.edit_asked.connect(self.ask_known)
        side.person.mirror_asked.connect(self.open_mirror)
        side.person.lead_asked.connect(self.lead)
        side.person.active_asked.connect(self.set_active)
        side.person.group_asked.connect(self.put_into)
        side.person.withdrawn.connect(self.withdraw)
        page.day.day_asked.connect(self.step_day)
        page.day.deliver_asked.connect(self.ask_delivery)
        page.day.form.kept.connect(self._keep_delivery)
        page.day.form.left.connect(self._leave_delivery)
        page.day.export_asked.connect(lambda _ledger: self.ask_export())

    # -- residents ---------------------------------------------------------------------------------------------

    def ask_new(self, number: str = "") -> None:
        """Ask for a new resident (Ins), with the number a reader gave."""
        page, register = self._page, self._page.register()
        if register is None:
            return
        if page.day.isVisible():
            self.ask_delivery()
            return
        group = page.filters.group
        page.side.open_form()
        page.side.form.ask_new(number, register.groups, "" if group == NO_GROUP else group)

    def ask_known(self) -> None:
        """Ask what changes of the resident shown (F2, Enter)."""
        seen = self._page.side.person.seen()
        if seen is not None and self._page.current() == seen.resident.id:
            self._page.side.open_form()
            self._page.side.form.ask_known(seen)

    def ask_card(self) -> None:
        """Wait for a card reader that types (F3)."""
        note = "把身份证放在读卡器上；没有读卡器可键入 18 位号码"
        self._page.asked.ask("读身份证", "查找", self._card_read, "还没有读到号码", note, secret=True)

    def ask_reveal(self) -> None:
        """Ask why a number is to be shown in full (Ctrl+Shift+V)."""
        page = self._page
        seen = page.side.person.seen()
        if not page.current() or seen is None:
            return
        key, name = page.current(), seen.resident.name

        def show(number: str) -> None:
            shown = page.side.person.seen()
            if shown is not None and shown.resident.id == key:
                if page.side.opener.isVisible():
                    page.side.toggle()
                page.side.person.number.reveal(number)

        def reveal(why: str) -> None:
            self._service.reveal(key, why, while_alive(page, show), while_alive(page, page.fail))

        page.asked.ask(f"查看 {name} 的完整证号", "显示 10 秒", reveal, "请写明原因", "原因和操作员记入日志，不能删除")

    def copy_number(self) -> None:
        """Lend the number shown in full to the clipboard (Ctrl+Shift+C); a masked one is not copied."""
        line = self._page.side.person.number
        if line.is_revealed():
            self._loan.lend(line.painted())
            self._page.say(Tone.OK, "证号已复制，30 秒后从剪贴板清除")
        else:
            self._page.fail("证号没有在显示，请先按 Ctrl+Shift+V 写明原因")

    def set_active(self, on: bool) -> None:
        """Let the residents meant take part, or not any more."""
        self._service.set_active(self._page.meant(), on, _quiet, while_alive(self._page, self._page.fail))

    def _keep_person(self, typed: Typed) -> None:
        page = self._page

        def refuse(sentence: str) -> None:
            page.side.form.say(sentence)

        failed = while_alive(page, refuse)

        def kept(resident_id: str) -> None:
            page.side.close_form()
            page.show_resident(resident_id)
            page.focus_rows()

        if typed.person is not None:
            self._service.enrol(typed.person, typed.group_id, while_alive(page, kept), failed)
        elif typed.revision is not None:
            self._service.revise(typed.known_id, typed.revision, while_alive(page, kept), failed)

    def _card_read(self, typed: str) -> None:
        """Find the owner of a card; somebody unknown with a right number is registered."""
        page = self._page
        number = read_number(typed)

        def found(resident_id: str) -> None:
            if resident_id:
                page.show_resident(resident_id)
            elif is_number(number):
                self.ask_new(number)
            else:
                page.fail("没有人登记过这张卡；请核对，或用身份证登记")

        self._service.find(number, while_alive(page, found), while_alive(page, page.fail))

    # -- groups and mandates -----------------------------------------------------------------------------------

    def ask_group(self) -> None:
        """Ask for the name of a new group."""
        page = self._page

        def make(name: str) -> None:
            self._service.new_group(name, _quiet, while_alive(page, page.fail))

        page.asked.ask("新建互助组", "新建", make, "请写互助组的名称", "编号自动取下一个")

    def put_into(self, group_id: str) -> None:
        """Put the residents meant into a group, or take them out."""
        self._service.put_into(self._page.meant(), group_id, _quiet, while_alive(self._page, self._page.fail))

    def lead(self) -> None:
        """Make the resident shown the leader of his group."""
        self._service.lead(self._page.current(), _quiet, while_alive(self._page, self._page.fail))

    def ask_mandate(self) -> None:
        """Ask for a mandate of the residents meant."""
        page = self._page
        meant = page.meant()
        seen = page.side.person.seen()
        if meant and seen is not None:
            page.side.open_mandate()
            page.side.mandate.ask(f"{len(meant)} 人" if len(meant) > 1 else seen.resident.name)

    def withdraw(self, mandate_id: str) -> None:
        """End a mandate today."""
        self._service.withdraw(mandate_id, _quiet, while_alive(self._page, self._page.fail))
        self._page.focus_rows()  # the button that was pressed goes

    def _keep_mandate(self, said: Signed) -> None:
        page = self._page

        def kept(_none: None) -> None:
            page.side.close_form()
            page.focus_rows()

        self._service.sign(page.meant(), said, while_alive(page, kept), while_alive(page, page.fail))

    # -- day report and files ----------------------------------------------------------------------------------

    def open_day(self) -> None:
        """Show the report of today (Ctrl+D)."""
        register = self._page.register()
        if register is not None:
            self._service.day(
                register.day, while_alive(self._page, self._show_day), while_alive(self._page, self._page.fail)
            )

    def step_day(self, by: int) -> None:
        """Show the report of another day; not of one to come."""
        shown, register = self._page.day.day(), self._page.register()
        if shown is None or register is None or not self._page.day.isVisible():
            return
        wanted = shown + timedelta(days=by)
        if wanted <= register.day:
            self._service.day(wanted, while_alive(self._page, self._show_day), while_alive(self._page, self._page.fail))

    def ask_export(self) -> None:
        """Ask where to write what is shown as a table (Ctrl+E)."""
        page, register = self._page, self._page.register()
        if register is None:
            return
        is_day = page.day.isVisible()
        kind = (LEDGER if page.day.view().name == "PLANTS" else DAY) if is_day else ROSTER
        day = page.day.day() if is_day else None
        words = {ROSTER: "边民名册", DAY: "互市日报", LEDGER: "落地加工台账"}[kind]

        def write(path: Path) -> None:
            file = path if path.suffix.lower() == ".csv" else path.with_name(path.name + ".csv")
            self._service.export(
                kind, day or register.day, file, while_alive(page, self._written), while_alive(page, page.fail)
            )

        start = str(Path.home() / f"{words} {day or register.day}.csv")
        page.paths.ask(f"导出{words}", "导出", write, start, _wrong_folder, QFileDialog.FileMode.AnyFile, CSV)

    def ask_print(self) -> None:
        """Ask where to write the roster of those ticked, or of all shown, as PDF (Ctrl+P)."""
        page, register = self._page, self._page.register()
        if register is None:
            return
        if page.day.isVisible():
            self.ask_lot_print()
            return
        meant = page.model.checked() or tuple(line.resident_id for line in page.model.lines())

        def write(path: Path) -> None:
            file = path if path.suffix.lower() == ".pdf" else path.with_name(path.name + ".pdf")
            self._service.print_roster(meant, file, while_alive(page, self._written), while_alive(page, page.fail))

        start = str(Path.home() / f"边民名册 {register.day}.pdf")
        page.paths.ask(
            f"打印名册 {len(meant)} 人", "存为 PDF", write, start, _wrong_folder, QFileDialog.FileMode.AnyFile, PDF
        )

    def ask_lot_print(self) -> None:
        """Ask where to write the 互市申报单 of the share the keyboard is on, as PDF."""
        page = self._page
        share = page.day.share()
        if share is None:
            page.fail("先在明细里选一行，再打印它所在批次的申报单")
            return

        def write(path: Path) -> None:
            file = path if path.suffix.lower() == ".pdf" else path.with_name(path.name + ".pdf")
            self._service.print_lot(share.lot_id, file, while_alive(page, self._written), while_alive(page, page.fail))

        start = str(Path.home() / f"互市申报单 {page.day.day()} 第 {share.lot} 批.pdf")
        page.paths.ask(
            f"打印第 {share.lot} 批申报单", "存为 PDF", write, start, _wrong_folder, QFileDialog.FileMode.AnyFile, PDF
        )

    def ask_delivery(self) -> None:
        """Ask what of the lot of the share the keyboard is on went to a plant (Ins in the day report)."""
        share = self._page.day.share()
        if share is None:
            self._page.fail("先在明细里选一行，再记它所在批次的交付")
            return
        self._page.day.form.ask(share.lot_id, f"第 {share.lot} 批 {share.goods}")

    def _keep_delivery(self, said: Delivered) -> None:
        page = self._page

        def kept(_none: None) -> None:
            self._leave_delivery()
            self._show_ledger()

        def refused(sentence: str) -> None:
            page.day.form.say(sentence)

        self._service.deliver(said.lot_id, said.plant, said.amount, while_alive(page, kept), while_alive(page, refused))

    def ask_take_back(self) -> None:
        """Ask why an entry of the ledger is to have one against it (Del)."""
        page = self._page
        entry = page.day.entry()
        if entry is None or not page.day.isVisible():
            return

        def take_back(why: str) -> None:
            done = while_alive(page, lambda _none: self._show_ledger())
            self._service.take_back(entry.id, why, done, while_alive(page, page.fail))

        page.asked.ask(f"冲回第 {entry.id} 条", "冲回", take_back, "请写明原因", "另记一笔相反的，原来那条不改")

    def _show_ledger(self) -> None:
        page = self._page
        day = page.day.day()
        if day is not None:
            page.day.views.choose(View.PLANTS.value)
            self._service.day(day, while_alive(page, page.day.show_day), while_alive(page, page.fail))

    def _leave_delivery(self) -> None:
        self._page.day.form.hide()
        self._page.day.table.setFocus()

    def open_mirror(self) -> None:
        """Show the resident his own figures of today in large type (F9)."""
        page, register = self._page, self._page.register()
        line = next((one for one in register.lines if one.resident_id == page.current()), None) if register else None
        if register is None or line is None:
            return

        def show(told: DayTold) -> None:
            shares = [one for one in told.report.shares if one.resident_id == line.resident_id and one.counts]
            page.show_mirror()
            page.mirror.show_lines(line.name, mirror_lines(line, shares), "confirm" if shares else "nothing")

        self._service.day(register.day, while_alive(page, show), while_alive(page, page.fail))

    def _show_day(self, told: DayTold) -> None:
        self._page.day.show_day(told)
        self._page.show_day()

    def _written(self, path: Path) -> None:
        self._page.say(Tone.OK, f"已写 {path.name}，证号只含前 6 后 4，在 {path.parent}")


def _quiet(_answer: object) -> None:
    """The news of the change brings everything up to date."""


def _wrong_folder(path: Path) -> str:
    return "" if path.parent.is_dir() else f"没有文件夹 {path.parent}"
