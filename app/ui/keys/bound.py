"""Ties actions to a widget: as shortcuts, or as keys a page answers itself; both follow the keymap at once."""

from collections.abc import Callable, Iterator, Mapping

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.ui.keys.action import Action
from app.ui.keys.catalogue import ACTIONS
from app.ui.keys.keymap import keymap, pressed_keys

Act = Callable[[], object]
_CHORD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class Bound(QObject):
    """What the actions of a widget do; an id that is in no catalogue raises KeyError."""

    def __init__(self, owner: QWidget, acts: Mapping[str, Act]) -> None:
        super().__init__(owner)
        self._owner = owner
        self.acts = {ACTIONS[action_id].id: act for action_id, act in acts.items()}
        keymap().changed.connect(self._follow)

    def is_heard(self) -> bool:
        """Tell whether the keys reach the widget now."""
        return self._owner.isVisible() and self._owner.isEnabled()

    def _follow(self) -> None:
        """Take the keys as they are now."""


class Shortcuts(Bound):
    """Actions heard wherever the keyboard is in the window, or inside the widget only."""

    def __init__(self, owner: QWidget, acts: Mapping[str, Act], context: Qt.ShortcutContext) -> None:
        super().__init__(owner, acts)
        self._shortcuts = {action_id: QShortcut(owner) for action_id in self.acts}
        for action_id, shortcut in self._shortcuts.items():
            shortcut.setContext(context)
            shortcut.activated.connect(self.acts[action_id])
        self._follow()

    def _follow(self) -> None:
        for action_id, shortcut in self._shortcuts.items():
            shortcut.setKeys([QKeySequence(keys) for keys in keymap().keys(action_id)])


class Keys(Bound):
    """Actions a page answers in its keyPressEvent.

    What a text field needs never reaches them, and a key that the window also binds is not lost to an ambiguity but
    goes to the window.
    """

    def __init__(self, owner: QWidget, acts: Mapping[str, Act]) -> None:
        super().__init__(owner, acts)
        self._by_keys: dict[str, Act] = {}
        self._follow()

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key is for; returns False for a key that is for nothing here."""
        act = self._by_keys.get(pressed_keys(event))
        if act is None and not event.modifiers() & _CHORD:
            act = self._by_keys.get(event.text().upper())  # however the keyboard at hand makes that letter
        if act is None:
            return False
        event.accept()
        act()
        return True

    def _follow(self) -> None:
        self._by_keys = {
            QKeySequence(keys).toString(): act
            for action_id, act in self.acts.items()
            for keys in keymap().keys(action_id)
        }


def bind(
    owner: QWidget, acts: Mapping[str, Act], context: Qt.ShortcutContext = Qt.ShortcutContext.WindowShortcut
) -> Shortcuts:
    """Make the actions of a widget heard; returns what holds them (it lives as long as the widget)."""
    return Shortcuts(owner, acts, context)


def at_hand(window: QWidget) -> Iterator[tuple[Action, Act]]:
    """Give every action that a key would do now, in the order of the catalogue; what is bound twice comes once."""
    acts: dict[str, Act] = {}
    for bound in window.findChildren(Bound):
        if bound.is_heard():
            acts |= bound.acts
    return ((action, acts[action.id]) for action in ACTIONS.values() if action.id in acts)
