"""submit, status, receipts and outbox through the real command line against a real gateway process."""

import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.app.cli.conftest import Command
from tests.helpers.files import as_json, as_xml, s01
from tests.helpers.gateways import NOW, GatewayProcess, gateway_process
from tests.helpers.loopback import free_port, raw_server

pytestmark = pytest.mark.usefixtures("desk_home")

ROOT = Path(__file__).resolve().parents[3]
LIFE = ["7", "L", "J", "P", "R"]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GatewayProcess]:
    with gateway_process(tmp_path_factory.mktemp("gateway")) as process:
        yield process


@pytest.fixture
def gateway(running: GatewayProcess) -> Iterator[GatewayProcess]:
    yield running
    running.faults()
    running.script()
    running.pace(0.02)


def test_s01_to_closed(command: Command, gateway: GatewayProcess, tmp_path: Path) -> None:
    file = as_xml(tmp_path / "a.xml", s01("PDT01"))
    ran = command("submit", file, "--gateway", gateway.url, "--wait", 20, "--json")
    assert (ran.code, ran.err) == (0, "")
    (row,) = ran.submissions
    assert set(row) == {"id", "file", "client_seq_no", "seq_no", "entry_id", "state", "channels", "final"}
    assert (row["file"], row["client_seq_no"]) == (str(file), "PDT01")
    assert (row["state"], row["channels"], row["final"]) == ("closed", LIFE, True)
    (held,) = gateway.held("PDT01")
    assert (held["seq_no"], held["entry_id"], held["deliveries"]) == (row["seq_no"], row["entry_id"], 1)
    assert command("status", row["id"], "--json").submissions == [row]
    for number in (row["seq_no"], row["entry_id"], "PDT01"):
        assert command("status", number, "--json").submissions == [row]


def test_receipts_in_the_order_of_notice(command: Command, gateway: GatewayProcess, tmp_path: Path) -> None:
    gateway.faults(duplicate_receipts=True, shuffle_receipts=True)
    file = as_json(tmp_path / "a.json", s01("PDT02"))
    assert command("submit", file, "--gateway", gateway.url, "--wait", 20, "--json").submissions[0]["channels"] == LIFE
    found = command("receipts", "PDT02", "--json").json
    assert [one["channel"] for one in found["receipts"]] == LIFE
    times = [one["noticed_at"] for one in found["receipts"]]
    assert times == sorted(times)
    said = command("receipts", "PDT02").out
    assert said.index("成功入海关预录入库") < said.index("报关单已放行")


def test_errors_in_a_file_are_reported_and_nothing_is_queued(
    command: Command, gateway: GatewayProcess, tmp_path: Path
) -> None:
    file = as_json(tmp_path / "a.json", s01("PDT03", net_weight="1980501"))
    ran = command("submit", file, "--gateway", gateway.url, "--json")
    assert ran.code == 1
    assert ran.submissions == []
    assert "R055" in [one["rule"] for one in ran.json["files"][0]["problems"]]
    assert "净重" in command("submit", file, "--gateway", gateway.url).out
    assert command("status", "--json").submissions == []
    assert gateway.held("PDT03") == []


def test_a_good_file_goes_beside_one_with_errors(command: Command, gateway: GatewayProcess, tmp_path: Path) -> None:
    bad = as_json(tmp_path / "a.json", s01("PDT04", net_weight="1980501"))
    good = as_json(tmp_path / "b.json", s01("PDT05"))
    ran = command("submit", bad, good, "--gateway", gateway.url, "--wait", 20, "--json")
    assert ran.code == 1
    assert [(one["client_seq_no"], one["state"]) for one in ran.submissions] == [("PDT05", "closed")]
    assert [one["file"] for one in ran.json["files"]] == [str(bad)]


def test_warnings_alone_are_no_obstacle(command: Command, gateway: GatewayProcess, tmp_path: Path) -> None:
    draft = s01("PDT06", bill_number="GQMD2026031000B")
    file = as_json(tmp_path / "a.json", draft)
    severities = [one["severity"] for one in command("check", file, "--json").json["files"][0]["problems"]]
    assert severities and set(severities) == {"warning"}
    assert command("submit", file, "--gateway", gateway.url, "--wait", 20, "--reason", "已核对").code == 0


