"""还差几步: what has still to happen before the goods may be sold, and who does it; it does none of it."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.models.lanes import LaneStep
from app.ui.theme import Font, Token, theme
from app.ui.theme.paint import CENTRE, RIGHT, draw_box, draw_line, draw_text
from app.ui.widgets import Card, Label, Progress

ROW, DISC, EDGE = 40, 22, 16
FIGURES = "零一两三四五六七八九"


class _Steps(QWidget):
    accessible_role = QAccessible.Role.StaticText

    def __init__(self) -> None:
        super().__init__()
        self._steps: tuple[LaneStep, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_steps(self, steps: Sequence[LaneStep]) -> None:
        self._steps = tuple(steps)
        said = (f"{one.step.title}，{one.who} {one.step.note}".strip() for one in steps)
        self.setAccessibleName("；".join(said))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(500), theme().px(ROW) * len(self._steps))

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        for number, one in enumerate(self._steps):
            area = QRectF(px(EDGE), number * px(ROW), self.width() - 2 * px(EDGE), px(ROW))
            is_now = one.step.progress is Progress.NOW
            color = one.step.tone.text if is_now else Token.T1
            disc = QRectF(area.x(), area.center().y() - px(DISC) / 2, px(DISC), px(DISC))
            draw_box(painter, disc, disc.width() / 2, one.step.tone.bg if is_now else Token.SUNKEN)
            draw_text(painter, disc, str(number + 1), Font.SMALL_STRONG, color if is_now else Token.T2, CENTRE)
            title = QRectF(disc.right() + px(12), area.y(), px(118), area.height())
            draw_text(painter, title, one.step.title, Font.MEDIUM, color)
            who = QRectF(title.right() + px(8), area.y(), px(200), area.height())
            draw_text(painter, who, one.who, Font.BODY, Token.T2)
            note = QRectF(who.right() + px(8), area.y(), area.right() - who.right() - px(70), area.height())
            draw_text(painter, note, one.step.note, Font.BODY, Token.T2)
            draw_text(painter, area, "整票", Font.SMALL, Token.T2, RIGHT)
            if number < len(self._steps) - 1:
                draw_line(painter, area.x(), area.bottom() - 1, area.right())
        painter.end()


class MissingCard(Card):
    """A card with one line per step."""

    def __init__(self) -> None:
        super().__init__()
        px = theme().px
        self._title = Label("", Font.CARD)
        self._steps = _Steps()
        self.body.setContentsMargins(1, px(10), 1, px(4))
        self.body.setSpacing(px(4))
        self.head.setContentsMargins(px(EDGE), 0, px(EDGE), 0)
        self.head.addWidget(self._title)
        self.head.addWidget(Label("谁来办", Font.SMALL, Token.T2), 1)
        self.head.addWidget(Label("放行前登记销售、出库、加工会被拦住", Font.SMALL, Token.T2))
        self.body.addLayout(self.head)
        self.body.addWidget(self._steps)

    def show_steps(self, steps: Sequence[LaneStep]) -> None:
        """Show what is still missing; nothing missing hides the card."""
        count = len(steps)
        self._title.set_words(f"还差{FIGURES[count] if count < len(FIGURES) else count}步")
        self._steps.show_steps(steps)
        self.setVisible(bool(steps))
