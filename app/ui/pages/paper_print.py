"""Printing finished pages on a real printer: the system's dialog, then the pages drawn off the UI thread."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from app.printing import page_images
from app.ui.pages.background import background

DPI = 300


@dataclass(frozen=True, slots=True)
class Printed:
    """What a printer took: pages of one copy, and copies."""

    pages: int
    copies: int


def images_of(file: Path, dpi: int) -> list[QImage]:
    """Return the pages of a PDF file as pictures; raises ValueError, OSError. For any thread."""
    return [QImage.fromData(png) for png in page_images(file.read_bytes(), dpi)]


def print_pages(file: Path, printer: QPrinter) -> int:
    """Print the chosen pages of a PDF file and return their number; raises ValueError, OSError. For any thread."""
    images = images_of(file, DPI)
    first, last = (printer.fromPage() or 1), (printer.toPage() or len(images))
    chosen = images[first - 1 : last]
    painter = QPainter()
    if not chosen or not painter.begin(printer):
        raise OSError("打印机没有响应，请检查后重试")
    try:
        for number, image in enumerate(chosen):
            if number and not printer.newPage():
                raise OSError("打印机中途停止，请检查纸张后重试")
            painter.drawImage(_placed(image, QRectF(painter.viewport())), image)
    finally:
        painter.end()
    return len(chosen)


def ask_and_print(
    parent: QWidget, file: Path, pages: int, done: Callable[[Printed], object], failed: Callable[[str], object]
) -> QPrintDialog:
    """Open the system's print dialog without waiting for it; what is chosen there is printed in the background."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName("报关单")
    printer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Landscape, QMarginsF(), QPageLayout.Unit.Point
        )
    )
    printer.setFullPage(True)
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, max(pages, 1))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def print_it() -> Printed:
        return Printed(print_pages(file, printer), printer.copyCount())

    dialog.accepted.connect(lambda: background().run(print_it, done, failed))
    QDialog.open(dialog)  # QPrintDialog.open() wants a slot by name
    return dialog


def _placed(image: QImage, room: QRectF) -> QRectF:
    """Return where a page goes on the sheet: as large as fits, in the middle."""
    scale = min(room.width() / image.width(), room.height() / image.height())
    width, height = image.width() * scale, image.height() * scale
    return QRectF(room.x() + (room.width() - width) / 2, room.y() + (room.height() - height) / 2, width, height)