def test_a_rejection_names_its_reasons(command: Command, gateway: GatewayProcess, tmp_path: Path) -> None:
    pointer = {"rule": "R051", "element": "DecHead/GrossWet", "message": "毛重与舱单不符"}
    gateway.script({"client_seq_no": "PDT07", "behaviour": "reject", "pointers": [pointer]})
    file = as_json(tmp_path / "a.json", s01("PDT07"))
    ran = command("submit", file, "--gateway", gateway.url, "--wait", 20)
    assert ran.code == 1
    assert "退单" in ran.out and "R051" in ran.out and "毛重与舱单不符" in ran.out
    (row,) = command("status", "PDT07", "--json").submissions
    assert (row["state"], row["channels"], row["final"]) == ("rejected", ["7", "E"], True)
    receipts = command("receipts", "PDT07", "--json").json["receipts"]
    assert receipts[-1]["pointers"][0] | {"item": None} == pointer | {"item": None}


def test_no_gateway_leaves_it_queued_and_drain_delivers_once(command: Command, tmp_path: Path) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    file = as_json(tmp_path / "a.json", s01("PDT08"))
    ran = command("submit", file, "--gateway", url, "--wait", 1, "--json")
    assert ran.code == 3
    assert [one["state"] for one in ran.submissions] == ["queued"]
    assert ran.err.count("\n") == 1
    assert command("submit", file, "--gateway", url).code == 3
    assert [one["state"] for one in command("outbox", "--json").submissions] == ["queued"]
    with gateway_process(tmp_path / "gateway", port=port) as gateway:
        ran = command("outbox", "--drain", "--gateway", gateway.url, "--wait", 20, "--json")
        assert ran.code == 0
        assert [(one["client_seq_no"], one["state"]) for one in ran.submissions] == [("PDT08", "closed")]
        assert [row["deliveries"] for row in gateway.held()] == [1]
    assert command("outbox", "--json").submissions == []


def test_a_lost_answer_is_settled_only_where_it_was_lost(command: Command, tmp_path: Path) -> None:
    file = as_json(tmp_path / "a.json", s01("PDT30"))
    with gateway_process(tmp_path / "one") as one:
        one.faults(drop_answer=1.0)
        assert command("submit", file, "--gateway", one.url, "--json").submissions[0]["state"] == "unknown"
    with gateway_process(tmp_path / "two") as two:
        ran = command("outbox", "--drain", "--wait", 2, "--gateway", two.url)
        assert (ran.code, two.held()) == (3, [])
        assert "另一个网关" in ran.out
    with gateway_process(tmp_path / "one") as again:  # at another port, with all it knew
        ran = command("outbox", "--drain", "--wait", 20, "--gateway", again.url, "--json")
        assert (ran.code, ran.submissions[0]["state"]) == (0, "closed")
        assert [row["deliveries"] for row in again.held("PDT30")] == [1]


