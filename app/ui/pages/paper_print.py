"""Printing finished pages on a real printer, off the UI thread; which printer, how often and which pages is told."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from app.printing import page_images
from app.ui.pages.background import background

DPI = 300
MOST_COPIES = 99


class Printers(Protocol):
    """The printers of this computer; both calls may take seconds and are made off the UI thread."""

    def names(self) -> Sequence[str]:
        """Return their names, the usual one first."""
        ...

    def opened(self, name: str) -> QPrinter:
        """Return one of them, ready to be drawn on; one that is gone is told by its first page."""
        ...


class SystemPrinters:
    """Those the system knows."""

    def names(self) -> Sequence[str]:
        usual = QPrinterInfo.defaultPrinterName()
        return sorted(QPrinterInfo.availablePrinterNames(), key=lambda name: name != usual)

    def opened(self, name: str) -> QPrinter:
        return QPrinter(QPrinterInfo.printerInfo(name), QPrinter.PrinterMode.HighResolution)


def printers() -> Printers:
    """Return those of this computer."""
    return SystemPrinters()


@dataclass(frozen=True, slots=True)
class Wish:
    """On which printer, how often, and which pages of so many: from 1, both ends included."""

    printer: str
    copies: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Printed:
    """What a printer took: pages of one copy, and copies."""

    pages: int
    copies: int


def images_of(file: Path, dpi: int) -> list[QImage]:
    """Return the pages of a PDF file as pictures; raises ValueError, OSError. For any thread."""
    return [QImage.fromData(png) for png in page_images(file.read_bytes(), dpi)]


def print_pages(file: Path, printer: QPrinter, wish: Wish) -> Printed:
    """Print the wanted pages of a PDF file; raises ValueError, OSError. For any thread."""
    printer.setDocName("报关单")
    size, landscape = QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Landscape
    printer.setPageLayout(QPageLayout(size, landscape, QMarginsF(), QPageLayout.Unit.Point))
    printer.setFullPage(True)
    chosen = images_of(file, DPI)[wish.first - 1 : wish.last]
    sheets = chosen
    if printer.supportsMultipleCopies():
        printer.setCopyCount(wish.copies)
    else:
        sheets = chosen * wish.copies
    painter = QPainter()
    if not sheets or not painter.begin(printer):
        raise OSError(f"打印机“{wish.printer}”没有响应，请检查后重试")
    try:
        for number, image in enumerate(sheets):
            if number and not printer.newPage():
                raise OSError(f"打印机“{wish.printer}”中途停止，请检查纸张后重试")
            painter.drawImage(_placed(image, QRectF(painter.viewport())), image)
    finally:
        painter.end()
    return Printed(len(chosen), wish.copies)


def print_in_background(
    file: Path, wish: Wish, done: Callable[[Printed], object], failed: Callable[[str], object]
) -> None:
    """Open the printer and print, without anybody waiting for it."""
    found = printers()
    background().run(lambda: print_pages(file, found.opened(wish.printer), wish), done, failed)


def pages_of(words: str, count: int) -> tuple[int, int]:
    """Return the first and the last page that words like 2 or 2-3 mean, all for none; raises ValueError."""
    ends = [one.strip() for one in words.replace("－", "-").replace("—", "-").split("-")] if words.strip() else []
    if not ends:
        return 1, count
    if len(ends) > 2 or not all(one.isascii() and one.isdecimal() and len(one) < 5 for one in ends):
        raise ValueError("页写成 2 或 2-3，空着是全部")
    first, last = int(ends[0]), int(ends[-1])
    if not 1 <= first <= last <= count:
        raise ValueError(f"这份共 {count} 页，请改“页”" if last > count else "页从 1 起，先小后大")
    return first, last


def _placed(image: QImage, room: QRectF) -> QRectF:
    """Return where a page goes on the sheet: as large as fits, in the middle."""
    scale = min(room.width() / image.width(), room.height() / image.height())
    width, height = image.width() * scale, image.height() * scale
    return QRectF(room.x() + (room.width() - width) / 2, room.y() + (room.height() - height) / 2, width, height)
