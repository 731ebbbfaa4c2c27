"""Starts the gateway as a process of its own and stops it cleanly; what it serves is built by api.py."""

from __future__ import annotations

import argparse
import os
import signal
import sqlite3
import sys
import threading
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

from app.gateway.clock import GatewayClock, read_time
from app.gateway.parent import is_gone
from app.gateway.store import Store

if TYPE_CHECKING:
    from app.gateway.server import GatewayServer, TlsFiles

PROFILES = ("idempotent", "query", "bare")
_PARENT_CHECK_SECONDS = 0.25


class CannotServe(Exception):
    """The gateway cannot start; the text says why, in Chinese; exit code 2 is wrong input, 3 the environment."""

    def __init__(self, message: str, exit_code: int) -> None:
        super().__init__(message)
        self.exit_code = exit_code


def serve(
    port: int,
    data_dir: Path,
    profile: str = "idempotent",
    script: str | Path | None = None,
    tls: bool = False,
    now: datetime | None = None,
    pace: float | None = None,
    parent_pid: int | None = None,
    mutual: bool = False,
) -> None:
    """Serves on 127.0.0.1 until SIGTERM, SIGINT or the end of `parent_pid`; port 0 takes a free one.

    `script` is a JSON file or "first-letter"; `now` sets the gateway's clock; `pace` is seconds per stage (2);
    `mutual` (with `tls`) serves only callers with a certificate of the demonstration CA.
    Prints `listening on URL` once the port is open. Raises CannotServe.
    """
    rules = _script(script)
    try:
        store = Store(data_dir)
        files = _tls_files(data_dir, mutual) if tls or mutual else None
    except (OSError, sqlite3.Error) as error:
        raise CannotServe(f"数据目录无法使用：{data_dir}", 3) from error
    clock = GatewayClock(now)

    def build() -> Any:
        return _application(store, clock, profile, pace, rules, data_dir)

    try:
        _run(_server(build, port, files), parent_pid)
    except (OSError, sqlite3.Error) as error:
        raise CannotServe("网关无法继续运行", 3) from error
    finally:
        store.close()


def _application(
    store: Store, clock: GatewayClock, profile: str, pace: float | None, rules: Any, data_dir: Path
) -> Any:
    # FastAPI and lxml take longer to load than everything else together.
    from app.gateway.api import create_app
    from app.gateway.delivery import wake
    from app.gateway.gateway import DEFAULT_PACE, Gateway, Profile
    from app.gateway.pin_update import announce
    from app.gateway.receipt_key import ReceiptKey
    from app.gateway.script import Script

    wake(store, clock.now())
    gateway = Gateway(store, clock, Profile(profile), DEFAULT_PACE if pace is None else pace, rules or Script())
    gateway.receipt_key = ReceiptKey.open(data_dir)
    announce(data_dir, gateway.receipt_key, clock.now())
    return create_app(gateway)


def _script(source: str | Path | None) -> Any:
    if source is None:
        return None
    from app.gateway.script import ScriptUnreadable, read_script

    try:
        return read_script(str(source))
    except ScriptUnreadable as error:
        raise CannotServe(str(error), 2) from error


def _tls_files(data_dir: Path, mutual: bool) -> TlsFiles:
    from app.gateway.tls import tls_files

    return tls_files(data_dir, mutual=mutual)


def _server(build: Any, port: int, files: TlsFiles | None) -> GatewayServer:
    from app.gateway.server import Doorway, GatewayServer, listen

    try:
        listening = listen(port)
    except OSError as error:
        raise CannotServe(f"端口{port}无法监听", 3) from error
    return GatewayServer(Doorway(build), listening, _announce, files)


def _announce(url: str) -> None:
    print(f"listening on {url}", flush=True)


def _run(server: GatewayServer, parent_pid: int | None) -> None:
    def stop(_signal: int, _frame: FrameType | None) -> None:
        server.should_exit = True

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    if parent_pid is not None:
        threading.Thread(target=_watch, args=(server, parent_pid), daemon=True).start()
    server.run_until_stopped()


def _watch(server: GatewayServer, parent_pid: int) -> None:
    pause = threading.Event()
    while not is_gone(parent_pid):
        pause.wait(_PARENT_CHECK_SECONDS)
    server.should_exit = True


def default_data_dir() -> Path:
    """Where the data lie when nothing else is said: under the home of the client."""
    home = os.environ.get("PORTDESK_HOME")
    if home:
        return Path(home) / "gateway"
    from platformdirs import user_data_path

    return user_data_path("portdesk", appauthor=False) / "gateway"


def main(argv: Sequence[str] | None = None) -> int:
    """The command `gateway serve …`; returns the exit code."""
    arguments = _parser().parse_args(argv)
    try:
        serve(
            arguments.port,
            arguments.data or default_data_dir(),
            arguments.profile,
            arguments.script,
            arguments.tls,
            arguments.now,
            arguments.pace,
            arguments.parent_pid,
            arguments.mutual,
        )
    except CannotServe as error:
        print(error, file=sys.stderr)
        return error.exit_code
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="gateway", description="模拟的国际贸易单一窗口网关（仅限本机）")
    serving = parser.add_subparsers(required=True).add_parser("serve", help="启动网关")
    serving.add_argument("--port", type=_port, default=0, help="端口，0为任取空闲端口")
    serving.add_argument("--data", type=Path, help="数据目录")
    serving.add_argument("--profile", choices=PROFILES, default="idempotent", help="重复报文的处理方式")
    serving.add_argument("--script", help="剧本文件（JSON），或 first-letter")
    serving.add_argument("--tls", action="store_true", help="使用演示证书的https")
    serving.add_argument("--mutual", action="store_true", help="同--tls，并要求客户端证书")
    serving.add_argument("--now", type=_time, default=os.environ.get("PORTDESK_NOW"), help="网关时钟")
    serving.add_argument("--pace", type=_seconds, help="每一阶段的秒数，默认2")
    serving.add_argument("--parent-pid", type=int, help="该进程结束时网关也结束")
    return parser


def _port(text: str) -> int:
    number = int(text)
    if not 0 <= number <= 65535:
        raise argparse.ArgumentTypeError("端口应为0–65535")
    return number


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 0 <= seconds <= 86_400:
        raise argparse.ArgumentTypeError("每阶段秒数应为0–86400")
    return seconds


def _time(text: str) -> datetime:
    return read_time(text)
