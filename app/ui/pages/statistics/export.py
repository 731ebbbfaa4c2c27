"""统计 into files: a picture and a table beside each other; written in the background, told in the strip."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject
from PySide6.QtGui import QImage, QImageWriter

from app.core.tables import CodeTables
from app.declarations.clearance import Report
from app.sheets.csv_text import Cell, csv_bytes
from app.ui.pages.alive import while_alive
from app.ui.pages.background import background
from app.ui.pages.path_strip import PathStrip
from app.ui.pages.statistics.detail_model import View, exported, grid
from app.ui.theme import Tone
from app.ui.widgets import Strip
from app.wire.files import write_file

PNG, CSV = ".png", ".csv"
KINDS = "图片 (*.png);;表格 (*.csv)"


def table_bytes(query: str, report: Report, tables: CodeTables) -> bytes:
    """Return all views and the reasons as one CSV, each under its own head, with what was asked on top."""
    rows: list[Sequence[Cell]] = [["统计", query]]
    for view in View:
        shown = grid(report, view, tables)
        rows += [[], [view.value], shown.heads]
        rows.extend([exported(cell) for cell in row] for row in shown.rows)
    rows += [[], ["退单原因"], ["规则", "原因", "次数"]]
    rows.extend([one.rule, one.words, one.count] for one in report.reasons)
    rows += [[], ["退单率 近 12 周"], ["周一", "退单", "票数"]]
    weeks = zip(report.weeks, report.sent_back, strict=True)
    rows.extend([day.isoformat(), one.part, one.whole] for day, one in weeks)
    return csv_bytes(rows)


def picture_bytes(image: QImage) -> bytes:
    """Return a picture as a PNG file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


class Exporter(QObject):
    """Asks where to, writes what it is given, and says where it is."""

    def __init__(self, page: QObject, strip: Strip, paths: PathStrip) -> None:
        super().__init__(page)
        self._strip, self._paths = strip, paths

    def ask(self, name: str, image: QImage, table: Callable[[], bytes], only: str = "") -> None:
        """Ask for a place; both files are written there, or the one of the suffix ``only``.

        ``table`` is asked for its bytes in the background.
        """
        question = {PNG: "导出图片", CSV: "导出表格"}.get(only, "导出图片和表格")
        start = str(Path.home() / f"{name}{only or PNG}")

        def take(path: Path) -> None:
            stem = path.with_suffix("") if path.suffix.lower() in (PNG, CSV) else path
            files = [stem.with_name(stem.name + suffix) for suffix in ([only] if only else [PNG, CSV])]
            background().run(
                lambda: _write(files, image, table), while_alive(self, self._tell), while_alive(self, self._fail)
            )

        self._paths.ask(question, "导出", take, start, _wrong, kinds=KINDS)

    def _tell(self, files: Sequence[Path]) -> None:
        names = "、".join(file.name for file in files)
        self._strip.say(Tone.OK, f"已导出 {names}，在 {files[0].parent}", [("知道了", self._strip.be_quiet)])

    def _fail(self, sentence: str) -> None:
        self._strip.say(Tone.ERR, f"没有导出：{sentence}", [("知道了", self._strip.be_quiet)])


def _wrong(path: Path) -> str:
    return "" if path.parent.is_dir() else f"没有文件夹 {path.parent}"


def _write(files: Sequence[Path], image: QImage, table: Callable[[], bytes]) -> Sequence[Path]:
    for file in files:
        write_file(file, picture_bytes(image) if file.suffix == PNG else table())
    return files
