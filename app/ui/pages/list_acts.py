"""What the list does to its rows: copy, bin and undo, read and write files; every outcome is told in the strip."""

from collections.abc import Callable, Collection, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from app.declarations.status import is_editable
from app.ui.models.draft_cells import listed_numbers
from app.ui.models.draft_list import DraftListModel
from app.ui.models.wording import goods_words
from app.ui.pages.alive import while_alive
from app.ui.pages.path_strip import PathStrip
from app.ui.pages.services import DraftService, ListedDraft
from app.ui.theme import Tone
from app.ui.widgets import Strip

READS = "报关单文件 (*.xml *.json *.zip)"
WRITES = "报文 (*.xml);;草稿 (*.json)"
NOTED = "草稿 (*.json)"
ONLY_DRAFT = "备注只能随草稿导出，文件名须以 .json 结尾"
SUFFIXES = (".xml", ".json")


def spoken(row: ListedDraft) -> str:
    """Return how a row is named in a sentence."""
    return listed_numbers(row) or row.summary.client_seq_no or goods_words(row.summary) or "未填的草稿"


class ListActs(QObject):
    """Acts on the ticked rows, or on the current one where none is ticked."""

    def __init__(
        self,
        page: QObject,
        drafts: DraftService,
        model: DraftListModel,
        strip: Strip,
        paths: PathStrip,
        open_document: Callable[[str], object],
    ) -> None:
        super().__init__(page)
        self._drafts, self._model, self._strip, self._paths = drafts, model, strip, paths
        self._open = open_document
        self._binned: tuple[str, ...] = ()
        self._overwrite: Path | None = None

    def rows(self, current: int) -> tuple[ListedDraft, ...]:
        """Return the rows an act is meant for."""
        here = self._model.row_read(current)
        return self._model.checked() or ((here,) if here is not None else ())

    def locked(self, rows: Sequence[ListedDraft]) -> list[str]:
        """Return the names of the rows that are filed and may not be binned."""
        return [spoken(row) for row in rows if not is_editable(row.status)]

    # -- copy --------------------------------------------------------------------------------------------------

    def copy(self, current: int) -> None:
        """Copy the rows; a single copy is opened."""
        rows = self.rows(current)
        if len(rows) == 1:
            self._drafts.copy(rows[0].id, while_alive(self, self._open), while_alive(self, self._fail))
            return
        tally = _Tally(len(rows), lambda: self._strip.say(Tone.OK, f"已复制 {len(rows)} 票，在列表最上面"))
        for row in rows:
            self._drafts.copy(row.id, while_alive(self, tally.one), while_alive(self, self._fail))

    # -- bin ---------------------------------------------------------------------------------------------------

    def delete(self, current: int) -> None:
        """Put the rows into the bin; filed ones stay and are named."""
        rows = self.rows(current)
        locked = self.locked(rows)
        if locked:
            self._strip.say(Tone.WARN, f"已申报的单证不能删除：{'、'.join(locked)}")
        elif rows:
            names = spoken(rows[0]) if len(rows) == 1 else f"{len(rows)} 票"
            ids = tuple(row.id for row in rows)
            tally = _Tally(len(ids), lambda: self._say_binned(ids, names))
            for draft_id in ids:
                self._drafts.delete(draft_id, True, while_alive(self, tally.one), while_alive(self, self._fail))

    def undo(self) -> None:
        """Take the last binned rows out again."""
        ids, self._binned = self._binned, ()
        self._take_out(ids)

    def restore(self, current: int) -> None:
        """Take the rows out of the bin that is shown."""
        self._take_out(tuple(row.id for row in self.rows(current)))

    def _take_out(self, ids: Sequence[str]) -> None:
        tally = _Tally(len(ids), lambda: self._strip.say(Tone.OK, f"已从回收站取回 {len(ids)} 票"))
        for draft_id in ids:
            self._drafts.delete(draft_id, False, while_alive(self, tally.one), while_alive(self, self._fail))

    def _say_binned(self, ids: tuple[str, ...], names: str) -> None:
        self._binned = ids
        self._strip.say(Tone.OK, f"已移入回收站：{names}", [("撤销 Ctrl Z", self.undo)])

    # -- files -------------------------------------------------------------------------------------------------

    def ask_import(self) -> None:
        """Ask for a file and open the draft made from it."""
        self._paths.ask("导入文件", "导入", self._read, kinds=READS)

    def ask_export(self, current: int, with_notes: bool = False) -> None:
        """Ask where to write the rows: one file, or a folder for several; ``with_notes``: drafts, notes and all."""
        rows = self.rows(current)
        self._overwrite = None
        what, suffix, kinds = ("带备注导出", ".json", NOTED) if with_notes else ("导出", ".xml", WRITES)
        if len(rows) == 1:
            self._paths.ask(
                f"{what}为",
                "导出",
                lambda path: self._write([(rows[0], path)], with_notes),
                str(Path.home() / f"{spoken(rows[0])}{suffix}"),
                partial(self._check_target, (".json",) if with_notes else SUFFIXES),
                QFileDialog.FileMode.AnyFile,
                kinds,
            )
        elif rows:
            self._paths.ask(
                f"{what} {len(rows)} 票到文件夹",
                "导出",
                lambda folder: self._write([(row, folder / f"{spoken(row)}{suffix}") for row in rows], with_notes),
                str(Path.home()),
                wants=QFileDialog.FileMode.Directory,
            )

    def _check_target(self, suffixes: Collection[str], path: Path) -> str:
        if path.suffix.lower() not in suffixes:
            return ONLY_DRAFT if ".xml" not in suffixes else "文件名须以 .xml（报文）或 .json（草稿）结尾"
        if path.exists() and path != self._overwrite:
            self._overwrite = path
            return "文件已存在，再按一次 Enter 覆盖"
        return ""

    def _read(self, path: Path) -> None:
        self._drafts.import_file(path, while_alive(self, self._open), while_alive(self, self._fail))

    def _write(self, files: Sequence[tuple[ListedDraft, Path]], with_notes: bool) -> None:
        where = str(files[0][1] if len(files) == 1 else files[0][1].parent)
        what = f"已导出 {len(files)} 票" + ("，备注一起" if with_notes else "")
        tally = _Tally(len(files), lambda: self._strip.say(Tone.OK, f"{what}：{where}"))
        done, failed = while_alive(self, tally.one), while_alive(self, self._fail)
        for row, path in files:
            self._drafts.export_file(row.id, path, done, failed, with_notes)

    def _fail(self, sentence: str) -> None:
        self._strip.say(Tone.ERR, sentence)


class _Tally:
    """Counts answers and tells when the last one came."""

    def __init__(self, wanted: int, last: Callable[[], object]) -> None:
        self._left = wanted
        self._last = last

    def one(self, _answer: object) -> None:
        """Take one answer."""
        self._left -= 1
        if self._left == 0:
            self._last()
