"""The queue stopped and started on the command line, and https with certificates from end to end."""

from pathlib import Path

import pytest

from app.gateway import embedded
from tests.app.cli.conftest import Command
from tests.helpers.files import as_json, s01
from tests.helpers.gateways import FILING_DAY, gateway_process
from tests.helpers.tls_servers import Authority


def test_nothing_leaves_while_it_is_paused(desk_home: Path, tmp_path: Path, command: Command) -> None:
    file = as_json(tmp_path / "a.json", s01("PDP0001"))
    assert command("outbox", "--pause").code == 0
    with gateway_process(tmp_path / "gateway") as gateway:
        stopped = command("submit", file, "--wait", 1, "--gateway", gateway.url, "--json")
        assert (stopped.code, stopped.submissions[0]["state"]) == (3, "queued")
        assert "已暂停" in stopped.err
        assert gateway.held() == []
        gone = command("outbox", "--resume", "--drain", "--wait", 20, "--gateway", gateway.url, "--json")
        assert (gone.code, gone.submissions[0]["state"]) == (0, "closed")


def test_a_folder_that_is_none_is_wrong_usage(desk_home: Path, command: Command) -> None:
    ran = command("outbox", "--drain", "--gateway", "https://127.0.0.1:1", "--trust", desk_home / "nowhere")
    assert ran.code == 2
    assert "没有这个证书文件夹" in ran.err


@pytest.mark.slow
def test_https_with_certificates_from_end_to_end(desk_home: Path, tmp_path: Path, command: Command) -> None:
    file = as_json(tmp_path / "a.json", s01("PDP0002"))
    stranger = tmp_path / "stranger"
    stranger.mkdir()
    Authority(stranger, "ca")
    with embedded.start(tmp_path / "gateway", FILING_DAY, pace=0.02, mutual=True) as gateway:
        assert gateway.url.startswith("https://")
        mine = ("--gateway", gateway.url, "--json", "--trust")
        wrong = command("submit", file, "--wait", 2, *mine, stranger)
        assert (wrong.code, wrong.submissions[0]["state"]) == (3, "queued")
        assert "没有发送任何内容" in wrong.err
        right = command("submit", file, "--wait", 20, *mine, tmp_path / "gateway" / "tls")
        assert (right.code, right.submissions[0]["state"]) == (0, "closed")
