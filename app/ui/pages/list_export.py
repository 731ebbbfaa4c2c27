"""The list as a table in a file, csv or xlsx: the ticked rows, or all that the filter shows; safe to open anywhere."""

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from app.sheets.csv_text import Cell, csv_bytes
from app.sheets.xlsx_out import xlsx_bytes
from app.ui.models.draft_cells import TITLES, Column, DraftCells
from app.ui.models.draft_list import DraftListModel
from app.ui.pages.alive import while_alive
from app.ui.pages.background import background
from app.ui.pages.finding_services import FindingService
from app.ui.pages.path_strip import PathStrip
from app.ui.pages.services import ListedDraft
from app.ui.theme import Tone
from app.ui.widgets import Strip
from app.wire.files import write_file

XLSX, CSV = ".xlsx", ".csv"
KINDS = "表格 (*.xlsx *.csv)"
LEFT_OUT = (Column.CHECK, Column.LIMIT)
CHUNK = 2_000


def cells_of(row: ListedDraft, columns: Sequence[Column], cells: DraftCells) -> list[Cell]:
    """Return one line: words as the list shows them, but a total as a number beside its currency."""
    line: list[Cell] = []
    for column in columns:
        if column is Column.TOTAL:
            line += [row.summary.currency, _number(row.summary.total)]
        elif column is Column.UPDATED:
            line.append(f"{row.updated_at:%Y-%m-%d %H:%M}")
        else:
            line.append(cells.words(row, column, None))
    return line


def heads_of(columns: Sequence[Column]) -> list[str]:
    """Return the words over the columns of the file."""
    return [
        words for column in columns for words in (("币制", "总价") if column is Column.TOTAL else (TITLES[column],))
    ]


class ListExport(QObject):
    """Asks where to, reads the rows that are not read yet, writes them in the background."""

    def __init__(self, model: DraftListModel, finding: FindingService, strip: Strip, paths: PathStrip) -> None:
        super().__init__(model)
        self._model, self._finding, self._strip, self._paths = model, finding, strip, paths
        self._overwrite: Path | None = None

    def ask(self, columns: Sequence[Column]) -> None:
        """Ask where to write the rows, with these columns in this order."""
        shown = [column for column in columns if column not in LEFT_OUT]
        ticked = self._model.checked()
        count = len(ticked) or self._model.rowCount()
        self._overwrite = None

        def take(path: Path) -> None:
            if ticked:
                self._write(path, shown, ticked)
            else:
                self._gather(path, shown, list(self._model.numbers()), {})

        start = str(Path.home() / f"单证清单{XLSX}")
        question = f"导出 {count} 票的清单"
        self._paths.ask(question, "导出", take, start, self._wrong, QFileDialog.FileMode.AnyFile, KINDS)

    def _wrong(self, path: Path) -> str:
        if path.suffix.lower() not in (XLSX, CSV):
            return "文件名须以 .xlsx 或 .csv 结尾"
        if path.exists() and path != self._overwrite:
            self._overwrite = path
            return "文件已存在，再按一次 Enter 覆盖"
        return "" if path.parent.is_dir() else f"没有文件夹 {path.parent}"

    def _gather(self, path: Path, columns: Sequence[Column], numbers: list[int], found: dict[int, ListedDraft]) -> None:
        """Bring the rows in chunks, so that the store stays free for others between them."""
        missing = [number for number in numbers if number not in found][:CHUNK]
        if not missing:
            self._write(path, columns, [found[number] for number in numbers])
            return

        def answered(rows: Mapping[int, ListedDraft]) -> None:
            gone = set(missing) - set(rows)
            self._gather(path, columns, [one for one in numbers if one not in gone], {**found, **rows})

        self._finding.rows(missing, while_alive(self, answered), while_alive(self, self._fail))

    def _write(self, path: Path, columns: Sequence[Column], rows: Sequence[ListedDraft]) -> None:
        cells, heads = self._model.cells(), heads_of(columns)
        lines = [cells_of(row, columns, cells) for row in rows]

        def work() -> int:
            is_csv = path.suffix.lower() == CSV
            write_file(path, csv_bytes([heads, *lines]) if is_csv else xlsx_bytes(heads, lines, [18] * len(heads)))
            return len(lines)

        def told(count: int) -> None:
            self._strip.say(Tone.OK, f"已导出 {count} 票：{path}", [("知道了", self._strip.be_quiet)])

        background().run(work, while_alive(self, told), while_alive(self, self._fail))

    def _fail(self, sentence: str) -> None:
        self._strip.say(Tone.ERR, f"没有导出：{sentence}", [("知道了", self._strip.be_quiet)])


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
