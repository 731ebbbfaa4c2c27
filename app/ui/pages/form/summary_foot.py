"""Under the goods of 概要: what the guarantee leaves and how the fourteen days run; it reckons neither."""

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.ui.models.fourteen_days import BASIS
from app.ui.pages.form.mode_services import Held
from app.ui.theme import Font, Token, Tone, theme
from app.ui.theme.paint import RIGHT, draw_box, draw_text
from app.ui.widgets.card import Card, Ground
from app.ui.widgets.day_ruler import DayRuler, Ruler
from app.ui.widgets.label import Label, Paragraph

TRACK = 9
LINE = 22
HEIGHT = 156
DOT = 8
Row = tuple[str, str, Token | None]


class QuotaBar(QWidget):
    """Used and this one of a limit as one bar, with a line for each amount."""

    accessible_role = QAccessible.Role.ProgressBar

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._used = self._this = 0.0
        self._rows: Sequence[Row] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_shares(self, used: float, this: float, rows: Sequence[Row]) -> None:
        """Show shares of the limit and the amounts in words."""
        self._used, self._this, self._rows = used, this, tuple(rows)
        self.setAccessibleName("，".join(f"{words} {value}" for words, value, _ in rows))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(280), theme().px(TRACK + 8) + theme().px(LINE) * 3)

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        track = QRectF(0, 0, self.width(), px(TRACK))
        draw_box(painter, track, 2, Tone.NEU.bg)
        used = min(self._used, 1.0) * track.width()
        this = min(max(self._this * track.width(), 3.0 if self._this else 0.0), track.width() - used)
        draw_box(painter, QRectF(0, 0, used, track.height()), 2, Tone.NEU.fill)
        over = self._used + self._this > 1
        draw_box(painter, QRectF(used + 1, 0, this, track.height()), 2, Tone.ERR.fill if over else Token.QUOTA)
        for number, (words, value, dot) in enumerate(self._rows):
            area = QRectF(0, px(TRACK + 8) + number * px(LINE), self.width(), px(LINE))
            if dot is not None:
                draw_box(painter, QRectF(0, area.center().y() - px(DOT) / 2, px(DOT), px(DOT)), 2, dot)
            draw_text(painter, area.adjusted(px(16), 0, 0, 0), words, Font.SMALL, Token.T2)
            color = Tone.ERR.text if value.startswith("-") else Token.T1
            draw_text(painter, area, value, Font.MEDIUM, color, RIGHT)
        painter.end()


class SummaryFoot(Ground):
    """Two cards side by side."""

    def __init__(self, ruler: Ruler, parent: QWidget | None = None) -> None:
        super().__init__(Token.SURFACE, parent=parent)
        px = theme().px
        self._about = Label("", Font.SMALL, Token.T3, RIGHT)
        self._bar = QuotaBar()
        self._empty = Paragraph("", Font.SMALL, Token.T3)
        money = _card()
        money.head.addWidget(Label("担保额度", Font.CARD))
        money.head.addWidget(self._about, 1)
        money.body.addLayout(money.head)
        money.body.addWidget(self._bar)
        money.body.addWidget(self._empty)
        money.body.addStretch(1)
        self.ruler = DayRuler(ruler)
        self._sentence = Label("", Font.SMALL, Token.T2)
        days = _card()
        days.head.addWidget(Label("14 日怎么算", Font.CARD))
        days.head.addWidget(Label(BASIS, Font.SMALL, Token.T3, RIGHT), 1)
        days.body.addLayout(days.head)
        days.body.addWidget(self.ruler)
        days.body.addWidget(self._sentence)
        days.body.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(16), px(10), px(16), px(10))
        row.setSpacing(px(14))
        row.addWidget(money, 38)
        row.addWidget(days, 62)
        self.setFixedHeight(px(HEIGHT))
        self.show_held(None, None)

    def show_held(self, held: Held | None, this: Decimal | None) -> None:
        """Show a guarantee; without one say what is missing."""
        self._bar.setVisible(held is not None)
        self._empty.setVisible(held is None)
        if held is None:
            self._about.set_words("")
            self._empty.set_words("填了担保备案号，并在台账中有这份担保，才算得出余额。")
            return
        kept, balance = held.guarantee, held.balance
        until = f"有效至 {kept.valid_to}" if kept.valid_to else "有效期未填"
        self._about.set_words(f"{kept.holder}  {until}" if kept.holder else until)
        rows: list[Row] = [
            (f"已占用 {held.others} 票", f"{balance.used:,.2f}", Tone.NEU.fill),
            ("本票预计", f"{this:,.2f}" if this is not None else "税款未算出", Token.QUOTA),
            ("可用", f"{balance.remaining:,.2f}" if this is not None else f"{balance.available:,.2f}", None),
        ]
        limit = float(balance.limit) or 1.0
        self._bar.show_shares(float(balance.used) / limit, float(this or 0) / limit, rows)

    def show_days(self, ruler: Ruler, sentence: str) -> None:
        """Show other days."""
        self.ruler.show_ruler(ruler)
        self._sentence.set_words(sentence)

    def words(self) -> str:
        """Return what both cards say."""
        parts = (self._bar.accessibleName() if not self._bar.isHidden() else self._empty.words(), self._ruler_words())
        return "\n".join(parts)

    def _ruler_words(self) -> str:
        return f"{self.ruler.accessibleName()}\n{self._sentence.words()}"

    def sizeHint(self) -> QSize:
        return QSize(theme().px(900), theme().px(HEIGHT))


def _card() -> Card:
    card = Card()
    px = theme().px
    card.body.setContentsMargins(px(16), px(8), px(16), px(8))
    card.body.setSpacing(px(6))
    return card
