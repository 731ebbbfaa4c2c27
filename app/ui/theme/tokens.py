"""The colour names widgets may use, with their values per scheme; no widget ever names a colour value itself."""

import json
from enum import StrEnum
from functools import cache

from PySide6.QtGui import QColor

from app.ui.theme.bundled import bundled


class Scheme(StrEnum):
    """The two looks of the program."""

    LIGHT = "light"
    DARK = "dark"


class Token(StrEnum):
    """Every colour of the design sheet (DESIGN.md §2) by its role."""

    APP = "app"
    SURFACE = "surface"
    SUNKEN = "sunken"
    HOVER = "hover"
    SELECTED = "selected"
    FIELD = "field"
    FIELD_RO = "field_ro"
    CODE = "code"
    LINE = "line"
    BORDER = "border"
    BORDER_FIELD = "border_field"
    BORDER_STRONG = "border_strong"
    T1 = "t1"
    T2 = "t2"
    T3 = "t3"
    T_DIS = "t_dis"
    ACCENT = "accent"
    ACCENT_FILL = "accent_fill"
    ON_FILL = "on_fill"
    KEY_ON_FILL = "key_on_fill"
    ACCENT_SOFT = "accent_soft"
    ACCENT_LINE = "accent_line"
    MARK = "mark"
    QUOTA = "quota"
    CH1 = "ch1"  # the four colours of charts, strongest first; charts use no others
    CH2 = "ch2"
    CH3 = "ch3"
    CH4 = "ch4"
    PAPER = "paper"  # white in both schemes
    BADGE = "badge"
    AVATAR = "avatar"
    SHADOW = "shadow"
    SCRIM = "scrim"
    NEU_TEXT = "neu_text"
    NEU_BG = "neu_bg"
    NEU_LINE = "neu_line"
    NEU_FILL = "neu_fill"
    INFO_TEXT = "info_text"
    INFO_BG = "info_bg"
    INFO_LINE = "info_line"
    INFO_FILL = "info_fill"
    WARN_TEXT = "warn_text"
    WARN_BG = "warn_bg"
    WARN_LINE = "warn_line"
    WARN_FILL = "warn_fill"
    ERR_TEXT = "err_text"
    ERR_BG = "err_bg"
    ERR_LINE = "err_line"
    ERR_FILL = "err_fill"
    OK_TEXT = "ok_text"
    OK_BG = "ok_bg"
    OK_LINE = "ok_line"
    OK_FILL = "ok_fill"
    TEAL_TEXT = "teal_text"
    TEAL_BG = "teal_bg"
    TEAL_LINE = "teal_line"
    TEAL_FILL = "teal_fill"
    VIO_TEXT = "vio_text"
    VIO_BG = "vio_bg"
    VIO_LINE = "vio_line"
    VIO_FILL = "vio_fill"


class Tone(StrEnum):
    """What a state means; each tone has four colours of its own."""

    NEU = "neu"
    INFO = "info"
    WARN = "warn"
    ERR = "err"
    OK = "ok"
    TEAL = "teal"
    VIO = "vio"

    @property
    def text(self) -> Token:
        """Colour of words and icons in this tone."""
        return Token(f"{self.value}_text")

    @property
    def bg(self) -> Token:
        """Ground under words in this tone."""
        return Token(f"{self.value}_bg")

    @property
    def line(self) -> Token:
        """Border of a ground in this tone."""
        return Token(f"{self.value}_line")

    @property
    def fill(self) -> Token:
        """Colour of dots, rings and bars in this tone."""
        return Token(f"{self.value}_fill")


@cache
def palette(scheme: Scheme) -> dict[Token, QColor]:
    """Return all colours of a scheme; a token without a value, or a value without a token, raises ValueError."""
    values = json.loads(bundled("style", "tokens.json").read_text(encoding="utf-8"))[scheme.value]
    if set(values) != {token.value for token in Token}:
        raise ValueError(f"tokens.json and Token differ: {sorted(set(values) ^ {token.value for token in Token})}")
    return {Token(name): QColor(value) for name, value in values.items()}
