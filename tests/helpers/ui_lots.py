"""LotService over a real lot in a real file, answered at once; sending and 核注 are only noted."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from PySide6.QtCore import QObject, Signal

from app.border_trade.allocation import Strategy
from app.border_trade.lot import LotUnusable, steps
from app.border_trade.share import StepRefused
from app.store import border_lots
from app.store.border_lots import LotMoved, StoredLot
from app.store.engine import Connection
from app.work.lot_desk import LotRefused
from app.work.lot_filing import Manner, NothingToSend
from app.work.lot_view import LotView
from tests.helpers.lots import LotWork

Shown = Callable[[LotView], None]
Failed = Callable[[str], None]
_REFUSALS = (LotRefused, LotMoved, LotUnusable, StepRefused, NothingToSend)


class FakeLots(QObject):
    """One lot in work, whatever the id."""

    changed = Signal(str)

    def __init__(self, work: LotWork) -> None:
        super().__init__()
        self.work = work
        self.sent: list[tuple[str, Manner]] = []
        self.links: list[bool] = []
        self.begun = 0

    def of_today(self, done: Callable[[Sequence[StoredLot]], None], failed: Failed) -> None:
        with self.work.database.reading() as connection:
            done(border_lots.lots_of_day(connection, self.work.clock.now().date()))

    def begin(self, done: Callable[[str], None], failed: Failed) -> None:
        self.begun += 1
        done(self.work.desk.lot_id)

    def open(self, lot_id: str, done: Shown, failed: Failed) -> None:
        done(self.work.view())

    def put(self, lot_id: str, path: str, text: str, done: Shown, failed: Failed) -> None:
        self._act(lambda connection: self.work.desk.put(connection, path, text), done, failed)

    def choose_group(self, lot_id: str, text: str, done: Shown, failed: Failed) -> None:
        self._act(lambda connection: self.work.desk.choose_group(connection, text), done, failed)

    def divide(self, lot_id: str, strategy: Strategy, done: Shown, failed: Failed) -> None:
        self._act(lambda connection: self.work.desk.divide(connection, strategy), done, failed)

    def set_quantity(self, lot_id: str, share_id: str, quantity: str, done: Shown, failed: Failed) -> None:
        number = steps(Decimal(quantity))
        self._act(lambda connection: self.work.desk.set_quantity(connection, share_id, number), done, failed)

    def set_aside(self, lot_id: str, share_id: str, done: Shown, failed: Failed) -> None:
        self._act(lambda connection: self.work.desk.set_aside(connection, share_id), done, failed)

    def take_back(self, lot_id: str, share_id: str, done: Shown, failed: Failed) -> None:
        self._act(lambda connection: self.work.desk.take_back(connection, share_id), done, failed)

    def undo(self, lot_id: str, done: Shown, failed: Failed) -> None:
        self._act(self.work.desk.undo, done, failed)

    def confirm_typed(self, lot_id: str, typed: str, done: Shown, failed: Failed) -> None:
        self._act(lambda connection: self.work.desk.confirm_typed(connection, typed), done, failed)

    def confirm_signed(self, lot_id: str, share_id: str, done: Shown, failed: Failed) -> None:
        self._act(lambda connection: self.work.desk.confirm_signed(connection, share_id), done, failed)

    def send(self, lot_id: str, manner: Manner, done: Shown, failed: Failed) -> None:
        self.sent.append(("send", manner))
        self._act(lambda connection: self.work.desk.send(connection, manner, "李娜"), done, failed)

    def retry(self, lot_id: str, manner: Manner, done: Shown, failed: Failed) -> None:
        self.sent.append(("retry", manner))
        self._act(lambda connection: self.work.desk.retry(connection, manner, "李娜"), done, failed)

    def link(self, lot_id: str, on: bool, done: Shown, failed: Failed) -> None:
        self.links.append(on)
        self._act(lambda connection: self.work.desk.note_link(connection, on, True, "核注成功", "李娜"), done, failed)

    def _act(self, act: Callable[[Connection], object], done: Shown, failed: Failed) -> None:
        try:
            self.work.do(act)
        except _REFUSALS as error:
            failed(str(error))
        else:
            done(self.work.view())
