"""A code that had its time names the one in its place and offers it; one not yet in force says from when."""

from datetime import date, timedelta

import pytest

from app.core.check import Checker
from app.core.problem import Problem, Severity
from app.core.tables import CodeRow
from tests.app.core.small import TABLES, TODAY, clean, small_form
from tests.helpers.code_tables import WithRows

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
NEW = CodeRow("countries", "NEW", "新国")


def problem(row: CodeRow, *others: CodeRow) -> Problem | None:
    draft = clean()
    draft.put("country", row.code)
    checker = Checker(small_form(), draft, WithRows(TABLES, (row, *others)), TODAY)
    return next((one for one in checker.problems() if one.path == "country"), None)


@pytest.mark.parametrize(
    ("successor", "others", "words", "fix"),
    [
        ("", (), "请改用现行代码", ""),
        ("NEW", (NEW,), "现为 NEW 新国", "NEW"),
        ("NEW", (), "现为 NEW", ""),
    ],
)
def test_an_expired_code_names_its_successor(successor: str, others: tuple[CodeRow, ...], words: str, fix: str) -> None:
    found = problem(CodeRow("countries", "OLD", "旧国", until=YESTERDAY, successor=successor), *others)
    assert found is not None and (found.rule, found.severity) == ("R016", Severity.ERROR)
    assert found.message == f"国别 OLD 已于 {YESTERDAY} 失效，{words}"
    assert (found.fix.text if found.fix else "") == fix


def test_the_last_day_of_a_code_is_a_day_of_it() -> None:
    assert problem(CodeRow("countries", "OLD", "旧国", until=TODAY)) is None
    assert problem(CodeRow("countries", "OLD", "新国", since=TODAY)) is None


def test_a_code_of_tomorrow_says_from_when() -> None:
    found = problem(CodeRow("countries", "FUT", "未来国", since=TOMORROW))
    assert found is not None and found.message == f"国别 FUT 自 {TOMORROW} 起才可申报，请改用现行代码"


def test_a_successor_that_is_over_itself_is_named_but_not_offered() -> None:
    over = CodeRow("countries", "NEW", "新国", until=date(2000, 1, 1))
    found = problem(CodeRow("countries", "OLD", "旧国", until=YESTERDAY, successor="NEW"), over)
    assert found is not None and found.fix is None and found.message.endswith("现为 NEW")
