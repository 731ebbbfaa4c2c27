"""A filter of which several choices may hold at once; its menu stays open while they are ticked."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QWidget

from app.ui.theme.tip import plain_tip
from app.ui.widgets.choice_button import Choice, ChoiceButton

LONGEST = 14  # signs of names side by side; the room belongs to the other filters too


class _Ticks(QMenu):
    """Stays open on a click and on Space; Enter ticks and closes."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        under = [action for action in self.actions() if self.actionGeometry(action).contains(at)]
        if not under:
            super().mouseReleaseEvent(event)
        for action in under:
            action.trigger()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = self.activeAction()
        if event.key() == Qt.Key.Key_Space and action is not None:
            action.trigger()
        else:
            super().keyPressEvent(event)


class ManyChoiceButton(ChoiceButton):
    """The first choice means all of them; ``chosen(str)`` carries what was turned, ``held()`` is what holds now."""

    def __init__(self, title: str, choices: Sequence[Choice], parent: QWidget | None = None) -> None:
        self._held: tuple[str, ...] = ()
        super().__init__(title, choices, parent)

    def held(self) -> frozenset[str]:
        """Return the keys of the choices that hold; none of them is all."""
        return frozenset(self._held)

    def show_choices(self, choices: Sequence[Choice], key: str) -> None:
        """Show other choices; what holds stays, unless ``key`` is the first one, which means all."""
        first = choices[0][0] if choices else ""
        self._held = () if key == first else self._held or (key,)
        super().show_choices(choices, key)

    def words(self) -> str:
        """Return the names of what holds, or how many where they are too long."""
        names = self._names()
        if not names:
            return self._choices[0][1] if self._choices else ""
        every = " ".join(names)
        return f"{len(names)} 个" if len(names) > 1 and len(every) > LONGEST else every

    def menu(self) -> QMenu:
        """Return the menu with a tick before each choice that holds."""
        menu = _Ticks(self)
        for number, (key, words) in enumerate(self._choices):
            action = QAction(words, menu)
            action.setCheckable(True)
            action.setData(key)
            action.setChecked(key in self._held if number else not self._held)
            action.triggered.connect(lambda _checked=False, key=key: self._turn(menu, key))
            menu.addAction(action)
        return menu

    def _turn(self, menu: QMenu, key: str) -> None:
        """Let a choice hold or no more, and tick the menu anew."""
        first = self._choices[0][0]
        order = [one for one, _words in self._choices[1:]]
        now = set() if key == first else set(self._held) ^ {key}
        self._held = tuple(one for one in order if one in now)
        self._key = self._held[0] if self._held else first
        for action in menu.actions():
            action.setChecked(action.data() in now or (action.data() == first and not now))
        self._tell()
        self.chosen.emit(key)

    def _names(self) -> list[str]:
        return [words for key, words in self._choices[1:] if key in self._held]

    def _tell(self) -> None:
        super()._tell()
        names = self._names()
        self.setAccessibleName(f"{self._title}，{'、'.join(names) or self.words()}")
        self.setToolTip(plain_tip("\n".join(names)) if len(names) > 1 else "")
