"""Starts a gateway as a child process and stops it again; standard library only, it never serves in-process."""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import IO

_PREFIX = "listening on "
LOG_FILE = "gateway.log"


class GatewayNotStarted(RuntimeError):
    """The child process did not come up; the text says why, in Chinese."""


class EmbeddedGateway:
    """A running gateway process and where it listens."""

    def __init__(self, url: str, process: subprocess.Popen[str]) -> None:
        self.url = url
        self._process = process

    @property
    def pid(self) -> int:
        """Process id of the gateway."""
        return self._process.pid

    def stop(self, timeout: float = 5.0) -> None:
        """Ends the gateway and waits for it; it keeps its data, so ending it hard loses nothing either."""
        if self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(timeout)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()

    def __enter__(self) -> EmbeddedGateway:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.stop()


def start(
    data_dir: Path,
    now: datetime | None = None,
    *,
    pace: float | None = None,
    profile: str = "idempotent",
    script: str | None = None,
    tls: bool = False,
    mutual: bool = False,
    port: int = 0,
    timeout: float = 20.0,
) -> EmbeddedGateway:
    """Starts the child and returns once it listens; it ends by itself when this process does.

    Its own messages go to `gateway.log` under `data_dir`. Raises GatewayNotStarted.
    """
    arguments = ["serve", "--port", str(port), "--data", str(data_dir), "--profile", profile]
    arguments += ["--parent-pid", str(os.getpid())]
    if now is not None:
        arguments += ["--now", now.isoformat()]
    if pace is not None:
        arguments += ["--pace", str(pace)]
    if script is not None:
        arguments += ["--script", script]
    if tls:
        arguments.append("--tls")
    if mutual:
        arguments.append("--mutual")
    try:
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(data_dir / LOG_FILE, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "ab") as log:
            process = _launch([*_command(), *arguments], log)
    except OSError as error:
        raise GatewayNotStarted(f"无法启动模拟网关：{data_dir}") from error
    return EmbeddedGateway(_wait_for_url(process, data_dir, timeout), process)


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        # A frozen program has no -m; its command line has the same subcommand.
        return [sys.executable, "gateway"]
    # -P keeps a folder named app in the working directory from being taken for ours.
    return [sys.executable, "-P", "-m", "app.gateway"]


def _launch(command: Sequence[str], log: IO[bytes]) -> subprocess.Popen[str]:
    environment = dict(os.environ)
    root = str(Path(__file__).resolve().parents[2])
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, (root, environment.get("PYTHONPATH"))))
    return subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log, env=environment, encoding="utf-8"
    )


def _wait_for_url(process: subprocess.Popen[str], data_dir: Path, timeout: float) -> str:
    lines: queue.SimpleQueue[str] = queue.SimpleQueue()
    threading.Thread(target=_read_first_line, args=(process, lines), daemon=True).start()
    line = ""
    with contextlib.suppress(queue.Empty):
        line = lines.get(timeout=timeout)
    if line.startswith(_PREFIX):
        return line.removeprefix(_PREFIX).strip()
    process.kill()
    process.wait()
    if process.stdout is not None:
        process.stdout.close()
    raise GatewayNotStarted(f"模拟网关未能启动，详见{data_dir / LOG_FILE}")


def _read_first_line(process: subprocess.Popen[str], lines: queue.SimpleQueue[str]) -> None:
    lines.put(process.stdout.readline() if process.stdout is not None else "")
