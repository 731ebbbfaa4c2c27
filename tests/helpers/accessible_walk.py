"""Walks a window the way a screen reader does and names what has no name; what is painted must be told as well."""

from collections.abc import Iterator
from typing import cast

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractScrollArea, QLineEdit, QTextEdit, QWidget

from tests.helpers.clip_detector import place_of, writers_in

_Role = QAccessible.Role
ACTING = frozenset(
    {
        _Role.Button,
        _Role.ButtonMenu,
        _Role.CheckBox,
        _Role.RadioButton,
        _Role.ComboBox,
        _Role.EditableText,
        _Role.Link,
        _Role.List,
        _Role.Table,
        _Role.Tree,
        _Role.PageTabList,
        _Role.Slider,
        _Role.SpinBox,
        _Role.Dialog,
        _Role.AlertMessage,
    }
)


def walk(interface: QAccessibleInterface, depth: int = 0) -> Iterator[QAccessibleInterface]:
    """Give an interface and all below it that can be seen; the cells of a table are its model's matter."""
    if depth > 40 or interface.state().invisible:
        return
    yield interface
    if interface.role() in (_Role.Table, _Role.Tree):
        return
    for number in range(interface.childCount()):
        child = cast("QAccessibleInterface | None", interface.child(number))  # the stubs forget that there may be none
        if child is not None and child.isValid():
            yield from walk(child, depth + 1)


def nameless(window: QWidget) -> list[str]:
    """Return what takes the keyboard or acts and has no name, and what paints words nobody is told."""
    root = QAccessible.queryAccessibleInterface(window)
    found = []
    for one in walk(root):
        acts = one.role() in ACTING or one.state().focusable
        if acts and not one.text(QAccessible.Text.Name).strip():
            thing = one.object()
            where = place_of(thing) if isinstance(thing, QWidget) else str(one.role())
            found.append(f"{one.role().name} {where}")
    found += [f"painted {place_of(one)}" for one in writers_in(window) if not is_told(one)]
    return sorted(set(found))


def states(window: QWidget) -> int:
    """Return how many parts a screen reader meets."""
    return sum(1 for _ in walk(QAccessible.queryAccessibleInterface(window)))


def is_told(widget: QWidget) -> bool:
    """Tell whether the words a widget paints reach a screen reader: by its name, its text, or its view."""
    if widget.accessibleName() or isinstance(widget, QLineEdit | QTextEdit):
        return True
    owner = widget.parentWidget()
    return isinstance(owner, QAbstractScrollArea)  # its rows and heads are read from the model
