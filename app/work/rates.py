"""The rate tables the program works with: imported tables first, then the bundled ones; nothing is reckoned here."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from types import MappingProxyType

from app.core.tables import CodeRow
from app.reference.memory import MemoryTable
from app.reference.reference import RESOURCES, Reference
from app.reference.starter import read_manifest, read_rows
from app.reference.table import Table, TableInfo
from app.taxes.rates import Exchange, Provenance, Rate, Tariff, Treatment
from app.work.rate_text import UnitCode, read_decimal, read_rate, units_by_name

EXCHANGE, TARIFF, AGREEMENT_RATES = "exchange_rates", "tariff_rates", "agreement_rates"
TREATMENTS, SCOPES = "country_treatments", "tax_scopes"
_TARIFF_TABLES = (TARIFF, "hs_curated", "hs_codes")  # where an import may have left rates, best first
_COLUMNS: Mapping[str, tuple[str, ...]] = {  # ours, and as other tables call it
    "vat": ("vat", "vat_rate", "增值税率"),
    "mfn": ("mfn", "mfn_rate", "最惠国税率"),
    "provisional": ("provisional", "import_temp_rate", "暂定税率"),
    "general": ("general", "general_rate", "普通税率"),
    "quota": ("quota", "quota_rate"),
    "export": ("export", "export_duty", "出口税率"),
    "export_provisional": ("export_provisional",),
    "consumption": ("consumption", "consumption_tax", "消费税率"),
}
_SURE = frozenset({"yes", "A"})
_TREATMENTS = {
    "mfn": Treatment.MFN,
    "mfn_extra": Treatment.MFN_EXTRA,
    "general": Treatment.GENERAL,
    "优惠": Treatment.MFN,
    "普通": Treatment.GENERAL,
}
_ReadRate = Callable[[str], Rate | None]
HOME = "CNY"
_PREFIXES = (10, 8, 6, 4, 2)


@cache
def bundled() -> Reference:
    """Return the tables that come with the program in resources/rates."""
    folder = RESOURCES / "rates"
    manifest = read_manifest(folder)

    def opener(info: TableInfo) -> Callable[[], Table]:
        return lambda: MemoryTable(info, read_rows(folder, info, {}), {})

    return Reference({stem: opener(info) for stem, info in manifest.items()})


class InstalledRates:
    """Rates from the installed tables, each with source, day and whether anybody has confirmed it."""

    def __init__(self, reference: Reference, starter: Reference | None = None) -> None:
        self._reference = reference
        self._starter = starter or bundled()
        self._tariffs: dict[tuple[str, date], Tariff | None] = {}
        self._exchanges: dict[tuple[str, date], Exchange | None] = {}
        self._members: dict[str, frozenset[str] | None] = {}
        self._units: UnitCode | None = None

    def tariff(self, hs_code: str, on: date) -> Tariff | None:
        """Return the rates of a tariff line; a table may give them for the code, or for eight or six digits of it.

        Where no table has it, what is left is that a tax does not reach such goods at all.
        """
        key = hs_code, on
        if key not in self._tariffs:
            row = self._tariff_row(hs_code, on) or CodeRow(TARIFF, hs_code, "")
            self._tariffs[key] = self._tariff_of(hs_code, row, on) if hs_code else None
        return self._tariffs[key]

    def exchange(self, currency: str, on: date) -> Exchange | None:
        """Return the rate of the month; where there is none, the newest one that is known."""
        key = currency, on
        if key not in self._exchanges:
            row = self.row(EXCHANGE, currency, on) or self._nearest(currency, on)
            self._exchanges[key] = None if row is None else _exchange_of(row, on)
        return self._exchanges[key]

    def _nearest(self, currency: str, on: date) -> CodeRow | None:
        """Return the newest exchange rate before a day, else the oldest after it."""
        rows = self._reference.rows(EXCHANGE, currency)
        before = [row for row in rows if row.since is None or row.since <= on]
        return next(iter(before), rows[-1] if rows else None)

    def treatment(self, country: str, on: date) -> Treatment:
        """Return the side of the tariff: by the table of treatments, else by the flag of an imported country table."""
        row = self.row(TREATMENTS, country, on)
        if row is not None:
            return _TREATMENTS.get(row.values.get("treatment", ""), Treatment.UNKNOWN)
        row = self._reference.row("countries", country, on)
        return _TREATMENTS.get(row.values.get("rate_flag", ""), Treatment.UNKNOWN) if row else Treatment.UNKNOWN

    def members(self, agreement: str, on: date) -> frozenset[str] | None:
        """Return the members of an agreement from the table of agreements."""
        if agreement not in self._members:
            row = self._reference.row("trade_agreements", agreement)
            text = "" if row is None else row.values.get("members", "")
            self._members[agreement] = frozenset(filter(None, text.split(";"))) or None
        return self._members[agreement]

    def row(self, table: str, code: str, on: date | None) -> CodeRow | None:
        """Return a row of the imported table, else of the bundled one."""
        row = self._reference.row(table, code, on) if self._reference.exists(table) else None
        return row or self._starter.row(table, code, on)

    def rows(self, table: str, on: date) -> list[CodeRow]:
        """Return all rows of a table that hold on a day: imported ones in the place of bundled ones of their code."""
        codes = dict.fromkeys((*self._starter.codes(table, on), *self._reference.codes(table, on)))
        found = (self.row(table, code, on) for code in codes)
        return [row for row in found if row is not None]

    def _tariff_row(self, hs_code: str, on: date) -> CodeRow | None:
        """Return the row with a line's rates: of the imported tables, best first, then of the bundled one."""
        places = [(self._reference, table) for table in _TARIFF_TABLES] + [(self._starter, TARIFF)]
        for source, table in places:
            for length in _PREFIXES[:3]:
                row = source.row(table, hs_code[:length], on) if len(hs_code) >= length else None
                if row is not None and any(row.values.get(name) for name in (*_COLUMNS["vat"], *_COLUMNS["mfn"])):
                    return row
        return None

    def _tariff_of(self, hs_code: str, row: CodeRow, on: date) -> Tariff:
        read = provenance_of(row)
        unit = self._statutory_unit(hs_code, on)

        def rate(text: str) -> Rate | None:
            return read_rate(text, read, self._unit_code, unit) if text else None

        found = {name: rate(_cell(row, columns)) for name, columns in _COLUMNS.items()}
        for name, scope in (("consumption", "consumption"), ("export", "export")):
            if found[name] is None and not _cell(row, _COLUMNS[name]):
                found[name] = self._outside(scope, hs_code, on)
        agreements = self._listed(row, "agreements", rate) | self._agreement_rates(hs_code, on)
        return Tariff(
            hs_code,
            **found,
            agreements=MappingProxyType(agreements),
            surcharges=MappingProxyType(self._listed(row, "surcharges", rate)),
        )

    def _outside(self, scope: str, hs_code: str, on: date) -> Rate | None:
        """Return nought for goods the tax does not reach at all; None where it may reach them."""
        for length in _PREFIXES:
            if self.row(SCOPES, f"{scope}/{hs_code[:length]}", on) is not None:
                return None
        return Rate(Decimal(0), Provenance("不在征收范围内（税则章目）", confirmed=True))

    def _listed(self, row: CodeRow, column: str, rate: _ReadRate) -> dict[str, Rate]:
        """Read a cell like ``22:3.2%;01:0%``."""
        found = {}
        for part in row.values.get(column, "").split(";"):
            code, _, text = part.partition(":")
            read = rate(text.strip())
            if read is not None:
                found[code.strip()] = read
        return found

    def _agreement_rates(self, hs_code: str, on: date) -> dict[str, Rate]:
        """Return the rates of an imported table of agreements, one row for each agreement of a code."""
        found = {}
        for length in reversed(_PREFIXES[:3]):
            for row in self._reference.rows(AGREEMENT_RATES, hs_code[:length], on):
                rate = read_rate(row.values.get("rate", ""), provenance_of(row), self._unit_code)
                if rate is not None:
                    found[row.values.get("agreement", "").zfill(2)] = rate
        return found

    def _statutory_unit(self, hs_code: str, on: date) -> str:
        row = self._reference.row("hs_codes", hs_code, on)
        return "" if row is None else row.values.get("unit1", "")

    def _unit_code(self, name: str) -> str | None:
        if self._units is None:
            rows = (self._reference.row("units", code) for code in self._reference.codes("units"))
            self._units = units_by_name({row.code: row.name for row in rows if row is not None})
        return self._units(name)


def _cell(row: CodeRow, columns: tuple[str, ...]) -> str:
    return next((row.values[name] for name in columns if row.values.get(name)), "")


def provenance_of(row: CodeRow) -> Provenance:
    """Return where a row was read; a table that grades its rows must call the row sure, another one is trusted."""
    grade = row.values.get("confirmed") or row.values.get("conf_rates") or row.values.get("confidence") or "yes"
    return Provenance(row.source, row.as_of, grade in _SURE)


def _exchange_of(row: CodeRow, on: date) -> Exchange | None:
    rate = read_decimal(row.values.get("rate", ""))
    per = read_decimal(row.values.get("per", "1"))  # a midpoint may be told for 100 units
    if not rate or not per:
        return None
    month = None if row.code == HOME else _month_of(row, on)
    return Exchange(row.code, rate / per, provenance_of(row), month and month.replace(day=1))


def _month_of(row: CodeRow, on: date) -> date | None:
    """Return a day of the month a rate is for: the one asked for where its days hold it, that of its table without."""
    if row.since is None and row.until is None:
        return _day(row.as_of)
    return on if row.valid_on(on) else row.since or row.until


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
