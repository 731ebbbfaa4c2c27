"""The taxes of the open draft, told again after every check that changed them; it shows nothing."""

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.clock import Clock
from app.taxes.live import LiveEstimate
from app.taxes.of_draft import Reader, shipment_of, with_head
from app.taxes.rate_day import RateDay, rate_day
from app.taxes.result import Estimate
from app.taxes.shipment import Shipment
from app.ui.models.document import DraftDocument
from app.ui.models.rate_book import RateBook
from app.work.taxes import RateBook as Rates
from app.work.taxes import tax_facts

LEARN_MS = 300  # after the last change: rules may wait for what the taxes tell them
CERTAIN = ("estimated_tax", "estimated_duty", "rate_month", "total_in_usd")


class LiveTaxes(QObject):
    """``told()`` when the taxes may be others; asked before the rates have come it answers None.

    What is certain of them the document learns, so that the rules which need it speak.
    """

    told = Signal()

    def __init__(self, document: DraftDocument, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self._clock = clock
        self._book: RateBook | None = None
        self._live: LiveEstimate | None = None
        self._day: RateDay | None = None
        self._is_stale = False
        self._is_learning = False
        self._soon = QTimer(self, singleShot=True, interval=LEARN_MS)
        self._soon.timeout.connect(self._learn)
        document.text_changed.connect(self._text_changed)
        document.rows_changed.connect(self._rows_changed)
        document.mode_changed.connect(self._redo)
        document.facts_changed.connect(self._redo)
        document.checked.connect(self._tell)

    @property
    def book(self) -> RateBook | None:
        """The rates in use."""
        return self._book

    def use(self, book: RateBook) -> None:
        """Reckon with these rates from now on."""
        self._book, self._live = book, None
        self._is_stale = True
        self._tell()

    def shipment(self) -> Shipment:
        """Return what the draft states that taxes depend on."""
        return shipment_of(self.document.form, self.document.draft)

    def rate_day(self) -> RateDay:
        """Return the day whose rates apply if it is filed today."""
        form, draft = self.document.form, self.document.draft
        goods = with_head(form, draft, Reader(form, draft), ())  # the lines have no say in it
        return rate_day(goods.direction, goods.filing, self._clock.now().date(), goods.entry_day)

    def estimate(self) -> Estimate | None:
        """Return the taxes as the draft stands."""
        book = self._book
        if book is None:
            return None
        if self._live is None or self._day is None:
            self._day = self.rate_day()
            day = self._day.day
            document = self.document
            self._live = LiveEstimate(document.form, document.draft, book.tables, book.settings(day), day)
        return self._live.estimate()

    def _text_changed(self, path: str) -> None:
        if self._live is not None and self._live.put(path):
            self._is_stale = True
            self._look_at_day()

    def _look_at_day(self) -> None:
        """Take another rate day over; only a few of the texts can change it, and all of them change the taxes."""
        if self._live is not None and self._book is not None:
            found = self.rate_day()
            if self._day is None or found.day != self._day.day:
                self._live.use(self._book.tables, self._book.settings(found.day), found.day)
            self._day = found

    def _rows_changed(self, _section: str) -> None:
        if self._live is not None:
            self._live.rows_changed()
            self._is_stale = True

    def _learn(self) -> None:
        """Tell the document what is certain, and take back what no longer is."""
        book, document = self._book, self.document
        if book is None or document.locked:
            return
        given = Rates(book.tables, book.settings, book.calendar)
        found = tax_facts(document.form, document.draft, given, self._clock.now().date())
        self._is_learning = True
        document.learn(**{name: found.get(name) for name in CERTAIN})
        self._is_learning = False

    def _redo(self) -> None:
        if self._is_learning:
            return  # its own facts
        self._live = None
        self._is_stale = True

    def _tell(self) -> None:
        if self._is_stale:
            self._is_stale = False
            self._soon.start()
            self.told.emit()
