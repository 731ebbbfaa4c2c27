"""Confirming the day of entry of a declaration filed in advance, and what another month costs; it keeps no day."""

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.ui.models.change_words import delta_words
from app.ui.pages.alive import while_alive
from app.ui.pages.day_strip import DayStrip
from app.ui.pages.lifecycle import Arrived, LifecycleService
from app.ui.theme import Tone
from app.ui.widgets import Strip


class Arrivals(QObject):
    """Asks in a strip of its page and tells the answer in another."""

    def __init__(
        self,
        page: QWidget,
        lifecycle: LifecycleService,
        day_strip: DayStrip,
        strip: Strip,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(page)
        self._lifecycle, self._days, self._strip, self._now = lifecycle, day_strip, strip, now

    def ask(self, draft_id: str, about: str, planned: date | None) -> None:
        """Ask for the day on which the means of transport was declared for entry."""
        today = self._now().date()
        start = min(planned or today, today)
        self._days.ask("运输工具申报进境日", about, start, lambda day: self._confirm(draft_id, day))

    def _confirm(self, draft_id: str, day: date) -> None:
        told, failed = while_alive(self, self._told), while_alive(self, self._fail)
        self._lifecycle.arrived(draft_id, day, told, failed)

    def _told(self, effect: Arrived) -> None:
        total = effect.tax.rows[-1] if effect.tax.rows else None
        more = f"，税款合计差 {delta_words(total.after - total.before)} 元" if total is not None else ""
        note = f"（{effect.tax.note}）" if effect.tax.note else ""
        self._strip.say(Tone.INFO, f"{effect.words}{more}{note}", [("知道了", self._strip.be_quiet)])

    def _fail(self, sentence: str) -> None:
        self._strip.say(Tone.ERR, sentence, [("知道了", self._strip.be_quiet)])
