"""Reads a PDF as a person would: the words of each page and the ink at a place in mm; it knows nothing of layouts."""

import re
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw

WHITE = 255
BLACK = 100  # anything darker is ink of a line or letter, not watermark
DPI = 254  # ten dots to the mm
DOTS = DPI / 25.4


@dataclass(frozen=True, slots=True)
class Picture:
    """A rendered page, one byte a dot, rows of ``width``."""

    width: int
    height: int
    dots: bytes

    def row(self, y: float, left: float, right: float) -> bytes:
        """Return the dots of a horizontal line between two places, in mm."""
        start = round(y * DOTS) * self.width
        return self.dots[start + round(left * DOTS) : start + round(right * DOTS)]

    def column(self, x: float, top: float, bottom: float) -> bytes:
        """Return the dots of a vertical line between two places, in mm."""
        return self.dots[
            round(top * DOTS) * self.width + round(x * DOTS) : round(bottom * DOTS) * self.width : self.width
        ]

    def has_line_across(self, y: float, left: float, right: float) -> bool:
        """Tell whether an unbroken dark line lies within half a millimetre of ``y``."""
        return any(max(self.row(y + off / DOTS, left, right)) < 160 for off in range(-5, 6))

    def has_line_down(self, x: float, top: float, bottom: float) -> bool:
        """Tell whether an unbroken dark line lies within half a millimetre of ``x``."""
        return any(max(self.column(x + off / DOTS, top, bottom)) < 160 for off in range(-5, 6))


def words(pdf: bytes) -> list[str]:
    """Return the text of each page in the order it was drawn, without white space."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [re.sub(r"\s", "", page.get_textpage().get_text_range()) for page in document]
    finally:
        document.close()


def picture(pdf: bytes, number: int = 0) -> Picture:
    """Return one page as grey dots."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        bitmap = document[number].render(scale=DPI / 72, grayscale=True)
        rows, stride = bytes(bitmap.buffer), bitmap.stride
        lines = (rows[y * stride : y * stride + bitmap.width] for y in range(bitmap.height))
        return Picture(bitmap.width, bitmap.height, b"".join(lines))
    finally:
        document.close()


def embedded(pdf: bytes) -> dict[str, bool]:
    """Return the fonts of all texts and whether their shapes are in the file."""
    document = pypdfium2.PdfDocument(pdf)
    found: dict[str, bool] = {}
    try:
        for page in document:
            for one in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT]):
                font = pypdfium2.raw.FPDFTextObj_GetFont(one.raw)
                name = bytes(200)
                length = pypdfium2.raw.FPDFFont_GetBaseFontName(font, name, 200)
                found[name[: length - 1].decode()] = pypdfium2.raw.FPDFFont_GetIsEmbedded(font) == 1
    finally:
        document.close()
    return found
