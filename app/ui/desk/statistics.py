"""Figures for 统计, read and computed in the store thread; what was read is kept until receipts or drafts change."""

from collections.abc import Callable, Sequence
from datetime import datetime, time, timedelta

from PySide6.QtCore import QObject, Signal

from app.core.clock import SHANGHAI
from app.declarations.clearance import Filed, report
from app.store.engine import Connection
from app.store.statistics import filed_since
from app.ui.desk.office import Office
from app.ui.pages.statistics.services import Answer, Query
from app.work.news import Changed

_REACH = timedelta(days=400)  # a year of months before the month looked at


class DeskStatistics(QObject):
    """StatisticsService over the store."""

    changed = Signal()

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._office = office
        self._kept: tuple[int, datetime, Sequence[Filed]] | None = None
        self._news = 0  # what was read before the last news is not to be used
        office.changed.connect(self._on_news)

    def report(self, query: Query, done: Callable[[Answer], None], failed: Callable[[str], None]) -> None:
        since = datetime.combine(query.month, time(), SHANGHAI) - _REACH
        today = self._office.clock.now().date()

        def operation(connection: Connection) -> Answer:
            filed = [one for one in self._filed(connection, since) if query.is_import in (None, one.is_import)]
            ports = tuple(sorted({one.port for one in filed if one.port}))
            return Answer(report(filed, query.month, today, query.port), ports)

        self._office.ask(operation, done, failed)

    def _filed(self, connection: Connection, since: datetime) -> Sequence[Filed]:
        kept, news = self._kept, self._news
        if kept is None or kept[0] != news or kept[1] > since:
            kept = self._kept = (news, since, filed_since(connection, since))
        return kept[2]

    def _on_news(self, news: Changed) -> None:
        if news.receipts or news.submissions or news.drafts:
            self._news += 1
            self.changed.emit()
