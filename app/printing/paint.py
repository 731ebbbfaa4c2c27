"""Draw composed sheets with a QPainter; all is placed already, nothing is decided here but the exact left end."""

import math
from collections.abc import Sequence
from functools import cache

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPageLayout, QPageSize, QPainter, QPainterPath, QPdfWriter, QPen

from app.printing.face import Face
from app.printing.fit import ASCENT, DOT, DPI, LEADING
from app.printing.layout import Align, Area, Layout
from app.printing.sheet import Bar, Disc, Frame, Mark, Rule, Sheet, Tint, Words

_INK = QColor(0, 0, 0)
_FAINT = QColor(120, 120, 120)
_GHOST = QColor(236, 236, 236)  # pale enough to read a text printed over it
_TINT = QColor(238, 238, 238)
_WHITE = QColor(255, 255, 255)
STRIKE, STRIKE_PEN = 0.3, 0.15  # above the baseline in ems; width in mm
DISC_EM, CAP = 1.45, 0.73  # size of a number in radii; height of a figure in ems


def pdf(sheets: Sequence[Sheet], layout: Layout, face: Face, title: str) -> bytes:
    """Return the sheets as a PDF."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DPI)
    writer.setTitle(title)
    writer.setCreator("口岸申报台")
    size = QPageSize(QSizeF(layout.height, layout.width), QPageSize.Unit.Millimeter)
    writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Landscape, QMarginsF()))
    painter = QPainter(writer)
    try:
        for number, sheet in enumerate(sheets):
            if number:
                writer.newPage()
            Brush(painter, face).sheet(sheet, layout)
    finally:
        painter.end()
    return bytes(buffer.data().data())


class Brush:
    """A painter in mm on a device of DPI dots."""

    def __init__(self, painter: QPainter, face: Face) -> None:
        self._painter = painter
        self._face = face
        self._font = cache(face.font)

    def sheet(self, sheet: Sheet, layout: Layout) -> None:
        """Draw one sheet."""
        if sheet.watermark:
            self._watermark(sheet.watermark, layout)
        self.marks(sheet.marks)

    def marks(self, marks: Sequence[Mark]) -> None:
        """Draw marks where they stand."""
        for mark in marks:
            match mark:
                case Words():
                    self._words(mark)
                case Frame(area, pen):
                    self._painter.setPen(_pen(_INK, pen))
                    self._painter.drawRect(_rect(area))
                case Rule(x, y, width, pen):
                    self._painter.setPen(_pen(_FAINT, pen))
                    self._painter.drawLine(QPointF(x / DOT, y / DOT), QPointF((x + width) / DOT, y / DOT))
                case Bar(area):
                    self._painter.fillRect(_rect(area), _INK)
                case Tint(area):
                    self._painter.fillRect(_rect(area), _TINT)
                case Disc():
                    self._disc(mark)

    def _words(self, mark: Words) -> None:
        em = mark.dots * DOT
        wild = self._face.is_wild(mark.text)
        wide = (self._face.drawn_width if wild else self._face.width)(mark.text, mark.bold) * em
        slack = {Align.LEFT: 0.0, Align.CENTER: 0.5, Align.RIGHT: 1.0}[mark.align] * max(mark.room - wide, 0)
        self._painter.setPen(_INK)
        self._painter.setFont(self._font(mark.dots, mark.bold))
        if mark.struck and wide:
            begin, middle = mark.x + slack, mark.baseline - em * STRIKE
            self._painter.fillRect(_rect(Area(begin, middle, min(wide, mark.room), STRIKE_PEN)), _INK)
        if not wild and wide <= mark.room * 1.001:
            self._painter.drawText(QPointF((mark.x + slack) / DOT, mark.baseline / DOT), mark.text)
            return
        # Fallback fonts and stacked accents know no bounds: pressed into the width and kept inside the line.
        self._painter.save()
        top = mark.baseline - em * ASCENT
        self._painter.setClipRect(_rect(Area(mark.x, top, mark.room, em * LEADING)))
        self._painter.translate((mark.x + slack) / DOT, mark.baseline / DOT)
        self._painter.scale(min(mark.room / wide, 1.0) if wide else 1.0, 1.0)
        self._painter.drawText(QPointF(), mark.text)
        self._painter.restore()

    def _disc(self, disc: Disc) -> None:
        middle, radius = QPointF(disc.x / DOT, disc.y / DOT), disc.radius / DOT
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(_INK)
        self._painter.drawEllipse(middle, radius, radius)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        em = round(radius * (DISC_EM if len(disc.text) < 2 else DISC_EM * 0.75))
        self._painter.setFont(self._font(em, True))
        self._painter.setPen(_WHITE)
        left = middle.x() - self._face.width(disc.text, True) * em / 2
        self._painter.drawText(QPointF(left, middle.y() + em * CAP / 2), disc.text)

    def _watermark(self, words: str, layout: Layout) -> None:
        """Draw words across the sheet as shapes: as text they would get between the lines of a search."""
        path = QPainterPath()
        path.addText(QPointF(), self._font(1000, False), words)
        bounds = path.boundingRect()
        if bounds.isEmpty():
            return
        self._painter.save()
        self._painter.translate(layout.width / 2 / DOT, layout.height / 2 / DOT)
        self._painter.rotate(-math.degrees(math.atan2(layout.height, layout.width)))
        scale = min(layout.width * 0.62 / bounds.width(), layout.height * 0.18 / bounds.height()) / DOT
        self._painter.scale(scale, scale)
        self._painter.translate(-bounds.center())
        self._painter.fillPath(path, _GHOST)
        self._painter.restore()


def _pen(color: QColor, width: float) -> QPen:
    return QPen(color, width / DOT, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.MiterJoin)


def _rect(area: Area) -> QRectF:
    return QRectF(area.x / DOT, area.y / DOT, area.width / DOT, area.height / DOT)
