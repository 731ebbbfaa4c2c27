"""The icons: shipped ones are used ones, with their licences, in the colour and sharpness asked for."""

from PySide6.QtGui import QColor, QImage

from app.ui.theme import Icon, Token, theme
from app.ui.theme.bundled import bundled
from app.ui.theme.icons import icon_image, mark_image

FOLDER = bundled("icons", "lucide")


def inked(image: QImage) -> set[tuple[int, int, int]]:
    """The colours of the fully opaque pixels."""
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {(one.red(), one.green(), one.blue()) for one in pixels if one.alpha() == 255}


def test_every_icon_has_its_file_and_every_file_its_icon() -> None:
    assert {path.stem for path in FOLDER.glob("*.svg")} == {icon.value for icon in Icon}


def test_both_licence_notices_are_shipped() -> None:
    notice = (FOLDER / "LICENSE").read_text(encoding="utf-8")
    assert "ISC License" in notice
    assert "The MIT License (MIT)" in notice
    assert "Cole Bemis" in notice


def test_the_muddy_train_is_not_shipped() -> None:
    assert not (FOLDER / "train-front.svg").exists()


def test_an_icon_takes_the_colour_asked_for() -> None:
    red = QColor(200, 30, 30)
    assert inked(icon_image(Icon.TRUCK, 20, red, 2.0)) == {(200, 30, 30)}


def test_an_icon_is_as_sharp_as_the_screen() -> None:
    image = icon_image(Icon.SEND, 16, theme().color(Token.T2), 2.0)
    assert (image.width(), image.height()) == (32, 32)
    assert image.deviceIndependentSize().toTuple() == (16.0, 16.0)


def test_small_icons_have_a_heavier_stroke() -> None:
    def ink(size: int, stroke: float | None = None) -> int:
        image = icon_image(Icon.SEARCH, size, QColor(0, 0, 0), 4.0, stroke)
        return sum(image.pixelColor(x, y).alpha() for x in range(image.width()) for y in range(image.height()))

    assert ink(14) == ink(14, 2.0) > ink(14, 1.75)
    assert ink(16) == ink(16, 1.75)


def test_every_icon_draws_something() -> None:
    empty = [icon for icon in Icon if not inked(icon_image(icon, 20, QColor(10, 20, 30), 2.0))]
    assert empty == []


def test_the_mark_is_a_white_gate_on_the_accent() -> None:
    ground, figure = theme().color(Token.ACCENT_FILL), theme().color(Token.ON_FILL)
    colors = inked(mark_image(32, ground, figure, 2.0))
    assert (ground.red(), ground.green(), ground.blue()) in colors
    assert (255, 255, 255) in colors
