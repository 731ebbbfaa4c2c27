"""边民名册 over the store: all of it in the store thread; a number leaves it in full only with an audit entry."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from app.border_trade.lot import LotUnusable, fen, steps
from app.border_trade.register import Mandate, Person
from app.foreign.unusable import Unusable
from app.printing.roster import LotPaper, RosterRow, lot_pdf, roster_pdf
from app.sheets.residents import ResidentList, read_residents
from app.store import audit, border_groups, border_lots, border_processing, residents
from app.store.border_days import day_report
from app.store.border_person import PersonSeen, Revision, person, revise
from app.store.border_processing import ProcessingRefused
from app.store.border_roster import Roster, roster
from app.store.engine import Connection
from app.ui.desk.office import Office, Refusal
from app.ui.desk.operator import operator_of
from app.ui.desk.photo import picture, read_photo
from app.ui.pages.background import background
from app.ui.pages.register.services import DayTold, Register, Signed
from app.wire.files import write_file
from app.work.border_export import day_csv, ledger_csv, roster_csv
from app.work.day_quota import day_quota
from app.work.enrol import Enrolled, enrol_within
from app.work.lot_paper import lot_paper
from app.work.news import Changed, Done
from app.work.resident_check import is_number

T = TypeVar("T")
ROSTER, DAY, LEDGER = "roster", "day", "ledger"
_BORDER_ZONES = "border_trade_zones"
_NOBODY = "操作员未填"
Failed = Callable[[str], None]


class DeskRegister(QObject):
    """RegisterService over the store."""

    changed = Signal()
    progressed = Signal(str)

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._office = office
        office.changed.connect(self._on_news)

    # -- reading -----------------------------------------------------------------------------------------------

    def look(self, text: str, done: Callable[[Register], None], failed: Failed) -> None:
        day = self._today()

        def operation(connection: Connection) -> Register:
            whole = text.strip().upper()
            if is_number(whole):
                owner = residents.find(connection, self._office.runner.sealer, whole)
                found = self._roster(connection, day)
                return self._register(
                    found, day, frozenset({owner.id} if owner is not None else ()), self._zone(connection)
                )
            found = self._roster(connection, day, text)
            return self._register(found, day, found.found, self._zone(connection))

        self._office.ask(operation, done, failed)

    def person(self, resident_id: str, done: Callable[[PersonSeen], None], failed: Failed) -> None:
        day = self._today()
        self._office.ask(lambda connection: person(connection, resident_id, day), done, failed)

    def find(self, typed: str, done: Callable[[str], None], failed: Failed) -> None:
        def operation(connection: Connection) -> str:
            sealer = self._office.runner.sealer
            found = residents.find(connection, sealer, typed) or residents.find_by_card(connection, sealer, typed)
            return found.id if found is not None else ""

        self._office.ask(operation, done, failed)

    def day(self, day: date, done: Callable[[DayTold], None], failed: Failed) -> None:
        self._office.ask(_day_told(day), done, failed)

    # -- residents ---------------------------------------------------------------------------------------------

    def enrol(self, person: Person, group_id: str, done: Callable[[str], None], failed: Failed) -> None:
        def operation(connection: Connection) -> str:
            now = self._office.clock.now()
            resident_id, new = residents.add(connection, self._office.runner.sealer, person, now)
            if group_id:
                border_groups.join(connection, group_id, resident_id, now.date())
            self._note(connection, "enrol_resident" if new else "revise_resident", resident_id)
            return resident_id

        self._change(operation, done, failed)

    def revise(self, resident_id: str, said: Revision, done: Callable[[str], None], failed: Failed) -> None:
        def operation(connection: Connection) -> str:
            revise(connection, self._office.runner.sealer, resident_id, said, self._office.clock.now())
            self._note(connection, "revise_resident", resident_id)
            return resident_id

        self._change(operation, done, failed)

    def reveal(self, resident_id: str, why: str, done: Callable[[str], None], failed: Failed) -> None:
        def operation(connection: Connection) -> str:
            if not why.strip():
                raise Refusal("请写明查看完整证号的原因")
            sealer, now = self._office.runner.sealer, self._office.clock.now()
            return residents.reveal(connection, sealer, resident_id, _who(connection), why.strip(), now)

        self._change(operation, done, failed)

    def photo(self, resident_id: str, done: Callable[[QImage | None], None], failed: Failed) -> None:
        def operation(connection: Connection) -> bytes | None:
            return residents.photo_of(connection, self._office.runner.sealer, resident_id)

        def show(content: bytes | None) -> None:
            if content is None:
                done(None)
            else:
                background().run(lambda: picture(content), done, failed)

        self._office.ask(operation, show, failed)

    def set_photo(self, resident_id: str, path: Path, done: Callable[[None], None], failed: Failed) -> None:
        background().run(
            lambda: read_photo(path), lambda content: self._put_photo(resident_id, content, done, failed), failed
        )

    def remove_photo(self, resident_id: str, done: Callable[[None], None], failed: Failed) -> None:
        self._put_photo(resident_id, None, done, failed)

    def set_active(self, resident_ids: Sequence[str], on: bool, done: Callable[[None], None], failed: Failed) -> None:
        def operation(connection: Connection) -> None:
            for one in resident_ids:
                residents.set_active(connection, one, on, self._office.clock.now())
                self._note(connection, "resident_on" if on else "resident_off", one)

        self._change(operation, done, failed)

    # -- groups and mandates -----------------------------------------------------------------------------------

    def put_into(
        self, resident_ids: Sequence[str], group_id: str, done: Callable[[None], None], failed: Failed
    ) -> None:
        def operation(connection: Connection) -> None:
            for one in resident_ids:
                if group_id:
                    border_groups.join(connection, group_id, one, self._today())
                else:
                    border_groups.leave(connection, one, self._today())
                self._note(connection, "resident_group", one)

        self._change(operation, done, failed)

    def lead(self, resident_id: str, done: Callable[[None], None], failed: Failed) -> None:
        def operation(connection: Connection) -> None:
            group = border_groups.group_of(connection, resident_id)
            if group is None:
                raise Refusal("还没有编入互助组，请先编组")
            border_groups.lead(connection, group, resident_id, self._today())
            self._note(connection, "group_leader", resident_id)

        self._change(operation, done, failed)

    def new_group(self, name: str, done: Callable[[str], None], failed: Failed) -> None:
        def operation(connection: Connection) -> str:
            groups = border_groups.all_groups(connection)
            if any(group.name == name for group in groups):
                raise Refusal(f"已有互助组“{name}”，请换一个名称")
            number = len(groups) + 1
            while border_groups.number_taken(connection, str(number)):
                number += 1
            now = self._office.clock.now()
            made = border_groups.new_group(connection, str(number), name, self._zone(connection), now)
            audit.record(connection, now, _who(connection), "new_group", f"group:{made}")
            return made

        self._change(operation, done, failed)

    def sign(self, resident_ids: Sequence[str], said: Signed, done: Callable[[None], None], failed: Failed) -> None:
        def operation(connection: Connection) -> None:
            now = self._office.clock.now()
            if said.kind is Mandate.PROCESSING and not self._is_pilot(self._zone(connection)):
                raise Refusal("本区未开通落地加工，不可签")
            for one in resident_ids:
                group = border_groups.group_of(connection, one) if said.kind is not Mandate.DATA else None
                if said.kind is Mandate.FILING and group is None:
                    raise Refusal("委托申报要先编入互助组")
                who = said.signed_by or "本人签字"
                border_groups.give(
                    connection, one, said.kind, now.date(), said.until, now, group_id=group, signed_by=who
                )
                self._note(connection, "sign_mandate", one)

        self._change(operation, done, failed)

    def withdraw(self, mandate_id: str, done: Callable[[None], None], failed: Failed) -> None:
        def operation(connection: Connection) -> None:
            now = self._office.clock.now()
            border_groups.withdraw(connection, mandate_id, now.date())
            audit.record(connection, now, _who(connection), "withdraw_mandate", f"mandate:{mandate_id}")

        self._change(operation, done, failed)

    # -- files -------------------------------------------------------------------------------------------------

    def foresee(self, path: Path, done: Callable[[ResidentList], None], failed: Failed) -> None:
        def read() -> ResidentList:
            try:
                return read_residents(path)
            except Unusable as error:
                raise ValueError(str(error)) from error

        self.progressed.emit(f"正在读取 {path.name}")
        background().run(read, done, failed)

    def install(self, listed: ResidentList, done: Callable[[Enrolled], None], failed: Failed) -> None:
        def told(number: int) -> None:
            self.progressed.emit(f"正在登记第 {number + 1} 人，共 {len(listed.rows)} 人")

        def operation(connection: Connection) -> Enrolled:
            now, sealer = self._office.clock.now(), self._office.runner.sealer
            return enrol_within(connection, sealer, listed.rows, _who(connection), self._zone(connection), now, told)

        self._change(operation, done, failed)

    def export(self, kind: str, day: date, path: Path, done: Callable[[Path], None], failed: Failed) -> None:
        def operation(connection: Connection) -> bytes:
            if kind == ROSTER:
                return roster_csv(self._roster(connection, day).lines, day)
            told = _day_told(day)(connection)
            return day_csv(told.report) if kind == DAY else ledger_csv(told.ledger, told.plants)

        self._office.ask(operation, lambda table: _write(path, lambda: table, done, failed), failed)

    def print_roster(
        self, resident_ids: Sequence[str], path: Path, done: Callable[[Path], None], failed: Failed
    ) -> None:
        day = self._today()

        def operation(connection: Connection) -> Register:
            found = self._roster(connection, day)
            return self._register(found, day, found.found, self._zone(connection))

        def draw(register: Register) -> None:
            wanted = set(resident_ids)
            rows = [RosterRow.of(line, day) for line in register.lines if line.resident_id in wanted]
            _write(path, lambda: roster_pdf("边民名册", register.zone, day, rows), done, failed)

        self._office.ask(operation, draw, failed)

    def print_lot(self, lot_id: str, path: Path, done: Callable[[Path], None], failed: Failed) -> None:
        tables = self._office.tables

        def operation(connection: Connection) -> LotPaper:
            return lot_paper(connection, self._office.runner.sealer, lot_id, tables)

        self._office.ask(operation, lambda paper: _write(path, lambda: lot_pdf(paper), done, failed), failed)

    def deliver(
        self,
        lot_id: str,
        plant: tuple[str, str],
        amount: tuple[str, str],
        done: Callable[[None], None],
        failed: Failed,
    ) -> None:
        def operation(connection: Connection) -> None:
            if not self._is_pilot(border_lots.get_lot(connection, lot_id).zone):
                raise Refusal("这一批所在的互市区未开通落地加工，不能交付")
            try:
                quantity, value = steps(Decimal(amount[0])), fen(Decimal(amount[1]))
                now = self._office.clock.now()
                entry = border_processing.deliver(connection, lot_id, plant, quantity, value, now)
            except (LotUnusable, ProcessingRefused) as error:
                raise Refusal(str(error)) from error
            except InvalidOperation as error:
                raise Refusal("数量和金额应为数字") from error
            audit.record(connection, now, _who(connection), "deliver_to_plant", f"processing:{entry}")

        self._change(operation, done, failed)

    def take_back(self, entry_id: int, why: str, done: Callable[[None], None], failed: Failed) -> None:
        def operation(connection: Connection) -> None:
            now = self._office.clock.now()
            try:
                entry = border_processing.take_back(connection, entry_id, why, now)
            except ProcessingRefused as error:
                raise Refusal(str(error)) from error
            audit.record(connection, now, _who(connection), "deliver_to_plant", f"processing:{entry}")

        self._change(operation, done, failed)

    # -- inside ------------------------------------------------------------------------------------------------

    def _today(self) -> date:
        return self._office.clock.now().date()

    def _roster(self, connection: Connection, day: date, text: str = "") -> Roster:
        return roster(connection, day, day_quota(day), text)

    def _register(self, found: Roster, day: date, hits: frozenset[str] | None, zone: str) -> Register:
        row = self._office.tables.row(_BORDER_ZONES, zone) if zone else None
        return Register(found.lines, hits, found.groups, day, row.name if row is not None else "")

    def _zone(self, connection: Connection) -> str:
        """Return the zone this office works in: that of its latest lot, else of a group."""
        latest = border_lots.recent_lots(connection, 1)
        if latest and latest[0].zone:
            return latest[0].zone
        return next((group.zone for group in border_groups.all_groups(connection) if group.zone), "")

    def _is_pilot(self, zone: str) -> bool:
        """Tell whether local processing is open in a zone today."""
        row = self._office.tables.row(_BORDER_ZONES, zone, self._today()) if zone else None
        return row is not None and row.values.get("pilot") == "yes"

    def _put_photo(self, resident_id: str, photo: bytes | None, done: Callable[[None], None], failed: Failed) -> None:
        def operation(connection: Connection) -> None:
            sealer, now = self._office.runner.sealer, self._office.clock.now()
            residents.put_photo(connection, sealer, resident_id, photo, _who(connection), now)

        self._change(operation, done, failed)

    def _note(self, connection: Connection, event: str, resident_id: str) -> None:
        audit.record(connection, self._office.clock.now(), _who(connection), event, f"resident:{resident_id}")

    def _change(self, operation: Callable[[Connection], T], done: Callable[[T], None], failed: Failed) -> None:
        def told(value: T) -> None:
            done(value)
            self.changed.emit()

        self._office.change(lambda connection: Done(operation(connection)), told, failed)

    def _on_news(self, news: Changed) -> None:
        if news.submissions or news.receipts or news.lots:
            self.changed.emit()


def _who(connection: Connection) -> str:
    """Return the name of whoever works here, for the audit chain."""
    return operator_of(connection) or _NOBODY


def _day_told(day: date) -> Callable[[Connection], DayTold]:
    def operation(connection: Connection) -> DayTold:
        entries = tuple(border_processing.ledger(connection))
        return DayTold(day_report(connection, day), entries, tuple(border_processing.by_plant(connection)))

    return operation


def _write(path: Path, made: Callable[[], bytes], done: Callable[[Path], None], failed: Failed) -> None:
    def work() -> Path:
        write_file(path, made())
        return path

    background().run(work, done, failed)
