"""F12: versions of the open declaration beside what stands; single values are taken back, or the whole; by keys."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.declarations.amendment import differences
from app.reference.spelling import syllables
from app.ui.editors.text_editor import TextEditor
from app.ui.models.document import DraftDocument
from app.ui.models.restoring import restore
from app.ui.models.row_list import ROW_ROLE
from app.ui.models.sides import SideColumn, SideRow, Sides
from app.ui.pages.checkpoint_service import Version
from app.ui.pages.row_table import Index, RowDelegate, RowTable, Width
from app.ui.theme import Font, Icon, Token, theme
from app.ui.theme.paint import draw_box, draw_icon_in, draw_text
from app.ui.widgets.button import Button, ButtonLook
from app.ui.widgets.label import Label
from app.ui.widgets.overlay import Overlay
from app.ui.widgets.pick_box import Choice, PickBox

WIDE, ROWS, NAME = 920, 10, 180
ROW, HEAD, EDGE = 40, 28, 14
WIDTHS = (Width(190, 2), Width(220, 4), Width(220, 4))
TITLE = "对比"
HINT = "↑ ↓ 逐处看，← 用左边的值，→ 用现在的值，Ctrl Z 都能撤销"


class _Delegate(RowDelegate):
    def paint_cell(self, painter: QPainter, area: QRectF, index: Index) -> None:
        px = theme().px
        row: SideRow = index.data(ROW_ROLE)
        column = SideColumn(index.column())
        inner = area.adjusted(px(EDGE), 0, -px(10), 0)
        if column is SideColumn.FIELD:
            upper = QRectF(inner.x(), area.center().y() - px(19), inner.width(), px(20))
            draw_text(painter, upper, row.change.label, Font.MEDIUM, Token.T1)
            draw_text(painter, upper.translated(0, px(17)), row.change.place, Font.SMALL, Token.T2)
            return
        words = row.then if column is SideColumn.THEN else row.now
        if column is row.stands:
            box = area.adjusted(px(6), px(6), -px(6), -px(7))
            draw_box(painter, box, 6, Token.ACCENT_SOFT, Token.ACCENT_LINE)
            sign = QRectF(box.right() - px(24), box.y(), px(20), box.height())
            draw_icon_in(painter, sign, Icon.CHECK, 14, Token.ACCENT)
            inner.adjust(0, 0, -px(20), 0)
        draw_text(painter, inner, words, Font.BODY, Token.T1 if column is row.stands else Token.T3)


class _Table(RowTable):
    """``sided(bool)``: ← asks for the value of the version (True), → for the one that stood (False)."""

    sided = Signal(bool)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.sided.emit(event.key() == Qt.Key.Key_Left)
            event.accept()
        else:
            super().keyPressEvent(event)


class CompareView(Overlay):
    """``jump_asked(path)`` on Enter: to the field itself."""

    jump_asked = Signal(str)

    def __init__(
        self, window: QWidget, document: DraftDocument, versions: Sequence[Version], keep: Callable[[str], Version]
    ) -> None:
        """``keep`` stores a checkpoint under a name, or without one before the whole is brought back; returns it."""
        super().__init__(window, TITLE, HINT, width=WIDE)
        self._document, self._versions, self._keep = document, list(versions), keep
        self._now = dict(document.draft.texts)
        self._model = Sides(document.tables, self)
        self.table = _Table("不同之处", WIDTHS, ROW, HEAD, edges=(EDGE, EDGE))
        self.table.setModel(self._model)
        self.table.setItemDelegate(_Delegate(self.table))
        self.table.setMinimumHeight(theme().px(HEAD + ROW * ROWS))
        self.picker = PickBox("与哪一版对比", 320)
        self.picker.show_choices([self._choice(at) for at in range(len(self._versions))])
        self._count = Label("", Font.SMALL, Token.T2)
        self.name = TextEditor()
        self.name.set_title("检查点名称")
        self.name.set_hint("给现在这一版起个名")
        self.name.setFixedWidth(theme().px(NAME))
        self.name.advanced.connect(lambda _step: self._keep_this())
        self.mark = Button("存检查点", ButtonLook.SECONDARY)
        self.mark.clicked.connect(self._keep_this)
        self._lay_out()
        self.picker.taken.connect(self._show)
        self.picker.left.connect(self.dismiss)
        self.table.sided.connect(self._take)
        self.table.opened.connect(self._jump)
        self.add_actions([("整票恢复成那时", self._restore), ("关闭", lambda: None)])
        self._show()
        self.open(self.table if self._model.rowCount() else None)

    def words(self) -> str:
        """Return how many places differ."""
        return self._count.words()

    def _lay_out(self) -> None:
        top = QWidget()
        row = QHBoxLayout(top)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(12))
        row.addWidget(self.picker)
        row.addWidget(self._count, 1)
        row.addWidget(self.name)
        row.addWidget(self.mark)
        self.add(top)
        self.add(self.table, 1)

    def _version(self) -> Version | None:
        at = self.picker.current()
        return self._versions[int(at)] if at else None

    def _show(self) -> None:
        version = self._version()
        if version is None:
            self._count.set_words("还没有可对比的版本；每次打开都会留一版，也可存检查点")
            self.table.show_head_only(True)
            return
        form, then = self._document.form, version.draft.texts
        self._now = dict(self._document.draft.texts)
        found = differences(then, self._now, form)
        self._model.show_sides(form, found, then, self._now, version.words)
        self._count.set_words(f"{len(found)} 处不同" if found else "两版内容相同")
        self.table.show_head_only(not found)
        self.table.go_to(0)
        if found and self.isVisible():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, taken: bool) -> None:
        number, version = self.table.current_row(), self._version()
        if number < 0 or version is None or self._document.locked:
            return
        path = self._model.row(number).change.path
        text = version.draft.get(path) if taken else self._now.get(path, "")
        self._document.put_all({path: text}, path)
        if self._document.get(path) == text:  # a field that is locked keeps what it has
            self._model.take(number, taken)

    def _jump(self, number: int) -> None:
        path = self._model.row(number).change.path
        self.dismiss()
        self.jump_asked.emit(path)

    def _keep_this(self) -> None:
        """Keep what stands under the name typed, and put it among the versions; without a name nothing is kept."""
        name = self.name.text().strip()
        if not name:
            self.name.take_focus()
            return
        self._versions.append(self._keep(name))
        newest = len(self._versions) - 1
        self.picker.show_choices([self._choice(at) for at in (newest, *range(newest))], self.picker.current())
        self.name.set_text("")
        self._count.set_words(f"已存检查点“{name}”，左边可选")
        (self.table if self._model.rowCount() else self).setFocus(Qt.FocusReason.OtherFocusReason)

    def _choice(self, at: int) -> Choice:
        one = self._versions[at]
        name = one.words.partition(" ")[2] or one.words  # behind what kind of version it is
        letters = "".join(sound[0] for sound in syllables(name).split())
        return Choice(str(at), f"{one.words}  {one.at:%m-%d %H:%M}", letters)

    def _restore(self) -> None:
        version = self._version()
        if version is not None and not self._document.locked:
            self._keep("")
            restore(self._document, version.draft, self._model.row(0).change.path if self._model.rowCount() else "")
