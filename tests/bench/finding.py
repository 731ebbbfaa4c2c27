"""The list over a hundred thousand declarations: its frames beside those over one row, its search beside FTS."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, thread_time
from typing import Any, cast

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, Qt
from PySide6.QtWidgets import QApplication

from app.core.draft import Mode
from app.declarations.list_filter import ListFilter, parse_filter
from app.declarations.status import Status
from app.declarations.summary import DraftSummary
from app.reference.reference import Reference, load
from app.store import finding
from app.store.drafts import DraftRow
from app.store.engine import Connection, Database
from app.store.search_words import asked, words_of
from app.store.upgrade import open_database
from app.ui.models.draft_cells import Column
from app.ui.models.draft_list import ASK_AFTER_MS, ROW_ROLE, DraftListModel
from app.ui.pages.finding_services import FindingService
from app.ui.pages.list_delegate import HEAD, ROW, WIDTHS, DraftDelegate
from app.ui.pages.row_table import RowTable
from app.ui.theme import prepare, theme
from tests.helpers.filings import NOW

FIRMS = [
    f"{place}{name}有限公司"
    for place in ("内蒙古", "满洲里", "二连浩特", "赤峰")
    for name in ("宏远能源", "北疆矿业", "森阔商贸")
]
GOODS = ("炼焦煤", "铁矿砂及其精矿", "樟子松原木", "铜精矿", "萤石", "去壳松子", "活马")
QUERIES = ("焦煤", "宏远", "hyny", "tkj", "songzi", "0070007", "PD2603", "炼焦煤 北疆", "000314 萤石", "hs:2701 满洲里")
PORTS = ("0708", "0702", "0601")
OPENINGS = 5  # how often a list is opened anew


def fill(connection: Connection, count: int) -> None:
    """Store so many declarations with their words, as saving them one by one would leave them."""
    rows, words = [], []
    for number in range(count):
        firm, goods = FIRMS[number % len(FIRMS)], GOODS[number % len(GOODS)]
        own, entry, draft = f"PD2603{number:07}", f"0708202610{number:08}", f"d{number:035}"
        shown = (own, f"TM-{number}", f"GQMD{number:09}", firm, PORTS[number % 3], "4", goods, 1, "194089.00", "USD")
        at = f"2026-{1 + number % 12:02}-{1 + number % 28:02}T01:02:03.{number % 1_000_000:06}Z"
        rows.append((draft, "import", "4.8", "advance", "{}", *shown, 0, "released", "", entry, 1, 0, at, at))
        words.append((number + 1, words_of([own, entry, firm, goods, shown[1], shown[2]], [firm, goods])))
    marks = ",".join("?" * len(rows[0]))
    connection.exec_driver_sql(f"INSERT INTO drafts VALUES ({marks})", rows)
    connection.exec_driver_sql("INSERT INTO finds (rowid, words, life) VALUES (?, ?, '')", words)


@contextmanager
def store(count: int) -> Iterator[Database]:
    """An encrypted store with so many declarations."""
    with TemporaryDirectory() as folder, open_database(Path(folder) / "portdesk.db", b"k" * 32) as database:
        with database.writing() as connection:
            fill(connection, count)
        yield database


class OtherThread:
    """A FindingService whose SQL is done between two frames, as in the store's thread; answers come with the next."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._asked: list[tuple[Callable[[Connection], Any], Callable[[Any], None]]] = []
        self._answers: list[Callable[[], None]] = []

    def find(self, wanted: ListFilter, done: Callable[[Sequence[int]], None], failed: object) -> None:
        self._asked.append((lambda connection: finding.find(connection, wanted, NOW), done))

    def rows(self, numbers: Sequence[int], done: Callable[[Mapping[int, DraftRow]], None], failed: object) -> None:
        self._asked.append((lambda connection: finding.rows_of(connection, numbers), done))

    def work(self) -> bool:
        """Do the SQL that was asked for; tells whether there was any."""
        waiting, self._asked = self._asked, []
        with self._database.reading() as connection:
            for operation, done in waiting:
                answer = operation(connection)
                self._answers.append(lambda done=done, answer=answer: done(answer))  # type: ignore[misc]
        return bool(waiting)

    def deliver(self) -> None:
        """Bring the answers to the page."""
        answers, self._answers = self._answers, []
        for give in answers:
            give()


class Constant(QAbstractTableModel):
    """The same row so many times: what painting alone costs."""

    def __init__(self, count: int) -> None:
        super().__init__()
        summary = DraftSummary("PD26030000001", "TM-1", "GQMD1", FIRMS[0], "0708", "4", GOODS[0], 1, "194089.00", "USD")
        numbers = ("", "070820261000000001", 1, False, NOW, NOW)
        row = DraftRow("d", "import", Mode.ADVANCE, Status.RELEASED, summary, 0, *numbers)
        self._count, self._row = count, row
        words = {
            Column.OWN_NUMBER: "PD26030000001",
            Column.CUSTOMS_NUMBER: "070820261000000001",
            Column.UPDATED: "11-21",
        }
        words |= {Column.GOODS: "炼焦煤 1 项", Column.TRADER: FIRMS[0], Column.KIND: "进口 提前", Column.PORT: "0708"}
        self._words = words

    def rowCount(self, parent: object = None) -> int:
        return self._count

    def columnCount(self, parent: object = None) -> int:
        return len(Column)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # type: ignore[override]
        if role == ROW_ROLE:
            return self._row
        return self._words.get(Column(index.column()), "") if role == Qt.ItemDataRole.DisplayRole else None


