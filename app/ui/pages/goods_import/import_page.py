"""导入商品: the page beside a form where a sheet is mapped, mended, merged, split and written as one step."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from app.declarations.goods_split import SplitBy
from app.sheets.goods.judged import State
from app.sheets.goods.preview import GoodsPreview, Grid
from app.ui.keys import Act, Keys
from app.ui.models.import_sheet import Stage
from app.ui.pages.alive import while_alive
from app.ui.pages.goods_import.commit import Commit
from app.ui.pages.goods_import.failed_rows import write_failed, write_file
from app.ui.pages.goods_import.import_view import ImportView
from app.ui.pages.goods_import.reading import Reading
from app.ui.pages.goods_import.sheet_model import Show
from app.ui.pages.goods_import.task import ImportTask
from app.ui.theme import Icon, Tone
from app.ui.windows import KeyHint
from app.work.goods_import import known_from, memory_key

HINTS = (KeyHint("import.bad", "下一个错"), KeyHint("import.same", "同值全改"), KeyHint("import.failed", "导出错误行"))


class ImportPage(ImportView):
    """``went_back()`` asks for the form; ``written(str)`` says what was written into it."""

    hinted = Signal()
    went_back = Signal()
    written = Signal(str)

    def __init__(self, task: ImportTask) -> None:
        super().__init__(task)
        self.reading = Reading(task.work, self)
        self.commit = Commit(self.sheet, task.document, task.drafts, task.draft_id, task.flush, task.today(), self)
        acts: dict[str, Act] = {
            "import.bad": partial(self.next_bad, 1),
            "import.bad_before": partial(self.next_bad, -1),
            "import.same": self._mend_same,
            "import.leave_out": self._leave_out,
            "import.failed": self._export_failed,
            "import.file": self.ask_file,
            "import.template": self._save_template,
            "import.commit": self.write,
        }
        self.keys = Keys(self, acts)
        self.table.hear(self.keys)
        self._connect()
        self._go(Stage.FILE)

    # -- Page --------------------------------------------------------------------------------------------------

    def widget(self) -> QWidget:
        """Return the page itself."""
        return self

    def title(self) -> str:
        """Return the words of the tab."""
        return f"导入 {self._task.title}".strip()

    def icon(self) -> Icon:
        """Return the sign of the tab."""
        return Icon.FILES

    def is_marked(self) -> bool:
        """Tell whether a sheet waits to be written."""
        return self.sheet.preview is not None

    def hints(self) -> Sequence[KeyHint]:
        """Return the keys worth knowing."""
        return HINTS

    def activated(self) -> None:
        """Put the keyboard where the step wants it."""
        self._to_step()

    def may_close(self) -> bool:
        """Nothing is lost: the sheet is still where it came from."""
        self.reading.stop()
        return True

    # -- where the sheet comes from ----------------------------------------------------------------------------

    def ask_file(self) -> None:
        """Ask for a file."""
        kinds = "清单 (*.xlsx *.csv)"
        self.path_strip.ask("导入商品清单", "打开", self.open_file, kinds=kinds)

    def open_file(self, path: Path) -> None:
        """Read a file."""
        self._wait(f"正在读 {path.name}")
        self.reading.open_file(path)

    def open_text(self, text: str) -> None:
        """Take a copied block."""
        self._wait("正在读剪贴板")
        self.reading.open_text(text)

    def open_clipboard(self) -> None:
        """Take what is on the clipboard: a copied file or a copied block; ask for a file if it is neither."""
        data = QApplication.clipboard().mimeData()
        files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if files:
            self.open_file(files[0])
        elif QApplication.clipboard().text().strip():
            self.open_text(QApplication.clipboard().text())
        else:
            self.ask_file()

    # -- steps -------------------------------------------------------------------------------------------------

    def go_on(self) -> None:
        """Enter: take the columns, mend or confirm the cell, go on to merging and splitting."""
        if self.stage is Stage.COLUMNS and self.sheet.preview is not None and not self.reading.is_busy:
            self._go(Stage.CELLS)
            self._to_first()
        elif self.stage is Stage.CELLS and not self._mend_current():
            self._to_merging()
        elif self.stage is Stage.MERGE and not self.sheet.fits():
            self._go(Stage.SPLIT)

    def go_back(self) -> None:
        """Esc: stop what is under way, else one step back, else to the form."""
        if self.reading.is_busy:
            self.reading.stop()
            self.strip.be_quiet()
            self._say(Tone.INFO, "已停下，没有改动")
        elif self.stage in (Stage.MERGE, Stage.SPLIT):
            self._go(Stage(self.stage - 1))
        else:
            self.went_back.emit()

    def write(self) -> None:
        """Ctrl+Enter: write everything into the draft, if nothing is left to be mended."""
        preview = self.sheet.preview
        if preview is None or self.reading.is_busy or self.sheet.is_merging:
            return
        if preview.bad():
            self._refuse_bad(preview)
        elif not preview.lines():
            self._say(Tone.WARN, "没有一行可写入")
        else:
            self._remember()
            self.commit.write()

    def next_bad(self, by: int = 1) -> None:
        """Go to the next cell that must be mended."""
        preview = self.sheet.preview
        bad = preview.bad() if preview is not None else []
        if not bad:
            self._say(Tone.OK, "没有须改的格")
            return
        if self.stage is not Stage.CELLS:
            self._go(Stage.CELLS)
        here = self.table.current()
        later = [one for one in bad if one > here] if by > 0 else [one for one in reversed(bad) if one < here]
        self.go_to(*(later[0] if later else bad[0 if by > 0 else -1]))

    def go_to(self, place: int, target: str) -> None:
        """Go to a cell, whatever rows are shown."""
        if self.model.number_of(place) < 0:
            self.tabs.choose(Show.ALL.value)
            self._filter(Show.ALL.value)
        self.table.go_to(place, target)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_popup()

    # -- Qt ----------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.go_back()
        elif (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() == Qt.KeyboardModifier.NoModifier
        ):
            self.go_on()
        elif not self.keys.press(event):
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            self.open_file(files[0])

    # -- making ------------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.reading.opened.connect(self._opened)
        self.reading.judged.connect(self._judged)
        self.reading.refused.connect(partial(self._say, Tone.ERR))
        self.reading.progressed.connect(lambda share: self.head.show_busy(f"已看 {share:.0%}，Esc 停下"))
        self.head.file.clicked.connect(self.ask_file)
        self.head.template.clicked.connect(self._save_template)
        self.head.failed.clicked.connect(self._export_failed)
        self.head.back.clicked.connect(self.went_back)
        self.head.next.clicked.connect(self._press_next)
        self.path_strip.left.connect(self._to_step)
        self.mapping.turned.connect(self._map)
        self.mapping.taken.connect(self.go_on)
        self.mapping.reset_asked.connect(self._forget)
        self.tabs.chosen.connect(self._filter)
        self.table.entered.connect(self.go_on)
        self.table.typed.connect(self._typed)
        self.table.moved.connect(self._show_popup)
        self.side.jump_asked.connect(self.go_to)
        self.popup.taken.connect(self._mend_current)
        self.popup.taken_everywhere.connect(self._mend_same)
        self.card.asked.connect(self.sheet.ask_same)
        self.card.split_asked.connect(lambda by: self.sheet.split_by(SplitBy(by)))
        for table in (self.card.table, self.card.drafts):
            table.opened.connect(lambda _row: self.go_on())
        self.card.table.folded.connect(self._fold)
        self.commit.done.connect(self.written)
        self.commit.refused.connect(partial(self._say, Tone.ERR))

    # -- the steps inside --------------------------------------------------------------------------------------

    def _opened(self, grid: Grid) -> None:
        """Take a sheet that was read: a known header goes straight to its cells."""
        self.strip.be_quiet()
        self._grid = grid
        numbers = [number for number, _ in grid.body()]
        self._span = (numbers[0], numbers[-1], len(numbers)) if numbers else (0, 0, 0)
        key = memory_key(self._task.client, grid) if not self._task.own else ""
        self._known = known_from(self._task.memory.get(key)) if key else None
        self._sources = self._task.work.sources(grid, self._known)
        self._aim = Stage.CELLS if self._known is not None else Stage.COLUMNS
        if self._task.own:
            self._aim = Stage.MERGE
        self._show_mapping()
        self._judge()

    def _judge(self) -> None:
        if self._grid is not None:
            self.reading.judge(self._grid, self._sources)

    def _judged(self, preview: GoodsPreview) -> None:
        self.stage = self._aim
        self.sheet.take(preview)
        self._to_step()
        if self._aim is Stage.CELLS:
            self._to_first()

    def _to_first(self) -> None:
        """Go to the first cell to be mended, else to the first of all."""
        preview = self.sheet.preview
        bad = preview.bad() if preview is not None else []
        first = self.model.targets[0].id if self.model.targets else ""
        self.go_to(*(bad[0] if bad else (0, first)))

    def _map(self, at: int, target: str) -> None:
        """Take a column for something else; the cells are judged anew."""
        self._sources = tuple(replace(one, target=target) if one.at == at else one for one in self._sources)
        self._known, self._aim = None, Stage.COLUMNS
        self._show_mapping()
        self._judge()

    def _forget(self) -> None:
        if self._grid is not None:
            self._known, self._aim = None, Stage.COLUMNS
            self._sources = self._task.work.sources(self._grid, None)
            self._show_mapping()
            self._judge()

    def merge_own(self) -> None:
        """Merge the lines the draft has."""
        self.reading.take(self._task.work.grid_of_lines(self._task.own))

    def _remember(self) -> None:
        key = memory_key(self._task.client, self._grid) if self._grid is not None and not self._task.own else ""
        if self._grid is not None and key:
            known = self._task.work.remember(self._grid, self._sources, self._known, self._task.today())
            self._task.memory.put(key, known.kept())

    def _to_merging(self) -> None:
        preview = self.sheet.preview
        if preview is not None and preview.bad():
            self._refuse_bad(preview)
        elif preview is not None:
            self._go(Stage.MERGE)

    def _refuse_bad(self, preview: GoodsPreview) -> None:
        self._say(Tone.WARN, f"还有 {preview.counts().bad} 行须改：改好，或按空格不导入此行")
        self.next_bad()

    def _press_next(self) -> None:
        is_end = self.stage is Stage.SPLIT or (self.stage is Stage.MERGE and self.sheet.fits())
        self.write() if is_end else self.go_on()

    # -- mending -----------------------------------------------------------------------------------------------

    def _mend_current(self) -> bool:
        """Take what is offered for the current cell, or confirm a guess; False if there is nothing to take."""
        preview, (place, target) = self.sheet.preview, self.table.current()
        if preview is None or place < 0 or not target or self.stage is not Stage.CELLS:
            return False
        cell = preview.rows[place].cell(target)
        text = cell.offer if cell.state is State.BAD else cell.text if cell.state is State.GUESS else ""
        if not text or preview.rows[place].left_out:
            return False
        preview.repair(place, target, text)
        self._after_mending(preview)
        return True

    def _mend_same(self) -> None:
        preview, (place, target) = self.sheet.preview, self.table.current()
        if preview is None or place < 0 or not target:
            return
        if preview.doubted(place, target):
            self._say(Tone.OK, f"整列 {preview.repair_doubted(place, target)} 格照表里所示")
            self._after_mending(preview)
            return
        cell = preview.rows[place].cell(target)
        text = self.table.edited_text() if self.table.is_editing() else cell.offer or cell.text
        if text:
            count = preview.repair_same(place, target, text)
            self._say(Tone.OK, f"{count} 格改为 {text}")
            self._after_mending(preview)

    def _typed(self, text: str) -> None:
        preview, (place, target) = self.sheet.preview, self.table.current()
        if preview is not None and place >= 0 and target:
            preview.repair(place, target, text)
            self._after_mending(preview, preview.rows[place].cell(target).is_bad)

    def _after_mending(self, preview: GoodsPreview, stays: bool = False) -> None:
        """Show what changed and go on to the next cell to be mended."""
        self.sheet.touch()
        if preview.bad() and not stays:
            self.next_bad()
        self._show_popup()

    def _leave_out(self) -> None:
        preview, (place, _) = self.sheet.preview, self.table.current()
        if preview is not None and place >= 0 and self.stage is Stage.CELLS:
            preview.leave_out(place, not preview.rows[place].left_out)
            self.sheet.touch()
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            self._show_popup()

    def _save_template(self) -> None:
        """Ask where an empty sheet with lists of the codes is to be written."""

        def save(path: Path) -> None:
            done = while_alive(self, lambda _path: self._say(Tone.OK, f"空白表已存为 {path.name}"))
            write_file(path, self._task.work.template, done, while_alive(self, partial(self._say, Tone.ERR)))

        wants = QFileDialog.FileMode.AnyFile
        self.path_strip.ask("空白表存为", "保存", save, "商品清单.xlsx", wants=wants, kinds="表格 (*.xlsx)")

    def _export_failed(self) -> None:
        preview = self.sheet.preview
        if preview is None or not preview.failed():
            self._say(Tone.OK, "没有错误行可导出")
            return

        def save(path: Path) -> None:
            done = while_alive(self, lambda _path: self._say(Tone.OK, f"{len(preview.failed())} 行已导出"))
            write_failed(preview, path, done, while_alive(self, partial(self._say, Tone.ERR)))

        wants = QFileDialog.FileMode.AnyFile
        self.path_strip.ask("错误行存为", "导出", save, "错误行.xlsx", wants=wants, kinds="表格 (*.xlsx *.csv)")
