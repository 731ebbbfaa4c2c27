"""``keys`` and sealed backups: slots come and go, data move to another computer, damaged ones are carried out."""

from pathlib import Path

import pytest

from app.main.desk import Home, open_home
from app.store.drafts import create_draft
from app.store.key_slots import KeySlots
from tests.app.cli.conftest import Command
from tests.helpers.databases import migrated_bytes
from tests.helpers.filings import NOW
from tests.helpers.scenarios import SCENARIOS

PAGE = 4096


@pytest.fixture
def secrets(tmp_path: Path) -> Path:
    folder = tmp_path / "safe"
    folder.mkdir()
    (folder / "passphrase").write_text("正确的口令 2026\n", "utf-8")
    return folder


def kinds(home: Path) -> tuple[str, ...]:
    return KeySlots.read(home / "keyslots.json").kinds()


def test_data_move_to_another_computer_sealed(
    desk_home: Path, tmp_path: Path, command: Command, secrets: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "恢复密钥" in command("backup", "export", "--out", tmp_path / "a").err, "there is no key to seal it to yet"
    assert command("keys", "recovery", "--out", secrets / "office").code == 0
    assert command("keys", "recovery", "--out", secrets / "office").code == 3, "a key is not written over another"
    sealed = Path(command("backup", "export", "--out", tmp_path / "a", "--json").json["file"])
    assert b"portdesk.db" not in sealed.read_bytes()
    told = command("--home", tmp_path / "other", "backup", "restore", sealed)
    assert told.code == 3 and "请指明恢复密钥文件" in told.err
    assert not (tmp_path / "other" / "portdesk.db").exists()
    told = command("backup", "restore", sealed, "--recovery-file", secrets / "office")
    assert told.code == 3 and "请设一个口令" in told.err, "nothing here would open it afterwards"
    assert command("status").code == 0, "so what stands there was not touched"
    words = ["--recovery-file", secrets / "office", "--passphrase-file", secrets / "passphrase"]
    checked = command("backup", "verify", sealed, "--recovery-file", secrets / "office")
    assert checked.code == 0 and str(sealed) in checked.out
    assert command("--home", tmp_path / "other", "backup", "restore", sealed, *words).code == 0
    assert kinds(tmp_path / "other") == ("recovery", "passphrase"), "the demo key did not travel"
    assert not list((tmp_path / "other").glob("demo-slot-*"))
    monkeypatch.setenv("PORTDESK_PASSPHRASE_FILE", str(secrets / "passphrase"))
    assert command("--home", tmp_path / "other", "status").code == 0


def test_a_forgotten_passphrase_is_replaced_with_the_recovery_key(
    desk_home: Path, command: Command, secrets: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for words in (
        ("recovery", "--out", secrets / "office"),
        ("passphrase", "--new-file", secrets / "passphrase"),
        ("remove", "demo"),
    ):
        assert command("keys", *words).code == 0
    told = command("keys", "list")
    assert told.code == 3 and "请输入口令" in told.err
    (secrets / "next").write_text("另一个口令 2027\n", "utf-8")
    changed = command("keys", "passphrase", "--new-file", secrets / "next", "--recovery-file", secrets / "office")
    assert changed.code == 0
    monkeypatch.setenv("PORTDESK_PASSPHRASE_FILE", str(secrets / "next"))
    assert [one["kind"] for one in command("keys", "list", "--json").json["slots"]] == ["recovery", "passphrase"]
    assert command("keys", "remove", "passphrase").code == 3
    assert command("keys", "renew").code == 0
    assert command("status").code == 0


def test_nothing_is_asked_without_a_terminal(desk_home: Path, command: Command) -> None:
    told = command("keys", "passphrase")
    assert told.code == 3 and "--new-file" in told.err


@pytest.fixture
def damaged(home: Path) -> Path:
    (home / "portdesk.db").write_bytes(migrated_bytes())
    database, _ = open_home(Home(home))
    with database, database.writing() as connection:
        for number in range(30):
            draft = SCENARIOS["S07"].build()
            draft.put("remark", f"{number}" + "长" * 2000)
            create_draft(connection, draft, NOW)
    content = bytearray((home / "portdesk.db").read_bytes())
    content[len(content) // PAGE * 3 // 4 * PAGE + 99] ^= 1
    (home / "portdesk.db").write_bytes(content)
    return home


def test_damaged_data_are_read_and_carried_out_and_never_sent(damaged: Path, tmp_path: Path, command: Command) -> None:
    before = (damaged / "portdesk.db").read_bytes()
    assert command("submit", damaged / "none.xml").code == 2
    shown = command("status")
    assert shown.code == 0 and "只读抢救" in shown.err
    saved = command("backup", "rescue", "--out", tmp_path / "out", "--json").json
    assert saved["drafts"] + saved["unreadable"] == 30 and saved["drafts"] > 20
    told = command("doctor")
    assert told.code == 3 and "从备份恢复" in told.out
    assert (damaged / "portdesk.db").read_bytes() == before
