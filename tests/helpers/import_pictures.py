"""Paint the import page with an invented invoice into PNGs, to be held against 15-import: ``python -m … [folder]``."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.sheets.cells import written
from app.ui.pages.background import background
from app.ui.pages.goods_import.import_page import ImportPage
from app.ui.theme import Choice, prepare, theme
from app.ui.tour.invoice import invoice
from tests.helpers import scenarios
from tests.helpers.form_pictures import SIZES, Window, paint, settle
from tests.helpers.form_pictures import page as form_page

MOST_TURNS = 500


def opened(lines: int, mistakes: bool) -> tuple[object, ImportPage]:
    """Return a form and its import page with an invoice on it."""
    draft = scenarios.s01()
    for row in reversed(range(draft.rows("items"))):
        draft.remove_row("items", row)
    form = form_page(draft)
    pages: list[ImportPage] = []
    form.importer.asked.connect(pages.append)
    form.importer.take_text(written(invoice(lines, mistakes)))
    for _ in range(MOST_TURNS):
        background().wait()
        QTest.qWait(1)  # the page is made in steps, with a timer between them
        if pages and pages[0].sheet.preview is not None:
            break
    return form, pages[0]


def steps() -> dict[str, Callable[[ImportPage], object]]:
    """Return the states to paint, each going on from the one before."""
    return {"columns": lambda page: page.activated(), "cells": ImportPage.go_on, "merge": mended, "split": apart}


def mended(page: ImportPage) -> None:
    """Mend all that can be mended by what is offered and go on."""
    for _ in range(6):
        if page.sheet.preview is not None and page.sheet.preview.bad():
            page.go_on()
    page.go_on()
    page.card.table.folded.emit(3)


def apart(page: ImportPage) -> None:
    """Ask for so much to be the same that it must be split."""
    page.sheet.ask_same("price", True)
    page.go_on()


def main(folder: Path) -> None:
    """Paint every step in both themes and two sizes."""
    prepare()
    app = QApplication([])
    theme().install()
    folder.mkdir(parents=True, exist_ok=True)
    for choice in (Choice.LIGHT, Choice.DARK):
        theme().choose(choice)
        for name in ("1440x900", "1280x720"):
            form, page = opened(200, True)
            window = Window(page)
            window.resize(SIZES[name])
            window.show()
            settle(window)
            for step, act in steps().items():
                act(page)
                settle(window)
                paint(window, SIZES[name], folder / f"import-{step}-{name}-{choice.value}.png")
            window.close()
            window.deleteLater()
            settle(window)
            del form
    del app


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "/tmp/shots"))
