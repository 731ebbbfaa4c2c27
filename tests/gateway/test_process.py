"""The gateway as a process: announcing, stopping, dying with its parent, TLS, restart after a kill, clear refusals."""

from __future__ import annotations

import os
import signal
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.gateway.clock import CHINA, read_time
from app.gateway.embedded import LOG_FILE, GatewayNotStarted, start
from app.gateway.serve import default_data_dir, main
from app.gateway.server import listen
from app.gateway.tls import CA_FILE
from tests.gateway.sender import envelope
from tests.schemas.instances import road_import

ROOT = Path(__file__).resolve().parents[2]
LIMIT = 20


@contextmanager
def process(*arguments: str, cwd: Path = ROOT) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A gateway process and the URL it announced."""
    command = [sys.executable, "-m", "app.gateway", "serve", "--port", "0", *arguments]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=cwd)
    assert child.stdout is not None and child.stderr is not None
    try:
        line = child.stdout.readline()
        assert line.startswith("listening on http"), child.stderr.read()
        yield child, line.removeprefix("listening on ").strip()
    finally:
        child.kill()
        child.wait(LIMIT)
        child.stdout.close()
        child.stderr.close()


def post(url: str, sent: dict[str, Any]) -> httpx.Response:
    headers = {"Idempotency-Key": sent["message_id"]}
    return httpx.post(f"{url}/api/v1/messages", json=sent, headers=headers, trust_env=False, timeout=LIMIT)


def test_the_process_serves_by_the_clock_it_was_given_and_stops_when_told(tmp_path: Path) -> None:
    with process("--data", str(tmp_path), "--now", "2026-03-02T09:30", "--pace", "0") as (child, url):
        assert url.startswith("http://127.0.0.1:")
        now = read_time(httpx.get(f"{url}/healthz", trust_env=False, timeout=LIMIT).json()["now"])
        assert 0 <= (now - datetime(2026, 3, 2, 9, 30, tzinfo=CHINA)).total_seconds() < LIMIT
        assert post(url, envelope(road_import())).status_code == 202
        child.send_signal(signal.SIGTERM)
        assert child.wait(LIMIT) == 0
        assert child.stderr is not None and child.stderr.read() == ""


def test_sigint_before_the_first_call_stops_it_as_well(tmp_path: Path) -> None:
    with process("--data", str(tmp_path)) as (child, _):
        child.send_signal(signal.SIGINT)
        assert child.wait(LIMIT) == 0


def test_a_killed_gateway_still_knows_what_it_answered(tmp_path: Path) -> None:
    sent = envelope(road_import())
    with process("--data", str(tmp_path), "--pace", "0") as (child, url):
        first = post(url, sent).json()
        child.send_signal(signal.SIGKILL)
        child.wait(LIMIT)
    with process("--data", str(tmp_path), "--pace", "0") as (_, url):
        assert post(url, sent).json() == {**first, "duplicate": True}
        held = httpx.get(f"{url}/_admin/declarations", trust_env=False).json()["declarations"]
        assert [row["deliveries"] for row in held] == [2]


def test_it_ends_with_its_parent(tmp_path: Path) -> None:
    # A parent of its own that starts an embedded gateway, tells us where, and is killed.
    script = (
        "import sys; from pathlib import Path; from app.gateway.embedded import start\n"
        "gateway = start(Path(sys.argv[1])); print(gateway.pid, gateway.url, flush=True); sys.stdin.read()"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
    )  # fmt: skip
    assert parent.stdin is not None and parent.stdout is not None
    pid, url = parent.stdout.readline().split()
    address = httpx.URL(url)
    with socket.create_connection((address.host, address.port or 0), timeout=LIMIT) as connection:
        parent.kill()
        parent.wait(LIMIT)
        assert connection.recv(1) == b"", "the gateway closes its connections when it ends"
    parent.stdin.close()
    parent.stdout.close()
    _assert_ends(int(pid))


def _assert_ends(pid: int) -> None:
    try:
        descriptor = os.pidfd_open(pid)
    except ProcessLookupError:
        return
    import select

    readable, _, _ = select.select([descriptor], [], [], LIMIT)
    os.close(descriptor)
    assert readable, "the gateway outlived its parent"


def test_embedded_runs_from_any_folder_and_stops(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    decoy = tmp_path / "app"
    decoy.mkdir()
    (decoy / "__init__.py").write_text("raise SystemExit('the wrong app')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with start(tmp_path / "data", datetime(2026, 3, 2, 9, 30, tzinfo=CHINA), pace=0.0) as gateway:
        sent = envelope(road_import())
        assert post(gateway.url, sent).status_code == 202
        state = httpx.get(f"{gateway.url}/api/v1/messages/{sent['message_id']}", trust_env=False).json()
        assert state["final"]
        address = httpx.URL(gateway.url)
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((address.host, address.port or 0), timeout=LIMIT)
    assert (tmp_path / "data" / LOG_FILE).read_text(encoding="utf-8") == ""


def test_embedded_says_when_it_cannot_start(tmp_path: Path) -> None:
    with pytest.raises(GatewayNotStarted, match="未能启动"):
        start(tmp_path, script=str(tmp_path / "absent.json"))
    assert "脚本文件无法读取" in (tmp_path / LOG_FILE).read_text(encoding="utf-8")
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    with pytest.raises(GatewayNotStarted, match="无法启动"):
        start(blocked / "data")


def test_tls_is_trusted_through_the_demonstration_ca(tmp_path: Path) -> None:
    with start(tmp_path, tls=True, pace=0.0) as gateway:
        assert gateway.url.startswith("https://127.0.0.1:")
        trust = ssl.create_default_context(cafile=str(tmp_path / "tls" / CA_FILE))
        assert httpx.get(f"{gateway.url}/healthz", verify=trust, trust_env=False).json()["status"] == "ok"
        with pytest.raises(httpx.ConnectError, match="certificate verify failed"):
            httpx.get(f"{gateway.url}/healthz", trust_env=False)
        assert (tmp_path / "tls" / "server.key").stat().st_mode & 0o077 == 0


def test_wrong_usage_is_told_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    taken = socket.create_server(("127.0.0.1", 0))
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    cases = [
        (["--port", str(taken.getsockname()[1]), "--data", str(tmp_path)], 3, "无法监听"),
        (["--data", str(blocked / "data")], 3, "数据目录"),
        (["--data", str(tmp_path), "--script", str(tmp_path / "absent")], 2, "脚本文件"),
    ]
    for arguments, code, words in cases:
        assert main(["serve", *arguments]) == code
        error = capsys.readouterr().err
        assert words in error and error.count("\n") == 1
    taken.close()
    for arguments in (["--now", "yesterday"], ["--port", "70000"], ["--pace", "nan"], ["--profile", "other"]):
        with pytest.raises(SystemExit) as leaving:
            main(["serve", *arguments])
        assert leaving.value.code == 2


def test_starting_one_costs_the_client_nothing_heavy() -> None:
    heavy = "{'fastapi', 'pydantic', 'lxml', 'cryptography', 'uvicorn', 'sqlite3', 'httpx'}"
    code = f"import sys, app.gateway.embedded; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "[]"


def test_the_port_is_opened_so_that_answers_do_not_wait() -> None:
    with listen(0) as listening:
        # asyncio switches Nagle's algorithm off only where the protocol is named.
        assert listening.proto == socket.IPPROTO_TCP
        assert listening.getsockname()[0] == "127.0.0.1"


def test_data_lie_under_the_home_of_the_client(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PORTDESK_HOME", str(tmp_path))
    assert default_data_dir() == tmp_path / "gateway"
    monkeypatch.delenv("PORTDESK_HOME")
    assert default_data_dir().name == "gateway"
