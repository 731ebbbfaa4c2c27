"""Paint the form page with made-up work into PNGs, to be held against the pictures: ``python -m … [folder]``."""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, QSize
from PySide6.QtWidgets import QApplication, QWidget

import forms
from app.core.draft import Draft, Mode
from app.declarations.status import Status
from app.reference import load
from app.ui.pages.form.form_page import FormPage
from app.ui.pages.form.form_services import FormServices
from app.ui.pages.services import OpenedDraft
from app.ui.theme import Choice, Icon, prepare, theme
from app.ui.windows.main_window import Door, MainWindow
from app.ui.windows.page import Page
from app.ui.windows.rail import RailItem
from app.ui.windows.status_bar import Link as BarLink
from tests.helpers import scenarios
from tests.helpers.ui_services import FakeDrafts, FakeMemory, FakeSubmissions, FixedClock, row

SIZES = {"1440x900": QSize(1440, 900), "1280x720": QSize(1280, 720), "1680x1050": QSize(1680, 1050)}


def services() -> tuple[FormServices, FakeDrafts, FakeSubmissions]:
    """Return services in memory over the bundled code tables."""
    drafts, submissions = FakeDrafts([row(1)]), FakeSubmissions()
    return FormServices(drafts, submissions, load(), FixedClock(), FakeMemory()), drafts, submissions


def page(draft: Draft, status: Status = Status.DRAFT) -> FormPage:
    """Return a form page over a draft."""
    made, _, _ = services()
    return FormPage(OpenedDraft("draft-1", forms.load(draft.form), draft, status), made)


def coal(lines: int = 7) -> Draft:
    """Return S01 with several goods lines, one field wrong and one missing."""
    draft = scenarios.s01()
    form = forms.load("import")
    first = draft.row_texts("items", 0)
    for number in range(1, lines):
        quantity = 1980.5 - 131.25 * (number % 15)  # more lines would fall below nought
        texts = {
            **first,
            "quantity": f"{quantity}",
            "first_quantity": f"{quantity * 1000:.0f}",
            "total": f"{quantity * 98:.2f}",
        }
        draft.insert_row("items", number, texts)
    form.renumber(draft)
    return draft


def wrong(lines: int = 7) -> Draft:
    """Return S01 with three errors and a warning in it."""
    draft = coal(lines)
    draft.put("net_weight", "1983500")
    draft.put("goods_place", "")
    draft.put("items[1].first_quantity", "")
    draft.put("pack_count", "3")
    return draft


class Window(MainWindow):
    """The real window with one door."""

    def __init__(self, page: Page) -> None:
        super().__init__([Door(RailItem("list", "单证", Icon.FILES), lambda: page, is_home=True)])
        self.status.show_link(BarLink.ONLINE, "在线 · 单一窗口网关 86 ms")
        self.status.show_saved("已自动保存 14:32:08")
        self.status.show_queue(2)
        self.status.show_operator("操作员卡 王测试")


def settle(window: QWidget) -> None:
    """Let layouts and timers come to rest."""
    for _ in range(6):
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def paint(window: QWidget, size: QSize, file: Path) -> None:
    """Paint a window into a file."""
    window.resize(size)
    window.show()
    settle(window)
    window.grab().save(str(file))


def main(folder: Path) -> None:
    """Paint every state in both themes."""
    prepare()
    app = QApplication([])
    theme().install()
    folder.mkdir(parents=True, exist_ok=True)
    for choice in (Choice.LIGHT, Choice.DARK):
        theme().choose(choice)
        for name, size in SIZES.items():
            for state, draft in (("wrong", wrong()), ("new", forms.load("import").new(Mode.ADVANCE))):
                shown = page(draft)
                window = Window(shown)
                window.resize(size)
                window.show()
                settle(window)
                if state == "wrong":
                    shown.document.show_all()
                    shown.goods.table.go_to(1)
                    shown.reveal("contract_number")
                paint(window, size, folder / f"form-{state}-{name}-{choice.value}.png")
                window.close()
                window.deleteLater()
                settle(window)
    del app


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "/tmp/shots"))
