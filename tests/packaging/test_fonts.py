"""Tests of the bundled font: what the window and the printed page rely on must be in the files themselves."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo
from pytestqt.qtbot import QtBot

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "fonts"
FAMILY = "Portdesk Sans SC"
WEIGHTS = {"Regular": 400, "Medium": 500, "Bold": 700}


def characters(style: str) -> set[int]:
    """The code points of one weight."""
    with TTFont(FOLDER / f"PortdeskSansSC-{style}.otf", lazy=True) as font:
        return set(font.getBestCmap())


def test_the_running_text_weight_has_all_of_gbk() -> None:
    assert set(range(0x4E00, 0x9FA6)) <= characters("Regular")


@pytest.mark.parametrize("style", WEIGHTS)
def test_every_weight_has_the_common_characters_and_the_signs(style: str) -> None:
    have = characters(style)
    for text in (
        "进出口货物报关单口岸申报关述复门直骨一丁啊座齄",
        "ABCxyz0189.,¥€$₽₮%‰ nǚ lǘ āáǎà",
        "（）【】《》「」、。；：？！—…·￥",
        "①⑩㎡㎏℃№≤≥≠±×÷←↑→↓▸▾●○◎★☆✓│┌┐└┘├┤┬┴┼─",
        "Улаанбаатар Өргөө Үүр Ёлка Москва",
    ):
        assert [sign for sign in text if ord(sign) not in have] == []


@pytest.mark.parametrize("style", WEIGHTS)
def test_digits_are_equally_wide(style: str) -> None:
    with TTFont(FOLDER / f"PortdeskSansSC-{style}.otf", lazy=True) as font:
        names = font.getBestCmap()
        assert len({font["hmtx"][names[ord(digit)]][0] for digit in "0123456789"}) == 1


@pytest.mark.parametrize("style", WEIGHTS)
def test_the_name_is_our_own_and_the_licence_is_kept(style: str) -> None:
    with TTFont(FOLDER / f"PortdeskSansSC-{style}.otf", lazy=True) as font:
        names = font["name"]
        for name_id in (1, 4, 6, 16):
            text = names.getDebugName(name_id) or ""
            assert not any(word in text for word in ("Noto", "Source", "Adobe"))
        assert "Adobe" in names.getDebugName(0)
        assert "SIL Open Font License" in names.getDebugName(13)
        assert font["OS/2"].usWeightClass == WEIGHTS[style]
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FOLDER / "OFL.txt").read_text(encoding="utf-8")


def test_qt_finds_three_weights_under_one_family(qtbot: QtBot) -> None:
    for style in WEIGHTS:
        number = QFontDatabase.addApplicationFont(str(FOLDER / f"PortdeskSansSC-{style}.otf"))
        assert FAMILY in QFontDatabase.applicationFontFamilies(number)
    for weight in WEIGHTS.values():
        font = QFont(FAMILY)
        font.setWeight(QFont.Weight(weight))
        found = QFontInfo(font)
        assert (found.family(), found.weight(), found.exactMatch()) == (FAMILY, weight, True)
