"""Typing where goods lie and by when what must have happened; it stores nothing and says what it cannot read."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.clock import SHANGHAI
from app.core.problem import Severity
from app.ui.editors import DateEditor, TextEditor
from app.ui.pages.lifecycle import Expiry, Storage
from app.ui.theme import Font, Token, theme
from app.ui.widgets import Button, ButtonLook, Label

RESULT, PERMIT = "应出结果", "检疫许可证到期"
FIELDS = (
    ("place", "存放地点"),
    ("yard", "监管编号"),
    ("vehicle", "承运车辆"),
    ("arrived", "到库时间"),
    ("weight", "过磅千克"),
    ("contact", "联系人"),
    ("note", "备注"),
)
PLAIN = tuple(name for name, _ in FIELDS if name != "arrived")
MOMENT_HINT = "如 11-21 06:45，未到库留空"


class StorageForm(QWidget):
    """``kept(Storage, list[Expiry])``; ``left()`` on Esc."""

    kept = Signal(object, object)
    left = Signal()

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__()
        px = theme().px
        self._now = now
        self._storage = Storage()
        self._others: tuple[Expiry, ...] = ()
        self.texts: dict[str, TextEditor] = {}
        self.days = {name: DateEditor(lambda: now().date()) for name in (RESULT, PERMIT)}
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(12), px(16), px(12))
        column.setSpacing(px(6))
        column.addWidget(Label("登记存放", Font.CARD))
        for name, words in FIELDS:
            editor = TextEditor()
            editor.set_title(words, "存放地")
            self.texts[name] = editor
            column.addLayout(_row(words, editor))
        self.texts["arrived"].set_hint(MOMENT_HINT)
        for name, day in self.days.items():
            day.set_title(name, "到期与提醒")
            column.addLayout(_row(name, day))
        self._wrong = Label("", Font.SMALL, Token.ERR_TEXT)
        column.addWidget(self._wrong)
        buttons = QHBoxLayout()
        self._keep = Button("存下", ButtonLook.PRIMARY, keys="Ctrl S")
        self._keep.clicked.connect(self.keep)
        cancel = Button("不存", ButtonLook.PLAIN, keys="Esc")
        cancel.clicked.connect(lambda: self.left.emit())
        for button in (self._keep, cancel):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addStretch(1)
        editors: list[TextEditor | DateEditor] = [*self.texts.values(), *self.days.values()]
        for one in editors:
            one.advanced.connect(lambda step, one=one: self._advance(editors, one, step))

    def show_storage(self, storage: Storage, expiries: Sequence[Expiry]) -> None:
        """Show what is stored."""
        self._storage = storage
        self._others = tuple(one for one in expiries if one.name not in self.days)
        shown = (storage.place, storage.yard_code, storage.vehicle, storage.weight, storage.contact, storage.note)
        for name, text in zip(PLAIN, shown, strict=True):
            self.texts[name].set_text(text)
        arrived = storage.arrived_at
        self.texts["arrived"].set_text(f"{arrived.astimezone(SHANGHAI):%Y-%m-%d %H:%M}" if arrived else "")
        known = {one.name: one.day for one in expiries}
        for name, day in self.days.items():
            day.set_text(f"{known[name]:%Y%m%d}" if name in known else "")
        self._wrong.set_words("")

    def take_focus(self) -> None:
        """Put the keyboard into the first field."""
        self.texts["place"].take_focus()

    def keep(self) -> None:
        """Hand on what was typed, or say what cannot be read."""
        try:
            arrived = read_moment(self.texts["arrived"].text(), self._now())
        except ValueError:
            self.texts["arrived"].set_state(Severity.ERROR, "到库时间读不出，例如 11-21 06:45")
            self._wrong.set_words("到库时间读不出，例如 11-21 06:45")
            self.texts["arrived"].take_focus()
            return
        self.texts["arrived"].set_state(None)
        said = {name: editor.text().strip() for name, editor in self.texts.items()}
        storage = replace(
            self._storage,
            place=said["place"],
            yard_code=said["yard"],
            vehicle=said["vehicle"],
            arrived_at=arrived,
            weight=said["weight"],
            contact=said["contact"],
            note=said["note"],
        )
        self.kept.emit(storage, [*self._others, *self._expiries()])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_S and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.keep()
        else:
            super().keyPressEvent(event)

    def _expiries(self) -> list[Expiry]:
        found = []
        for name, editor in self.days.items():
            try:
                found.append(Expiry(name, date.fromisoformat(editor.text().strip())))
            except ValueError:
                continue  # empty, or not a day: nothing falls due
        return found

    def _advance(self, editors: Sequence[TextEditor | DateEditor], editor: TextEditor | DateEditor, step: int) -> None:
        at = editors.index(editor) + step
        if 0 <= at < len(editors):
            editors[at].take_focus()
        else:
            self._keep.setFocus(Qt.FocusReason.TabFocusReason)


def read_moment(text: str, now: datetime) -> datetime | None:
    """Read ``11-21 06:45``, ``2026-11-21 06:45`` or ``06:45`` (today), None for no text; raises ValueError."""
    words = text.strip().replace("/", "-")
    if not words:
        return None
    day, _, clock = words.rpartition(" ")
    parts = day.split("-") if day else []
    if len(parts) == 2:
        day = f"{now.year:04}-{int(parts[0]):02}-{int(parts[1]):02}"
    whole = f"{day or now.date().isoformat()} {clock}"
    return datetime.strptime(whole, "%Y-%m-%d %H:%M").replace(tzinfo=SHANGHAI)


def _row(words: str, editor: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme().px(8))
    label = Label(words, Font.SMALL, Token.T2)
    label.setFixedWidth(theme().px(88))
    row.addWidget(label)
    row.addWidget(editor, 1)
    return row
