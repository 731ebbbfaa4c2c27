"""Sheets of paper on a desk: scrolled, fitted and magnified; it is handed pictures and asks for sharper ones."""

from collections.abc import Sequence
from itertools import accumulate

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea

from app.ui.theme import Token, theme
from app.ui.theme.paint import draw_box, draw_shadow
from app.ui.widgets.scroll import make_bare

GAP = 20
POINTS = 72
STEP = 1.25
SMALLEST, LARGEST = 0.25, 4.0  # of the real size at 96 dots to the inch
MOST_DPI = 300
SHADOW = 8


class PaperView(QAbstractScrollArea):
    """Pages one under the other.

    Signals: ``turned(int, int)`` page in view and number of pages, ``zoomed(int)`` in per cent, ``sharper_asked(int)``
    dots to the inch in which the pages should be drawn to be sharp at this size.
    """

    turned = Signal(int, int)
    zoomed = Signal(int)
    sharper_asked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._images: tuple[QImage, ...] = ()
        self._dpi = POINTS
        self._fits = True
        self._zoom = 1.0
        self._page = 0
        self._mark: tuple[int, QRectF] | None = None
        make_bare(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # its coming must not change what fits
        self.setAccessibleName("页面，尚无内容")
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    # -- what the page tells -----------------------------------------------------------------------------------

    def show_images(self, images: Sequence[QImage], dpi: int) -> None:
        """Show pages drawn at so many dots to the inch; the place stays."""
        share = self._share()
        self._images, self._dpi = tuple(images), dpi
        self._fit()
        self._range(share)
        self._tell_page()

    def pages(self) -> int:
        """Return the number of pages."""
        return len(self._images)

    def page(self) -> int:
        """Return the page in view, from 0."""
        return self._page

    def paper(self) -> tuple[float, float]:
        """Return width and height of the first page in millimetres, 0 before there is one."""
        if not self._images:
            return 0.0, 0.0
        return (self._images[0].width() / self._dpi * 25.4, self._images[0].height() / self._dpi * 25.4)

    def fit(self) -> None:
        """Show a whole page, and keep it so when the window changes."""
        self._fits = True
        self._fit()
        self._range(self._share())

    def magnify(self, steps: int) -> None:
        """Make the page larger (+1) or smaller (-1)."""
        share = self._share()
        self._fits = False
        self._set_zoom(self._zoom * STEP**steps)
        self._range(share)

    def turn(self, by: int) -> None:
        """Go to another page."""
        self.go_to(self._page + by)

    def go_to(self, page: int) -> None:
        """Bring a page to the top; out of range takes the nearest."""
        if self._images:
            page = min(max(page, 0), len(self._images) - 1)
            self.verticalScrollBar().setValue(round(self._tops()[page]))
            self._page = page
            self._tell_page()

    def mark(self, page: int, area: QRectF) -> None:
        """Draw a ring around an area of a page, in mm from its corner, and bring it into view."""
        self._mark = (page, area)
        if page != self._page or not self._fits:
            self.go_to(page)
        self.viewport().update()

    def clear_mark(self) -> None:
        """Take the ring away."""
        self._mark = None
        self.viewport().update()

    def sharpness(self) -> int:
        """Return at how many dots to the inch the pages are drawn."""
        return self._dpi

    def is_fitted(self) -> bool:
        """Tell whether a whole page is shown whatever the window."""
        return self._fits

    # -- Qt ----------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line, wide = self.verticalScrollBar(), self.horizontalScrollBar()
        moves = {
            Qt.Key.Key_PageDown: lambda: self.turn(1),
            Qt.Key.Key_PageUp: lambda: self.turn(-1),
            Qt.Key.Key_Space: lambda: self.turn(1),
            Qt.Key.Key_Home: lambda: self.go_to(0),
            Qt.Key.Key_End: lambda: self.go_to(self.pages() - 1),
            Qt.Key.Key_Down: lambda: line.setValue(line.value() + line.singleStep()),
            Qt.Key.Key_Up: lambda: line.setValue(line.value() - line.singleStep()),
            Qt.Key.Key_Right: lambda: wide.setValue(wide.value() + wide.singleStep()),
            Qt.Key.Key_Left: lambda: wide.setValue(wide.value() - wide.singleStep()),
        }
        move = None if event.modifiers() & Qt.KeyboardModifier.ControlModifier else moves.get(Qt.Key(event.key()))
        if move is None:
            event.ignore()
        else:
            move()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.magnify(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        share = self._share()
        self._fit()
        self._range(share)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme().color(Token.NEU_BG))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for number, top in enumerate(self._tops()):
            self._paint_page(painter, number, top)
        if self.hasFocus():
            draw_box(painter, QRectF(self.viewport().rect()).adjusted(1, 1, -1, -1), 4, None, Token.ACCENT, 1.5)
        painter.end()

    def _paint_page(self, painter: QPainter, number: int, top: float) -> None:
        width, height = self._size(number)
        seen_width = self.viewport().width()
        left = (seen_width - width) / 2 if width < seen_width - 2 * GAP else GAP - self.horizontalScrollBar().value()
        area = QRectF(round(left), round(GAP + top - self.verticalScrollBar().value()), width, height)
        if area.bottom() < 0 or area.y() > self.viewport().height():
            return
        draw_shadow(painter, area, 0, SHADOW)
        painter.fillRect(area, theme().color(Token.PAPER))
        painter.drawImage(area, self._images[number])
        if self._mark is not None and self._mark[0] == number:
            scale = area.width() / (self._images[number].width() / self._dpi * 25.4)
            ring = self._mark[1]
            ring = QRectF(ring.x() * scale, ring.y() * scale, ring.width() * scale, ring.height() * scale)
            draw_box(painter, ring.translated(area.topLeft()).adjusted(1, 1, -1, -1), 2, None, Token.ACCENT_FILL, 2)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(400), theme().px(200))  # the window asks for no more than this; there is mostly more

    # -- inside ------------------------------------------------------------------------------------------------

    def _size(self, number: int) -> tuple[float, float]:
        """Return the size of a page on the screen."""
        scale = self._zoom * 96 / self._dpi
        return self._images[number].width() * scale, self._images[number].height() * scale

    def _tops(self) -> list[float]:
        heights = [self._size(number)[1] + GAP for number in range(len(self._images))]
        return [0.0, *accumulate(heights)][:-1]

    def _set_zoom(self, zoom: float) -> None:
        self._zoom = min(max(zoom, SMALLEST), LARGEST)
        self.zoomed.emit(round(100 * self._zoom))
        wanted = min(round(96 * self._zoom * self.devicePixelRatioF()), MOST_DPI)
        if self._images and not 0.95 <= self._dpi / wanted <= 1.3:
            self.sharper_asked.emit(wanted)

    def _fit(self) -> None:
        if self._fits and self._images:
            image = self._images[self._page]
            seen = self.viewport().size()
            width = (seen.width() - 2 * GAP) / (image.width() * 96 / self._dpi)
            height = (seen.height() - 2 * GAP) / (image.height() * 96 / self._dpi)
            self._set_zoom(min(width, height))

    def _share(self) -> float:
        """Return how far down the paper the view is, 0 to 1."""
        bar = self.verticalScrollBar()
        return bar.value() / bar.maximum() if bar.maximum() else 0.0

    def _range(self, share: float) -> None:
        """Fit the scroll bars to the pages and stay at the same place of the paper."""
        if not self._images:
            return
        width = max(self._size(number)[0] for number in range(len(self._images))) + 2 * GAP
        height = self._tops()[-1] + self._size(len(self._images) - 1)[1] + 2 * GAP
        for bar, whole, seen in (
            (self.horizontalScrollBar(), width, self.viewport().width()),
            (self.verticalScrollBar(), height, self.viewport().height()),
        ):
            bar.setRange(0, max(round(whole - seen), 0))
            bar.setPageStep(seen)
            bar.setSingleStep(theme().px(40))
        self.verticalScrollBar().setValue(round(share * self.verticalScrollBar().maximum()))
        self.viewport().update()

    def _scrolled(self, value: int) -> None:
        middle = value + self.viewport().height() / 2
        page = sum(1 for top in self._tops() if top + GAP <= middle) - 1
        if page != self._page and page >= 0:
            self._page = page
            self._tell_page()
        self.viewport().update()

    def _tell_page(self) -> None:
        self.setAccessibleName(f"第 {self._page + 1} 页，共 {len(self._images)} 页")
        self.turned.emit(self._page, len(self._images))
