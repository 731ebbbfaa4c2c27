"""An open form with invented rates, and the page of what-ifs beside it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

import forms
from app.core.draft import Draft
from app.reference import Reference, load
from app.ui.pages.form.form_page import FormPage
from app.ui.pages.form.form_services import FormServices
from app.ui.pages.services import OpenedDraft
from app.ui.pages.tax.tax_page import TaxPage
from tests.helpers.keys import press
from tests.helpers.ui_services import FakeDrafts, FakeMemory, FakeSubmissions, FixedClock, row
from tests.helpers.ui_taxes import FakeTaxes


@dataclass
class Counter:
    """A form, its comparison and what both told."""

    form: FormPage
    page: TaxPage
    window: QStackedWidget
    memory: FakeMemory
    asked: list[str]
    back: list[bool]
    adopted: list[str]

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        press(QApplication.focusWidget() or self.window, key, modifier)

    def show_page(self) -> None:
        self.window.setCurrentWidget(self.page)
        self.page.activated()

    def tab_to(self, wanted: QWidget) -> None:
        for _ in range(200):
            if wanted.hasFocus():
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never came to {wanted.accessibleName()}")


@pytest.fixture(scope="session")
def reference() -> Reference:
    """The bundled code tables."""
    return load()


Open = Callable[..., Counter]


@pytest.fixture
def counter(qtbot: QtBot, reference: Reference) -> Iterator[Open]:
    """Open a draft: ``counter(draft, FakeTaxes(…))``."""
    kept: list[object] = []

    def opened(draft: Draft, taxes: FakeTaxes | None = None, memory: FakeMemory | None = None) -> Counter:
        drafts, submissions, memory = FakeDrafts([row(1)]), FakeSubmissions(), memory or FakeMemory()
        taxes = taxes or FakeTaxes()
        kept.extend((drafts, submissions, taxes))
        services = FormServices(drafts, submissions, reference, FixedClock(), memory, taxes)
        form = FormPage(OpenedDraft("draft-1", forms.load(draft.form), draft), services)
        page = TaxPage("draft-1", "甘其毛都 炼焦煤", form.taxes, reference, lambda code: code, FixedClock(), memory)
        asked: list[str] = []
        back: list[bool] = []
        adopted: list[str] = []
        form.compare_asked.connect(asked.append)
        page.went_back.connect(lambda: back.append(True))
        page.adopted.connect(adopted.append)
        window = QStackedWidget()
        window.addWidget(form)
        window.addWidget(page)
        qtbot.addWidget(window)
        window.resize(1372, 830)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        form.activated()
        QApplication.processEvents()
        return Counter(form, page, window, memory, asked, back, adopted)

    yield opened