def test_a_disk_without_room_keeps_everything_queued(
    command: Command, gateway: GatewayProcess, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = as_json(tmp_path / "a.json", s01("PDT31"))
    with monkeypatch.context() as full:
        full.setattr(shutil, "disk_usage", lambda folder: SimpleNamespace(free=1))
        ran = command("submit", file, "--gateway", gateway.url)
    assert (ran.code, gateway.held("PDT31")) == (3, [])
    assert "暂停发送" in ran.err
    assert command("submit", file, "--gateway", gateway.url, "--wait", 20).code == 0


def test_time_over_is_trouble_and_drain_goes_on(command: Command, gateway: GatewayProcess, tmp_path: Path) -> None:
    gateway.pace(600)
    file = as_json(tmp_path / "a.json", s01("PDT09"))
    ran = command("submit", file, "--gateway", gateway.url, "--wait", 0.3, "--json")
    assert ran.code == 3
    assert "outbox --drain" in ran.err
    assert not ran.submissions[0]["final"]
    gateway.pace(0)
    assert command("outbox", "--drain", "--gateway", gateway.url, "--wait", 20).code == 0


def test_without_wait_it_is_sent_once_and_that_is_all(
    command: Command, gateway: GatewayProcess, tmp_path: Path
) -> None:
    file = as_json(tmp_path / "a.json", s01("PDT10"))
    ran = command("submit", file, "--gateway", gateway.url, "--json")
    assert ran.code == 0
    assert [(one["state"], one["final"]) for one in ran.submissions] == [("sent", False)]
    assert ran.submissions[0]["seq_no"]


def test_a_gateway_that_takes_nothing_now_is_trouble(command: Command, gateway: GatewayProcess, tmp_path: Path) -> None:
    gateway.faults(status_503=1.0)
    ran = command("submit", as_json(tmp_path / "a.json", s01("PDT17")), "--gateway", gateway.url, "--json")
    assert (ran.code, ran.submissions[0]["state"], ran.err.count("\n")) == (3, "queued", 1)
    gateway.faults(drop_answer=1.0)
    ran = command("submit", as_json(tmp_path / "a.json", s01("PDT17")), "--gateway", gateway.url, "--json")
    assert (ran.code, ran.submissions[0]["state"], ran.err.count("\n")) == (3, "unknown", 1)
    gateway.faults()
    assert command("outbox", "--drain", "--gateway", gateway.url, "--wait", 20).code == 0
    assert len(gateway.held("PDT17")) == 1


def test_the_same_file_again_resumes(command: Command, gateway: GatewayProcess, tmp_path: Path) -> None:
    file = as_json(tmp_path / "a.json", s01("PDT11"))
    first = command("submit", file, file, "--gateway", gateway.url, "--json")
    assert len(first.submissions) == 1
    copy = shutil.copy(file, tmp_path / "b.json")
    again = command("submit", copy, "--gateway", gateway.url, "--wait", 20, "--json")
    assert again.code == 0
    assert [one["id"] for one in again.submissions] == [first.submissions[0]["id"]]
    assert again.submissions[0]["state"] == "closed"
    third = command("submit", as_xml(tmp_path / "c.xml", s01("PDT11")), "--gateway", gateway.url)
    assert (third.code, "没有重复发送" in third.out) == (0, True)
    assert [row["deliveries"] for row in gateway.held("PDT11")] == [1]
    assert len(command("status", "--json").submissions) == 1


def test_a_file_named_twice_at_once_is_not_told_to_have_been_filed_before(
    command: Command, gateway: GatewayProcess, tmp_path: Path
) -> None:
    file = as_json(tmp_path / "a.json", s01("PDT41"))
    ran = command("submit", file, file, "--gateway", gateway.url)
    assert (ran.code, "没有重复发送" in ran.out) == (0, False)


def test_the_same_number_with_other_content_is_r159(command: Command, gateway: GatewayProcess, tmp_path: Path) -> None:
    assert command("submit", as_json(tmp_path / "a.json", s01("PDT12")), "--gateway", gateway.url).code == 0
    other = as_json(tmp_path / "b.json", s01("PDT12", contract_number="TM-2026-099"))
    ran = command("submit", other, "--gateway", gateway.url, "--json")
    assert ran.code == 1
    assert [(one["rule"], one["path"]) for one in ran.json["files"][0]["problems"]] == [("R159", "sign.client_seq_no")]
    assert len(gateway.held("PDT12")) == 1
    assert len(command("status", "--json").submissions) == 1


def test_a_file_without_a_number_is_known_by_its_content(
    command: Command, gateway: GatewayProcess, tmp_path: Path
) -> None:
    draft = s01("", contract_number="TM-2026-100")
    first = command("submit", as_json(tmp_path / "a.json", draft), "--gateway", gateway.url, "--json")
    again = command("submit", as_xml(tmp_path / "b.xml", draft), "--gateway", gateway.url, "--wait", 20, "--json")
    assert [one["id"] for one in first.submissions] == [one["id"] for one in again.submissions]
    number = first.submissions[0]["client_seq_no"]
    assert number
    assert [row["contract_no"] for row in gateway.held(number)] == ["TM-2026-100"]
    draft.put("contract_number", "TM-2026-101")
    other = command("submit", as_json(tmp_path / "c.json", draft), "--gateway", gateway.url, "--json")
    assert other.code == 0
    assert other.submissions[0]["client_seq_no"] != number


def test_a_rejected_file_is_corrected_under_its_number(
    command: Command, gateway: GatewayProcess, tmp_path: Path
) -> None:
    gateway.script({"client_seq_no": "PDT13", "behaviour": "reject"})
    file = as_json(tmp_path / "a.json", s01("PDT13"))
    assert command("submit", file, "--gateway", gateway.url, "--wait", 20).code == 1
    gateway.script()
    assert command("submit", file, "--gateway", gateway.url, "--wait", 20).code == 1, "unchanged, it stays rejected"
    corrected = as_json(tmp_path / "b.json", s01("PDT13", contract_number="TM-2026-102"))
    ran = command("submit", corrected, "--gateway", gateway.url, "--wait", 20, "--json")
    assert (ran.code, ran.submissions[0]["state"]) == (0, "closed")
    assert [row["contract_no"] for row in gateway.held("PDT13")] == ["TM-2026-102"]


@pytest.mark.parametrize("url", ["http://example.invalid", "http://10.0.0.1:80", "ftp://127.0.0.1", "nonsense"])
def test_an_address_that_is_not_safe_is_wrong_usage(command: Command, tmp_path: Path, url: str) -> None:
    file = as_json(tmp_path / "a.json", s01("PDT14"))
    ran = command("submit", file, "--gateway", url, "--json")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert command("status", "--json").submissions == []
    assert command("outbox", "--drain", "--gateway", url).code == 2


def test_what_cannot_be_read_stops_everything_before_anything_is_queued(
    command: Command, gateway: GatewayProcess, tmp_path: Path
) -> None:
    good = as_json(tmp_path / "a.json", s01("PDT15"))
    broken = tmp_path / "b.xml"
    broken.write_text("<DecMessage", encoding="utf-8")
    ran = command("submit", good, broken, "--gateway", gateway.url, "--json")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert str(broken) in ran.err
    assert gateway.held("PDT15") == []


@pytest.mark.parametrize("line", [("status", "PD404"), ("receipts", "PD404"), ("status", ""), ("receipts", "")])
def test_an_unknown_id_is_wrong_usage(command: Command, line: tuple[str, ...]) -> None:
    ran = command(*line, "--json")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)


