"""Both lanes on one grid, each ending in a plain answer; it is told everything."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.models.lanes import Lane
from app.ui.theme import Font, Icon, Token, theme
from app.ui.theme.paint import CENTRE, draw_box, draw_icon, draw_icon_in, draw_text
from app.ui.widgets import Progress, Step

BAND, GAP = 94, 12
NAME, ANSWER = 116, 138
DOT = 18


class LanesView(QWidget):
    """Two sunken bands; equal steps stand under each other."""

    accessible_role = QAccessible.Role.StaticText

    def __init__(self) -> None:
        super().__init__()
        self._lanes: tuple[Lane, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_lanes(self, lanes: Sequence[Lane]) -> None:
        """Show other lanes."""
        self._lanes = tuple(lanes)
        said = []
        for lane in lanes:
            steps = "，".join(f"{_word(one.step)}{one.step.title} {one.step.note}".strip() for one in lane.steps)
            said.append(f"{lane.title}：{steps}；{lane.answer}")
        self.setAccessibleName("。".join(said))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(600), len(self._lanes) * theme().px(BAND) + theme().px(GAP))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        most = max((len(lane.steps) for lane in self._lanes), default=1)
        for number, lane in enumerate(self._lanes):
            top = number * (theme().px(BAND) + theme().px(GAP))
            self._paint_lane(painter, QRectF(0, top, self.width(), theme().px(BAND)), lane, most)
        painter.end()

    def _paint_lane(self, painter: QPainter, area: QRectF, lane: Lane, most: int) -> None:
        px = theme().px
        draw_box(painter, area, 8, Token.SUNKEN)
        draw_icon(painter, QPointF(area.x() + px(14), area.y() + px(20)), lane.icon, 16, Token.T2)
        name = QRectF(area.x() + px(40), area.y() + px(18), px(NAME), px(20))
        draw_text(painter, name, lane.title, Font.CARD, Token.T1)
        place = QRectF(area.x() + px(14), area.y() + px(44), px(NAME) + px(14), px(20))
        draw_text(painter, place, lane.place, Font.SMALL, Token.T2)
        left, right = area.x() + px(NAME) + px(34), area.right() - px(ANSWER) - px(14)
        pitch = (right - left) / most
        for number, one in enumerate(lane.steps):
            centre = QPointF(left + (number + 0.5) * pitch, area.y() + px(26))
            if number:
                self._paint_line(painter, centre, pitch, lane.steps[number - 1].step, one.step)
            self._paint_step(painter, centre, pitch, one.step)
        self._paint_answer(painter, QRectF(right + px(8), area.center().y() - px(18), px(ANSWER) - px(8), px(36)), lane)

    def _paint_line(self, painter: QPainter, centre: QPointF, pitch: float, before: Step, step: Step) -> None:
        done = before.progress is Progress.DONE and step.progress is not Progress.TODO
        tone = step.tone.fill if done and step.progress is Progress.NOW else Token.OK_FILL if done else Token.BORDER
        px = theme().px
        start = centre.x() - pitch + px(DOT) / 2 + 2
        painter.fillRect(QRectF(start, centre.y() - 1, pitch - px(DOT) - 4, 2), theme().color(tone))

    def _paint_step(self, painter: QPainter, centre: QPointF, pitch: float, step: Step) -> None:
        px = theme().px
        side = px(DOT)
        dot = QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side)
        if step.progress is Progress.TODO:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme().color(Token.BORDER_STRONG), 1.5))
            painter.drawEllipse(dot.adjusted(1, 1, -1, -1))
        elif step.progress is Progress.NOW:
            draw_box(painter, dot, side / 2, step.tone.fill)
            inner = dot.adjusted(side * 0.32, side * 0.32, -side * 0.32, -side * 0.32)
            draw_box(painter, inner, side * 0.18, Token.SURFACE)
        else:
            draw_box(painter, dot, side / 2, Token.OK_FILL)
            draw_icon_in(painter, dot, Icon.CHECK, 11, Token.SURFACE, 3.0)
        words = QRectF(centre.x() - pitch / 2 + 2, centre.y() + px(14), pitch - 4, px(20))
        title = Token.T2 if step.progress is Progress.TODO else Token.T1
        draw_text(painter, words, step.title, Font.MEDIUM, title, CENTRE)
        note = step.tone.text if step.progress is Progress.NOW else Token.T2
        draw_text(painter, words.translated(0, px(19)), step.note, Font.SMALL, note, CENTRE)

    def _paint_answer(self, painter: QPainter, box: QRectF, lane: Lane) -> None:
        px = theme().px
        draw_box(painter, box, 7, lane.tone.bg, lane.tone.line)
        draw_icon(painter, QPointF(box.x() + px(14), box.center().y() - px(8)), lane.sign, 16, lane.tone.text)
        draw_text(painter, box.adjusted(px(38), 0, -px(6), 0), lane.answer, Font.STRONG, lane.tone.text)


def _word(step: Step) -> str:
    return {Progress.DONE: "已", Progress.NOW: "正在", Progress.TODO: "未"}.get(step.progress, "")
