"""The typeface of the paper: loaded from resources, measured in ems, and its glyphs that several signs share."""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import current_thread, main_thread

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QGuiApplication, QRawFont

FAMILY = "Portdesk Sans SC"
FOLDER = Path(__file__).resolve().parents[2] / "resources" / "fonts"
_EM = 1000  # pixels at which signs are measured

# Widths in ems by weight. Plain numbers: they outlive the application that measured them.
_widths: dict[bool, dict[str, float]] = {False: {}, True: {}}
_wild: set[str] = set()
_first: dict[bool, dict[int, str]] = {}


@contextmanager
def gui() -> Iterator[None]:
    """Have a QGuiApplication for the time of a job, started without a screen and ended again if there is none."""
    running = QCoreApplication.instance()
    if isinstance(running, QGuiApplication):
        yield
        return
    if running is not None or current_thread() is not main_thread():
        raise RuntimeError("printing needs a QGuiApplication, and may start one only in the main thread")
    started = QGuiApplication(["portdesk", "-platform", "offscreen"])
    try:
        yield
    finally:
        started.shutdown()  # so that a window may still be opened afterwards


class Face:
    """The fonts of one printing job; to be used in the thread that made it, while the application runs."""

    def __init__(self) -> None:
        if not QFontDatabase.hasFamily(FAMILY):
            for file in sorted(FOLDER.glob("*.otf")):
                QFontDatabase.addApplicationFont(str(file))
        self._measures = {bold: QFontMetricsF(self.font(_EM, bold)) for bold in (False, True)}

    def font(self, pixels: int, bold: bool) -> QFont:
        """Return the font at a size, so set that the width of a line is the sum of its signs."""
        font = QFont(FAMILY)
        font.setPixelSize(pixels)
        font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        font.setKerning(False)
        font.setFeature(QFont.Tag("liga"), 0)  # ligatures have no sign of their own, so a search would miss them
        return font

    def width(self, text: str, bold: bool = False) -> float:
        """Return the width of a line in ems."""
        known = _widths[bold]
        try:
            return sum([known[sign] for sign in text])
        except KeyError:
            for sign in set(text) - known.keys():
                self._measure(sign, bold)
            return sum([known[sign] for sign in text])

    def is_wild(self, text: str) -> bool:
        """Tell whether the text holds signs whose shapes depend on their neighbours or come from another font."""
        return not _wild.isdisjoint(text)

    def drawn_width(self, text: str, bold: bool) -> float:
        """Return the width in ems that the whole line really takes."""
        return self._measures[bold].horizontalAdvance(text) / _EM

    def first_signs(self, text: str, bold: bool) -> dict[str, str]:
        """Return, for each sign of a text, the first sign of Unicode that is drawn with the same glyph."""
        raw = QRawFont.fromFont(self.font(_EM, bold))
        if bold not in _first:
            signs = "".join(map(chr, (*range(0xD800), *range(0xE000, 0x10000))))
            glyphs = raw.glyphIndexesForString(signs)
            _first[bold] = dict(zip(reversed(glyphs), reversed(signs), strict=True))
        flat = "".join(sorted({sign for sign in text if sign < "\U00010000"}))
        return {sign: _first[bold][glyph] for sign, glyph in zip(flat, raw.glyphIndexesForString(flat), strict=True)}

    def _measure(self, sign: str, bold: bool) -> None:
        measure = self._measures[bold]
        _widths[bold][sign] = measure.horizontalAdvance(sign) / _EM
        if unicodedata.category(sign)[0] == "M" or not measure.inFontUcs4(ord(sign)):
            _wild.add(sign)
