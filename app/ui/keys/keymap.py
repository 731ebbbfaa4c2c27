"""Which keys every action has now: the usual ones, or what the operator chose; it stores nothing itself."""

import json
from collections.abc import Iterable, Mapping

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication

from app.ui.keys.action import Action
from app.ui.keys.catalogue import ACTIONS

_SPOKEN = {
    "Return": "Enter",
    "Space": "空格",
    "Up": "↑",
    "Down": "↓",
    "Left": "←",
    "Right": "→",
}


def pressed_keys(event: QKeyEvent) -> str:
    """Return the keys of an event in Qt's portable words; the number pad counts as the rest of the keyboard."""
    key = Qt.Key.Key_Return if event.key() == Qt.Key.Key_Enter else event.key()
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return QKeySequence(key | modifiers.value).toString(QKeySequence.SequenceFormat.PortableText)


def said_keys(keys: str) -> str:
    """Return keys as a cap shows them: ``Ctrl+Shift+V`` → ``Ctrl Shift V``."""
    head, plus, last = keys.rpartition("+")
    if keys.endswith("+"):  # the plus key itself
        head, last = keys[:-1].rstrip("+"), "+"
    parts = [*head.split("+"), last] if plus and head else [last]
    return " ".join(_SPOKEN.get(part, part) for part in parts)


def shown_keys(keys: str) -> str:
    """Return the key an action has now, or plain keys as they are."""
    return keymap().words(keys) if keys in ACTIONS else keys


class Keymap(QObject):
    """The keys of all actions; ``changed`` after every change, and everything that shows or hears a key follows."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._own: dict[str, str] = {}

    def keys(self, action_id: str) -> tuple[str, ...]:
        """Return the keys of an action, none if it has none; an unknown id raises KeyError."""
        return tuple(self._own.get(action_id, ACTIONS[action_id].usual).split())

    def words(self, action_id: str) -> str:
        """Return the first key of an action as a cap shows it, "" if it has none."""
        return said_keys(next(iter(self.keys(action_id)), ""))

    def is_changed(self, action_id: str) -> bool:
        """Tell whether somebody gave an action other keys than its usual ones."""
        return action_id in self._own

    def changes(self) -> int:
        """Return how many actions have other keys than usual."""
        return len(self._own)

    def clash(self, action_id: str, keys: str) -> Action | None:
        """Return another action heard in one of the same places that has these keys already."""
        where = ACTIONS[action_id].where
        others = (one for one in ACTIONS.values() if one.id != action_id and one.where & where)
        return next((one for one in others if _same(keys) in map(_same, self.keys(one.id))), None)

    def rebind(self, action_id: str, keys: str) -> None:
        """Give an action one key ("" takes its keys away); raises ValueError for a fixed one and for a clash."""
        if ACTIONS[action_id].is_fixed or (keys and self.clash(action_id, keys) is not None):
            raise ValueError(action_id)
        self._put(action_id, _same(keys) if keys else "")

    def restore(self, action_id: str) -> Action | None:
        """Give an action its usual keys back; if another one holds one of them, change nothing and return that."""
        for keys in ACTIONS[action_id].usual.split():
            other = self.clash(action_id, keys)
            if other is not None:
                return other
        self._put(action_id, ACTIONS[action_id].usual)
        return None

    def restore_all(self) -> None:
        """Give every action its usual keys back."""
        self._own.clear()
        self.changed.emit()

    def pressed(self, event: QKeyEvent, among: Iterable[str]) -> str:
        """Return which of some actions a key event is for, "" if for none of them."""
        keys = pressed_keys(event)
        return next((one for one in among if keys in self.keys(one)), "")

    def text(self) -> str:
        """Return what was changed, to be kept."""
        return json.dumps(self._own, ensure_ascii=False, sort_keys=True)

    def load(self, text: str) -> None:
        """Take what was kept; what is unknown by now, fixed, or taken twice falls back to the usual keys."""
        try:
            kept = json.loads(text or "{}")
        except ValueError:
            kept = {}
        self._own.clear()
        for action_id, keys in kept.items() if isinstance(kept, Mapping) else ():
            action = ACTIONS.get(action_id)
            if action is not None and not action.is_fixed and isinstance(keys, str) and keys != action.usual:
                self._own[action_id] = keys
        for action_id in [one for one in self._own if self._own[one] and self.clash(one, self._own[one]) is not None]:
            del self._own[action_id]
        self.changed.emit()

    def _put(self, action_id: str, keys: str) -> None:
        if keys == ACTIONS[action_id].usual:
            self._own.pop(action_id, None)
        else:
            self._own[action_id] = keys
        self.changed.emit()


def _same(keys: str) -> str:
    """Return keys as Qt spells them."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.PortableText)


_current: list[Keymap] = []


def keymap() -> Keymap:
    """Return the keymap of the running application; there must be a QApplication."""
    if not _current:
        app = QApplication.instance()
        if app is None:
            raise RuntimeError("the keymap needs a QApplication")
        app.destroyed.connect(_current.clear)
        _current.append(Keymap(app))
    return _current[0]
