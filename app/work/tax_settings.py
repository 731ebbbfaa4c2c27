"""The tax settings in force on a day, read from their tables; a command's own choice may take a setting's place."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from app.core.tables import CodeRow
from app.taxes.rates import Provenance
from app.taxes.settings import FreightBasis, InsuranceForm, PaymentStart, Relief, Rounding, TaxSettings
from app.work.rates import InstalledRates, provenance_of
from forms.settings import DUTY_EXEMPT

SETTINGS, RELIEFS = "tax_settings", "duty_reliefs"
FULL = "1"  # 征免方式: 照章征税
_GIVEN = Provenance("本次指定", confirmed=True)


def settings_on(rates: InstalledRates, on: date) -> TaxSettings:
    """Return the settings of a day; raises KeyError or ValueError where a table lacks one or holds nonsense."""
    rows = {row.code: row for row in rates.rows(SETTINGS, on)}
    reliefs = {row.code: _relief(row) for row in rates.rows(RELIEFS, on)}
    read = {name: provenance_of(row) for name, row in rows.items()}
    duty = Provenance(DUTY_EXEMPT.source, confirmed=DUTY_EXEMPT.confidence == "S")

    def text(name: str) -> str:
        return rows[name].values["value"]

    def number(name: str) -> Decimal:
        return Decimal(text(name))

    return TaxSettings(
        Rounding(text("rounding")),
        InsuranceForm(text("insurance_form")),
        number("insurance_rate"),
        FreightBasis(text("freight_basis")),
        DUTY_EXEMPT.on(on),
        number("consumption_waiver"),
        number("vat_waiver"),
        number("late_declaration_rate"),
        number("late_declaration_least"),
        number("late_payment_rate"),
        number("late_payment_least"),
        int(text("payment_days")),
        PaymentStart(text("payment_start_advance")),
        int(text("collective_working_days")),
        reliefs,
        reliefs[FULL],
        read | {"duty_waiver": duty},
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
    return Relief(row.code, row.name, **left, read=provenance_of(row), doubt=row.values.get("doubt", ""))
