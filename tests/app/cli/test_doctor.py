"""doctor in plain words: a sound home is sound, and each thing put wrong is named with its cure."""

import json
from pathlib import Path

import pytest

from app.cli import main


def _doctor(capsys: pytest.CaptureFixture[str], home: Path) -> tuple[int, dict[str, dict[str, str]]]:
    code = main(["doctor", "--json", "--home", str(home)])
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


def test_a_key_others_can_read_is_named(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    _doctor(capsys, home)
    for path in (home / "keys").iterdir():
        path.chmod(0o644)
    code, lines = _doctor(capsys, home)
    assert code == 0
    assert lines["签名证书"]["verdict"] == "warn"
    assert "0600" in lines["签名证书"]["sentence"]


def test_a_folder_that_is_synchronised_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, lines = _doctor(capsys, tmp_path / "OneDrive" / "portdesk")
    assert code == 3
    assert lines["数据文件夹"]["verdict"] == "bad"


def test_a_damaged_file_is_told_and_left_alone(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    _doctor(capsys, home)
    database = home / "portdesk.db"
    database.write_bytes(b"not a database at all" * 100)
    before = database.read_bytes()
    assert main(["doctor", "--home", str(home)]) == 3
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "备份" in said
    assert database.read_bytes() == before


def test_a_broken_key_file_is_told(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    _doctor(capsys, home)
    next((home / "keys").iterdir()).write_text("nonsense", "ascii")
    code, lines = _doctor(capsys, home)
    assert code == 3
    assert "损坏" in lines["签名证书"]["sentence"]
