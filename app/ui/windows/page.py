"""What the window asks of a page; the window knows pages by this Protocol only."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol, runtime_checkable

from PySide6.QtCore import QSize, SignalInstance
from PySide6.QtWidgets import QWidget

from app.ui.theme import Icon


class KeyHint(NamedTuple):
    """One hint in the status bar: ``KeyHint("field.lookup", "查代码")``; ``keys`` is an action or plain keys (↑ ↓)."""

    keys: str
    words: str


class Page(Protocol):
    """A page of the rail or a document in a tab.

    ``retitled()`` tells that title, icon or the unsaved mark changed; ``hinted()`` that the key hints did.
    """

    @property
    def retitled(self) -> SignalInstance: ...

    @property
    def hinted(self) -> SignalInstance: ...

    def widget(self) -> QWidget:
        """Return the widget to show; the same one every time."""
        ...

    def title(self) -> str:
        """Return the words of the tab, e.g. ``单证`` or ``进口 甘其毛都 焦煤 1834``."""
        ...

    def icon(self) -> Icon:
        """Return the sign of the tab."""
        ...

    def is_marked(self) -> bool:
        """Tell whether the tab carries the amber dot: something in it waits for the user."""
        ...

    def hints(self) -> Sequence[KeyHint]:
        """Return the keys worth knowing now."""
        ...

    def activated(self) -> None:
        """Do what is to be done when the page comes to the front, e.g. put the keyboard where it was."""
        ...

    def may_close(self) -> bool:
        """Store what is unsaved and tell whether the page may go; if not, ``retitled`` tells when to ask again.

        A page that cannot store tells the user why itself.
        """
        ...


FOLDED = QSize(1140, 570)


@runtime_checkable
class Folding(Protocol):
    """A page that goes on folding where larger letters leave it less room than other pages need.

    ``folds_to``: the least window it wants, at 100 % of the text size.
    """

    folds_to: QSize
