"""What a change does to the taxes, reckoned in the store thread with the installed tables; unknown stays unknown."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache

from app.core.draft import Draft
from app.core.form import Form
from app.taxes.compare import rerated
from app.taxes.estimate import estimate
from app.taxes.of_draft import shipment_of
from app.taxes.rate_day import rate_day
from app.taxes.result import Estimate
from app.taxes.settings import TaxSettings
from app.ui.desk.office import Office
from app.ui.pages.lifecycle import TaxEffect, TaxRow
from app.work.rates import InstalledRates
from app.work.tax_settings import settings_on

_ROWS = (
    ("计税价格", "customs_value"),
    ("关税", "duty"),
    ("消费税", "consumption_tax"),
    ("增值税", "vat"),
    ("合计", "total"),
)
_ALWAYS = frozenset({"customs_value", "total"})


class TaxEffects:
    """Estimates of one desk; tables are opened when the first one is asked for."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._rates: InstalledRates | None = None

    def of_change(self, form: Form, draft: Draft, declared: Mapping[str, str], today: date) -> TaxEffect:
        """Return the taxes of what was declared and of what is asked for, at the rates of the same day."""
        before = draft.copy()
        for path, _ in list(draft.filled()):
            before.put(path, declared.get(path, ""))
        for path, text in declared.items():
            before.put(path, text)
        rates, settings = self._tables()
        goods = shipment_of(form, draft)
        day = rate_day(form.direction, goods.filing, today, goods.entry_day).day
        one = estimate(shipment_of(form, before), rates, settings(day), day)
        other = estimate(goods, rates, settings(day), day)
        return _effect(one, other, f"按 {day:%m-%d} 的税率、汇率")

    def of_entry(self, form: Form, draft: Draft, filed: date, entered: date) -> TaxEffect:
        """Return the taxes at the day of filing and at the day of entry."""
        rates, settings = self._tables()
        goods = replace(shipment_of(form, draft), entry_day=entered)
        both = rerated(goods, rates, settings, filed, entered)
        return _effect(both.filed, both.entered, f"由 {filed:%m-%d} 改按 {entered:%m-%d} 的税率、汇率")

    def _tables(self) -> tuple[InstalledRates, "_SettingsOn"]:
        if self._rates is None:
            self._rates = InstalledRates(self._office.tables)
        return self._rates, _SettingsOn(self._rates)


class _SettingsOn:
    """The settings by day, each read once."""

    def __init__(self, rates: InstalledRates) -> None:
        self._read = lru_cache(lambda day: settings_on(rates, day))

    def __call__(self, day: date) -> TaxSettings:
        return self._read(day)


def _effect(before: Estimate, after: Estimate, basis: str) -> TaxEffect:
    """Return both estimates side by side; where either total is not known, nothing but that is said."""
    if before.total is None or after.total is None:
        why = next(iter((*after.missing, *before.missing)), "有的数字还不知道")
        return TaxEffect(note=f"未估算：{why}")
    rows = []
    for words, name in _ROWS:
        one, other = getattr(before, name) or Decimal(), getattr(after, name) or Decimal()
        if name in _ALWAYS or one or other:
            rows.append(TaxRow(words, one, other))
    doubts = len(dict.fromkeys(after.unconfirmed))
    note = f"其中 {doubts} 个数字未经核实，以税单为准" if doubts else "以税单为准"
    return TaxEffect(tuple(rows), note, basis)
