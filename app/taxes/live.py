"""The taxes of a draft while it is typed: one changed text re-reads and re-counts only what it changes; no Qt."""

from datetime import date

from app.core.draft import Draft
from app.core.form import Form
from app.core.path import pattern_of, rows_of
from app.taxes.estimate import Reckoning
from app.taxes.line import LineInput, LineTax, line_tax
from app.taxes.of_draft import DEPENDS_ON, ITEMS, Reader, with_head
from app.taxes.rates import RateTables
from app.taxes.result import Estimate
from app.taxes.settings import TaxSettings
from app.taxes.shipment import Line
from app.taxes.told import Told

_PER_LINE = 4  # a line is counted with and without its preference, before and after small taxes are waived


class LiveEstimate:
    """Keeps the estimate of one draft; ``computed`` counts the lines reckoned since the beginning."""

    def __init__(self, form: Form, draft: Draft, tables: RateTables, settings: TaxSettings, day: date) -> None:
        self._form = form
        self._draft = draft
        self._tables = tables
        self._settings = settings
        self._day = day
        self._lines: list[Line] = []
        self._unread: dict[int, tuple[Told, ...]] = {}
        self._known: dict[int, list[LineTax]] = {}
        self._estimate: Estimate | None = None
        self._reckoning: Reckoning | None = None
        self.computed = 0
        self._read_all()

    def put(self, path: str) -> bool:
        """Take notice that the draft's text at ``path`` changed; True if the taxes may have changed with it."""
        pattern = pattern_of(path)
        if pattern not in DEPENDS_ON:
            return False
        self._estimate = None
        if pattern.startswith(f"{ITEMS}[].") and rows_of(path)[0] < len(self._lines):
            self._line_changed(rows_of(path)[0])
            return True
        if "[]" in pattern:
            self._read_all()
        self._reckoning = None
        return True

    def rows_changed(self) -> None:
        """Take notice that rows were added, removed or moved, or that the draft was replaced as a whole."""
        self._read_all()
        self._estimate = self._reckoning = None

    def use(self, tables: RateTables, settings: TaxSettings, day: date) -> None:
        """Reckon with other tables, settings or another rate day from now on."""
        self._tables, self._settings, self._day = tables, settings, day
        self._estimate = self._reckoning = None

    def estimate(self) -> Estimate:
        """Return the taxes of the draft as it stands."""
        if self._estimate is None:
            self._estimate = self._reckoned().estimate()
        return self._estimate

    def _reckoned(self) -> Reckoning:
        if self._reckoning is None:
            reader = Reader(self._form, self._draft)
            reader.unread += [one for said in self._unread.values() for one in said]
            goods = with_head(self._form, self._draft, reader, tuple(self._lines))
            self._reckoning = Reckoning(goods, self._tables, self._settings, self._day, self._count)
        return self._reckoning

    def _line_changed(self, at: int) -> None:
        """Read one line anew; where all of it can be read, nothing else needs to be."""
        unread = self._unread.get(at, ())
        self._read_line(at, self._lines[at].agreement)
        if self._unread[at] != unread:
            self._reckoning = None
        elif self._reckoning is not None:
            self._reckoning.change(at, self._lines[at])

    def _count(self, given: LineInput) -> LineTax:
        """Return the taxes of a line, those of before where nothing they depend on has changed."""
        known = self._known.setdefault(given.line.item, [])
        for at, tax in enumerate(known):
            if tax.given == given:
                known.append(known.pop(at))
                return tax
        self.computed += 1
        tax = line_tax(given)
        known.append(tax)
        del known[:-_PER_LINE]
        return tax

    def _read_all(self) -> None:
        agreements = Reader(self._form, self._draft).agreements()
        self._lines = []
        self._unread = {}
        for at in range(self._draft.rows(ITEMS)):
            self._read_line(at, agreements.get(at, ""))

    def _read_line(self, at: int, agreement: str) -> None:
        reader = Reader(self._form, self._draft)
        line = reader.line(at, agreement)
        self._lines[at : at + 1] = [line]
        self._unread[at] = tuple(reader.unread)
