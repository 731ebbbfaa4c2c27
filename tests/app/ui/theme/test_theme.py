"""The theme at run time: one switch, one signal, every widget follows."""

from importlib import import_module

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.theme import Choice, Scheme, Theme, Token, theme
from app.ui.theme.tokens import palette
from app.ui.widgets import Card


def test_there_is_one_theme(light: Theme) -> None:
    assert theme() is light


def test_a_switch_changes_everything_with_one_signal(light: Theme, qapp: QApplication) -> None:
    heard: list[int] = []
    light.changed.connect(lambda: heard.append(1))
    before = light.menu_sheet()
    light.toggle()
    assert light.choice is Choice.DARK
    assert light.color(Token.SURFACE) == palette(Scheme.DARK)[Token.SURFACE]
    assert qapp.palette().color(QPalette.ColorRole.Window) == palette(Scheme.DARK)[Token.APP]
    assert light.menu_sheet() != before
    assert qapp.styleSheet() == "", "a style sheet of the application costs every widget of it"
    assert heard == [1]
    light.toggle()
    assert light.scheme is Scheme.LIGHT


def test_an_open_widget_is_painted_in_the_new_scheme(light: Theme, qtbot: QtBot) -> None:
    card = Card()
    qtbot.addWidget(card)
    card.resize(60, 60)
    card.show()

    def middle() -> str:
        return card.grab().toImage().pixelColor(30, 30).name()

    assert middle() == palette(Scheme.LIGHT)[Token.SURFACE].name()
    light.choose(Choice.DARK)
    assert middle() == palette(Scheme.DARK)[Token.SURFACE].name()


def test_the_desktop_decides_until_somebody_chooses(light: Theme) -> None:
    light.choose(Choice.SYSTEM)
    assert light.scheme is Scheme.LIGHT  # offscreen says nothing
    light.toggle()
    assert light.choice is Choice.DARK


def test_borders_can_be_strengthened(light: Theme) -> None:
    light.set_strong_borders(True)
    assert light.color(Token.BORDER_FIELD) == palette(Scheme.LIGHT)[Token.BORDER_STRONG]


def test_a_colour_handed_out_can_be_changed_without_harm(light: Theme) -> None:
    light.color(Token.FIELD).setAlpha(0)
    assert light.color(Token.FIELD).alpha() == 255


def test_without_an_application_there_is_no_theme(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(QApplication, "instance", staticmethod(lambda: None))
        patch.setattr(import_module("app.ui.theme.theme"), "_current", [])
        with pytest.raises(RuntimeError, match="QApplication"):
            theme()


def test_borders_are_stronger_by_themselves_where_the_system_asks_for_contrast(
    light: Theme,
) -> None:
    hints, usual = light._wishes, light.color(Token.BORDER_FIELD)
    hints.contrastPreferenceChanged.emit(Qt.ContrastPreference.HighContrast)
    assert light.has_strong_borders
    assert light.color(Token.BORDER_FIELD) == light.color(Token.BORDER_STRONG) != usual
    hints.contrastPreferenceChanged.emit(Qt.ContrastPreference.NoPreference)
    assert light.color(Token.BORDER_FIELD) == usual
