"""Lots of 边民互市 for the pages: each act one transaction in the store thread, answered by the lot as it then is."""

from collections.abc import Callable, Sequence
from decimal import Decimal, InvalidOperation
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.border_trade.allocation import Strategy
from app.border_trade.lot import LotUnusable, steps
from app.border_trade.share import StepRefused
from app.store import border_lots
from app.store.border_lots import LotMoved, StoredLot
from app.store.engine import Connection
from app.ui.desk.office import Office, Refusal
from app.ui.desk.operator import operator_of
from app.wire.lot import LotNotWritable
from app.work.lot_desk import LotDesk, LotRefused, begin
from app.work.lot_filing import Manner, NothingToSend, Sent
from app.work.lot_link import link_asked, run_link
from app.work.lot_view import LotView
from app.work.news import Changed, Done
from app.work.rates import InstalledRates

Shown = Callable[[LotView], None]
Failed = Callable[[str], None]
_SPOKEN = (LotMoved, LotRefused, LotUnusable, StepRefused, NothingToSend, LotNotWritable)
_NO_OPERATOR = "操作员姓名未填，先在设置的默认值里填好再申报"


class DeskLots(QObject):
    """LotService over the store; a lot keeps what can be undone as long as the program runs."""

    changed = Signal(str)

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._office = office
        self._desks: dict[str, LotDesk] = {}
        office.changed.connect(self._on_news)

    def of_today(self, done: Callable[[Sequence[StoredLot]], None], failed: Failed) -> None:
        day = self._office.clock.now().date()
        self._office.ask(lambda connection: border_lots.lots_of_day(connection, day), done, failed)

    def begin(self, done: Callable[[str], None], failed: Failed) -> None:
        def operation(connection: Connection) -> Done[str]:
            lot_id = begin(connection, self._office.runner.sealer, self._office.clock)
            return Done(lot_id, Changed(lots=frozenset({lot_id})))

        self._office.change(operation, done, failed)

    def open(self, lot_id: str, done: Shown, failed: Failed) -> None:
        self._office.ask(lambda connection: self._desk(lot_id).view(connection), done, failed)

    def put(self, lot_id: str, path: str, text: str, done: Shown, failed: Failed) -> None:
        self._act(lot_id, lambda desk, connection: desk.put(connection, path, text), done, failed)

    def choose_group(self, lot_id: str, text: str, done: Shown, failed: Failed) -> None:
        self._act(lot_id, lambda desk, connection: desk.choose_group(connection, text), done, failed)

    def divide(self, lot_id: str, strategy: Strategy, done: Shown, failed: Failed) -> None:
        self._act(lot_id, lambda desk, connection: desk.divide(connection, strategy), done, failed)

    def set_quantity(self, lot_id: str, share_id: str, quantity: str, done: Shown, failed: Failed) -> None:
        def act(desk: LotDesk, connection: Connection) -> None:
            try:
                typed = Decimal(quantity or "0")
            except InvalidOperation as error:
                raise LotRefused(f"“{quantity}”不是数量") from error
            desk.set_quantity(connection, share_id, steps(typed))

        self._act(lot_id, act, done, failed)

    def set_aside(self, lot_id: str, share_id: str, done: Shown, failed: Failed) -> None:
        self._act(lot_id, lambda desk, connection: desk.set_aside(connection, share_id), done, failed)

    def take_back(self, lot_id: str, share_id: str, done: Shown, failed: Failed) -> None:
        self._act(lot_id, lambda desk, connection: desk.take_back(connection, share_id), done, failed)

    def undo(self, lot_id: str, done: Shown, failed: Failed) -> None:
        self._act(lot_id, lambda desk, connection: desk.undo(connection), done, failed)

    def confirm_typed(self, lot_id: str, typed: str, done: Shown, failed: Failed) -> None:
        self._act(lot_id, lambda desk, connection: desk.confirm_typed(connection, typed), done, failed)

    def confirm_signed(self, lot_id: str, share_id: str, done: Shown, failed: Failed) -> None:
        self._act(lot_id, lambda desk, connection: desk.confirm_signed(connection, share_id), done, failed)

    def send(self, lot_id: str, manner: Manner, done: Shown, failed: Failed) -> None:
        def act(desk: LotDesk, connection: Connection) -> Sent:
            return desk.send(connection, manner, _declarant(connection))

        self._act(lot_id, act, done, failed)

    def retry(self, lot_id: str, manner: Manner, done: Shown, failed: Failed) -> None:
        def act(desk: LotDesk, connection: Connection) -> Sent:
            return desk.retry(connection, manner, _declarant(connection))

        self._act(lot_id, act, done, failed)

    def link(self, lot_id: str, on: bool, done: Shown, failed: Failed) -> None:
        runner = self._office.runner
        who: list[str] = []

        def operation(connection: Connection) -> LotView:
            try:
                link = link_asked(connection, runner.sealer, lot_id, on)
            except LotRefused as error:
                raise Refusal(str(error)) from error
            who.append(operator_of(connection))
            runner.run_errand(lambda delivery: run_link(delivery, self._desk(lot_id), link, who[0]))
            return self._desk(lot_id).view(connection)

        self._office.ask(operation, done, failed)

    # -- inside --------------------------------------------------------------------------------------------------

    def _act(self, lot_id: str, act: Callable[[LotDesk, Connection], object], done: Shown, failed: Failed) -> None:
        def operation(connection: Connection) -> Done[LotView]:
            desk = self._desk(lot_id)
            try:
                found = desk.within(connection, partial(act, desk))
                view = desk.view(connection)
            except _SPOKEN as error:
                raise Refusal(str(error)) from error
            sent = frozenset(found.submissions) if isinstance(found, Sent) else frozenset()
            return Done(view, Changed(submissions=sent, lots=frozenset({lot_id}) if sent else frozenset()))

        self._office.change(operation, done, failed)

    def _desk(self, lot_id: str) -> LotDesk:
        if lot_id not in self._desks:
            office = self._office
            rates = InstalledRates(office.tables)
            self._desks[lot_id] = LotDesk(office.runner.sealer, office.tables, rates, office.clock, lot_id)
        return self._desks[lot_id]

    def _on_news(self, news: Changed) -> None:
        for lot_id in news.lots:
            self.changed.emit(lot_id)


def _declarant(connection: Connection) -> str:
    name = operator_of(connection)
    if not name:
        raise LotRefused(_NO_OPERATOR)
    return name
