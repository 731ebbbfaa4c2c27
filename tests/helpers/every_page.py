"""Every page of the program with made-up work in it, one after the other, in a window of any size."""

import contextlib
import importlib
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from app.ui.windows import MainWindow
from app.ui.windows.page import Page
from tests.helpers import form_pictures, page_pictures

Shot = tuple[str, Callable[[], Page], Callable[[Any], object]]
_MORE = ("library_pictures", "life_pictures", "state_pictures", "lot_pictures")


def _nothing(_page: object) -> None:
    """The page is looked at as it opens."""


def _all() -> Mapping[str, Shot]:
    """Return the pictures of all modules; each of them may have emptied the list of the others."""
    found = dict(page_pictures.SHOTS)
    for name in _MORE:
        importlib.import_module(f"tests.helpers.{name}")
        found |= page_pictures.SHOTS
    found["form"] = ("list", lambda: form_pictures.page(form_pictures.coal()), _nothing)
    found["form-wrong"] = ("list", lambda: form_pictures.page(form_pictures.wrong()), _nothing)
    return found


SHOTS: Mapping[str, Shot] = _all()


@contextlib.contextmanager
def shown(name: str, size: QSize) -> Iterator[MainWindow]:
    """Give a window with one of the pages in front, ready to be looked at."""
    key, make, then = SHOTS[name]
    window = page_pictures.window(key, make)
    window.resize(size)
    window.show()
    window.activateWindow()
    page = window.page(key)
    QApplication.processEvents()
    page.activated()
    then(page)
    for _ in range(10):
        QApplication.processEvents()
    try:
        yield window
    finally:
        window.close()
        window.deleteLater()
        QApplication.processEvents()
