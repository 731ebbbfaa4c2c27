"""What the self-check says of the safety of the data: each thing wrong has its line, with what to do."""

from datetime import timedelta
from pathlib import Path

import pytest

from app.core.draft import Draft
from app.store import audit, health, reconcile
from app.store.age import new_recovery_key
from app.store.backup import create as back_up
from app.store.drafts import create_draft
from app.store.engine import Database
from app.store.key_slots import DEMO, FILE, KeySlots, create, passphrase_slot, recovery_slot
from app.store.upgrade import open_database
from app.work.check_line import CheckLine, Verdict
from app.work.safety_lines import encryption_line, safety_lines
from tests.helpers.filings import NOW, filing, ready_row
from tests.helpers.rings import NO_RING


def lines(database: Database, folder: Path, days: int = 0) -> dict[str, CheckLine]:
    with database.reading() as connection:
        return {one.name: one for one in safety_lines(folder, connection, NOW + timedelta(days=days))}


def test_a_fresh_home_needs_nothing(database: Database, tmp_path: Path) -> None:
    found = lines(database, tmp_path)
    assert {one.verdict for one in found.values()} == {Verdict.OK}
    assert "恢复核实" not in found
    assert all(one.english.isascii() for one in found.values())


def test_data_without_a_copy_are_told_and_old_copies_too(database: Database, tmp_path: Path) -> None:
    with database.writing() as connection:
        create_draft(connection, Draft("import", "2026.1"), NOW)
    told = lines(database, tmp_path)["备份"]
    assert told.verdict is Verdict.WARN and "现在备份" in told.sentence


def test_a_check_long_ago_is_told(database: Database, tmp_path: Path) -> None:
    assert health.check(database, NOW, full=True).trouble == ""
    assert lines(database, tmp_path)["完整检查"].verdict is Verdict.OK
    assert lines(database, tmp_path, days=13)["完整检查"].verdict is Verdict.OK
    assert lines(database, tmp_path, days=15)["完整检查"].verdict is Verdict.WARN


def test_an_altered_audit_stands_in_the_way(database: Database, tmp_path: Path) -> None:
    with database.writing() as connection:
        audit.record(connection, NOW, "李娜", "save", "draft:1")
        connection.exec_driver_sql("DROP TRIGGER audit_stays")
        connection.exec_driver_sql("UPDATE audit SET actor = '王某'")
    told = lines(database, tmp_path)["操作记录"]
    assert told.verdict is Verdict.BAD
    assert "第 1 条" in told.sentence and "不要删除任何文件" in told.sentence


def test_what_a_restore_left_to_be_asked_is_counted(database: Database, tmp_path: Path) -> None:
    ready_row(database, filing())
    with database.writing() as connection:
        reconcile.mark_restored(connection, NOW, NOW)
        assert reconcile.waiting(connection) == 1
    told = lines(database, tmp_path)["恢复核实"]
    assert told.verdict is Verdict.WARN
    assert "1 票" in told.sentence and "勿重复申报" in told.sentence


def test_keys_are_judged_by_what_a_bad_day_needs(tmp_path: Path) -> None:
    assert encryption_line(tmp_path).verdict is Verdict.BAD
    key = create(tmp_path, NO_RING)
    assert encryption_line(tmp_path).verdict is Verdict.OK, "a demo profile says so itself"
    slots = KeySlots.read(tmp_path / FILE)
    slots = slots.with_slot(passphrase_slot(slots.database, key, "正确的口令 2026"))
    slots.write(tmp_path / FILE)
    assert "remove demo" in encryption_line(tmp_path).sentence
    slots = slots.without(DEMO)
    slots.write(tmp_path / FILE)
    assert "keys recovery" in encryption_line(tmp_path).sentence
    slots.with_slot(recovery_slot(slots.database, key, new_recovery_key().public)).write(tmp_path / FILE)
    assert encryption_line(tmp_path).verdict is Verdict.OK


@pytest.mark.parametrize(("days", "verdict"), [(1, Verdict.OK), (3, Verdict.WARN)])
def test_a_copy_of_before_the_last_change_grows_old(tmp_path: Path, days: int, verdict: Verdict) -> None:
    key = create(tmp_path, NO_RING)
    with open_database(tmp_path / "portdesk.db", key) as database:
        back_up(database, tmp_path, key, tmp_path / "backups", NOW)
        with database.writing() as connection:
            create_draft(connection, Draft("import", "2026.1"), NOW)
        assert lines(database, tmp_path, days)["备份"].verdict is verdict
