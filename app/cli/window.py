"""The window from the command line: opened for a person, or driven without a screen by the tour."""

import argparse
import os
import sys

from app.cli.inputs import clock_of, home_of
from app.cli.outcome import Exit, Refused
from app.gateway.embedded import GatewayNotStarted
from app.main.desk import Home
from app.store.engine import StoreTrouble
from app.transport.errors import InsecureAddress
from app.wire.sign import SignerUnavailable


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


def _has_display() -> bool:
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or os.environ.get("QT_QPA_PLATFORM"))
