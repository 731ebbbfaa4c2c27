"""What happened to a declaration, newest first, and its stages as a line of dots (the right pane of 回执)."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import Font, Icon, Token, Tone, theme
from app.ui.theme.paint import CENTRE, RIGHT, draw_box, draw_icon_in, draw_text
from app.ui.widgets.label import wrapped
from app.ui.widgets.ribbon import Progress
from app.ui.widgets.scroll import ScrollArea

ROW, LINE = 46, 17
NARROW = 240  # px: with less room for the words long details are broken into lines
DISC = 26
DISC_X = 92
STEPS_HEIGHT = 64
DOT = 16


@dataclass(frozen=True, slots=True)
class Entry:
    """One event: clock time and date as shown, what happened, details, the mark at the right, and its sign."""

    time: str
    day: str
    title: str
    detail: str = ""
    mark: str = ""
    icon: Icon = Icon.INBOX
    tone: Tone = Tone.NEU


class Timeline(QWidget):
    """A column of events; its height follows their number, in a narrow place also the length of their details."""

    accessible_role = QAccessible.Role.StaticText

    def __init__(self, entries: Sequence[Entry] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_entries(entries)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show other events, newest first."""
        self._entries = tuple(entries)
        self._break()
        said = (f"{one.day} {one.time} {one.title} {one.detail}".strip() for one in entries)
        self.setAccessibleName("；".join(said))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(480), self._height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        before = self._height
        self._break()
        if self._height != before:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        top = 0.0
        for number, (entry, details) in enumerate(zip(self._entries, self._details, strict=True)):
            area = QRectF(0, top, self.width(), theme().px(ROW + (len(details) - 1) * LINE))
            self._paint_entry(painter, area, entry, details, number == len(self._entries) - 1)
            top = area.bottom()
        painter.end()

    def _break(self) -> None:
        """Break the details into lines where there is little room beside the discs."""
        px = theme().px
        room = self.width() - px(DISC_X + DISC // 2 + 14)
        is_narrow = 0 < room < px(NARROW)
        self._details = [
            wrapped(one.detail, Font.SMALL, room) if is_narrow and one.detail else [one.detail] for one in self._entries
        ]
        self._height = sum(px(ROW + (len(lines) - 1) * LINE) for lines in self._details)

    def _paint_entry(
        self, painter: QPainter, area: QRectF, entry: Entry, details: Sequence[str], is_last: bool
    ) -> None:
        px = theme().px
        upper = QRectF(area.x(), area.y() + px(3), px(DISC_X - 27), px(18))
        lower = upper.translated(0, px(18))
        draw_text(painter, upper, entry.time, Font.CODE, Token.T1, RIGHT)
        draw_text(painter, lower, entry.day, Font.SMALL, Token.T3, RIGHT)
        disc = QRectF(px(DISC_X) - px(DISC) / 2, area.y() + px(8), px(DISC), px(DISC))
        if not is_last:
            bottom = area.bottom() + px(8)
            painter.fillRect(
                QRectF(px(DISC_X) - 1, disc.bottom(), 2, bottom - disc.bottom()), theme().color(Token.BORDER)
            )
        draw_box(painter, disc, disc.width() / 2, entry.tone.bg)
        draw_icon_in(painter, disc, entry.icon, 14, entry.tone.text)
        left = disc.right() + px(14)
        is_narrow = area.width() - left < px(NARROW)
        mark = QRectF(left, upper.y(), area.width() - left, px(18 if is_narrow else 36))
        taken = draw_text(painter, mark, entry.mark, Font.SMALL, Token.T3, RIGHT)
        room = area.width() - left - taken - px(12)
        color = Token.T1 if entry.tone is Tone.NEU or entry.tone is Tone.OK else entry.tone.text
        draw_text(painter, QRectF(left, upper.y(), room, px(18)), entry.title, Font.MEDIUM, color)
        below = QRectF(left, lower.y(), area.width() - left if is_narrow else room, px(18))
        for number, line in enumerate(details):
            draw_text(painter, below.translated(0, px(number * LINE)), line, Font.SMALL, Token.T2)


class TimelineArea(ScrollArea):
    """Scrolls a timeline by whole events: one the lower edge would cut is not shown until it is scrolled to."""

    def __init__(self, timeline: Timeline) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setWidget(timeline)
        self.verticalScrollBar().setSingleStep(theme().px(ROW))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        row = theme().px(ROW)
        height = self.contentsRect().height()
        self.setViewportMargins(0, 0, 0, height % row if height > row else 0)
        self.verticalScrollBar().setSingleStep(row)


@dataclass(frozen=True, slots=True)
class Step:
    """One stage: its name, its time or state in words, how far it is, and the tone while it is under way."""

    title: str
    note: str = ""
    progress: Progress = Progress.TODO
    tone: Tone = Tone.INFO


class Steps(QWidget):
    """Stages as dots on a line, names and times under them."""

    accessible_role = QAccessible.Role.StaticText

    def __init__(self, steps: Sequence[Step] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_steps(steps)

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Show other stages."""
        self._steps = tuple(steps)
        self.setAccessibleName("，".join(f"{one.title} {one.note}".strip() for one in steps))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(480), theme().px(STEPS_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pitch = self.width() / max(len(self._steps), 1)
        y = px(DOT) / 2 + 2
        for number, step in enumerate(self._steps):
            centre = QPointF((number + 0.5) * pitch, y)
            if number:
                is_done = self._steps[number - 1].progress is Progress.DONE and step.progress is not Progress.TODO
                color = theme().color(Token.OK_FILL if is_done else Token.BORDER)
                painter.fillRect(QRectF(centre.x() - pitch + px(11), y - 1, pitch - px(22), 2), color)
            self._paint_dot(painter, centre, step)
            name = QRectF(centre.x() - pitch / 2, y + px(12), pitch, px(18))
            draw_text(painter, name, step.title, Font.MEDIUM, Token.T1, CENTRE)
            color_of_note = step.tone.text if step.progress is Progress.NOW else Token.T2
            draw_text(painter, name.translated(0, px(17)), step.note, Font.SMALL, color_of_note, CENTRE)
        painter.end()

    def _paint_dot(self, painter: QPainter, centre: QPointF, step: Step) -> None:
        side = theme().px(DOT)
        dot = QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side)
        if step.progress is Progress.TODO:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme().color(Token.BORDER_STRONG), 1.5))
            painter.drawEllipse(dot.adjusted(0.75, 0.75, -0.75, -0.75))
            return
        fills = {Progress.DONE: Token.OK_FILL, Progress.FAILED: Token.ERR_FILL}
        draw_box(painter, dot, side / 2, fills.get(step.progress, step.tone.fill))
        if step.progress is Progress.NOW:
            draw_box(painter, dot.adjusted(side * 0.3, side * 0.3, -side * 0.3, -side * 0.3), side * 0.2, Token.SURFACE)
        else:
            sign = Icon.CHECK if step.progress is Progress.DONE else Icon.X
            draw_icon_in(painter, dot, sign, 10, Token.SURFACE, 3.0)
