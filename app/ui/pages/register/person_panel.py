"""One resident at the right of the register: standing, facts, mandates, his last thirty days, who saw his number."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.border_trade.lot import yuan
from app.border_trade.register import Standing, fitness
from app.border_trade.roster import RosterLine
from app.core.clock import SHANGHAI
from app.store.border_groups import Group
from app.store.border_person import PersonSeen
from app.ui.pages.register.days_chart import DaysChart
from app.ui.pages.register.face import Face
from app.ui.pages.register.mandate_rows import MandateRows
from app.ui.pages.register.number_line import NumberLine
from app.ui.pages.tax.fact_rows import FactRow, FactRows
from app.ui.theme import Font, Token, Tone, theme
from app.ui.widgets import Button, ButtonLook, Card, Ground, Label, Paragraph
from app.ui.widgets.choice_button import ChoiceButton
from app.ui.widgets.scroll import ScrollArea

WIDTH = 312
LOOKS = 6


class PersonPanel(Ground):
    """Signals: ``sign_asked``, ``edit_asked``, ``lead_asked``, ``active_asked(bool)``, ``group_asked(str)``,
    ``withdrawn(str)`` with a mandate's id, ``photo_asked``, ``photo_dropped``, ``shown(str)`` with a resident's id."""

    sign_asked = Signal()
    mirror_asked = Signal()
    edit_asked = Signal()
    lead_asked = Signal()
    active_asked = Signal(bool)
    group_asked = Signal(str)
    withdrawn = Signal(str)
    photo_asked = Signal()
    photo_dropped = Signal()
    shown = Signal(str)

    def __init__(self) -> None:
        super().__init__(Token.SURFACE)
        self._seen: PersonSeen | None = None
        self.face, self._name, self.number = Face(), Label("", Font.PAGE), NumberLine()
        self._warning = Card(tone=Tone.WARN)
        self._warn_title, self._warn_body = Label("", Font.STRONG, Token.WARN_TEXT), Paragraph("", Font.SMALL)
        self._facts, self.mandates, self.days = FactRows(), MandateRows(), DaysChart()
        self._days_note, self._looks, self._stays = Label("", Font.SMALL, Token.T2), FactRows(), FactRows()
        self._no_looks = Label("还没有人看过", Font.SMALL, Token.T3)
        self.sign, self.edit = Button("新签", ButtonLook.LINK), Button("改资料", keys="register.edit")
        self.lead, self.switch = Button("设为组长"), Button("停用")
        self.mirror = Button("给本人看", ButtonLook.LINK)
        self.photo, self.drop_photo = Button("照片", ButtonLook.LINK, keys="P"), Button("移除照片", ButtonLook.LINK)
        self.group = ChoiceButton("互助组", (("", "未编组"),))
        self._lay_out()
        self.sign.clicked.connect(self.sign_asked)
        self.edit.clicked.connect(self.edit_asked)
        self.mirror.clicked.connect(self.mirror_asked)
        self.photo.clicked.connect(self.photo_asked)
        self.drop_photo.clicked.connect(self.photo_dropped)
        self.lead.clicked.connect(self.lead_asked)
        self.switch.clicked.connect(self._turn)
        self.group.chosen.connect(self.group_asked)
        self.mandates.withdrawn.connect(self.withdrawn)

    def seen(self) -> PersonSeen | None:
        """Return who is shown."""
        return self._seen

    def show_person(self, seen: PersonSeen, line: RosterLine, groups: Sequence[Group], today: date) -> None:
        """Show a resident."""
        one = seen.resident
        is_other = self._seen is None or self._seen.resident.id != one.id
        self._seen = seen
        self.face.show_name(one.name)
        if is_other:
            self.show_photo(None)  # nobody's face beside another name while his own is on its way
        self._name.set_words(one.name)
        if is_other or not self.number.is_revealed():
            self.number.show_masked(one.id_masked)
        self._show_standing(seen, line, today)
        since = next((stay.since for stay in seen.stays if stay.until is None), None)
        self._facts.show_rows(
            [
                FactRow("备案号", "", one.record_number or "未填"),
                FactRow("性别 民族", "", f"{one.sex}  {one.nation}".strip() or "未填"),
                FactRow("户籍", "", one.county or "未填"),
                FactRow("手机", "", one.phone_masked or "未填"),
                FactRow("互助组", "", f"{line.group}  {since:%Y-%m} 加入" if since is not None else "未编组"),
                FactRow("证件有效至", "", f"{one.id_until or '未填'}"),
                FactRow("备案有效至", "", f"{one.record_until or '未填'}"),
            ]
        )
        past = [stay for stay in seen.stays if stay.until is not None]
        self._stays.show_rows([FactRow(f"曾在 {stay.group}", "", f"{stay.since} 至 {stay.until}") for stay in past])
        self.group.show_choices([("", "未编组"), *((group.id, group.name) for group in groups)], line.group_id)
        self.lead.setVisible(bool(line.group_id) and not line.leads)
        self.switch.set_words("停用" if one.active else "启用")
        names = {group.id: group.name for group in groups} | {stay.group_id: stay.group for stay in seen.stays}
        self.mandates.show_mandates(seen.mandates, lambda key: names.get(key, ""), today)
        self.days.show_days(seen.by_day, today)
        self._days_note.set_words(f"{seen.lots} 次   {yuan(sum(seen.by_day.values())):,.0f} 元")
        shown = seen.looks[:LOOKS]
        told = [(look, look.at.astimezone(SHANGHAI)) for look in shown]
        self._looks.show_rows([FactRow(f"{at:%m-%d %H:%M}   {look.who}", "", look.why) for look, at in told])
        self._no_looks.setVisible(not shown)
        self.shown.emit(one.id)

    def show_photo(self, photo: QImage | None) -> None:
        """Show the photo of the resident shown; None where there is none."""
        self.face.show_photo(photo)
        self.drop_photo.setVisible(photo is not None)

    def warning(self) -> str:
        """Return what stands against the resident, "" for nothing."""
        return "" if self._warning.isHidden() else f"{self._warn_title.words()}\n{self._warn_body.words()}"

    def _turn(self) -> None:
        if self._seen is not None:
            self.active_asked.emit(not self._seen.resident.active)

    def _show_standing(self, seen: PersonSeen, line: RosterLine, today: date) -> None:
        one = seen.resident
        mandated = line.mandated if line.group_id else None
        found = fitness(today, one.id_until, one.record_until, active=one.active, mandated=mandated)
        is_bad = found.standing is not Standing.FIT
        self._warning.setVisible(bool(found.why))
        tone = Tone.ERR if found.standing in (Standing.EXPIRED, Standing.INACTIVE) else Tone.WARN
        self._warning.set_tone(tone)
        self._warn_title.set_color(tone.text)
        title, _, rest = found.why.partition("，")
        if is_bad:
            self._warn_title.set_words(title)
            self._warn_body.set_words(rest)
        else:
            self._warn_title.set_words(found.why)
            self._warn_body.set_words("到期后不能进批次，换证后按 F3 重读")

    def _lay_out(self) -> None:
        px = theme().px
        inside = Ground(Token.SURFACE)
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(16), px(14), px(16), px(14))
        column.setSpacing(px(9))
        column.addLayout(self._head())
        self._warning.body.setContentsMargins(px(12), px(8), px(12), px(8))
        self._warning.body.setSpacing(px(2))
        self._warning.body.addWidget(self._warn_title)
        self._warning.body.addWidget(self._warn_body)
        column.addWidget(self._warning)
        for part in (self._facts, self._stays, self.group):
            column.addWidget(part)
        acts = QHBoxLayout()
        for button in (self.edit, self.lead, self.switch):
            acts.addWidget(button)
        acts.addStretch(1)
        column.addLayout(acts)
        column.addWidget(_line())
        column.addLayout(_title("委托与同意", self.sign))
        column.addWidget(self.mandates)
        column.addWidget(_line())
        column.addLayout(_title("近 30 天", self._days_note))
        column.addWidget(self.days)
        column.addWidget(_line())
        column.addLayout(_title("谁看过完整证号", None))
        column.addWidget(self._looks)
        column.addWidget(self._no_looks)
        column.addStretch(1)
        scroll = ScrollArea()
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme().px(12))
        top, links, words = QHBoxLayout(), QHBoxLayout(), QVBoxLayout()
        top.addWidget(self._name, 1)
        top.addWidget(self.mirror)
        links.setSpacing(theme().px(12))
        for link in (self.photo, self.drop_photo):
            links.addWidget(link)
        links.addStretch(1)
        words.setSpacing(theme().px(2))
        words.addLayout(top)
        words.addWidget(self.number)
        words.addLayout(links)
        row.addWidget(self.face, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return row


class _Line(Ground):
    def sizeHint(self) -> QSize:
        return QSize(1, 1)


def _line() -> QWidget:
    line = _Line(Token.LINE)
    line.setFixedHeight(1)
    return line


def _title(words: str, beside: QWidget | None) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(Label(words, Font.CARD), 1)
    if beside is not None:
        row.addWidget(beside)
    return row
