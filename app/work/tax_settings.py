"""The tax settings in force on a day, read from their tables; a command's own choice may take a setting's place."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from app.core.tables import CodeRow
from app.taxes.rates import Provenance
from app.taxes.settings import FreightBasis, InsuranceForm, PaymentStart, Relief, Rounding, TaxSettings
from app.work.rates import InstalledRates, provenance_of
from forms.settings import DUTY_EXEMPT

SETTINGS, RELIEFS = "tax_settings", "duty_reliefs"
DUTY = "duty_waiver"
_LARGEST = 1_000_000
FULL = "1"  # 征免方式: 照章征税
_GIVEN = Provenance("本次指定", confirmed=True)


class SettingsUnusable(Exception):
    """An imported table of settings holds nonsense; a Chinese sentence, and the same in English."""

    def __init__(self, cause: Exception) -> None:
        super().__init__(f"计税设定表有一项无法使用（{cause}），请撤销导入或改正后重新导入")
        self.english = f"a row of the tax settings cannot be used ({cause}); take the import back or mend it"


def settings_on(rates: InstalledRates, on: date) -> TaxSettings:
    """Return the settings of a day; raises SettingsUnusable where a table lacks one or holds nonsense."""
    try:
        return _settings(
            {row.code: row for row in rates.rows(SETTINGS, on)}, {row.code: row for row in rates.rows(RELIEFS, on)}, on
        )
    except (KeyError, ValueError, ArithmeticError) as error:
        raise SettingsUnusable(error) from error


def _settings(rows: Mapping[str, CodeRow], relief_rows: Mapping[str, CodeRow], on: date) -> TaxSettings:
    reliefs = {code: _relief(row) for code, row in relief_rows.items()}
    read = {name: provenance_of(row) for name, row in rows.items()}
    read.setdefault(DUTY, Provenance(DUTY_EXEMPT.source, confirmed=DUTY_EXEMPT.confidence == "S"))

    def text(name: str) -> str:
        return rows[name].values["value"]

    def number(name: str) -> Decimal:
        found = Decimal(text(name))
        if not 0 <= found <= _LARGEST:
            raise ValueError(f"{name} {found}")
        return found

    def limit(name: str) -> Decimal | None:
        return number(name) if rows[name].values.get("value") else None  # blank: small taxes are collected too

    return TaxSettings(
        Rounding(text("rounding")),
        InsuranceForm(text("insurance_form")),
        number("insurance_rate"),
        FreightBasis(text("freight_basis")),
        limit(DUTY) if DUTY in rows else DUTY_EXEMPT.on(on),
        limit("consumption_waiver"),
        limit("vat_waiver"),
        number("late_declaration_rate"),
        number("late_declaration_least"),
        number("late_payment_rate"),
        number("late_payment_least"),
        int(number("payment_days")),
        PaymentStart(text("payment_start_advance")),
        int(number("collective_working_days")),
        reliefs,
        reliefs[FULL],
        read,
    )


def given(settings: TaxSettings, rounding: Rounding | None, form: InsuranceForm | None) -> TaxSettings:
    """Return the settings with what a command's own rate file says about rounding and insurance."""
    told = {name: _GIVEN for name, value in (("rounding", rounding), ("insurance_form", form)) if value}
    return replace(
        settings,
        rounding=rounding or settings.rounding,
        insurance_form=form or settings.insurance_form,
        read={**settings.read, **told},
    )


def _relief(row: CodeRow) -> Relief:
    left = {name: Decimal(row.values[name]) for name in ("duty", "consumption", "vat")}
    if not all(0 <= part <= 1 for part in left.values()):
        raise ValueError(f"{row.code} {row.name}")
    return Relief(row.code, row.name, **left, read=provenance_of(row), doubt=row.values.get("doubt", ""))
