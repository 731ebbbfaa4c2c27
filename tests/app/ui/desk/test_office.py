"""What people are told of failures, and the quiet after the end."""

import logging

import pytest

from app.store.engine import Connection, StoreTrouble
from app.ui.desk.memory import DeskMemory
from app.ui.desk.office import Refusal, told
from app.work.news import DEFECT
from tests.helpers.bureau import Bureau


def test_a_refusal_speaks_for_itself() -> None:
    assert told(Refusal("还有须改的内容")) == "还有须改的内容"
    assert told(StoreTrouble("磁盘已满", "disk_full")) == "磁盘已满"
    assert "不在本机" in told(LookupError("019c…"))


@pytest.mark.parametrize("error", [KeyError("150101199001011234"), IndexError(3), ZeroDivisionError()])
def test_a_defect_is_logged_because_its_sentence_says_so(error: Exception, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, logger="app"):
        assert told(error) == DEFECT.message
    assert [record.message for record in caplog.records] == ["an operation failed"]


def test_after_the_end_nobody_is_answered_and_nothing_breaks(bureau: Bureau) -> None:
    answers: list[object] = []
    assert bureau.runner.stop()
    bureau.office.ask(_look, answers.append, answers.append)
    DeskMemory(bureau.office).put("splitter", "3")
    assert answers == []


def _look(connection: Connection) -> str:
    return "looked"
