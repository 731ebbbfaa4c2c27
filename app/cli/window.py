"""The window from the command line: opened for a person, or driven without a screen by the tour."""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from app.cli.inputs import clock_of, home_of
from app.cli.outcome import Exit, Refused
from app.core.clock import ShiftedClock
from app.gateway.embedded import GatewayNotStarted
from app.main.desk import Home
from app.store.engine import StoreTrouble
from app.transport.errors import InsecureAddress
from app.wire.sign import SignerUnavailable

_PACE = 0.1  # seconds a declaration spends in each stage while the tour looks on


def open_window(arguments: argparse.Namespace) -> Exit:
    """Open the window and stay until it is closed."""
    if sys.platform.startswith("linux") and not _has_display():
        raise Refused(Exit.TROUBLE, "没有显示器，窗口打不开；可运行 portdesk tour --out 文件夹 查看演示")
    from app.main.window import running
    from app.ui.desk.application import application

    clock = clock_of(arguments)
    try:
        with running(Home(home_of(arguments)), clock, clock.now() if arguments.now else None) as program:
            program.window.window.show()
            application().exec()
    except (StoreTrouble, SignerUnavailable, GatewayNotStarted, InsecureAddress) as error:
        raise Refused(Exit.TROUBLE, str(error)) from error
    return Exit.DONE


def run_tour(arguments: argparse.Namespace) -> Exit:
    """Drive the window through a day's work over an empty home of its own; 1 if a step failed."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from app.main.window import running
    from app.ui.theme import Choice, theme
    from app.ui.tour import plan, run

    moment = arguments.now or plan.load().moment
    clock = ShiftedClock(moment)
    try:
        with (
            tempfile.TemporaryDirectory(prefix="portdesk-tour-") as folder,
            running(Home(Path(folder)), clock, clock.now(), pace=_PACE) as program,
        ):
            theme().choose(Choice(arguments.theme))
            window, desk = program.window.window, program.desk
            report = run(window, desk, arguments.out, clock, size=arguments.size, scale=arguments.scale)
    except (StoreTrouble, SignerUnavailable, GatewayNotStarted, InsecureAddress) as error:
        raise Refused(Exit.TROUBLE, str(error)) from error
    print(f"图片、PDF 和 tour.json 在 {arguments.out.resolve()}")
    if report.trouble:
        print(f"演示没有走完：{report.trouble}", file=sys.stderr)
        return Exit.DATA
    return Exit.DONE


def _has_display() -> bool:
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or os.environ.get("QT_QPA_PLATFORM"))
