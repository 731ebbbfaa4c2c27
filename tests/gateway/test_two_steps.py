"""概要 and 完整 as one declaration: one number, one 海关编号, the second step's receipts behind the first's."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from app.gateway.script import Script
from tests.gateway.running import Running, running
from tests.schemas.instances import Message, road_import


def summary(number: str = "TM20260302000000000A1") -> Message:
    message = road_import(number)
    message.head["Type"] = "  5   "
    return message


def complete(number: str = "TM20260302000000000A1") -> Message:
    message = road_import(number)
    message.head["Type"] = "  6   "
    return message


def letters(gateway: Running) -> list[str]:
    return [channel for row in gateway.held() for channel in row["channels"]]


def script(behaviour: str, action: str) -> Script:
    return Script.model_validate({"rules": [{"action": action, "behaviour": behaviour}]})


def test_a_summary_ends_with_leave_to_move_the_goods(tmp_path: Path) -> None:
    with running(tmp_path) as gateway:
        gateway.submit(summary())
        assert letters(gateway) == ["7", "SpL", "SpJ", "SpK"]
        assert gateway.held()[0]["entry_id"]


def test_both_steps_are_one_declaration(tmp_path: Path) -> None:
    with running(tmp_path) as gateway:
        first = gateway.submit(summary())
        entry = gateway.held()[0]["entry_id"]
        second = gateway.submit(complete(), action="complete", revision=2)
        assert (first.status_code, second.status_code) == (202, 202)
        assert second.json()["seq_no"] == first.json()["seq_no"]
        assert letters(gateway) == ["7", "SpL", "SpJ", "SpK", "L", "J", "P", "R"]
        assert [row["entry_id"] for row in gateway.held()] == [entry]
        moments = [etree.fromstring(_content(one)).findtext("NOTICE_DATE") or "" for one in gateway.receipts()]
        assert moments == sorted(set(moments))


def _content(receipt: dict[str, object]) -> bytes:
    from base64 import b64decode

    return b64decode(str(receipt["content"]))


def test_the_second_step_waits_for_the_first(tmp_path: Path) -> None:
    with running(tmp_path, pace=60) as gateway:
        gateway.submit(summary())
        early = gateway.submit(complete(), action="complete", revision=2)
        assert early.status_code == 422
        assert early.json()["problems"][0]["message"] == "概要申报尚未入库，不能申报完整"


def test_the_second_step_is_taken_once_and_recognised(tmp_path: Path) -> None:
    with running(tmp_path) as gateway:
        gateway.submit(summary())
        gateway.receipts()
        gateway.submit(complete(), action="complete", revision=2)
        again = gateway.submit(complete(), action="complete", revision=3)
        assert (again.status_code, again.json()["key"]) == (409, "business_no")
        assert letters(gateway).count("P") == 1


def test_a_second_step_without_a_first_one_here_is_a_declaration_of_its_own(tmp_path: Path) -> None:
    with running(tmp_path) as gateway:
        assert gateway.submit(complete(), action="complete").status_code == 202
        assert letters(gateway) == ["L", "J", "P", "R"]


@pytest.mark.parametrize(
    ("behaviour", "step", "expected"),
    [
        ("reject", "declare", ["7", "SpE"]),
        ("inspection", "declare", ["7", "SpL", "SpJ", "SpC", "SpK"]),
        ("supplement", "declare", ["7", "SpL", "Sp1", "SpJ", "SpK"]),
        ("hold", "declare", ["7", "SpL", "H"]),
        ("tax", "complete", ["7", "SpL", "SpJ", "SpK", "L", "T", "J", "P", "R"]),
        ("reject", "complete", ["7", "SpL", "SpJ", "SpK", "E"]),
        ("released", "complete", ["7", "SpL", "SpJ", "SpK", "L", "J", "P"]),
    ],
)
def test_each_step_has_its_script(tmp_path: Path, behaviour: str, step: str, expected: list[str]) -> None:
    with running(tmp_path, script=script(behaviour, step)) as gateway:
        gateway.submit(summary())
        gateway.receipts()
        if step == "complete":
            gateway.submit(complete(), action="complete", revision=2)
        assert letters(gateway) == expected


def test_a_second_step_sent_back_may_be_corrected(tmp_path: Path) -> None:
    with running(tmp_path) as gateway:
        gateway.submit(summary())
        gateway.receipts()
        wrong = complete()
        wrong.head["NetWt"] = "99999.00000"
        gateway.submit(wrong, action="complete", revision=2)
        assert letters(gateway)[-1] == "E"
        assert gateway.submit(complete(), action="complete", revision=3).status_code == 202
        assert letters(gateway)[-4:] == ["L", "J", "P", "R"]


def test_a_file_of_the_first_version_is_brought_up(tmp_path: Path) -> None:
    import sqlite3

    with running(tmp_path) as gateway:
        gateway.submit(road_import())
        gateway.receipts()
    file = next(tmp_path.glob("*.sqlite3"))
    connection = sqlite3.connect(file)
    connection.execute("ALTER TABLE message DROP COLUMN action")
    connection.commit()
    connection.close()
    with running(tmp_path) as gateway:
        assert letters(gateway) == ["7", "L", "J", "P", "R"]
