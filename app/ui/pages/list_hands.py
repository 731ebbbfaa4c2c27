"""What is done to the ticked rows of the list, or to the current one: by keys, and by the bar that floats over it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.ui.keys import Act
from app.ui.models.draft_cells import Column
from app.ui.models.draft_list import DraftListModel
from app.ui.pages.bulk_bar import BulkAction, BulkBar
from app.ui.pages.list_acts import ListActs
from app.ui.pages.list_bulk import ListBulk
from app.ui.pages.list_export import ListExport
from app.ui.pages.row_table import RowTable
from app.ui.pages.services import ListedDraft
from app.ui.theme import Icon

NEXT, AMEND, BIN, CHECK, FILE, PREVIEW = "下一步", "修改、撤销", "移入回收站", "校验", "申报", "打印预览"
LABEL, TAKE_BACK = "标签", "取回"
ONE_BY_ONE = "一次办一票"


@dataclass(frozen=True, slots=True)
class Outside:
    """What the window does with declarations, and what the page knows: whether the bin is shown, which columns.

    preview: shows the paper of one, or of several one after the other.
    """

    preview: Callable[[Sequence[str]], object]
    go_on: Callable[[str], object]
    amend: Callable[[str], object]
    in_bin: Callable[[], bool]
    columns: Callable[[], Sequence[Column]]


class ListHands(QObject):
    """``bar`` floats over ``page`` while rows are ticked."""

    def __init__(
        self,
        page: QWidget,
        table: RowTable,
        model: DraftListModel,
        acts: ListActs,
        many: ListBulk,
        sheet: ListExport,
        outside: Outside,
    ) -> None:
        super().__init__(page)
        self._table, self._model, self._acts = table, model, acts
        self._many, self._sheet, self._outside = many, sheet, outside
        self.bar = BulkBar(page, self._bar_acts())

    def key_acts(self) -> dict[str, Act]:
        """Return what keys do to rows."""
        return {
            "row.tick": self._tick,
            "row.tick_all": self._model.toggle_all,
            "row.bin": self._bin_here,
            "row.star": lambda: self._many.star(self.rows()),
            "row.label": self.ask_label,
            "check": lambda: self._many.check(self.rows()),
            "file": lambda: self._many.ask_file(self.rows()),
            "preview": self.preview,
            "export": self.export,
            "list.export_notes": lambda: self._acts.ask_export(self._table.current_row(), with_notes=True),
            "list.export": lambda: self._sheet.ask(self._outside.columns()),
            "copy": self.copy,
            "undo": self._acts.undo,
        }

    def rows(self) -> Sequence[ListedDraft]:
        """Return the ticked rows, else the current one."""
        return self._acts.rows(self._table.current_row())

    def current_draft(self) -> str:
        """Return the declaration an act is meant for, "" where there is none or more than one."""
        rows = self.rows()
        return rows[0].id if len(rows) == 1 and not self._outside.in_bin() else ""

    def preview(self) -> None:
        """Show the paper of the rows, to be printed in one go."""
        ids = [row.id for row in self.rows()]
        if ids:
            self._outside.preview(ids)

    def export(self) -> None:
        """Ask where to write the messages of the rows."""
        self._acts.ask_export(self._table.current_row())

    def copy(self) -> None:
        """Copy the rows."""
        self._acts.copy(self._table.current_row())

    def restore(self) -> None:
        """Take the rows out of the bin."""
        self._acts.restore(self._table.current_row())

    def ask_label(self) -> None:
        """Offer the labels for the rows."""
        rows = self.rows()
        if rows:
            self._many.label_menu(rows, self._table.mapToGlobal(self._table.rect().center()))

    def follow(self) -> None:
        """Show in the bar what can be done to all that is ticked; what cannot names the rows."""
        rows = self._model.checked()
        self.bar.show_rows(rows)
        self.bar.limit(BIN, self._acts.locked(rows), "已申报，不能删除")
        self.bar.limit(CHECK, self._many.may_not_check(rows), "已申报，不用再校验")
        self.bar.limit(FILE, self._many.may_not_file(rows), "不能申报")
        several = [] if len(rows) < 2 else [f"选了 {len(rows)} 票"]
        for action in (AMEND, NEXT):
            self.bar.limit(action, several, ONE_BY_ONE)
        self.bar.offer(self._offered(len(rows)))

    def _offered(self, count: int) -> set[str]:
        """Return the acts the bar offers: what is done to one row only makes way where there are many."""
        if self._outside.in_bin():
            return {TAKE_BACK}
        return set(self.bar.names()) - {TAKE_BACK} - ({NEXT, AMEND} if count > 1 else {CHECK, FILE})

    def _bar_acts(self) -> list[BulkAction]:
        return [
            (NEXT, Icon.CHEVRON_RIGHT, "go_on", lambda: self._outside.go_on(self.current_draft())),
            (AMEND, Icon.PENCIL, "", self._amend),
            (CHECK, Icon.SHIELD_CHECK, "check", lambda: self._many.check(self.rows())),
            (FILE, Icon.SEND, "file", lambda: self._many.ask_file(self.rows())),
            (PREVIEW, Icon.PRINTER, "", self.preview),
            ("导出报文", Icon.DOWNLOAD, "", self.export),
            ("复制为新票", Icon.COPY, "", self.copy),
            (LABEL, Icon.FLAG, "row.label", self.ask_label),
            (BIN, Icon.TRASH_2, "", self._bin),
            (TAKE_BACK, Icon.ROTATE_CCW, "Enter", self.restore),
        ]

    def _amend(self) -> None:
        draft_id = self.current_draft()
        if draft_id:
            self._outside.amend(draft_id)

    def _tick(self) -> None:
        if self._table.hasFocus() and self._table.current_row() >= 0:
            self._model.toggle(self._table.current_row())

    def _bin(self) -> None:
        self._acts.delete(self._table.current_row())

    def _bin_here(self) -> None:
        if self._table.hasFocus() and not self._outside.in_bin():  # not from a button: nobody means a row there
            self._bin()
