"""How long a letter takes to be painted on the page with fifty lines (product.md §5.3)."""

import time

import pytest
from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEventLoop, QTimer

from tests.app.ui.pages.form.conftest import Open, Stage
from tests.helpers import scenarios

PAUSE = 60  # ms between letters of a fast typist


def pause(milliseconds: int) -> None:
    """Let the event loop run."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def typed(stage: Stage, path: str, text: str) -> list[float]:
    """Type a text and return the milliseconds from each letter to the end of its painting."""
    stage.page.reveal(path)
    pause(100)
    taken = []
    clock = QElapsedTimer()
    for letter in text:
        clock.start()
        stage.keys.type(letter)
        QCoreApplication.processEvents()
        taken.append(clock.nsecsElapsed() / 1e6)
        pause(PAUSE)
    return taken


@pytest.mark.slow
def test_a_letter_is_painted_within_a_frame(open_page: Open) -> None:
    draft = scenarios.s01()
    first = draft.row_texts("items", 0)
    for number in range(1, 50):
        draft.insert_row("items", number, {**first, "name": f"炼焦煤{number}"})
    stage = open_page(draft)
    started = time.perf_counter()
    taken = []
    for path, text in (
        ("contract_number", "TM-2026-018-ABCDEF"),
        ("net_weight", "1234567890"),
        ("goods_place", "ABCDEFGHIJKLMNOP"),
        ("items[49].quantity", "1234567.25"),
        ("items[25].price", "98.1234"),
        ("items[10].name", "ABCDEFGHIJKLMNOP"),
        ("items[10].model", "0|3|ABCDEFGHIJKL"),
        ("voyage_number", "4000000005613"),
    ):
        taken += typed(stage, path, text)
    taken.sort()
    p95 = taken[int(len(taken) * 0.95)]
    print(f"{len(taken)} letters, p50 {taken[len(taken) // 2]:.1f}, p95 {p95:.1f}, max {taken[-1]:.1f} ms")
    assert time.perf_counter() - started < 60
    assert p95 < 16
