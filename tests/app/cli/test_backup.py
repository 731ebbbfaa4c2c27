"""``backup``: made while in use, refused when altered, put back whole; what went out since is asked for."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.cli import main
from app.cli.outcome import Exit
from app.main.desk import Home, opened
from app.store.backup import found_in, prune
from app.store.reconcile import restored_at
from tests.helpers.gateways import gateway_process
from tests.helpers.scenarios import SCENARIOS

Capture = pytest.CaptureFixture[str]


def run(capsys: Capture, *words: str) -> tuple[int, dict[str, Any]]:
    code = main([*words, "--json"])
    heard = capsys.readouterr()
    return code, json.loads(heard.out) if heard.out else {"told": heard.err}


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    file = tmp_path / "S07.json"
    file.write_text(SCENARIOS["S07"].build().to_json(), encoding="utf-8")
    return file


def make(capsys: Capture, out: Path) -> Path:
    code, told = run(capsys, "backup", "create", "--out", str(out))
    assert code == Exit.DONE
    return Path(told["folder"])


def test_a_backup_is_sound_and_restores_what_was_there(home: Path, tmp_path: Path, capsys: Capture) -> None:
    with opened(Home(home)) as database:  # in use while it is copied
        made = make(capsys, tmp_path / "backups")
        with database.writing() as connection:
            connection.exec_driver_sql("INSERT INTO settings VALUES ('later', '1', '2026-01-01T00:00:00.000000Z')")
    code, told = run(capsys, "backup", "verify", str(made))
    assert (code, told["ok"], told["counts"]["drafts"]) == (Exit.DONE, True, 0)
    code, told = run(capsys, "backup", "restore", str(made))
    assert code == Exit.DONE
    with opened(Home(home)) as database, database.reading() as connection:
        assert restored_at(connection) is not None
        assert connection.exec_driver_sql("SELECT count(*) FROM settings WHERE key = 'later'").scalar_one() == 0
    assert (Path(told["kept"]) / "portdesk.db").is_file()


def test_a_restore_on_a_fresh_computer(home: Path, tmp_path: Path, capsys: Capture) -> None:
    with opened(Home(home)):
        pass
    made = make(capsys, tmp_path / "backups")
    code, told = run(capsys, "--home", str(tmp_path / "other"), "backup", "restore", str(made))
    assert (code, told["kept"]) == (Exit.DONE, None)
    with opened(Home(tmp_path / "other")) as database, database.reading() as connection:
        assert restored_at(connection) is not None


@pytest.mark.parametrize("name", ["portdesk.db", "keyslots.json", "manifest.json"])
@pytest.mark.parametrize("how", ["flip", "delete", "truncate"])
def test_an_altered_backup_is_refused_and_nothing_is_touched(
    home: Path, tmp_path: Path, capsys: Capture, name: str, how: str
) -> None:
    with opened(Home(home)):
        pass
    made = make(capsys, tmp_path / "backups")
    content = bytearray((made / name).read_bytes())
    content[len(content) // 2] ^= 1
    if how == "flip":
        (made / name).write_bytes(content)
    elif how == "delete":
        (made / name).unlink()
    else:
        (made / name).write_bytes(content[: len(content) // 2])
    before = (home / "portdesk.db").read_bytes()
    for act in ("verify", "restore"):
        code, _ = run(capsys, "backup", act, str(made))
        assert code == Exit.TROUBLE
    assert (home / "portdesk.db").read_bytes() == before


def test_data_in_use_are_not_replaced(home: Path, tmp_path: Path, capsys: Capture) -> None:
    with opened(Home(home)) as database, database.reading() as connection:
        connection.exec_driver_sql("SELECT 1 FROM drafts").all()
        made = make(capsys, tmp_path / "backups")
        code, told = run(capsys, "backup", "restore", str(made))
    assert code == Exit.TROUBLE
    assert "正在使用" in told["told"]


@pytest.mark.parametrize(("reconciled", "deliveries"), [(True, 1), (False, 2)])  # the second is the control
def test_what_was_sent_after_the_backup_is_asked_for_and_not_sent_again(
    home: Path, tmp_path: Path, capsys: Capture, sample: Path, reconciled: bool, deliveries: int
) -> None:
    with gateway_process(tmp_path / "gateway", pace=0.0) as gateway:
        # Queued while the gateway cannot be reached, saved, then sent for real.
        code, _ = run(capsys, "submit", str(sample), "--gateway", "http://127.0.0.1:9")
        assert code == Exit.TROUBLE
        made = make(capsys, tmp_path / "backups")
        run(capsys, "outbox", "--drain", "--wait", "30", "--gateway", gateway.url)
        assert [row["deliveries"] for row in gateway.held()] == [1]
        assert run(capsys, "backup", "restore", str(made))[0] == Exit.DONE
        if not reconciled:
            with opened(Home(home)) as database, database.writing() as connection:
                connection.exec_driver_sql("DELETE FROM settings WHERE key = 'store.restored_at'")
        code, told = run(capsys, "outbox", "--drain", "--wait", "30", "--gateway", gateway.url)
        assert [one["state"] for one in told["submissions"]] == ["closed"]
        assert [row["deliveries"] for row in gateway.held()] == [deliveries]


def test_old_backups_make_room(tmp_path: Path) -> None:
    for day in range(1, 29):
        for hour in (9, 15):
            folder = tmp_path / f"portdesk-202602{day:02d}-{hour:02d}0000"
            folder.mkdir()
            (folder / "manifest.json").write_text("{}")
    gone = prune(tmp_path)
    left = [folder.name for folder in found_in(tmp_path)]
    assert len(left) + len(gone) == 56
    assert left[0] == "portdesk-20260228-150000"
    assert len(left) == 24 + 2  # every hour kept of the last twelve days, one more day each before
