"""The window from the command line: opened for a person, or driven without a screen by the tour."""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from app.cli.environment import environment
from app.cli.inputs import clock_of, home_of
from app.cli.outcome import Exit, Refused
from app.core.clock import ShiftedClock
from app.main.desk import Home
from app.store.summons import shown_elsewhere

_PACE = 0.1  # seconds a declaration spends in each stage while the tour looks on


def open_window(arguments: argparse.Namespace) -> Exit:
    """Open the window and stay until it is closed."""
    if sys.platform.startswith("linux") and not _has_display():
        english = "there is no display to open the window on; portdesk tour --out DIR shows it in pictures"
        raise Refused(Exit.TROUBLE, "没有显示器，窗口打不开；可运行 portdesk tour --out 文件夹 查看演示", english)
    from app.main.sitting import sit

    clock, home = clock_of(arguments), Home(home_of(arguments))
    if shown_elsewhere(home.folder):
        print("口岸申报台已经打开，窗口已移到最前面")
        return Exit.DONE
    with environment():
        again = True
        while again:  # a backup was to be put back: the next sitting begins with that
            again = sit(home, clock, clock.now() if arguments.now else None)
    return Exit.DONE


def run_tour(arguments: argparse.Namespace) -> Exit:
    """Drive the window through a day's work over an empty home of its own; 1 if a step failed."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from app.main.window import running
    from app.ui.theme import Choice, theme
    from app.ui.tour import plan, run

    moment = arguments.now or plan.load().moment
    clock = ShiftedClock(moment)
    with (
        environment(),
        tempfile.TemporaryDirectory(prefix="portdesk-tour-") as folder,
        running(_scripted(Path(folder)), clock, clock.now(), pace=_PACE) as program,
    ):
        theme().choose(Choice(arguments.theme))
        program.window.begin()
        window, desk = program.window.window, program.desk
        report = run(window, desk, arguments.out, clock, size=arguments.size, scale=arguments.scale)
    print(f"图片、PDF 和 tour.json 在 {arguments.out.resolve()}")
    busy, stall = (report.worst_busy_ms, report.busy_during), (report.worst_stall_ms, report.worst_during)
    told = "界面线程最长一次忙 {:.0f} 毫秒（{}）；连同等待和别的程序，最长一次停顿 {:.0f} 毫秒（{}）"
    print(told.format(*busy, *stall))
    if report.trouble:
        print(f"演示没有走完：{report.trouble}", file=sys.stderr)
        return Exit.DATA
    return Exit.DONE


def _scripted(folder: Path) -> Home:
    """Return the tour's home, whose gateway will send back what the tour wants sent back."""
    from app.ui.tour import plan

    home = Home(folder)
    plan.load().rejected.write_script(home.gateway)
    return home


def _has_display() -> bool:
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or os.environ.get("QT_QPA_PLATFORM"))
