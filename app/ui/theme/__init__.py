"""Colours, fonts, icons and lengths of the design sheet; widgets ask here and never name a colour or a pixel font.

``theme()`` is the running theme: ``color(Token.T1)``, ``font(Font.BODY)``, ``px(26)`` and one signal, ``changed``.
A custom-painted widget reads it inside paintEvent and sizeHint; Qt repaints and lays out again after a switch.
"""

from app.ui.theme.fonts import Font
from app.ui.theme.icons import Icon
from app.ui.theme.theme import Choice, Theme, prepare, theme
from app.ui.theme.tokens import Scheme, Token, Tone

__all__ = ["Choice", "Font", "Icon", "Scheme", "Theme", "Token", "Tone", "prepare", "theme"]
