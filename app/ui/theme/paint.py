"""Strokes and words of the design sheet on a painter; every colour comes as a token, nothing here keeps state."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from app.ui.theme.fonts import Font
from app.ui.theme.icons import Icon, icon_image
from app.ui.theme.theme import theme
from app.ui.theme.tokens import Token

LEFT = Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignRight
CENTRE = Qt.AlignmentFlag.AlignHCenter
OPTICAL = 0.36  # CJK text looks centred when its baseline is this many em below the middle
HALO = 3
HALO_ALPHA = 0.22
SHADOW_ALPHA = 0.3


def baseline(top: float, height: float, kind: Font) -> float:
    """Return the baseline that puts one line of text in the optical middle of a box."""
    return top + height / 2 + OPTICAL * theme().font(kind).pixelSize()


def width_of(words: str, kind: Font) -> float:
    """Return the width of one line of text."""
    return theme().width(words, kind)


def elided(words: str, kind: Font, width: float) -> str:
    """Return the words shortened to a width; unchanged if they fit."""
    if width_of(words, kind) <= width + 0.5:
        return words
    return theme().metrics(kind).elidedText(words, Qt.TextElideMode.ElideRight, width)


def shortened(words: str, kind: Font, width: float) -> str:
    """Return the words shortened in their middle, for names whose ends tell them apart; unchanged if they fit."""
    if width_of(words, kind) <= width + 0.5:
        return words
    return theme().metrics(kind).elidedText(words, Qt.TextElideMode.ElideMiddle, width)


def draw_text(
    painter: QPainter,
    box: QRectF | QRect,
    words: str,
    kind: Font = Font.BODY,
    color: Token = Token.T1,
    align: Qt.AlignmentFlag = LEFT,
) -> float:
    """Draw one line in the optical middle of the box, elided if need be; returns the width it took."""
    if not words or box.width() <= 0:
        return 0.0
    shown = elided(words, kind, box.width())
    width = width_of(shown, kind)
    left = float(box.x())
    if align == RIGHT:
        left += box.width() - width
    elif align == CENTRE:
        left += (box.width() - width) / 2
    painter.setFont(theme().font(kind))
    painter.setPen(theme().ink(color))
    painter.drawText(QPointF(left, baseline(box.y(), box.height(), kind)), shown)
    return width


def draw_icon(
    painter: QPainter,
    at: QPointF,
    icon: Icon,
    size: int,
    color: Token,
    stroke: float | None = None,
    filled: bool = False,
) -> None:
    """Draw an icon with its top left corner at a point; the size follows the text scale."""
    ratio = painter.deviceTransform().m11()  # also right when a widget is rendered into an image
    painter.drawImage(at, icon_image(icon, theme().px(size), theme().ink(color), ratio, stroke, filled))


def draw_icon_in(
    painter: QPainter, box: QRectF, icon: Icon, size: int, color: Token, stroke: float | None = None
) -> None:
    """Draw an icon in the middle of a box."""
    side = theme().px(size)
    at = QPointF(box.x() + (box.width() - side) / 2, box.y() + (box.height() - side) / 2)
    draw_icon(painter, at, icon, size, color, stroke)


def draw_box(
    painter: QPainter,
    box: QRectF | QRect,
    radius: float,
    fill: Token | None = None,
    border: Token | None = None,
    width: float = 1.0,
) -> None:
    """Fill a rounded box and draw its border inside its edge."""
    area = QRectF(box)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme().ink(fill) if fill is not None else Qt.BrushStyle.NoBrush)
    if border is not None:
        painter.setPen(QPen(theme().ink(border), width))
        area.adjust(width / 2, width / 2, -width / 2, -width / 2)
        radius -= width / 2
    painter.drawRoundedRect(area, radius, radius)


def draw_halo(painter: QPainter, box: QRectF | QRect, radius: float, color: Token = Token.ACCENT) -> None:
    """Draw the 3 px focus halo outside a box."""
    inner = QRectF(box)
    outer = inner.adjusted(-HALO, -HALO, HALO, HALO)
    ring = QPainterPath()
    ring.setFillRule(Qt.FillRule.OddEvenFill)
    ring.addRoundedRect(outer, radius + HALO, radius + HALO)
    ring.addRoundedRect(inner, radius, radius)
    shade = QColor(theme().ink(color))
    shade.setAlphaF(HALO_ALPHA)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(ring, shade)


def draw_shadow(painter: QPainter, box: QRectF, radius: float, spread: int) -> None:
    """Draw a soft shadow around a floating box, a little heavier below than above."""
    shade = QColor(theme().ink(Token.SHADOW))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    layers = spread * (spread + 1) / 2
    for step in range(spread, 0, -1):  # the layers lie over each other: their sum is what is seen at the edge
        shade.setAlphaF(SHADOW_ALPHA * (spread + 1 - step) / layers)
        painter.setBrush(shade)
        grown = box.adjusted(-step, -step + spread / 3, step, step + spread / 3)
        painter.drawRoundedRect(grown, radius + step, radius + step)


def draw_line(painter: QPainter, left: float, y: float, right: float, color: Token = Token.LINE) -> None:
    """Draw a horizontal hairline as a filled row of pixels, never as an antialiased stroke."""
    painter.fillRect(QRectF(left, y, right - left, 1), theme().ink(color))


def draw_column(painter: QPainter, x: float, top: float, bottom: float, color: Token = Token.LINE) -> None:
    """Draw a vertical hairline."""
    painter.fillRect(QRectF(x, top, 1, bottom - top), theme().ink(color))
