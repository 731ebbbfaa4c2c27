"""Lucide icons by meaning, tinted and cached; it draws nothing itself and knows no theme."""

from enum import StrEnum
from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from app.ui.theme.bundled import bundled

THIN_BELOW = 16  # at 14 px a stroke of 1.75 turns grey, so small icons get 2.0


class Icon(StrEnum):
    """Every shipped icon; the value is the Lucide file name (ISC, some from Feather under MIT: see LICENSE there)."""

    ARROW_DOWN = "arrow-down"
    ARROW_UP_DOWN = "arrow-up-down"
    ARROW_UP = "arrow-up"
    BAN = "ban"
    BELL = "bell"
    BOOK_OPEN = "book-open"
    CALCULATOR = "calculator"
    CALENDAR = "calendar"
    CHART_COLUMN = "chart-column"
    CHECK = "check"
    CHEVRON_DOWN = "chevron-down"
    CHEVRON_LEFT = "chevron-left"
    CHEVRON_RIGHT = "chevron-right"
    CHEVRON_UP = "chevron-up"
    CIRCLE_ALERT = "circle-alert"
    CIRCLE_CHECK = "circle-check"
    CIRCLE_DOT = "circle-dot"
    CIRCLE_HELP = "circle-help"
    CIRCLE_X = "circle-x"
    CLIPBOARD_PASTE = "clipboard-paste"
    CLOCK = "clock"
    CLOUD_CHECK = "cloud-check"
    CLOUD_OFF = "cloud-off"
    CLOUD = "cloud"
    COLUMNS_3 = "columns-3"
    COPY = "copy"
    DATABASE = "database"
    DOWNLOAD = "download"
    EYE_OFF = "eye-off"
    FILE_CHECK = "file-check"
    FILE_PLUS = "file-plus"
    FILE_TEXT = "file-text"
    FILE_X = "file-x"
    FILE = "file"
    FILES = "files"
    FLAG = "flag"
    GIT_COMPARE = "git-compare"
    HISTORY = "history"
    ID_CARD = "id-card"
    INBOX = "inbox"
    INFO = "info"
    LAYERS = "layers"
    LAYOUT_DASHBOARD = "layout-dashboard"
    LINK_2 = "link-2"
    LIST = "list"
    LOCK = "lock"
    MAP_PIN = "map-pin"
    MAXIMIZE_2 = "maximize-2"
    MINUS = "minus"
    MOON = "moon"
    PANEL_RIGHT = "panel-right"
    PAPERCLIP = "paperclip"
    PAUSE = "pause"
    PENCIL = "pencil"
    PLANE = "plane"
    PLUS = "plus"
    PRINTER = "printer"
    RECEIPT_TEXT = "receipt-text"
    REFRESH_CW = "refresh-cw"
    ROTATE_CCW = "rotate-ccw"
    SCAN_SEARCH = "scan-search"
    SEARCH = "search"
    SEND = "send"
    SETTINGS = "settings"
    SHIELD_CHECK = "shield-check"
    SHIP = "ship"
    STAR = "star"
    SUN = "sun"
    TRAM_FRONT = "tram-front"
    TRASH_2 = "trash-2"
    TRIANGLE_ALERT = "triangle-alert"
    TRUCK = "truck"
    UNDO_2 = "undo-2"
    UPLOAD = "upload"
    USERS = "users"
    USER_PLUS = "user-plus"
    WAREHOUSE = "warehouse"
    X = "x"
    ZAP = "zap"


@cache
def _source(icon: Icon) -> str:
    return bundled("icons", "lucide", f"{icon.value}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=1024)
def _drawn(icon: Icon, pixels: int, rgba: int, stroke: float, filled: bool) -> QImage:
    color = QColor.fromRgba(rgba).name()
    svg = _source(icon).replace("currentColor", color).replace('stroke-width="2"', f'stroke-width="{stroke}"', 1)
    if filled:
        svg = svg.replace('fill="none"', f'fill="{color}"', 1)
    return _render(svg, pixels)


@lru_cache(maxsize=16)
def _mark(pixels: int, ground: int, figure: int) -> QImage:
    svg = bundled("icons", "mark.svg").read_text(encoding="utf-8")
    svg = svg.replace("groundColor", QColor.fromRgba(ground).name()).replace(
        "figureColor", QColor.fromRgba(figure).name()
    )
    return _render(svg, pixels)


def _render(svg: str, pixels: int) -> QImage:
    # Images, not pixmaps: a cached pixmap would outlive the application that owns its back end.
    image = QImage(pixels, pixels, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    return image


def icon_image(
    icon: Icon, size: int, color: QColor, ratio: float = 1.0, stroke: float | None = None, filled: bool = False
) -> QImage:
    """Return the icon ``size`` logical pixels wide in one colour, sharp at the given device pixel ratio."""
    width = stroke or (1.75 if size >= THIN_BELOW else 2.0)
    image = QImage(_drawn(icon, round(size * ratio), color.rgba(), width, filled))
    image.setDevicePixelRatio(ratio)
    return image


def mark_image(size: int, ground: QColor, figure: QColor, ratio: float = 1.0) -> QImage:
    """Return the app mark, a gate with a road, in two colours."""
    image = QImage(_mark(round(size * ratio), ground.rgba(), figure.rgba()))
    image.setDevicePixelRatio(ratio)
    return image
