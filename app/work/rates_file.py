"""RATES.json (cli.md): the rates of one run, which take the place of the installed ones and count as confirmed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

from app.core.system_words import system_words
from app.taxes.rates import Exchange, Provenance, Rate, RateTables, Tariff, Treatment
from app.taxes.settings import InsuranceForm, Rounding
from app.taxes.told import Told
from app.work.rate_text import read_decimal, read_rate

_LARGEST = 5_000_000
_HOME = "CNY"
_PLAIN_RATES = ("vat", "mfn", "provisional", "general", "quota", "export", "export_provisional", "consumption")
_RATES = frozenset((*_PLAIN_RATES, "agreements", "surcharges"))
_MOST = Decimal(10)  # a thousand per cent: no tariff has that, but 13 for 13 % is a common slip
_KEYS = frozenset({"exchange", "tariff", "insurance_form", "rounding"})
_PREFIXES = (10, 8, 6)


class RatesUnreadable(Exception):
    """The file is no set of rates; a Chinese sentence, and the same in English."""

    def __init__(self, sentence: str, english: str) -> None:
        super().__init__(sentence)
        self.english = english


@dataclass(frozen=True, slots=True)
class GivenRates:
    """The rates of a file. Taxes it does not name are not levied; origins are judged by the installed tables."""

    exchanges: Mapping[str, Mapping[date | None, Decimal]]
    tariffs: Mapping[str, Tariff]
    installed: RateTables
    read: Provenance
    rounding: Rounding | None = None
    insurance_form: InsuranceForm | None = None
    ignored: tuple[Told, ...] = ()
    _unnamed: dict[str, Tariff | None] = field(default_factory=dict)
    _made: dict[tuple[str, date], Exchange | None] = field(default_factory=dict)

    def tariff(self, hs_code: str, on: date) -> Tariff | None:
        """Return the rates given for the code, or for eight or six digits of it.

        A code the file does not name is not taxed where the installed tables know that the tax does not reach it.
        """
        found = next((self.tariffs[hs_code[:n]] for n in _PREFIXES if hs_code[:n] in self.tariffs), None)
        if found is not None or not hs_code:
            return found
        if hs_code not in self._unnamed:
            known = self.installed.tariff(hs_code, on)
            self._unnamed[hs_code] = known and Tariff(hs_code, export=_free(known.export))
        return self._unnamed[hs_code]

    def exchange(self, currency: str, on: date) -> Exchange | None:
        """Return the rate given for the currency, that of the month where months are given."""
        key = currency, on
        if key not in self._made:
            self._made[key] = self._exchange(currency, on)
        return self._made[key]

    def treatment(self, country: str, on: date) -> Treatment:
        """Return general treatment where it is known, MFN otherwise: what else there is stands in the file."""
        found = self.installed.treatment(country, on)
        return found if found is Treatment.GENERAL else Treatment.MFN

    def members(self, agreement: str, on: date) -> frozenset[str] | None:
        """Return the members of an agreement from the installed table."""
        return self.installed.members(agreement, on)

    def _exchange(self, currency: str, on: date) -> Exchange | None:
        if currency == _HOME:
            return Exchange(_HOME, Decimal(1), self.read)
        rates = self.exchanges.get(currency)
        if rates is None:
            return None
        if None in rates:
            return Exchange(currency, rates[None], self.read)
        month = on.replace(day=1)
        told = month if month in rates else max((one for one in rates if one is not None), default=None)
        return None if told is None else Exchange(currency, rates[told], self.read, told)


def read_rates(path: Path, installed: RateTables) -> GivenRates:
    """Read a RATES.json; raises RatesUnreadable with a sentence that names the fault."""
    document = _document(path)
    ignored = [
        Told(f"{path}：没有名为 {name} 的部分，已忽略", f"{path}: there is no part called {name}, ignored")
        for name in sorted(set(document) - _KEYS)
    ]
    read = Provenance(f"{path.name}（本次指定）", confirmed=True)
    exchanges = {code: _exchange(path, code, one) for code, one in _mapping(path, document, "exchange").items()}
    tariffs = {}
    for code, one in _mapping(path, document, "tariff").items():
        tariffs[code] = _tariff(path, code, one, read)
        ignored += [
            Told(f"{path}：{code} 没有名为 {name} 的税率，已忽略", f"{path}: {code} has no rate {name}, ignored")
            for name in sorted(set(one) - _RATES)
        ]
    return GivenRates(
        exchanges,
        tariffs,
        installed,
        read,
        _choice(path, document, "rounding", Rounding),
        _choice(path, document, "insurance_form", InsuranceForm),
        tuple(ignored),
    )


def _free(rate: Rate | None) -> Rate | None:
    """Return a rate of nought, None for any other: those of the installed tables do not count here."""
    return rate if rate is not None and rate.read.confirmed and not (rate.ad_valorem or rate.specific) else None


def _document(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
    except OSError as error:
        raise _bad(path, f"无法读取（{system_words(error)}）", f"cannot be read ({error.strerror})") from error
    if len(content) > _LARGEST:
        raise _bad(path, "超过 5 MB，不是税率文件", "more than 5 MB, not a file of rates")
    try:
        document = json.loads(content.decode("utf-8-sig"), parse_float=Decimal, parse_int=Decimal)
    except (ValueError, RecursionError) as error:
        raise _bad(path, "不是有效的 JSON", "not valid JSON") from error
    if not isinstance(document, dict):
        raise _bad(path, "应为一个 JSON 对象", "should be one JSON object")
    return document


def _mapping(path: Path, document: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = document.get(name, {})
    if not isinstance(found, dict):
        raise _bad(path, f"{name} 应为一个对象", f"{name} should be an object")
    return found


def _exchange(path: Path, currency: str, given: object) -> Mapping[date | None, Decimal]:
    """Read one rate, or one per month: {"2026-03": "7.1", "2026-04": "7.12"}."""
    months: Mapping[str, object] = given if isinstance(given, dict) else {"": given}
    found: dict[date | None, Decimal] = {}
    for month, rate in months.items():
        number = read_decimal(rate)
        if not number:
            raise _bad(path, f"exchange 里 {currency} 的汇率不是正数", f"exchange: {currency} is no positive number")
        try:
            found[date.fromisoformat(f"{month}-01") if month else None] = number
        except ValueError:
            raise _bad(
                path, f"exchange 里 {currency} 的月份 {month} 应如 2026-03", f"exchange: {month} is no month"
            ) from None
    return found


def _tariff(path: Path, code: str, given: object, read: Provenance) -> Tariff:
    if not isinstance(given, dict):
        raise _bad(path, f"tariff 里 {code} 应为一个对象", f"tariff: {code} should be an object")
    rates = {name: _rate(path, code, given[name], read) for name in _PLAIN_RATES if name in given}
    nought = Rate(Decimal(0), read)

    def listed(name: str) -> Mapping[str, Rate]:
        return MappingProxyType({key: _rate(path, code, one, read) for key, one in _mapping(path, given, name).items()})

    return Tariff(
        code,
        vat=rates.get("vat"),
        mfn=rates.get("mfn"),
        provisional=rates.get("provisional"),
        general=rates.get("general"),
        quota=rates.get("quota"),
        export=rates.get("export", nought),
        export_provisional=rates.get("export_provisional"),
        consumption=rates.get("consumption", nought),
        agreements=listed("agreements"),
        surcharges=listed("surcharges"),
    )


def _rate(path: Path, code: str, given: object, read: Provenance) -> Rate:
    """Read "0.03", "3%", or {"ad_valorem": "0.20", "specific": "0.912", "unit": "095"}."""
    found = None
    if isinstance(given, dict) and set(given) <= {"ad_valorem", "specific", "unit"} and given:
        share = read_decimal(given["ad_valorem"]) if "ad_valorem" in given else Decimal(0)
        amount = read_decimal(given["specific"]) if "specific" in given else Decimal(0)
        unit = given.get("unit", "")
        if share is not None and amount is not None and isinstance(unit, str) and (unit or not amount):
            found = Rate(share, read, amount or None, unit)
    elif isinstance(given, str) and "%" in given:
        found = read_rate(given, read, lambda unit: None)
    elif (number := read_decimal(given)) is not None:
        found = Rate(number, read)
    if found is None or (found.ad_valorem or 0) >= _MOST:
        like = '应如 "0.13" 或 "13%"'
        raise _bad(
            path, f"tariff 里 {code} 有一个税率无法读取，{like}", f"tariff: {code} has a rate that cannot be read"
        )
    return found


def _choice(path: Path, document: Mapping[str, Any], name: str, kind: Any) -> Any:
    if name not in document:
        return None
    try:
        return kind(document[name])
    except ValueError:
        words = "、".join(kind)
        raise _bad(path, f"{name} 应为 {words} 之一", f"{name} should be one of {', '.join(kind)}") from None


def _bad(path: Path, what: str, english: str) -> RatesUnreadable:
    return RatesUnreadable(f"{path}：{what}，请核对内容", f"{path}: {english}")
