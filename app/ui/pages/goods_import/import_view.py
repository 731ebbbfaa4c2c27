"""What the import page shows of the sheet, step by step; the page above it acts, this one only tells."""

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.declarations.goods_merge import Merged
from app.sheets.goods.columns import Source
from app.sheets.goods.judged import State
from app.sheets.goods.preview import Grid
from app.ui.models.import_sheet import ImportSheet, Stage
from app.ui.pages.alive import while_alive
from app.ui.pages.background import background
from app.ui.pages.goods_import.import_frame import ImportFrame
from app.ui.pages.goods_import.result_rows import line_rows, part_rows
from app.ui.pages.goods_import.sheet_model import Show
from app.ui.pages.goods_import.task import ImportTask
from app.ui.theme import Tone, theme
from app.ui.widgets import Part
from app.work.goods_import import Known

CARD, CARD_TALL = 246, 420
NARROW = 1_300

Merging = Callable[[], tuple[Merged, ...]]


class ImportView(ImportFrame):
    """The page without its acts; ``stage`` is the step it is at."""

    retitled = Signal()

    def __init__(self, task: ImportTask) -> None:
        self.sheet = ImportSheet(task.goods, task.most, task.document.draft, self._behind, task.own)
        bound = frozenset(name for name, _ in task.goods.rule if self.sheet.is_bound(name))
        super().__init__(task.direction, task.number, task.goods.rule, bound)
        self.sheet.setParent(self)
        self._task = task
        self._grid: Grid | None = None
        self._known: Known | None = None
        self._sources: tuple[Source, ...] = ()
        self._open_lines: frozenset[int] = frozenset()
        self._span = (0, 0, 0)  # first and last row of the sheet, and how many
        self.stage = self._aim = Stage.FILE
        self.card.show_same(frozenset(self.sheet.same))
        self.sheet.changed.connect(self._show)

    def _go(self, stage: Stage) -> None:
        self.stage = stage
        self._show()
        self._to_step()

    def _to_step(self) -> None:
        """Put the keyboard where the step wants it."""
        tables: dict[Stage, QWidget] = {
            Stage.COLUMNS: self.mapping.table,
            Stage.CELLS: self.table,
            Stage.MERGE: self.card.table,
            Stage.SPLIT: self.card.by,
        }
        tables.get(self.stage, self.head.file).setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_popup()

    def _filter(self, show: str) -> None:
        self.model.put(self.sheet.preview, Show(show))
        self._show_popup()

    def _fold(self, row: int) -> None:
        line = self.card.lines.row(row).line
        self._open_lines = self._open_lines ^ {line}
        self._show_results()

    def _wait(self, words: str) -> None:
        self.strip.be_quiet()
        self.head.show_busy(f"{words}，Esc 停下")

    def _say(self, tone: Tone, words: str) -> None:
        self.strip.say(tone, words)

    def _show_mapping(self) -> None:
        self.mapping.show_columns(self._sources, self._task.work.targets)
        known, used = self._known, sum(1 for one in self._sources if one.target)
        line = f"表头与 {known.day} 相同，已沿用" if known is not None else ""
        self.mapping.show_known(line, f"{self._task.client}  {used} 列  用过 {known.times} 次" if known else "")

    def _show(self) -> None:
        """Show everything as it is now."""
        preview, grid = self.sheet.preview, self._grid
        has_cells = preview is not None
        self.side.setVisible(has_cells)
        self._under.setVisible(has_cells)
        self._top.setVisible(has_cells)
        self.table.setVisible(has_cells)
        self.mapping.setVisible(grid is not None and (self.stage <= Stage.COLUMNS or not self._is_narrow()))
        self._blank.setVisible(not has_cells)
        if preview is not None and has_cells:
            counts = preview.counts()
            self.model.refresh(preview)
            cells = [("全部", Show.ALL, len(preview.rows), None), ("须改", Show.BAD, len(preview.bad()), Tone.ERR)]
            cells += [("猜的", Show.GUESS, counts.guessed, Tone.WARN), ("查出的", Show.FOUND, counts.found, Tone.INFO)]
            self.tabs.show_parts([Part(key.value, words, count, tone) for words, key, count, tone in cells])
            self.side.show_sheet(preview, counts, len(self.sheet.merged()))
            self._show_results()
        self._show_head()
        self.retitled.emit()

    def _behind(self, work: Merging, done: Callable[[tuple[Merged, ...]], object]) -> None:
        background().run(work, while_alive(self, done), self._say_wrong)

    def _say_wrong(self, sentence: str) -> None:
        self.strip.say(Tone.ERR, sentence)

    def _is_narrow(self) -> bool:
        """Tell whether the cells need the room of the columns once these are settled."""
        return self.width() < theme().px(NARROW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show()
        self._show_popup()

    def _show_results(self) -> None:
        sheet, goods = self.sheet, self._task.goods
        count, room = len(sheet.merged()), sheet.room()
        tall = min(theme().px(CARD_TALL), self.height() // 2)
        self._under.setFixedHeight(tall if self.stage >= Stage.MERGE else min(theme().px(CARD), tall))
        if self.stage is Stage.SPLIT:
            parts = sheet.parts()
            shared = "、".join(self._task.label(share.path) for share in sheet.shares())
            note = f"拆成 {len(parts)} 票" + (f"，{shared}按票分摊，合计不变" if shared else "")
            self.card.show_parts(note, count, room, part_rows(parts, goods), sheet.by)
            return
        rows = len(sheet.preview.lines()) if sheet.preview is not None else 0
        held = f"，草稿已有 {sheet.most - room} 项" if room < sheet.most else ""
        note = f"{rows} 行合成 {count} 项，上限 {sheet.most} 项{held}"
        unit_table = self._task.work.targets[goods.unit].table
        shown = line_rows(sheet.merged(), goods, self._task.document.tables, unit_table, self._open_lines)
        self.card.show_lines(note, count, room, shown)

    def _show_head(self) -> None:
        grid, preview, sheet = self._grid, self.sheet.preview, self.sheet
        first, last, count = self._span
        rows = f"明细 第 {first}–{last} 行" if count else ""
        self.head.show_facts(grid.words if grid is not None else "", rows)
        bad = len(preview.bad()) if preview is not None else 0
        lines = len(sheet.merged()) if preview is not None else 0
        known = f"沿用 {self._known.day}" if self._known is not None else ""
        notes = (
            f"{count} 行" if count else "",
            known,
            f"{bad} 处须改" if bad else "",
            f"{'预计 ' if self.stage < Stage.MERGE else ''}{lines} 项" if lines else "",
            "可一次撤销",
        )
        is_end = self.stage is Stage.SPLIT or (self.stage is Stage.MERGE and sheet.fits())
        acts = {Stage.COLUMNS: "看单元格", Stage.CELLS: "下一步 归并", Stage.MERGE: "下一步 拆单"}
        act = "写入草稿" if is_end else acts.get(self.stage, "选文件")
        self.head.show_steps(self.stage, notes, act, "import.commit" if is_end else "Enter")
        self.head.next.setVisible(self.stage is not Stage.FILE)
        self.head.failed.setEnabled(bool(preview is not None and preview.failed()))

    def _show_popup(self) -> None:
        """Tell of the current cell if there is something to tell."""
        preview, (place, target) = self.sheet.preview, self.table.current()
        self.side.follow(place, target)
        shows = preview is not None and place >= 0 and target and self.stage is Stage.CELLS and self.table.isVisible()
        if not shows or preview is None or preview.rows[place].left_out:
            self.popup.hide()
            return
        cell = preview.rows[place].cell(target)
        if cell.state not in (State.BAD, State.GUESS):
            self.popup.hide()
            return
        text = cell.offer if cell.state is State.BAD else cell.text
        words = (f"改为 {text}" if cell.state is State.BAD else f"就用 {text}") if text else ""
        doubted = len(preview.doubted(place, target))
        same = doubted or sum(1 for at in range(len(preview.rows)) if preview.raw(at, target) == cell.raw)
        area = self.table.visualRect(self.table.currentIndex())
        corner = self.table.viewport().mapTo(self, area.topLeft())
        right = self.table.mapTo(self, self.table.rect().topRight()).x()
        self.popup.show_cell(
            cell, words, same, QRect(corner, area.size()), right, "整列照所示" if doubted else "同值全改"
        )
