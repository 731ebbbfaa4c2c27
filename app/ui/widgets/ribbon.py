"""The stages of a declaration as arrow steps with their times, and the deadline at the right end."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import Font, Icon, Token, Tone, theme
from app.ui.theme.paint import CENTRE, draw_icon_in, draw_text, width_of
from app.ui.widgets.ring import RIBBON, Rest, draw_ring

HEIGHT = 44
ARROW = 34
TIP = 9
GAP = 6
DISC = 16
DEADLINE = 210


class Progress(Enum):
    """Where a stage stands."""

    DONE = "done"
    NOW = "now"
    TODO = "todo"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Stage:
    """One step: its name, and its time or who acts next."""

    title: str
    note: str = ""
    progress: Progress = Progress.TODO


GROUND = {
    Progress.DONE: (Token.OK_BG, None),
    Progress.NOW: (Token.ACCENT_SOFT, Token.ACCENT_LINE),
    Progress.TODO: (Token.SUNKEN, None),
    Progress.FAILED: (Token.ERR_BG, Token.ERR_LINE),
}
NOTE = {
    Progress.DONE: Token.OK_TEXT,
    Progress.NOW: Token.ACCENT,
    Progress.TODO: Token.T3,
    Progress.FAILED: Token.ERR_TEXT,
}


class StageRibbon(QWidget):
    """A row of stages; ``opened(int)`` tells that a finished one was clicked."""

    accessible_role = QAccessible.Role.StaticText

    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stages: tuple[Stage, ...] = ()
        self._rest: Rest | None = None
        self._task = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_stages(self, stages: Sequence[Stage], rest: Rest | None = None, task: str = "") -> None:
        """Show the stages, with a deadline and what is due by it (``天内完成完整申报``) if there is one."""
        self._stages, self._rest, self._task = tuple(stages), rest, task
        said = "，".join(f"{stage.title} {stage.note}".strip() for stage in stages)
        self.setAccessibleName(f"{said}，{rest.words}" if rest else said)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(640), theme().px(HEIGHT))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for number, area in enumerate(self._areas()):
            if area.contains(event.position()) and self._stages[number].progress is Progress.DONE:
                self.opened.emit(number)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, area in enumerate(self._areas()):
            self._paint_stage(painter, area, number)
        if self._rest is not None:
            self._paint_rest(painter, self._rest)
        painter.end()

    def _areas(self) -> list[QRectF]:
        px = theme().px
        room = self.width() - (px(DEADLINE) if self._rest else 0)
        count = max(len(self._stages), 1)
        width = (room - GAP * (count - 1)) / count
        top = (self.height() - px(ARROW)) / 2
        return [QRectF(number * (width + GAP), top, width, px(ARROW)) for number in range(len(self._stages))]

    def _paint_stage(self, painter: QPainter, area: QRectF, number: int) -> None:
        px = theme().px
        stage = self._stages[number]
        fill, border = GROUND[stage.progress]
        painter.setBrush(theme().color(fill))
        painter.setPen(QPen(theme().color(border), 1.0) if border else Qt.PenStyle.NoPen)
        painter.drawPolygon(_arrow(area.adjusted(0.5, 0.5, -0.5, -0.5), px(TIP), number == 0))
        disc = QRectF(area.x() + px(16 if number else 10), area.center().y() - px(DISC) / 2, px(DISC), px(DISC))
        self._paint_disc(painter, disc, stage.progress, number)
        x = disc.right() + px(8)
        line = QRectF(x, area.y(), area.right() - px(TIP) - x, area.height())
        color = Token.T2 if stage.progress is Progress.TODO else Token.T1
        taken = draw_text(painter, line, stage.title, Font.STRONG, color)
        rest = line.adjusted(taken + px(8), 0, 0, 0)
        if width_of(stage.note, Font.SMALL) <= rest.width():  # half a time is worse than none
            draw_text(painter, rest, stage.note, Font.SMALL, NOTE[stage.progress])

    def _paint_disc(self, painter: QPainter, disc: QRectF, progress: Progress, number: int) -> None:
        if progress in (Progress.DONE, Progress.FAILED):
            tone = Tone.OK if progress is Progress.DONE else Tone.ERR
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().color(tone.fill))
            painter.drawEllipse(disc)
            draw_icon_in(painter, disc, Icon.CHECK if tone is Tone.OK else Icon.X, 10, Token.SURFACE, 3.0)
            return
        color = Token.ACCENT if progress is Progress.NOW else Token.T3
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme().color(color), 1.5))
        painter.drawEllipse(disc.adjusted(0.75, 0.75, -0.75, -0.75))
        draw_text(painter, disc, str(number + 1), Font.BADGE, color, CENTRE)

    def _paint_rest(self, painter: QPainter, rest: Rest) -> None:
        px = theme().px
        left = self.width() - px(DEADLINE) + px(16)
        centre = QPointF(left + px(RIBBON) + 1, self.height() / 2)
        draw_ring(painter, centre, RIBBON, rest)
        x = centre.x() + px(RIBBON) + px(8)
        half = self.height() / 2
        title = "逾期" if rest.overdue else self._task
        upper = QRectF(x, half - px(18), self.width() - x, px(18))
        draw_text(painter, upper, title, Font.SMALL_MEDIUM, rest.tone.text)
        draw_text(painter, upper.translated(0, px(18)), rest.end_words, Font.SMALL, Token.T2)


def _arrow(area: QRectF, tip: float, is_first: bool) -> QPolygonF:
    """Return a step pointing right; all but the first take the tip of the one before."""
    middle = area.center().y()
    points = [area.topLeft(), QPointF(area.right() - tip, area.y()), QPointF(area.right(), middle)]
    points += [QPointF(area.right() - tip, area.bottom()), area.bottomLeft()]
    if not is_first:
        points.append(QPointF(area.x() + tip, middle))
    return QPolygonF(points)
