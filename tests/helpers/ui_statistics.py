"""A stand-in for the figures service over declarations a test gives it."""

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import QObject, Signal

from app.declarations.clearance import Filed, report
from app.ui.pages.services import Done, Failed
from app.ui.pages.statistics.services import Answer, Query
from tests.helpers.ui_services import Answers


class FakeStatistics(QObject):
    """Counts what ``filed`` holds; ``asked`` has every query."""

    changed = Signal()

    def __init__(self, filed: Iterable[Filed], today: date) -> None:
        super().__init__()
        self.filed, self.today = list(filed), today
        self.asked: list[Query] = []
        self.answers = Answers()

    def report(self, query: Query, done: Done[Answer], failed: Failed) -> None:
        self.asked.append(query)
        filed = [one for one in self.filed if query.is_import in (None, one.is_import)]
        ports = tuple(sorted({one.port for one in filed}))
        self.answers.answer(done, Answer(report(filed, query.month, self.today, query.port), ports), failed)
