"""Live taxes of 50 lines beside the repaint of the field that is typed in, both in one run; the second is the limit."""

from collections.abc import Callable, Iterator
from datetime import date
from time import perf_counter

import app.reference
import forms
from app.core.draft import Draft
from app.taxes.live import LiveEstimate
from app.work.rates import InstalledRates
from app.work.tax_settings import settings_on
from tests.helpers.scenarios import SCENARIOS

LINES, TIMES = 50, 300
DAY = date(2026, 3, 2)
PATH = "items[7].total"
SHARED = {"terms": "3", "fee_mark": "3", "fee_rate": "500.00", "fee_currency": "CNY"}


def long_live(**head: str) -> tuple[Draft, LiveEstimate]:
    """S01 with as many lines as a declaration can have, reckoned once."""
    draft = SCENARIOS["S01"].build()
    first = draft.row_texts("items", 0)
    while draft.rows("items") < LINES:
        draft.insert_row("items", draft.rows("items"), first)
    draft.update(head)
    for at in range(LINES):
        draft.put(f"items[{at}].currency", "CNY")  # the one currency whose rate is bundled
    rates = InstalledRates(app.reference.load())
    live = LiveEstimate(forms.load("import"), draft, rates, settings_on(rates, DAY), DAY)
    if live.estimate().total is None:
        raise RuntimeError("the bundled rates no longer cover the scenario")
    return draft, live


def typed(draft: Draft, live: LiveEstimate, text: str, lines: int) -> float:
    """Put a text into one field and have all taxes again; the seconds it took. Other lines counted is a defect."""
    before = live.computed
    start = perf_counter()
    draft.put(PATH, text)
    live.put(PATH)
    live.estimate()
    spent = perf_counter() - start
    if live.computed - before > lines:
        raise RuntimeError(f"{live.computed - before} lines were reckoned, {lines} changed")
    return spent


def field() -> Callable[[str], float]:
    """An editor of the amount as the form shows it; what is handed back shows a text and repaints the field."""
    from PySide6.QtWidgets import QApplication

    from app.ui.editors.number_editor import NumberEditor

    application = QApplication.instance() or QApplication([])
    editor = NumberEditor()
    editor.resize(220, 30)
    editor.show()
    application.processEvents()

    def repainted(text: str) -> float:
        start = perf_counter()
        editor.set_text(text)
        editor.repaint()
        return perf_counter() - start

    return repainted


def share_of_repaint() -> Iterator[float]:
    """Live taxes ÷ repaint of the field, key after key, where the charges concern no other line."""
    draft, live = long_live()
    repainted = field()
    for at in range(TIMES + 20):
        text = f"{194_000 + at}.5"
        share = typed(draft, live, text, 1) / repainted(text)
        if at >= 20:
            yield share


def shared_freight() -> Iterator[float]:
    """Milliseconds where freight is shared out by value, so that a price moves the shares of all lines."""
    draft, live = long_live(**SHARED)
    for at in range(TIMES):
        yield typed(draft, live, f"{194_000 + 997 * at}.5", LINES) * 1000
