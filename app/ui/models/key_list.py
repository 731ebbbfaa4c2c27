"""The actions and their keys as rows, found by words, pinyin or by pressing a key; it changes no key."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from app.ui.keys import ACTIONS, Action, keymap, said_keys
from app.ui.models.row_list import RowList

TITLE, BEFORE, KEY = range(3)
NONE = "无"


def usual_words(action: Action) -> str:
    """Return the usual key of an action in words, 无 if it has none."""
    return said_keys(next(iter(action.usual.split()), "")) or NONE


class KeyListModel(RowList[Action]):
    """Every action in the order of the catalogue, or those that answer what was typed or pressed."""

    def __init__(self, spelling: Callable[[str], str], parent: QObject | None = None) -> None:
        super().__init__(3, parent=parent)
        self._spelling = spelling
        self.put_rows(ACTIONS.values())
        keymap().changed.connect(self._follow)

    def narrow(self, text: str) -> None:
        """Show the actions whose words, pinyin or initials hold a text; all for none."""
        wanted = text.strip().lower().replace(" ", "")
        self.put_rows(action for action in ACTIONS.values() if self._answers(action, wanted))

    def narrow_to_keys(self, keys: str) -> None:
        """Show the actions that have these keys now."""
        self.put_rows(action for action in ACTIONS.values() if keys in keymap().keys(action.id))

    def key_of(self, row: Action) -> str:
        return row.id

    def words(self, row: Action, column: int) -> str:
        if column == TITLE:
            return row.title
        if column == BEFORE:
            return f"原 {usual_words(row)}" if keymap().is_changed(row.id) else ""
        return keymap().words(row.id) or NONE

    def _answers(self, action: Action, wanted: str) -> bool:
        syllables = self._spelling(action.title).split()
        spelled, initials = "".join(syllables), "".join(one[0] for one in syllables)
        key = keymap().words(action.id).lower().replace(" ", "")
        return wanted in action.title.lower() or wanted in spelled or wanted in initials or wanted in key

    def _follow(self) -> None:
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, KEY))
