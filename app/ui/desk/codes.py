"""The code library over the installed tables: imports off the UI thread, what they change laid over at once."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from app.foreign.unusable import Unusable
from app.reference.catalogue import known
from app.reference.elements import ElementList
from app.reference.incoming.recognise import Told as ToldColumns
from app.reference.match import Hit
from app.reference.reference import Installed, Reference
from app.reference.tree import HsTree
from app.store import reference_import
from app.store.engine import Connection
from app.store.own_use import OwnLine, lines_of
from app.store.reference_file import ReferenceFile, ReferenceTrouble
from app.store.reference_rows import imported_tables
from app.store.reference_use import drafts_using
from app.taxes.steps import rate_words
from app.ui.desk.office import Office
from app.ui.desk.taxes import DeskTaxes
from app.ui.pages.background import background
from app.ui.pages.codes.services import Foreseen, ForeseenTable, Heading, LastImport, OwnUse, Told
from app.work.rates import InstalledRates
from app.work.refdata import Report, Wish, head_of, import_tables, undo_import

T = TypeVar("T")
Failed = Callable[[str], None]
TARIFF = "hs_codes"
_PATIENCE = 30.0  # seconds an import waits for the store to say which drafts it touches
_MOST_CHANGES = 2_000


class _CalledOff(ValueError):
    """An import was called off before it wrote anything."""


@dataclass(slots=True)
class _Job:
    """One import under way; told to stop it writes nothing."""

    is_off: bool = False


class DeskCodes(QObject):
    """CodesService; look-ups are answered from memory, all else by the workers."""

    changed = Signal()
    progressed = Signal(str)

    def __init__(self, office: Office, taxes: DeskTaxes, file: ReferenceFile | None) -> None:
        super().__init__(office)
        self._office, self._taxes, self._file = office, taxes, file
        self._rates: InstalledRates | None = None
        self._job = _Job()

    # -- at once ---------------------------------------------------------------------------------------------------

    def tree(self) -> HsTree:
        return self._office.tables.tree(self._today())

    def hits(self, table: str, text: str, limit: int) -> Sequence[Hit]:
        return self._office.tables.hits(table, text, limit)

    def name(self, table: str, code: str) -> str:
        row = self._office.tables.row(table, code)
        return "" if row is None else row.name

    def used(self, table: str, code: str) -> int:
        return self._office.tables.uses.count(table, code)

    def elements(self, code: str) -> ElementList:
        return self._office.tables.elements(code, self._today())

    def rates(self, code: str) -> tuple[tuple[str, str], ...]:
        if self._rates is None:
            self._rates = InstalledRates(self._office.tables)
        tariff = self._rates.tariff(code, self._today())
        if tariff is None:
            return ()
        named = (("最惠国", tariff.mfn), ("暂定", tariff.provisional), ("普通", tariff.general), ("增值税", tariff.vat))
        found = [(name, rate_words(rate)) for name, rate in named if rate is not None]
        return (*found, *((f"协定 {one}", rate_words(rate)) for one, rate in sorted(tariff.agreements.items())))

    # -- later -----------------------------------------------------------------------------------------------------

    def tables(self, done: Callable[[Sequence[Installed]], None], failed: Failed) -> None:
        today = self._today()
        background().run(lambda: self._office.tables.status(today), done, failed)

    def own(self, table: str, code: str, done: Callable[[OwnUse], None], failed: Failed) -> None:
        file = self._file

        def operation(connection: Connection) -> OwnUse:
            lines = lines_of(connection, code) if table == TARIFF else []
            return _own(lines, _changes_of(file, table, code))

        self._office.ask(operation, done, failed)

    def last_import(self, done: Callable[[LastImport | None], None], failed: Failed) -> None:
        background().run(_spoken(self._last), done, failed)

    def mark_seen(self, number: int) -> None:
        def write() -> None:
            with self._writable().writing() as connection:
                reference_import.mark_seen(connection, number)

        background().run(_spoken(write), lambda _none: None, lambda _sentence: None)

    def heading(self, path: Path, done: Callable[[Heading], None], failed: Failed) -> None:
        background().run(_spoken(lambda: _heading(path)), done, failed)

    def foresee(self, path: Path, told: Told, done: Callable[[Foreseen], None], failed: Failed) -> None:
        self._start(path, told, done, failed, dry=True)

    def install(self, path: Path, told: Told, done: Callable[[Foreseen], None], failed: Failed) -> None:
        def written(foreseen: Foreseen) -> None:
            self._take_over(lambda: done(foreseen), failed)

        self._start(path, told, written, failed, dry=False)

    def cancel(self) -> None:
        self._job.is_off = True

    def undo(self, done: Callable[[str], None], failed: Failed) -> None:
        def taken_back(what: str) -> None:
            self._take_over(lambda: done(what), failed)

        def undo() -> str:
            found = undo_import(self._writable())
            if found is None:
                raise ValueError("没有可以撤销的装入")
            return f"已撤销 {found.at:%m-%d %H:%M} 装入的 {found.origin}"

        background().run(_spoken(undo), taken_back, failed)

    # -- inside ----------------------------------------------------------------------------------------------------

    def _today(self) -> date:
        return self._office.clock.now().date()

    def _writable(self) -> ReferenceFile:
        if self._file is None:
            raise ValueError("这里没有装代码表的地方")
        return self._file

    def _start(self, path: Path, told: Told, done: Callable[[Foreseen], None], failed: Failed, *, dry: bool) -> None:
        job = self._job = _Job()
        columns = dict(told.columns) or None
        wish = Wish(told=ToldColumns(told.table, columns))
        titles = {stem: known(stem).title for stem in self._office.tables.stems()}
        now = self._office.clock.now()

        def progress(words: str) -> None:
            if job.is_off:
                raise _CalledOff("已取消，什么都没有写入")
            self.progressed.emit(words)

        def work() -> Foreseen:
            file = self._writable()
            report = import_tables(file, path, wish, titles, now, self._drafts, dry=dry, progress=progress)
            return _foreseen(report)

        background().run(_spoken(work), done, failed)

    def _drafts(self, changed: Mapping[str, Sequence[str]]) -> Sequence[str]:
        """Ask the store, from the importing thread, which drafts use what changes."""
        if not changed:
            return ()
        answers: SimpleQueue[Sequence[str]] = SimpleQueue()
        self._office.ask(
            lambda connection: drafts_using(connection, changed), answers.put, lambda _why: answers.put(())
        )
        try:
            return answers.get(timeout=_PATIENCE)
        except Empty:
            return ()

    def _take_over(self, then: Callable[[], None], failed: Failed) -> None:
        """Read the tables as they are now in the background, then lay them over the bundled ones at once."""
        file, tables = self._writable(), self._office.tables

        def read() -> Reference:
            other = tables.relaid(imported_tables(file))
            for stem in other.stems():
                other.warm(stem)
            return other

        def adopt(other: Reference) -> None:
            tables.adopt(other)
            self._rates = None
            self._taxes.renew()
            self.changed.emit()
            then()

        background().run(_spoken(read), adopt, failed)

    def _last(self) -> LastImport | None:
        if self._file is None or not self._file.exists():
            return None
        with self._file.reading() as connection:
            newest = next((one for one in reference_import.imports(connection) if not one.undone), None)
            if newest is None:
                return None
            codes: dict[str, dict[str, str]] = {}
            for change in reference_import.changes_of(connection, newest.number, _MOST_CHANGES):
                codes.setdefault(change.table, {})[change.code] = change.kind.value
        return LastImport(newest.number, newest.at, newest.origin, newest.digest, newest.drafts, newest.seen, codes)


def _spoken(work: Callable[[], T]) -> Callable[[], T]:
    """Return work whose refusals are sentences for the reader, as the background thread wants them."""

    def done() -> T:
        try:
            return work()
        except (Unusable, ReferenceTrouble) as error:
            raise ValueError(str(error)) from error

    return done


def _foreseen(report: Report) -> Foreseen:
    tables = tuple(
        ForeseenTable(
            one.known.title,
            one.place,
            one.difference.rows,
            {kind.value: count for kind, count in one.difference.counts().items()},
            one.as_of,
            _note(one.difference.supplement, one.older, one.dated),
        )
        for one in report.tables
    )
    changes = sum(len(one.difference.changes) for one in report.tables)
    return Foreseen(tables, report.passed_over, report.digest, changes, report.number)


def _note(supplement: bool, older: bool, dated: bool) -> str:
    told = ["少了大半的行，按补充处理，没有列出的不算停用"] if supplement else []
    told += ["比已装的旧"] if older else []
    told += [] if dated else ["文件没有说截至哪天，按今天"]
    return "；".join(told)


def _heading(path: Path) -> Heading:
    head = head_of(path)
    return Heading(head.place, head.titles, head.samples, head.columns)


def _changes_of(file: ReferenceFile | None, table: str, code: str) -> tuple[tuple[date, str], ...]:
    if file is None or not file.exists():
        return ()
    with file.reading() as connection:
        found = reference_import.history_of(connection, table, code, 5)
    return tuple((imported.at.date(), change.kind.value) for imported, change in found if not imported.undone)


def _own(lines: Sequence[OwnLine], changes: tuple[tuple[date, str], ...]) -> OwnUse:
    priced = [line for line in lines if line.price is not None]
    same = [line for line in priced if (line.currency, line.unit) == (priced[0].currency, priced[0].unit)][:10]
    texts = Counter((line.firm, line.specification) for line in lines if line.specification)
    return OwnUse(
        len(lines),
        tuple((line.day, line.price) for line in reversed(same) if line.price is not None),
        same[0].currency if same else "",
        tuple((firm, text, count) for (firm, text), count in texts.most_common(3)),
        changes,
    )
