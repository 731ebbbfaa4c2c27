"""The palettes and the sheet of menus made from the tokens; it knows which Qt role wears which token."""

import re
from collections.abc import Callable, Mapping

from PySide6.QtGui import QColor, QPalette

from app.ui.theme.bundled import bundled
from app.ui.theme.tokens import Token

_Role = QPalette.ColorRole
ROLES = {
    _Role.Window: Token.APP,
    _Role.WindowText: Token.T1,
    _Role.Base: Token.FIELD,
    _Role.AlternateBase: Token.SUNKEN,
    _Role.Text: Token.T1,
    _Role.PlaceholderText: Token.T3,
    _Role.Button: Token.SURFACE,
    _Role.ButtonText: Token.T1,
    _Role.BrightText: Token.ON_FILL,
    _Role.Highlight: Token.ACCENT_FILL,
    _Role.HighlightedText: Token.ON_FILL,
    _Role.Link: Token.ACCENT,
    _Role.LinkVisited: Token.ACCENT,
    _Role.ToolTipBase: Token.SURFACE,
    _Role.ToolTipText: Token.T2,  # Qt draws the edge of a tip in the colour of its words
    _Role.Light: Token.SURFACE,
    _Role.Midlight: Token.HOVER,
    _Role.Mid: Token.BORDER,
    _Role.Dark: Token.BORDER_STRONG,
    _Role.Shadow: Token.SHADOW,
    _Role.Accent: Token.ACCENT,
}
_HOLE = re.compile(r"@(?:px\((\d+)\)|([a-z_0-9]+))")


def qt_palette(colors: Mapping[Token, QColor]) -> QPalette:
    """Return the palette for a set of token values."""
    made = QPalette()
    for role, token in ROLES.items():
        made.setColor(role, colors[token])
    for role in (_Role.WindowText, _Role.Text, _Role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, colors[Token.T_DIS])
    return made


def edit_palette(palette: QPalette) -> QPalette:
    """Return the palette of line edits: they paint their own box, so Qt paints no ground under their text."""
    made = QPalette(palette)
    ground = made.color(_Role.Base)
    ground.setAlpha(0)
    made.setColor(_Role.Base, ground)
    return made


def style_sheet(colors: Mapping[Token, QColor], px: Callable[[float], int]) -> str:
    """Return the sheet of menus with every ``@token`` and ``@px(n)`` filled in; an unknown token raises ValueError."""

    def fill(hole: re.Match[str]) -> str:
        length, name = hole.groups()
        return str(px(int(length))) if length else colors[Token(name)].name(QColor.NameFormat.HexArgb)

    return _HOLE.sub(fill, bundled("style", "menu.qss").read_text(encoding="utf-8"))
