"""``border-trade`` and ``residents``: a lot divided under the day quota; the register filled from a list."""

import argparse
from decimal import Decimal

import app.reference
from app.border_trade.allocation import Strategy
from app.border_trade.lot import LotUnusable
from app.border_trade.masking import masked
from app.border_trade.request import LotAsked, RequestUnreadable
from app.cli.environment import environment
from app.cli.inputs import clock_of, home_of
from app.cli.outcome import Exit, Refused
from app.cli.output import complain, one_line, print_json
from app.cli.report import problem_json, problem_line
from app.core.system_words import system_words
from app.foreign.unusable import Unusable
from app.main.desk import Home, opened
from app.reference.reference import Reference
from app.sheets.residents import read_residents
from app.work.allot import Allotted, Portion, allot
from app.work.enrol import Enrolled, enrol
from app.work.rates import InstalledRates


def run_allocate(arguments: argparse.Namespace) -> Exit:
    """Divide the lot in a file; 0 = no errors, 1 = errors reported, 2 = the file cannot be read or used."""
    try:
        asked = LotAsked.from_json(arguments.file.read_text(encoding="utf-8-sig"))
        reference = app.reference.load()
        asked = asked.model_copy(update={"zone": _zone(asked.zone, reference)})
        allotted = allot(asked, Strategy(arguments.strategy), reference, InstalledRates(reference))
    except OSError as error:
        english = f"{arguments.file} cannot be read ({error.strerror})"
        raise Refused(Exit.USAGE, f"{arguments.file}：无法读取（{system_words(error)}）", english) from error
    except UnicodeDecodeError as error:
        sentence = f"{arguments.file}：不是 UTF-8 文本，请另存为 UTF-8"
        raise Refused(Exit.USAGE, sentence, f"{arguments.file} is not UTF-8") from error
    except RequestUnreadable as error:
        raise Refused(Exit.USAGE, f"{arguments.file}：{error}", f"{arguments.file}: {error.english}") from error
    except LotUnusable as error:
        raise Refused(
            Exit.USAGE, f"{arguments.file}：{error}", f"{arguments.file}: the lot cannot be divided"
        ) from error
    english = arguments.lang == "en"
    if arguments.json:
        print_json(_as_json(allotted, english))
    else:
        _print(allotted, english)
    return Exit.DONE if allotted.ok else Exit.DATA


def _zone(text: str, reference: Reference) -> str:
    """Return the office code of a zone named by code or by (part of) its name; what is unknown stays as written."""
    if not text or reference.row("border_trade_zones", text) is not None:
        return text
    found = reference.search("border_trade_zones", text)
    return found[0].code if len(found) == 1 else text


def _as_json(allotted: Allotted, english: bool) -> dict[str, object]:
    return {
        "ok": allotted.ok,
        "shares": [_share(portion) for portion in allotted.portions],
        "total": str(allotted.total),
        "tax": _money(allotted.tax),
        "problems": [problem_json(one, allotted, english) for one in allotted.problems],
    }


def _share(portion: Portion) -> dict[str, object]:
    return {
        "id_number": masked(portion.id_number),
        "quantity": format(portion.quantity, "f"),
        "value": str(portion.value),
        "exempt": str(portion.exempt),
        "excess": str(portion.excess),
        "tax": _money(portion.tax),
    }


def _money(amount: Decimal | None) -> str | None:
    return None if amount is None else str(amount)


def _print(allotted: Allotted, english: bool) -> None:
    for portion in allotted.portions:
        tax = ("?" if english else "税率未知") if portion.tax is None else str(portion.tax)
        quantity = format(portion.quantity, "f")
        words = (
            f"{quantity}  {portion.value}  exempt {portion.exempt}  excess {portion.excess}  tax {tax}"
            if english
            else f"数量 {quantity}  金额 {portion.value}  免税 {portion.exempt}  超额 {portion.excess}  税款 {tax}"
        )
        print(one_line(f"{masked(portion.id_number)}  {words}"))
    tax = ("?" if english else "税率未知") if allotted.tax is None else str(allotted.tax)
    print(f"total {allotted.total}  tax {tax}" if english else f"合计 {allotted.total} 元  税款 {tax}")
    if not english:
        print("已用额度为本机已知，以海关系统为准")
    for problem in allotted.problems:
        print(problem_line(problem, allotted, english))


def run_import(arguments: argparse.Namespace) -> Exit:
    """x"""
    english = arguments.lang == "en"
    try:
        listed = read_residents(arguments.file)
    except Unusable as error:
        raise Refused(Exit.USAGE, str(error), error.english) from error
    for fault in listed.faults:
        complain(fault)
    done = Enrolled(0, 0, 0, 0)
    if not arguments.dry_run and listed.rows:
        with environment(), opened(Home(home_of(arguments))) as database:
            done = enrol(database, listed.rows, "命令行", arguments.zone, clock_of(arguments).now())
    if arguments.json:
        counted = {"added": done.added, "updated": done.updated, "groups": done.groups, "mandates": done.mandates}
        rows = {"rows": len(listed.rows), "refused": len(listed.faults), "ignored_columns": list(listed.ignored)}
        print_json(
            {"ok": not listed.faults, "dry_run": arguments.dry_run, **rows, **counted, "faults": list(listed.faults)}
        )
    elif arguments.dry_run:
        words = f"{len(listed.rows)} usable, {len(listed.faults)} refused, nothing stored"
        print(words if english else f"可导入 {len(listed.rows)} 人，须改 {len(listed.faults)} 行，未存入")
    else:
        words = f"{done.added} new, {done.updated} updated, {len(listed.faults)} refused"
        chinese = f"新登记 {done.added} 人，更新 {done.updated} 人，新建互助组 {done.groups} 个"
        print(words if english else f"{chinese}，须改 {len(listed.faults)} 行")
    return Exit.DATA if listed.faults else Exit.DONE
