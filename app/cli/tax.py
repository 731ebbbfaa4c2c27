"""``tax``: value, taxes and fees of one declaration; rule findings never refuse, what could not be used is told."""

import argparse
from decimal import Decimal
from functools import cache
from typing import Any

import forms
from app.cli.inputs import clock_of
from app.cli.outcome import Exit, Refused
from app.cli.output import complain, one_line, print_json
from app.cli.tables import readable_tables, tables_of
from app.taxes.line import LineTax
from app.taxes.share import fen
from app.taxes.told import in_language
from app.wire.files import UnreadableFile, read_file
from app.work.rates_file import RatesUnreadable, read_rates
from app.work.tax_settings import SettingsUnusable, given
from app.work.taxes import Days, RateBook, TaxReport, installed_book, tax_report


def run_tax(arguments: argparse.Namespace) -> Exit:
    """Print the taxes; 0 also where figures are not known, 2 for a file or a set of rates that cannot be read."""
    english = arguments.lang == "en"
    try:
        draft = read_file(arguments.file).draft
    except UnreadableFile as error:
        raise Refused(Exit.USAGE, str(error), error.english) from error
    days = Days(clock_of(arguments).now().date(), arguments.accepted, arguments.entered, arguments.paid)
    try:
        with readable_tables():
            report = tax_report(forms.load(draft.form), draft, _book(arguments), days)
    except SettingsUnusable as error:
        raise Refused(Exit.TROUBLE, str(error), error.english) from error
    for sentence in _told(report, english):
        complain(f"{arguments.file}: {sentence}")
    if arguments.json:
        print_json(as_json(report, english))
    else:
        for line in _as_text(report, english):
            print(one_line(line))
    return Exit.DONE


def _book(arguments: argparse.Namespace) -> RateBook:
    book = installed_book(tables_of(arguments))
    if arguments.rates is None:
        return book
    try:
        rates = read_rates(arguments.rates, book.tables)
    except RatesUnreadable as error:
        raise Refused(Exit.USAGE, str(error), error.english) from error
    for sentence in rates.ignored:
        complain(in_language(sentence, arguments.lang == "en"))
    settings = cache(lambda day: given(book.settings(day), rates.rounding, rates.insurance_form))
    return RateBook(rates, settings, book.calendar)


def _told(report: TaxReport, english: bool) -> list[str]:
    found = report.estimate
    doubts = [f"{'estimate: ' if english else '暂估：'}{in_language(one, english)}" for one in found.unconfirmed]
    others = [in_language(one, english) for one in (*found.missing, *report.open)]
    return [*others, *doubts]


def as_json(report: TaxReport, english: bool = False) -> dict[str, Any]:
    """Return a report in the shape of ``tax --json``; a figure that is not known is null."""
    found = report.estimate
    document: dict[str, Any] = {
        "rate_day": found.rate_day.isoformat(),
        "lines": [_line_json(line) for line in found.lines],
        "total": _money(found.total),
    }
    if (late := report.late_declaration) is not None:
        document["late_fee"] = {"start": late.start.isoformat(), "days": late.days, "amount": f"{late.amount:f}"}
    if (unpaid := report.late_payment) is not None:
        document["late_payment"] = {
            "due": unpaid.due.isoformat(), "days": unpaid.days, "amount": _money(unpaid.amount)
        }  # fmt: skip
    if found.preference is not None:
        saving = _money(found.preference.saving)
        document["preference"] = {"agreement": found.preference.agreement, "saving": saving}
    if (change := report.rerated) is not None and change.difference:
        filed, difference = _money(change.filed.total), _money(change.difference)
        document["rerated"] = {"filed": filed, "entered": _money(found.total), "difference": difference}
    told = {"missing": found.missing, "unconfirmed": found.unconfirmed}
    return document | {
        name: [in_language(one, english) for one in sentences] for name, sentences in told.items() if sentences
    }


def _line_json(line: LineTax) -> dict[str, Any]:
    value = None if line.customs_value is None else f"{line.customs_value:f}"
    found: dict[str, Any] = {"item": line.item, "customs_value": value, "duty": _money(line.duty)}
    if line.surcharge:
        found["surcharge"] = _money(line.surcharge)
    taxes = {"consumption_tax": line.consumption_tax, "vat": line.vat, "total": line.total}
    return found | {name: _money(amount) for name, amount in taxes.items()}


def _money(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{fen(amount):f}"


_CHINESE = ("项", "计税价格", "关税", "消费税", "增值税", "合计")
_ENGLISH = ("item", "value", "duty", "consumption", "VAT", "total")


def _as_text(report: TaxReport, english: bool) -> list[str]:
    found = report.estimate
    said = (
        f"rates of {found.rate_day}" if english else f"适用 {found.rate_day} 的税率和汇率（{report.rate_day.reason}）"
    )
    lines = [said, _row(_ENGLISH if english else _CHINESE)]
    for line in found.lines:
        value = "" if line.customs_value is None else f"{line.customs_value:,f}"
        duty = None if line.duty is None else line.duty + (line.surcharge or 0)
        lines.append(_row((str(line.item), value, *map(_shown, (duty, line.consumption_tax, line.vat, line.total)))))
    certain = (
        ""
        if found.confirmed or found.total is None
        else ("  (estimate, unconfirmed)" if english else "  （暂估，未经确认）")
    )
    lines.append(f"{'total' if english else '应缴合计'}  {_shown(found.total)}{certain}")
    return lines + _fees(report, english)


def _fees(report: TaxReport, english: bool) -> list[str]:
    lines = []
    if (late := report.late_declaration) is not None:
        if english:
            lines.append(f"late-declaration fee  {late.amount:,f}  ({late.days} days from {late.start})")
        else:
            lines.append(f"滞报金  {late.amount:,f}  （{late.start} 起征，{late.days} 天）")
    if (unpaid := report.late_payment) is not None:
        if english:
            lines.append(f"late-payment fee  {_shown(unpaid.amount)}  ({unpaid.days} days after {unpaid.due})")
        else:
            lines.append(f"滞纳金  {_shown(unpaid.amount)}  （缴款期限 {unpaid.due}，迟 {unpaid.days} 天）")
    if (saved := report.estimate.preference) is not None:
        words = "saved by agreement" if english else "享惠少缴，协定"
        lines.append(f"{words} {saved.agreement}  {_shown(saved.saving)}")
    if (change := report.rerated) is not None and change.difference:
        words = "more than at the day of filing" if english else "进境日与申报日不同月，重算差额"
        lines.append(f"{words}  {_shown(change.difference)}")
    return lines


def _shown(amount: Decimal | None) -> str:
    return "—" if amount is None else f"{fen(amount):,f}"


def _row(cells: tuple[str, ...]) -> str:
    return "  ".join(f"{cell:>14}" if at else f"{cell:>4}" for at, cell in enumerate(cells))
