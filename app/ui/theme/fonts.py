"""The type scale and the one Simplified-Chinese family it is set in; sizes are logical pixels at 100 %."""

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from PySide6.QtGui import QFont, QFontDatabase

from app.ui.theme.bundled import bundled

# The SC face must be named: left to itself Qt falls back to a face with Japanese glyph forms.
BUNDLED_FAMILY = "Portdesk Sans SC"
FAMILIES = (
    BUNDLED_FAMILY,
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "PingFang SC",
    "WenQuanYi Micro Hei",
)
EVEN_FIGURES = frozenset(
    {BUNDLED_FAMILY, "Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC"}
)


class _Size(NamedTuple):
    px: int
    weight: int
    is_code: bool = False


class Font(Enum):
    """The type scale of DESIGN.md §3; nothing a clerk must read is below 12 px."""

    __hash__ = object.__hash__  # members are single: hashing their names in Python is a waste a thousand times a page

    COUNTER = _Size(26, 600)
    TOTAL = _Size(24, 600)
    GREETING = _Size(20, 600)
    PAGE = _Size(18, 600)
    TITLE = _Size(17, 600)
    CARD = _Size(14, 600)
    STRONG = _Size(13, 600)
    CODE = _Size(13, 500, True)
    MEDIUM = _Size(13, 500)
    BODY = _Size(13, 400)
    SMALL = _Size(12, 400)
    SMALL_MEDIUM = _Size(12, 500)
    SMALL_STRONG = _Size(12, 600)
    KEYCAP = _Size(11, 500)
    BADGE = _Size(11, 700)


@dataclass(frozen=True, slots=True)
class Face:
    """A resolved family with the weights it really has."""

    family: str
    weights: frozenset[int]

    def weight(self, wanted: int, is_code: bool = False) -> int:
        """Return the weight to use: where there is no 600, 500 stands in as in the design's pictures.

        In a family of two weights (YaHei) 500 falls to 400 except for codes, and 600 rises to 700.
        """
        if wanted in self.weights or not self.weights:
            return wanted
        if wanted == 500:
            return 700 if is_code and 700 in self.weights else 400
        if wanted == 600:
            return 500 if 500 in self.weights else 700
        return wanted

    def font(self, kind: Font, scale: float) -> QFont:
        """Return the font of a place in the type scale at a text scale of 1.0 to 1.5."""
        px, weight, is_code = kind.value
        font = QFont()
        font.setFamilies([self.family, *(name for name in FAMILIES if name != self.family)])
        font.setPixelSize(round(px * scale))
        font.setWeight(QFont.Weight(self.weight(weight, is_code)))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        if self.family not in EVEN_FIGURES:
            font.setFeature(QFont.Tag("tnum"), 1)
        return font


def resolve() -> Face:
    """Load the shipped fonts and return the first family of the list this machine can draw."""
    for file in sorted(bundled("fonts").glob("*.[ot]tf")):
        QFontDatabase.addApplicationFont(str(file))
    family = next((name for name in FAMILIES if QFontDatabase.hasFamily(name)), FAMILIES[3])
    weights = (QFontDatabase.weight(family, style) for style in QFontDatabase.styles(family))
    return Face(family, frozenset(int(weight) for weight in weights))
