"""Typing a resident in, or bringing a known one up to date, in the panel of the register; it stores nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.border_trade.register import Person
from app.core.problem import Severity
from app.store.border_groups import Group
from app.store.border_person import PersonSeen, Revision
from app.ui.editors import DateEditor, TextEditor
from app.ui.pages.register.ask_line import SecretEditor
from app.ui.theme import Font, Token, theme
from app.ui.widgets import Button, ButtonLook, Ground, Label, Paragraph
from app.ui.widgets.choice_button import ChoiceButton
from app.ui.widgets.scroll import ScrollArea
from app.work.resident_check import ends_wrong, wrong_with

FIELDS = (
    ("name", "姓名"),
    ("id_number", "身份证号"),
    ("id_until", "边民证有效至"),
    ("record_number", "备案号"),
    ("record_until", "备案有效至"),
    ("county", "户籍旗县"),
    ("sex", "性别"),
    ("nation", "民族"),
    ("phone", "手机"),
    ("card", "IC 卡号"),
    ("note", "备注"),
)
SECRET = frozenset({"id_number", "phone", "card"})
DAYS = frozenset({"id_until", "record_until"})
SECTION = "登记边民"


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed: a new person with his group, or what changes of a known one."""

    person: Person | None
    group_id: str
    known_id: str
    revision: Revision | None


class PersonForm(Ground):
    """``kept(Typed)`` on Ctrl+S or after the last field; ``left()`` on Esc."""

    kept = Signal(object)
    left = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__(Token.SURFACE)
        self._today = today
        self._known = ""
        self.fields: dict[str, TextEditor | DateEditor] = {}
        self._rows: dict[str, QWidget] = {}
        self._title, self._note = Label("", Font.PAGE), Paragraph("", Font.SMALL, Token.T2)
        self._wrong = Paragraph("", Font.SMALL, Token.ERR_TEXT)
        self.group = ChoiceButton("互助组", (("", "未编组"),))
        self.keep_button = Button("登记", ButtonLook.PRIMARY, keys="Ctrl S")
        self.keep_button.clicked.connect(self.keep)
        self._cancel = Button("取消", ButtonLook.PLAIN, keys="Esc")
        self._cancel.clicked.connect(self.leave)
        self._lay_out()

    def ask_new(self, number: str, groups: Sequence[Group], group_id: str) -> None:
        """Ask for a new person, with an ID number a reader gave, and the group that is looked at."""
        self._known = ""
        self._title.set_words("登记边民")
        self._note.set_words("号码加密保存，存下后只显示前 6 位和后 4 位。")
        self._put_texts({"id_number": number})
        self._rows["id_number"].setVisible(True)
        self.group.show_choices([("", "未编组"), *((one.id, one.name) for one in groups)], group_id)
        self.group.setVisible(True)
        self.keep_button.set_words("登记")
        self.fields["name"].take_focus()

    def ask_known(self, seen: PersonSeen) -> None:
        """Ask what changes of a known resident; his ID number is not asked and not shown."""
        one = seen.resident
        self._known = one.id
        self._title.set_words(f"改资料 {one.name}")
        self._note.set_words(f"{one.id_masked}   手机和卡号留空表示不变")
        days = {"id_until": one.id_until, "record_until": one.record_until}
        texts = {"name": one.name, "record_number": one.record_number, "county": one.county, "sex": one.sex}
        texts |= {"nation": one.nation, "note": one.note}
        self._put_texts(texts | {name: f"{day:%Y%m%d}" if day is not None else "" for name, day in days.items()})
        self._rows["id_number"].setVisible(False)
        self.group.setVisible(False)
        self.keep_button.set_words("存下")
        self.fields["id_until"].take_focus()

    def wrong(self) -> str:
        """Return what stands against what was typed, "" for nothing."""
        return self._wrong.words()

    def say(self, sentence: str, name: str = "") -> None:
        """Say what is wrong, and put the keyboard where it is."""
        for key, field in self.fields.items():
            field.set_state(Severity.ERROR if key == name else None, sentence if key == name else "")
        self._wrong.set_words(sentence)
        self._wrong.setVisible(bool(sentence))
        if name:
            self.fields[name].take_focus()

    def keep(self) -> None:
        """Hand on what was typed, or say what is wrong."""
        for name in sorted(DAYS):
            typed = self.fields[name].text().strip()
            if typed and _day(typed) is None:
                self.say(f"{dict(FIELDS)[name]}不是日期，例如 2028-05-31", name)
                return
        person = self._person()
        if self._known:
            name, why = ("name", "姓名未填，请补填") if not person.name else self._ends(person)
        else:
            name, why = wrong_with(person, self._today())
        self.say(why, name)
        if not why:
            typed_in = Typed(None if self._known else person, self.group.current(), self._known, _revision(person))
            self.kept.emit(typed_in)

    def leave(self) -> None:
        """Close and forget what was typed."""
        self._put_texts({})
        self.left.emit()

    def forget(self) -> None:
        """Forget what was typed."""
        self._put_texts({})

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() == Qt.Key.Key_S and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.keep()
        else:
            super().keyPressEvent(event)

    def _ends(self, person: Person) -> tuple[str, str]:
        return ends_wrong(person.phone, person.id_until, person.record_until, self._today())

    def _person(self) -> Person:
        said = {name: field.text().strip() for name, field in self.fields.items() if name not in DAYS}
        days = {name: _day(self.fields[name].text().strip()) for name in DAYS}
        return Person(
            said["name"],
            said["id_number"].upper().replace(" ", ""),
            said["record_number"],
            days["id_until"],
            days["record_until"],
            said["county"],
            said["sex"],
            said["nation"],
            said["phone"],
            said["card"],
            said["note"],
        )

    def _put_texts(self, texts: dict[str, str]) -> None:
        for name, field in self.fields.items():
            field.set_text(texts.get(name, ""))
        self.say("")

    def _advance(self, name: str, step: int) -> None:
        shown = [key for key, _words in FIELDS if not self._rows[key].isHidden()]
        at = shown.index(name) + step
        if 0 <= at < len(shown):
            self.fields[shown[at]].take_focus()
        elif at >= len(shown):
            self.keep_button.setFocus(Qt.FocusReason.TabFocusReason)

    def _lay_out(self) -> None:
        px = theme().px
        inside = Ground(Token.SURFACE)
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(16), px(14), px(16), px(14))
        column.setSpacing(px(6))
        column.addWidget(self._title)
        column.addWidget(self._note)
        column.addSpacing(px(4))
        for name, words in FIELDS:
            column.addWidget(self._row(name, words))
        column.addWidget(self.group)
        column.addWidget(self._wrong)
        buttons = QHBoxLayout()
        for button in (self.keep_button, self._cancel):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addStretch(1)
        scroll = ScrollArea()
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def _row(self, name: str, words: str) -> QWidget:
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(8))
        label = Label(words, Font.SMALL, Token.T2)
        label.setFixedWidth(theme().px(88))
        field: TextEditor | DateEditor
        field = DateEditor(self._today) if name in DAYS else SecretEditor() if name in SECRET else TextEditor()
        field.set_title(words, SECTION)
        field.set_required(name in ("name", "id_number"))
        field.advanced.connect(lambda step, name=name: self._advance(name, step))
        self.fields[name], self._rows[name] = field, whole
        row.addWidget(label)
        row.addWidget(field, 1)
        return whole


def _revision(person: Person) -> Revision:
    return Revision(
        person.name,
        person.record_number,
        person.id_until,
        person.record_until,
        person.county,
        person.sex,
        person.nation,
        person.phone,
        person.card,
        person.note,
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
