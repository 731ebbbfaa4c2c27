"""Cells that several tables of declarations share: the state and the office; they look names up and nothing else."""

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from app.core.tables import CodeTables
from app.declarations.status import is_editable
from app.ui.editors.short_name import name_for
from app.ui.models.status_look import draft_look
from app.ui.pages.services import ListedDraft
from app.ui.theme import Font, Icon, Token, theme
from app.ui.theme.paint import draw_icon, draw_text
from app.ui.widgets import draw_chip
from app.ui.widgets.chip import HEIGHT as CHIP

# The classes of means of transport by their official code, 运输方式代码表.
VEHICLES: Mapping[str, Icon] = MappingProxyType(
    {"2": Icon.SHIP, "3": Icon.TRAM_FRONT, "4": Icon.TRUCK, "5": Icon.PLANE}
)


def paint_status(painter: QPainter, area: QRectF, row: ListedDraft) -> None:
    """Paint the chip of a declaration, and how many of its fields must be changed."""
    px = theme().px
    look = draft_look(row.status, row.errors)
    at = QPointF(area.x(), area.center().y() - px(CHIP) / 2)
    taken = draw_chip(painter, at, look.words, look.tone, look.icon)
    if row.errors and is_editable(row.status):
        draw_text(painter, area.adjusted(taken + px(8), 0, px(10), 0), f"{row.errors} 须改", Font.SMALL, Token.ERR_TEXT)


def paint_port(painter: QPainter, area: QRectF, row: ListedDraft, tables: CodeTables) -> None:
    """Paint the vehicle, the code and the name of the office of a declaration."""
    px = theme().px
    port = row.summary.port
    if not port:
        draw_text(painter, area, "—", Font.BODY, Token.T_DIS)
        return
    icon = VEHICLES.get(row.summary.traffic_mode)
    if icon is not None:
        draw_icon(painter, QPointF(area.x(), area.center().y() - px(7)), icon, 14, Token.T3)
    rest = area.adjusted(px(20), 0, 0, 0)
    taken = draw_text(painter, rest, port, Font.SMALL, Token.T3)
    rest.adjust(taken + px(6), 0, px(8), 0)
    draw_text(painter, rest, _office(tables, port, rest.width()), Font.BODY, Token.T1)


def _office(tables: CodeTables, code: str, room: float) -> str:
    """Return the name of an office, the official short one where the full one has no room."""
    found = tables.row("customs_offices", code)
    return "" if found is None else name_for(found, room)
