"""Runs the tour over the real window: shows it, measures, takes the steps, and reports; it decides no exit code."""

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QApplication

from app.core.clock import Clock
from app.ui.pages.services import DraftService, SubmissionService
from app.ui.tour import plan as plans
from app.ui.tour.camera import Camera
from app.ui.tour.clerk import Clerk
from app.ui.tour.key_driver import KeyDriver
from app.ui.tour.meters import FaultWatch, MouseWatch, StallMeter
from app.ui.tour.plan import Plan
from app.ui.tour.report import TourReport
from app.ui.tour.steps import Tour
from app.ui.tour.waiting import StepFailed, until
from app.ui.windows import MainWindow

FAILED = "failed"


class TourServices(Protocol):
    """What the tour reads of the program; it changes nothing but through the window."""

    @property
    def drafts(self) -> DraftService: ...

    @property
    def submissions(self) -> SubmissionService: ...


def run(
    window: MainWindow,
    services: TourServices,
    out: Path,
    clock: Clock,
    *,
    size: tuple[int, int] = (1440, 900),
    scale: float = 1.0,
    plan: Plan | None = None,
) -> TourReport:
    """Drive the window, over an empty home, and leave pictures, PDF and tour.json in ``out``; raises OSError.

    ``size`` is the window's, ``scale`` the picture points per point. A step that fails ends the tour: the report says
    which, and ``failed.png`` shows the window as it was.
    """
    out.mkdir(parents=True, exist_ok=True)
    (out / f"{FAILED}.png").unlink(missing_ok=True)  # of an earlier run
    app = _application()
    meter = StallMeter()
    watch = MouseWatch(app)
    camera = Camera(window, out, scale)
    with FaultWatch() as faults, _steady_caret(app):
        keys = KeyDriver(window, lambda: watch.events, _guard(faults))
        clerk = Clerk(window, keys, camera, meter, services.drafts, services.submissions)
        tour = Tour(clerk, plan or plans.load(), out, clock.now().date())
        trouble = _take(tour, clerk, size)
        meter.stop()
        watch.let_go()
        report = TourReport(
            keys.tallies,
            meter.worst_ms,
            meter.worst_during,
            camera.taken,
            [] if trouble else tour.endings(),
            trouble,
            meter.worst_busy_ms,
            meter.busy_during,
        )
    report.write(out)
    return report


def _take(tour: Tour, clerk: Clerk, size: tuple[int, int]) -> str:
    """Take all steps and return no words, or those of the step that failed."""
    title = "显示窗口"
    try:
        _show(clerk.window, size)
        clerk.meter.start()
        for step in tour.steps():
            title = clerk.meter.during = step.title
            with clerk.keys.workflow(step.workflow):
                step.do()
    except StepFailed as failure:
        with contextlib.suppress(StepFailed), clerk.meter.paused():
            clerk.camera.take(FAILED)
        return f"{title}：{failure}"
    return ""


def _show(window: MainWindow, size: tuple[int, int]) -> None:
    window.resize(*size)
    window.show()
    window.activateWindow()
    until(window.isActiveWindow, "窗口在最前")


def _guard(faults: FaultWatch) -> Callable[[], None]:
    """Return what is looked at after every key: no fault in a slot, and no dialog that stops the work."""

    def look() -> None:
        if faults.fault is not None:
            raise StepFailed(f"程序内部出错（{type(faults.fault).__name__}），详情见上方输出")
        if QApplication.activeModalWidget() is not None:
            raise StepFailed("弹出了挡住操作的对话框")

    return look


@contextlib.contextmanager
def _steady_caret(app: QApplication) -> Iterator[None]:
    """Stop the caret's blinking, so that two tours take the same pictures."""
    before = app.cursorFlashTime()
    app.setCursorFlashTime(0)
    try:
        yield
    finally:
        app.setCursorFlashTime(before)


def _application() -> QApplication:
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise RuntimeError("the tour needs a running QApplication")
    return app
