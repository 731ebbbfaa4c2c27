"""The face of a resident: his photo, or the first sign of his name in a circle; it decodes nothing."""

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QAccessible, QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import Font, Token, Tone, theme
from app.ui.theme.paint import CENTRE, draw_box, draw_text

CIRCLE = 48
PHOTO = 64
RADIUS = 8


class Face(QWidget):
    """A circle with a sign until a photo is shown."""

    accessible_role = QAccessible.Role.Graphic

    def __init__(self) -> None:
        super().__init__()
        self._name = ""
        self._photo: QImage | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_name(self, name: str) -> None:
        """Show another name's first sign where there is no photo."""
        self._name = name
        self._tell()

    def show_photo(self, photo: QImage | None) -> None:
        """Show a photo, or (None) the sign again."""
        self._photo = photo
        self.updateGeometry()
        self._tell()

    def photo(self) -> QImage | None:
        """Return the photo shown."""
        return self._photo

    def sizeHint(self) -> QSize:
        side = theme().px(CIRCLE if self._photo is None else PHOTO)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        if self._photo is None:
            draw_box(painter, box, box.width() / 2, Tone.NEU.bg)
            draw_text(painter, box, self._name[:1], Font.CARD, Token.T2, CENTRE)
        else:
            radius = theme().px(RADIUS)
            outline = QPainterPath()
            outline.addRoundedRect(box, radius, radius)
            painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
            painter.save()
            painter.setClipPath(outline)
            painter.drawImage(box, self._photo, QRectF(_middle(self._photo)))
            painter.restore()
            draw_box(painter, box, radius, border=Token.LINE)
        painter.end()

    def _tell(self) -> None:
        self.setAccessibleName(f"{self._name} 的照片" if self._photo is not None else f"{self._name}，没有照片")
        self.update()


def _middle(photo: QImage) -> QRect:
    """Return the square in the middle of a picture."""
    side = min(photo.width(), photo.height())
    square = QRect(0, 0, side, side)
    square.moveCenter(photo.rect().center())
    return square.intersected(photo.rect())
