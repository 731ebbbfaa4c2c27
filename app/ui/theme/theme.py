"""The one source of colours, fonts and lengths at run time, and the only place that switches them."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import cast

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGuiApplication
from PySide6.QtWidgets import QApplication, QToolTip

from app.ui.theme import fonts
from app.ui.theme.fonts import Face, Font
from app.ui.theme.style import edit_palette, qt_palette, style_sheet
from app.ui.theme.tokens import Scheme, Token, palette

SCALES = range(100, 151)  # text scale in per cent
_MOST_WIDTHS = 8_192  # widths of words kept: many times those of one page
_LINE_EDITS = cast("bytes", "QLineEdit")  # the stubs ask for bytes, the binding takes a str only


class Choice(StrEnum):
    """What the user asked for; SYSTEM follows the desktop, and is light where the desktop says nothing."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """Colours by token, fonts by role, lengths by text scale; ``changed`` tells that any of them is new."""

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._face: Face = fonts.resolve()
        self._choice = Choice.SYSTEM
        self._percent = 100
        self._strong_borders = False
        self._hints = app.styleHints()  # kept: what it hands out goes with it
        self._wishes = self._hints.accessibility()
        self._wants_contrast = self._wishes.contrastPreference() is Qt.ContrastPreference.HighContrast
        self._colors: dict[Token, QColor] = {}
        self._worn: dict[Token, QColor] = {}  # what the application's palette was made from
        self._fonts: dict[Font, tuple[QFont, QFontMetricsF]] = {}
        self._widths: dict[tuple[str, Font], float] = {}
        self._read()
        app.styleHints().colorSchemeChanged.connect(self._system_changed)
        self._wishes.contrastPreferenceChanged.connect(self._contrast_changed)

    @property
    def scheme(self) -> Scheme:
        """The look in force."""
        if self._choice is Choice.SYSTEM:
            dark = self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark
            return Scheme.DARK if dark else Scheme.LIGHT
        return Scheme(self._choice.value)

    @property
    def choice(self) -> Choice:
        """What the user asked for."""
        return self._choice

    @property
    def percent(self) -> int:
        """Text scale in per cent."""
        return self._percent

    @property
    def has_strong_borders(self) -> bool:
        """Tell whether field borders are drawn at 3 : 1 or better."""
        return self._strong_borders or self._wants_contrast

    @property
    def face(self) -> Face:
        """The family everything is set in."""
        return self._face

    def color(self, token: Token) -> QColor:
        """Return the colour of a token in the look in force."""
        return QColor(self._colors[token])  # a copy: a caller may change its alpha

    def ink(self, token: Token) -> QColor:
        """Return the same colour for painting alone: one object for all, which nobody may change."""
        return self._colors[token]

    def font(self, kind: Font) -> QFont:
        """Return the font of a place in the type scale."""
        return self._fonts[kind][0]

    def metrics(self, kind: Font) -> QFontMetricsF:
        """Return the measures of a place in the type scale."""
        return self._fonts[kind][1]

    def width(self, words: str, kind: Font) -> float:
        """Return the width of one line of text; the same few words are asked for with every look at a page."""
        known = self._widths.get((words, kind))
        if known is None:
            if len(self._widths) >= _MOST_WIDTHS:
                self._widths.clear()
            known = self._widths[words, kind] = self._fonts[kind][1].horizontalAdvance(words)
        return known

    def px(self, length: float) -> int:
        """Return a length of the design sheet at the text scale in force."""
        return round(length * self._percent / 100)

    def menu_sheet(self) -> str:
        """Return the style sheet of a context menu."""
        return style_sheet(self._colors, self.px)

    @contextmanager
    def on_white(self) -> Iterator[None]:
        """Let what is painted inside the block have light colours: pictures that go out have a white ground."""
        worn, self._colors = self._colors, dict(palette(Scheme.LIGHT))
        try:
            yield
        finally:
            self._colors = worn

    def install(self) -> None:
        """Give the application its style, palette and font; a style sheet it has none: that would cost every widget."""
        self._app.setStyle("Fusion")
        self._worn = {}
        self._apply()

    def choose(self, choice: Choice) -> None:
        """Take light, dark or the desktop's own scheme from now on."""
        self._choice = choice
        self._apply()

    def toggle(self) -> None:
        """Change to the other look."""
        self.choose(Choice.LIGHT if self.scheme is Scheme.DARK else Choice.DARK)

    def set_percent(self, percent: int) -> None:
        """Set the text scale; values outside 100 to 150 take the nearest end."""
        self._percent = min(max(percent, SCALES.start), SCALES.stop - 1)
        self._apply()

    def set_strong_borders(self, on: bool) -> None:
        """Draw field borders at 3 : 1 or better (设置 加深边框)."""
        self._strong_borders = on
        self._apply()

    def _contrast_changed(self, preference: Qt.ContrastPreference) -> None:
        """The system asks for high contrast, or no longer."""
        self._wants_contrast = preference is Qt.ContrastPreference.HighContrast
        self._apply()

    def _system_changed(self) -> None:
        if self._choice is Choice.SYSTEM:
            self._apply()

    def _read(self) -> None:
        self._colors = dict(palette(self.scheme))
        if self.has_strong_borders:
            self._colors[Token.BORDER_FIELD] = self._colors[Token.BORDER_STRONG]
        made = {kind: self._face.font(kind, self._percent / 100) for kind in Font}
        self._fonts = {kind: (font, QFontMetricsF(font)) for kind, font in made.items()}
        self._widths.clear()

    def _apply(self) -> None:
        self._read()
        if self._worn != self._colors:
            self._worn = self._colors
            palette = qt_palette(self._colors)
            self._app.setPalette(palette)
            self._app.setPalette(edit_palette(palette), _LINE_EDITS)
            QToolTip.setPalette(palette)
        if self._app.font() != self.font(Font.BODY):
            self._app.setFont(self.font(Font.BODY))
            QToolTip.setFont(self.font(Font.SMALL))
        self.changed.emit()


_current: list[Theme] = []


def theme() -> Theme:
    """Return the theme of the running application; there must be a QApplication."""
    if not _current:  # asked thousands of times for one page: whether it is still alive is told, not looked at
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            raise RuntimeError("the theme needs a QApplication")
        app.destroyed.connect(_current.clear)
        _current.append(Theme(app))
    return _current[0]


def prepare() -> None:
    """Ask for unrounded display scales; must run before the QApplication is made."""
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
