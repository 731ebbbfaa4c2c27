"""doctor in plain words: a sound home is sound, and each thing put wrong is named with its cure."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.cli import main
from app.main.desk import Home, opened
from app.signing.demo_key import SoftwareSigner
from app.store.settings import put_setting
from tests.helpers.gateways import FILING_DAY, NOW, GatewayProcess, gateway_process
from tests.helpers.loopback import free_port


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GatewayProcess]:
    with gateway_process(tmp_path_factory.mktemp("gateway")) as process:
        yield process


@pytest.fixture
def desk(desk_home: Path, running: GatewayProcess) -> Path:
    """A home with a gateway that need not be started, and the demo profile's key."""
    with opened(Home(desk_home)) as database, database.writing() as connection:
        put_setting(connection, "preferences.gateway", running.url, FILING_DAY)
    SoftwareSigner.open(desk_home / "keys")
    return desk_home


def _doctor(capsys: pytest.CaptureFixture[str], home: Path) -> tuple[int, dict[str, dict[str, str]]]:
    code = main(["doctor", "--json", "--home", str(home), "--now", NOW])
    heard = capsys.readouterr()
    checks = json.loads(heard.out)["checks"] if heard.out else []
    return code, {one["name"]: one for one in checks}


def test_a_fresh_home_is_a_sound_demo_profile(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    code, lines = _doctor(capsys, home)
    assert code == 0
    assert [name for name, one in lines.items() if one["verdict"] == "bad"] == []
    assert "演示档案" in lines["签名证书"]["sentence"]
    assert "无 PIN" in lines["签名证书"]["sentence"]
    assert "在线" in lines["网关"]["sentence"]
    assert (home / "keys").stat().st_mode & 0o077 == 0


def test_a_key_others_can_read_is_named(capsys: pytest.CaptureFixture[str], desk: Path) -> None:
    for path in (desk / "keys").iterdir():
        path.chmod(0o644)
    code, lines = _doctor(capsys, desk)
    assert code == 0
    assert lines["签名证书"]["verdict"] == "warn"
    assert "0600" in lines["签名证书"]["sentence"]


def test_a_folder_that_is_synchronised_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, lines = _doctor(capsys, tmp_path / "OneDrive" / "portdesk")
    assert code == 3
    assert lines["数据文件夹"]["verdict"] == "bad"
    assert lines["网关"]["verdict"] == "ok", "the rest is looked at all the same"
    assert not (tmp_path / "OneDrive").exists(), "nothing is left where nothing may be"


def test_a_damaged_file_is_told_and_left_alone(capsys: pytest.CaptureFixture[str], desk: Path) -> None:
    database = desk / "portdesk.db"
    database.write_bytes(b"not a database at all" * 100)
    before = database.read_bytes()
    code, lines = _doctor(capsys, desk)
    assert code == 3
    assert lines["数据文件"]["verdict"] == "bad"
    assert "备份" in lines["数据文件"]["sentence"]
    assert lines["网关"]["verdict"] == "ok", "the rest is looked at all the same"
    assert database.read_bytes() == before


def test_a_home_that_cannot_be_is_told_line_by_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_bytes(b"")
    code, lines = _doctor(capsys, blocked)
    assert code == 3
    bad = {name for name, one in lines.items() if one["verdict"] == "bad"}
    assert bad == {"数据文件夹", "数据文件", "数据加密", "签名证书", "网关"}


def test_a_certificate_counts_on_the_day_of_the_clock(capsys: pytest.CaptureFixture[str], desk: Path) -> None:
    assert main(["doctor", "--home", str(desk), "--now", "2051-01-01"]) == 3
    said = capsys.readouterr().out
    assert "有误  签名证书" in said
    assert "2050-01-01" in said


def test_the_gateway_a_person_set_is_the_one_that_is_asked(capsys: pytest.CaptureFixture[str], desk: Path) -> None:
    with opened(Home(desk)) as database, database.writing() as connection:
        put_setting(connection, "preferences.gateway", f"http://127.0.0.1:{free_port()}", FILING_DAY)
    code, lines = _doctor(capsys, desk)
    assert code == 3
    assert "没有答复" in lines["网关"]["sentence"]


def test_a_clock_far_from_the_gateways_is_named(capsys: pytest.CaptureFixture[str], desk: Path) -> None:
    assert main(["doctor", "--home", str(desk), "--now", "2026-03-02T12:30"]) == 0
    assert "留意  网关" in capsys.readouterr().out


def test_it_speaks_english(capsys: pytest.CaptureFixture[str], desk: Path) -> None:
    assert main(["doctor", "--home", str(desk), "--now", NOW, "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert said.isascii()
    assert "demo profile" in said


def test_a_broken_key_file_is_told(capsys: pytest.CaptureFixture[str], desk: Path) -> None:
    next((desk / "keys").iterdir()).write_text("nonsense", "ascii")
    code, lines = _doctor(capsys, desk)
    assert code == 3
    assert "损坏" in lines["签名证书"]["sentence"]