def table_over(model: QAbstractTableModel, tables: Reference) -> RowTable:
    """The list's own table over a model, as large as in the window."""
    table = RowTable("单证列表", WIDTHS, ROW, HEAD)
    table.setModel(model)
    table.setItemDelegate(DraftDelegate(table, tables))
    table.resize(1372, 700)
    table.show()
    QApplication.processEvents()  # before that nothing is painted
    return table


def frames(table: RowTable, steps: int, work: Callable[[], bool], deliver: Callable[[], None]) -> list[list[float]]:
    """Frames while the list is scrolled from end to end: as it arrives somewhere, and once the rows there are read."""
    bar = table.verticalScrollBar()
    arriving, filled = [], []
    for step in range(steps):
        arriving.append(timed(partial(painted, partial(bar.setValue, bar.maximum() * step // steps), table)))
        end = perf_counter() + 2 * ASK_AFTER_MS / 1000
        while not (done := work()) and perf_counter() < end:
            QApplication.processEvents()
        if done:
            filled.append(timed(partial(painted, deliver, table)))
    return [arriving, filled] if filled else [arriving]


def frame_times(count: int, steps: int = 60) -> tuple[float, float, float, float]:
    """Frame over the store and over a constant row, and the longest frame of opening each, in milliseconds."""
    with store(count) as database:
        service = OtherThread(database)
        return compared(cast("FindingService", service), service.work, service.deliver, count, steps)


def compared(
    finding: FindingService, work: Callable[[], bool], deliver: Callable[[], None], count: int, steps: int
) -> tuple[float, float, float, float]:
    """The same over any service, which does its ``work`` between two frames and is heard within the next one.

    Of scrolling the longer of two medians counts: over rows still to be read, and over those just read.
    """
    if not isinstance(QApplication.instance(), QApplication):
        prepare()
        QApplication([])
        theme().install()
    tables = load()
    ours, plain, opened, shown = [], [], [], []
    for _ in range(OPENINGS):
        model = DraftListModel(finding, tables, {"import": "进口"}, lambda: NOW)
        lists = table_over(model, tables), table_over(Constant(0), tables)
        opened.append(longest_opening(lists[0], model, work, deliver))
        constant = Constant(count)
        shown.append(timed(partial(painted, partial(lists[1].setModel, constant), lists[1])))
        ours.append(max(map(median, frames(lists[0], steps // OPENINGS, work, deliver))))
        plain.append(max(map(median, frames(lists[1], steps // OPENINGS, lambda: False, lambda: None))))
        for table in lists:
            table.close()
            table.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return median(ours), median(plain), median(opened), median(shown)


def longest_opening(
    table: RowTable, model: DraftListModel, work: Callable[[], bool], deliver: Callable[[], None]
) -> float:
    """The longest frame until all that is seen first is there: asking, hearing the numbers, hearing the rows."""
    taken = [timed(partial(painted, partial(model.show, ListFilter()), table))]
    while work():
        taken.append(timed(partial(painted, deliver, table)))
    return max(taken)


def painted(act: Callable[[], object], table: RowTable) -> None:
    """Do something to a table and paint it whole."""
    act()
    table.doItemsLayout()
    table.viewport().repaint()


def timed(action: Callable[[], object]) -> float:
    """Milliseconds one run takes of this thread; what else the machine does is not counted."""
    start = thread_time()
    action()
    return (thread_time() - start) * 1000


def frame_share(count: int = 100_000) -> Iterator[float]:
    """A frame of the list over a hundred thousand declarations as a share of one over one row shown as often."""
    for _ in range(3):
        over_store, over_constant, _opened, _shown = frame_times(count)
        yield over_store / over_constant


def opening_share(count: int = 100_000) -> Iterator[float]:
    """The longest frame of opening that list as a share of opening one over one row shown as often."""
    for _ in range(3):
        _ours, _plain, opened, shown = frame_times(count, OPENINGS)
        yield opened / shown


def search_share() -> Iterator[float]:
    """The 95th percentile of a search over a hundred thousand as a share of that of the bare text index."""
    ours, bare = search_ratio()
    yield ours / bare


def search_ratio(count: int = 100_000) -> tuple[float, float]:
    """The 95th percentile of a search with all its conditions and order, and of the bare question to the text index."""
    with store(count) as database, database.reading() as connection:
        ours, bare = [], []
        query = "SELECT rowid FROM finds WHERE finds MATCH ?"
        for line in QUERIES * 10:
            wanted = parse_filter(line)
            ours.append(timed(lambda wanted=wanted: finding.find(connection, wanted, NOW)))  # type: ignore[misc]
            match = asked(wanted.text or "炼焦煤")
            bare.append(timed(lambda match=match: connection.exec_driver_sql(query, (match,)).all()))  # type: ignore[misc]
    return sorted(ours)[int(len(ours) * 0.95)], sorted(bare)[int(len(bare) * 0.95)]
