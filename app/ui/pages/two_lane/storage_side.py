"""Beside the lanes: where the goods lie, which days to keep in mind, what came; typing and looking are two faces."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from app.ui.editors.number_text import grouped
from app.ui.models.lanes import Reminder, reminders
from app.ui.models.stages import entries
from app.ui.models.wording import moment
from app.ui.pages.lifecycle import Storage, TwoLane
from app.ui.pages.two_lane.storage_form import StorageForm
from app.ui.theme import Font, Token, Tone, theme
from app.ui.theme.paint import RIGHT, draw_text
from app.ui.widgets import Button, ButtonLook, Ground, Label, Paragraph, Timeline
from app.ui.widgets.scroll import ScrollArea

WIDTH = 312
ROW = 40


class _Reminders(QWidget):
    accessible_role = QAccessible.Role.StaticText

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[Reminder, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_rows(self, rows: Sequence[Reminder]) -> None:
        self._rows = tuple(rows)
        said = "；".join(f"{one.day:%m-%d} {one.title} {one.note}" for one in rows)
        self.setAccessibleName(said or "没有登记到期日")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(200), theme().px(ROW) * len(self._rows))

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        for number, one in enumerate(self._rows):
            line = QRectF(0, number * px(ROW), px(52), px(20))
            draw_text(painter, line, f"{one.day:%m-%d}", Font.CODE, Token.T1)
            beside = QRectF(px(56), line.y(), self.width() - px(56), px(20))
            draw_text(painter, beside, one.title, Font.MEDIUM, Token.T1 if one.tone is Tone.NEU else one.tone.text)
            draw_text(painter, beside.translated(0, px(18)), one.note, Font.SMALL, Token.T2)
        painter.end()


class StorageSide(Ground):
    """``stored(Storage, list of Expiry)`` when what was typed is to be kept, ``left()`` when typing ended."""

    stored = Signal(object, object)
    left = Signal()

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__(Token.SURFACE, "left")
        px = theme().px
        self._now = now
        self.setFixedWidth(px(WIDTH))
        self._place = Paragraph("", Font.STRONG, Token.T1)
        self._lines = QGridLayout()
        self._lines.setVerticalSpacing(px(5))
        self._lines.setColumnStretch(1, 1)
        self.change = Button("登记", ButtonLook.LINK)
        self.change.clicked.connect(self.edit)
        self._reminders, self._timeline = _Reminders(), Timeline()
        self._none = Label("没有登记到期日", Font.SMALL, Token.T3)
        self.form = StorageForm(now)
        self.form.kept.connect(self._keep)
        self.form.left.connect(self._leave)
        self._faces = QStackedWidget()
        self._looking = self._make_looking()
        for face in (self._looking, self.form):
            self._faces.addWidget(face)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 0, 0)
        outer.addWidget(self._faces)

    def show_lanes(self, shown: TwoLane) -> None:
        """Show what belongs to a declaration; what is being typed stays."""
        storage = shown.storage
        self._place.set_words(storage.place if storage and storage.place else "还没有登记存放地")
        self.change.set_words("改登记" if storage else "登记")
        self._show_lines(storage)
        rows = reminders(shown.expiries, self._now().date())
        self._reminders.show_rows(rows)
        self._none.setVisible(not rows)
        self._timeline.show_entries(entries(event for event in shown.events if event.receipt_id))
        if not self.is_editing():
            self.form.show_storage(storage or Storage(), shown.expiries)

    def is_editing(self) -> bool:
        """Tell whether the record is being typed."""
        return self._faces.currentWidget() is self.form

    def edit(self) -> None:
        """Open the record for typing."""
        self._faces.setCurrentWidget(self.form)
        self.form.take_focus()

    # -- inside ------------------------------------------------------------------------------------------------

    def _make_looking(self) -> QWidget:
        px = theme().px
        inside = Ground(Token.SURFACE)
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(16), px(12), px(16), px(12))
        column.setSpacing(px(8))
        column.addLayout(_titled("存放地", self.change))
        column.addWidget(self._place)
        column.addLayout(self._lines)
        column.addWidget(_rule())
        column.addWidget(Label("到期与提醒", Font.CARD))
        for part in (self._reminders, self._none):
            column.addWidget(part)
        column.addWidget(_rule())
        column.addLayout(_titled("回执", Label("新的在上", Font.SMALL, Token.T2)))
        column.addWidget(self._timeline)
        column.addStretch(1)
        scroll = ScrollArea()
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        return scroll

    def _show_lines(self, storage: Storage | None) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for row, (title, words) in enumerate(_facts(storage, self._now()) if storage else ()):
            self._lines.addWidget(Label(title, Font.SMALL, Token.T2), row, 0)
            self._lines.addWidget(Label(words, Font.BODY, Token.T1, RIGHT), row, 1)

    def _keep(self, storage: Storage, expiries: object) -> None:
        self._faces.setCurrentWidget(self._looking)
        self.stored.emit(storage, expiries)

    def _leave(self) -> None:
        self._faces.setCurrentWidget(self._looking)
        self.left.emit()


def _facts(storage: Storage, now: datetime) -> list[tuple[str, str]]:
    """Return the lines of a record; of a telephone number the middle stays unsaid."""
    found = [
        ("监管编号", storage.yard_code),
        ("承运车辆", storage.vehicle),
        ("到库", moment(storage.arrived_at, now) if storage.arrived_at else "未到库"),
        ("过磅", f"{grouped(storage.weight)} 千克" if storage.weight else ""),
        ("联系人", masked(storage.contact)),
        ("登记人", storage.registered_by),
        ("备注", storage.note),
    ]
    return [(title, words) for title, words in found if words]


def masked(contact: str) -> str:
    """Return a contact with the middle of every long number hidden."""
    words = []
    for word in contact.split():
        hides = word.isdigit() and len(word) >= 7
        words.append(f"{word[:3]}****{word[-4:]}" if hides else word)
    return "  ".join(words)


def _titled(words: str, end: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(Label(words, Font.CARD), 1)
    row.addWidget(end)
    return row


def _rule() -> Ground:
    rule = Ground(Token.LINE)
    rule.setFixedHeight(1)
    return rule
