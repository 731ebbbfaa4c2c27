"""``border-trade allocate``: S09 and its variants, to the fen; no full ID number on any stream."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.cli import main
from app.cli.outcome import Exit
from tests.helpers.citizens import citizens

Run = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def allocate(lot: dict[str, Any], *words: str) -> tuple[int, dict[str, Any]]:
        file = tmp_path / "lot.json"
        file.write_text(json.dumps(lot, ensure_ascii=False), encoding="utf-8")
        code = main(["border-trade", "allocate", str(file), "--json", *words])
        heard = capsys.readouterr()
        for resident in lot["residents"]:
            assert resident["id_number"] not in heard.out + heard.err
        return code, json.loads(heard.out)

    return allocate


def lot(count: int = 20, **changes: Any) -> dict[str, Any]:
    residents = [
        {"id_number": number, "name": f"边民{n}", "used_today": "0.00"} for n, number in enumerate(citizens(count))
    ]
    goods = {
        "code": "0802910090",
        "name": "未去壳松子",
        "origin": "RUS",
        "quantity": "3000",
        "unit": "035",
        "price": "50.00",
    }
    rates = {"duty": "0.10", "vat": "0.09"}
    return {"zone": "0608", "date": "2026-05-02", "goods": goods, "residents": residents, "rates": rates} | changes


def rules(answer: dict[str, Any]) -> set[tuple[str, str]]:
    return {(problem["rule"], problem["path"]) for problem in answer["problems"]}


def test_s09_twenty_members_pay_nothing(run: Run) -> None:
    code, answer = run(lot())
    assert (code, answer["ok"], answer["problems"]) == (Exit.DONE, True, [])
    assert {share["value"] for share in answer["shares"]} == {"7500.00"}
    assert {share["tax"] for share in answer["shares"]} == {"0.00"}
    assert (answer["total"], answer["tax"]) == ("150000.00", "0.00")


def test_s09a_fifteen_members_pay_for_the_excess(run: Run) -> None:
    code, answer = run(lot(15))
    assert (code, answer["tax"]) == (Exit.DONE, "5970.00")
    assert {(share["excess"], share["tax"]) for share in answer["shares"]} == {("2000.00", "398.00")}
    assert rules(answer) == {("R148", f"residents[{n}].value") for n in range(15)}


def test_a_member_twice_is_an_error(run: Run) -> None:
    given = lot()
    given["residents"][7]["id_number"] = given["residents"][3]["id_number"]
    code, answer = run(given)
    assert code == Exit.DATA
    assert rules(answer) == {("R154", "residents[7].id_number")}


def test_a_used_up_quota_is_an_error_and_a_part_of_it_a_warning(run: Run) -> None:
    given = lot()
    given["residents"][0]["used_today"] = "8000.00"
    given["residents"][1]["used_today"] = "5000.00"
    code, answer = run(given)
    assert code == Exit.DATA
    assert rules(answer) == {("R147", "residents[0].value"), ("R148", "residents[1].value")}
    assert answer["shares"][1]["excess"] == "4500.00"


def test_by_hand_what_does_not_add_up_is_an_error(run: Run) -> None:
    given = lot()
    for resident in given["residents"]:
        resident["value"] = "7500.00"
    given["residents"][19]["value"] = "7499.99"
    code, answer = run(given, "--strategy", "manual")
    assert code == Exit.DATA
    assert rules(answer) == {("R153", "value")}


def test_a_wrong_check_digit_and_a_missing_mandate_are_errors(run: Run) -> None:
    given = lot()
    given["residents"][2]["id_number"] = "152501198501010019"
    given["residents"][5]["authorized"] = False
    code, answer = run(given)
    assert code == Exit.DATA
    assert rules(answer) == {("R146", "residents[2].id_number"), ("R152", "residents[5].authorized")}


def test_the_rest_goes_to_those_with_room(run: Run) -> None:
    given = lot()
    given["residents"][0]["used_today"] = "8000.00"
    code, answer = run(given, "--strategy", "remaining")
    assert (code, answer["problems"]) == (Exit.DONE, [])
    assert answer["shares"][0]["value"] == "0.00"
    assert not any(float(share["excess"]) for share in answer["shares"])


def test_unknown_rates_are_not_nought(run: Run) -> None:
    given = lot(15)
    del given["rates"]
    given["goods"]["code"] = "9999999999"
    _, answer = run(given)
    assert answer["tax"] is None
    assert {share["tax"] for share in answer["shares"]} == {None}


def test_three_hundred_residents(run: Run) -> None:
    given = lot(300)
    given["goods"]["quantity"] = "36000.001"
    given["goods"]["price"] = "33.3333"
    code, answer = run(given, "--strategy", "remaining")
    assert code == Exit.DONE
    assert round(sum(round(float(share["quantity"]) * 1000) for share in answer["shares"])) == 36_000_001


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"residents": []}, "residents 至少"),
        ({"date": "某日"}, "date 应为日期"),
        ({"goods": {"quantity": "x", "price": "1"}}, "goods.quantity 应为数字"),
        ({"goods": {"quantity": "1"}}, "goods.price 缺少"),
        ({"color": 1}, "color 没有这一项"),
    ],
)
def test_what_cannot_be_read_is_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], change: dict[str, Any], words: str
) -> None:
    file = tmp_path / "lot.json"
    file.write_text(json.dumps(lot(2) | change, ensure_ascii=False), encoding="utf-8")
    assert main(["border-trade", "allocate", str(file)]) == Exit.USAGE
    heard = capsys.readouterr()
    assert words in heard.err
    assert heard.err.count("\n") == 1
    assert not any(number in heard.err for number in citizens(2))


def test_a_key_that_is_a_persons_number_is_not_repeated(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    number = citizens(1)[0]
    file = tmp_path / "lot.json"
    file.write_text(json.dumps(lot(2) | {number: 1}, ensure_ascii=False), encoding="utf-8")
    assert main(["border-trade", "allocate", str(file)]) == Exit.USAGE
    heard = capsys.readouterr()
    assert "没有这一项" in heard.err
    assert number not in heard.out + heard.err


def test_values_typed_for_everybody_are_judged_whatever_the_strategy(run: Run) -> None:
    asked = lot(20)
    for resident in asked["residents"]:
        resident["value"] = "7500.00"
    asked["residents"][-1]["value"] = "7499.99"
    code, answer = run(asked)
    assert (code, rules(answer)) == (Exit.DATA, {("R153", "value")})