def test_without_an_address_the_built_in_gateway_serves_and_ends(
    command: Command, desk_home: Path, tmp_path: Path
) -> None:
    ran = command("submit", as_xml(tmp_path / "a.xml", s01("PDT18")), "--wait", 30, "--json")
    assert (ran.code, ran.submissions[0]["state"], ran.submissions[0]["channels"]) == (0, "closed", LIFE)
    assert (desk_home / "gateway").is_dir()
    commands = [path.read_bytes() for path in Path("/proc").glob("[0-9]*/cmdline") if path.exists()]
    assert [one for one in commands if str(desk_home / "gateway").encode() in one] == []


def test_programs_started_at_once_on_a_fresh_home_do_not_disturb_each_other(
    gateway: GatewayProcess, tmp_path: Path
) -> None:
    files = [as_json(tmp_path / f"{number}.json", s01(f"PDT2{number % 2}")) for number in range(3)]
    words = ["--home", str(tmp_path / "fresh"), "--gateway", gateway.url, "--wait", "60", "--now", NOW]
    programs = [
        subprocess.Popen([sys.executable, "-m", "app", "submit", str(file), *words], cwd=ROOT, stderr=subprocess.PIPE)
        for file in files
    ]
    for program in programs:
        _, said = program.communicate(timeout=90)
        assert (program.returncode, said) == (0, b"")
    assert [row["deliveries"] for row in gateway.held() if row["client_seq_no"] in ("PDT20", "PDT21")] == [1, 1]


def test_a_gateway_that_never_answers_does_not_hold_a_command_for_long(command: Command, tmp_path: Path) -> None:
    silence = threading.Event()

    def hang(connection: socket.socket, request: bytes) -> None:
        silence.wait(30)

    with raw_server(hang) as url:
        began = time.monotonic()
        ran = command("submit", as_json(tmp_path / "a.json", s01("PDT19")), "--gateway", url, "--wait", 1, "--json")
        spent = time.monotonic() - began
        silence.set()
    assert (ran.code, ran.submissions[0]["state"]) == (3, "unknown")
    assert spent < 8


def test_english(command: Command, gateway: GatewayProcess, tmp_path: Path) -> None:
    file = as_json(tmp_path / "a.json", s01("PDT16"))
    ran = command("submit", file, "--gateway", gateway.url, "--wait", 20, "--lang", "en")
    assert ran.out.startswith("closed  PDT16")
    for line in (("status",), ("outbox",), ("status", "PD404"), ("submit", "absent.xml"), ("submit",)):
        ran = command(*line, "--lang", "en")
        assert (ran.out + ran.err).isascii(), line
