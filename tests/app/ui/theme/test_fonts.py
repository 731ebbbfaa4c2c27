"""The type scale: the shipped Simplified-Chinese family, weights that exist, sizes that can be read."""

import pytest
from PySide6.QtGui import QFont, QFontInfo, QRawFont

from app.ui.theme import Font, Theme, theme
from app.ui.theme.fonts import BUNDLED_FAMILY, Face, resolve

YAHEI = Face("Microsoft YaHei UI", frozenset({400, 700}))
BUNDLED = Face(BUNDLED_FAMILY, frozenset({400, 500, 700}))


def test_the_shipped_family_is_the_one_in_use() -> None:
    face = resolve()
    assert face.family == BUNDLED_FAMILY
    assert face.weights >= {400, 500, 700}
    assert QFontInfo(face.font(Font.BODY, 1.0)).family() == BUNDLED_FAMILY


@pytest.mark.parametrize(
    ("face", "wanted", "is_code", "used"),
    [
        (YAHEI, 400, False, 400),
        (YAHEI, 500, False, 400),
        (YAHEI, 500, True, 700),
        (YAHEI, 600, False, 700),
        (YAHEI, 700, False, 700),
        (BUNDLED, 500, False, 500),
        (BUNDLED, 600, False, 500),
        (BUNDLED, 700, False, 700),
        (Face("Whatever", frozenset({400, 600})), 600, False, 600),
    ],
)
def test_a_weight_the_family_lacks_is_replaced(face: Face, wanted: int, is_code: bool, used: int) -> None:
    assert face.weight(wanted, is_code) == used


def test_nothing_but_key_caps_and_counts_is_below_12_px() -> None:
    small = {kind for kind in Font if theme().font(kind).pixelSize() < 12}
    assert small == {Font.KEYCAP, Font.BADGE}


def test_the_text_scale_makes_fonts_and_lengths_grow_together(light: Theme) -> None:
    light.set_percent(150)
    assert light.font(Font.BODY).pixelSize() == 20
    assert light.px(26) == 39
    light.set_percent(400)
    assert light.percent == 150
    light.set_percent(10)
    assert light.percent == 100


def test_figures_are_tabular() -> None:
    for kind in (Font.BODY, Font.CODE, Font.SMALL):
        assert len({round(theme().metrics(kind).horizontalAdvance(figure), 3) for figure in "0123456789"}) == 1


def test_a_family_with_uneven_figures_is_asked_for_tabular_ones() -> None:
    font = Face("PingFang SC", frozenset({400})).font(Font.BODY, 1.0)
    assert font.featureValue(QFont.Tag("tnum")) == 1


def test_the_glyphs_of_the_form_are_in_the_shipped_font() -> None:
    raw = QRawFont.fromFont(theme().font(Font.BODY))
    missing = [
        one
        for one in "进口货物报关单境内收发货人启运国监管方式征免性质≤≥…·，。“”"
        if not raw.supportsCharacter(ord(one))
    ]
    assert missing == []
