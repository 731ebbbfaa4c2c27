"""Two steps, requests and the ledger from the command line."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from app.core.draft import Draft
from app.declarations.guarantee import Guarantee
from app.main.desk import Home, opened
from app.store.guarantees import balance, put_guarantee
from tests.app.cli.conftest import Command
from tests.helpers.gateways import FILING_DAY, GatewayProcess, gateway_process
from tests.helpers.two_steps import s02, s02_complete

NUMBER = "PDTWO01"
GUARANTEE = Guarantee("G07022600001", "测试矿业", Decimal("300000.00"))
WHOLE = ["7", "SpL", "SpJ", "SpK", "L", "J", "P", "R"]


@pytest.fixture(scope="module")
def gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GatewayProcess]:
    with gateway_process(tmp_path_factory.mktemp("gateway")) as running:
        yield running


def written(folder: Path, draft: Draft, number: str = NUMBER, **facts: object) -> Path:
    draft.put("sign.client_seq_no", number)
    draft.facts.update(facts)
    draft.facts = {name: value for name, value in draft.facts.items() if value is not None}
    file = folder / f"{draft.mode.value}-{number}.json"
    file.write_text(draft.to_json(), "utf-8")
    return file


def submit(command: Command, gateway: GatewayProcess, *files: Path) -> list[dict[str, object]]:
    ran = command("submit", *files, "--gateway", gateway.url, "--wait", 20, "--json")
    assert (ran.code, ran.err) == (0, "")
    return ran.submissions


def second(number: str = NUMBER) -> Draft:
    """The second step as another program would hand it over: without what we know of its first."""
    draft = s02_complete()
    draft.put("sign.client_seq_no", number)
    draft.declared = {}
    return draft


def test_a_summary_ends_at_rest_and_its_second_step_at_the_end(
    command: Command, gateway: GatewayProcess, tmp_path: Path
) -> None:
    (first,) = submit(command, gateway, written(tmp_path, s02()))
    assert (first["state"], first["channels"], first["final"]) == ("conditional", WHOLE[:4], False)
    assert "actions" not in first
    (done,) = submit(command, gateway, written(tmp_path, second()))
    assert (done["id"], done["state"], done["channels"], done["final"]) == (first["id"], "closed", WHOLE, True)
    assert (done["seq_no"], done["entry_id"]) == (first["seq_no"], first["entry_id"])
    assert [(one["action"], one["revision"]) for one in done["actions"]] == [("declare", 1), ("complete", 2)]  # type: ignore[attr-defined]
    (held,) = gateway.held(NUMBER)
    assert held["channels"] == WHOLE
    assert "完整申报" in command("status", NUMBER).out
    told = command("receipts", NUMBER, "--json").json["receipts"]
    assert [one["action"] for one in told] == ["declare"] * 4 + ["complete"] * 4


def test_both_files_in_one_call_and_once_more(command: Command, gateway: GatewayProcess, tmp_path: Path) -> None:
    files = [written(tmp_path, s02(), "PDTWO02"), written(tmp_path, second("PDTWO02"), "PDTWO02")]
    for _ in range(2):
        (done,) = submit(command, gateway, *files)
        assert (done["state"], done["channels"]) == ("closed", WHOLE)
    (held,) = gateway.held("PDTWO02")
    assert held["deliveries"] == 1


def test_a_second_step_that_says_otherwise_is_refused(
    command: Command, gateway: GatewayProcess, tmp_path: Path
) -> None:
    submit(command, gateway, written(tmp_path, s02(), "PDTWO03"))
    other = second("PDTWO03")
    other.put("bill_number", "EL2026031299")
    ran = command("submit", written(tmp_path, other, "PDTWO03"), "--gateway", gateway.url, "--wait", 20, "--json")
    assert ran.code == 1
    (changed,) = [one for one in ran.json["files"][0]["problems"] if one["path"] == "bill_number"]
    assert changed["rule"] == "R000"  # of the stage matrix; cli.md knows no other id for it
    assert "修改申请" in changed["message"]


def test_a_second_step_before_its_first_was_taken_in_waits_for_it(
    command: Command, gateway: GatewayProcess, tmp_path: Path
) -> None:
    gateway.script({"client_seq_no": "PDTWO04", "behaviour": "silence"})
    command("submit", written(tmp_path, s02(), "PDTWO04"), "--gateway", gateway.url)
    ran = command("submit", written(tmp_path, second("PDTWO04"), "PDTWO04"), "--gateway", gateway.url, "--json")
    gateway.script()
    assert ran.code == 1
    assert ran.json["files"][0]["problems"][0]["message"].startswith("概要申报尚未入库")


def test_a_rejected_first_step_is_filed_again_before_the_second(
    command: Command, gateway: GatewayProcess, tmp_path: Path
) -> None:
    gateway.script({"client_seq_no": "PDTWO06", "behaviour": "reject"})
    sent = command("submit", written(tmp_path, s02(), "PDTWO06"), "--gateway", gateway.url, "--wait", 20, "--json")
    ran = command("submit", written(tmp_path, second("PDTWO06"), "PDTWO06"), "--gateway", gateway.url, "--json")
    gateway.script()
    assert sent.json["submissions"][0]["state"] == "rejected"
    assert ran.code == 1
    assert ran.json["files"][0]["problems"][0]["message"] == "概要申报已退单或作废，请改正后重报概要"


def test_the_ledger_answers_check_and_takes_what_is_filed(
    command: Command, gateway: GatewayProcess, home: Path, tmp_path: Path
) -> None:
    with opened(Home(home)) as database, database.writing() as connection:
        put_guarantee(connection, GUARANTEE, FILING_DAY)
    file = written(tmp_path, s02(), "PDTWO05", guarantee_balance=None)
    assert command("check", file, "--json").code == 0
    submit(command, gateway, file)
    with opened(Home(home)) as database, database.reading() as connection:
        left = balance(connection, GUARANTEE.number)
    assert left is not None
    assert left.available == GUARANTEE.limit - Decimal("287467.96")
    again = command("check", written(tmp_path, s02(), "PDTWO06", guarantee_balance=None), "--json")
    assert again.code == 1
    assert "R022" in [one["rule"] for one in again.json["files"][0]["problems"]]
