"""Read what taxes depend on out of a draft: the one place that names field paths; unreadable texts are told."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from app.core.draft import Draft, Mode
from app.core.field import FieldError, Value
from app.core.form import Form
from app.taxes.shipment import Charge, Filing, Line, Mark, Quantity, Shipment, Terms
from app.taxes.told import Told
from forms.facts import day as day_fact
from forms.rules.preference import claims

ITEMS, CLAIMS, LICENCES = "items", "preferences", "licences"
LINE_FIELDS = (
    "hs_code", "name", "price", "total", "currency", "origin_country", "duty_mode",
    "quantity", "unit", "first_quantity", "first_unit", "second_quantity", "second_unit",
)  # fmt: skip
HEAD_FIELDS = (
    "terms", "fee_mark", "fee_rate", "fee_currency", "insurance_mark", "insurance_rate", "insurance_currency",
    "other_mark", "other_rate", "other_currency", "gross_weight", "net_weight", "ie_date", "type",
)  # fmt: skip
CLAIM_FIELDS = ("certificate_kind", "goods_number")
COLLECTIVE = "CL"  # 单据类型: 汇总征税
QUOTA_CERTIFICATE = "t"  # 监管证件代码: 关税配额证明
DEPENDS_ON = frozenset(
    (
        *HEAD_FIELDS,
        *(f"{ITEMS}[].{name}" for name in LINE_FIELDS),
        *(f"{CLAIMS}[].{name}" for name in CLAIM_FIELDS),
        f"{LICENCES}[].kind",
    )
)
"""Patterns of the fields a shipment is made of; no other field changes it."""

_QUANTITIES = (("quantity", "unit"), ("first_quantity", "first_unit"), ("second_quantity", "second_unit"))


class Reader:
    """Reads the fields of one draft; ``unread`` collects a sentence for each text that is no value."""

    def __init__(self, form: Form, draft: Draft) -> None:
        self._form = form
        self._draft = draft
        self.unread: list[Told] = []

    def text(self, path: str) -> str:
        """Return a code as typed, without blanks around it."""
        return self._draft.get(path).strip()

    def value(self, path: str) -> Value | None:
        """Return the value of a field; None where nothing readable stands there."""
        bound = self._form.field(path)
        try:
            return bound.parse(self._draft.get(path))
        except FieldError:
            self.unread.append(
                Told(f"{bound.box.label}无法读取，没有计入", f"{bound.element} cannot be read: not used")
            )
            return None

    def number(self, path: str) -> Decimal | None:
        """Return a decimal field."""
        found = self.value(path)
        return found if isinstance(found, Decimal) else None

    def line(self, at: int, agreement: str) -> Line:
        """Return one goods line."""
        prefix = f"{ITEMS}[{at}]."
        found = []
        for amount, unit in _QUANTITIES:
            number, code = self.number(prefix + amount), self.text(prefix + unit)
            if number is not None and code:
                found.append(Quantity(number, code))
        return Line(
            at + 1,
            self.text(prefix + "hs_code"),
            self.number(prefix + "total"),
            self.text(prefix + "currency").upper(),
            self.text(prefix + "origin_country").upper(),
            tuple(found),
            self.text(prefix + "duty_mode"),
            agreement,
            self.text(prefix + "name"),
            self.number(prefix + "price"),
        )

    def charge(self, stem: str) -> Charge | None:
        """Return freight, insurance or other charges; a nought or an amount without its mark states nothing."""
        amount, mark = self.number(f"{stem}_rate"), self.text(f"{stem}_mark")
        if not amount:
            return None
        try:
            return Charge(Mark(mark), amount, self.text(f"{stem}_currency").upper())
        except ValueError:
            bound = self._form.field(f"{stem}_rate")
            english = f"{bound.element} has no valid mark: not used"
            self.unread.append(Told(f"{bound.box.label}的标记未填或有误，没有计入", english))
            return None

    def day(self, path: str) -> date | None:
        """Return a date field."""
        found = self.value(path)
        return found if isinstance(found, date) else None

    def agreements(self) -> Mapping[int, str]:
        """Return the agreement claimed for each line (from 0)."""
        rows = range(self._draft.rows(CLAIMS))
        kinds = [self.text(f"{CLAIMS}[{at}].certificate_kind") for at in rows]
        numbers = [self.text(f"{CLAIMS}[{at}].goods_number") for at in rows]
        return claims(kinds, numbers, self._draft.rows(ITEMS))

    def has_quota(self) -> bool:
        """Tell whether a quota certificate goes with the declaration."""
        rows = range(self._draft.rows(LICENCES))
        return any(self.text(f"{LICENCES}[{at}].kind") == QUOTA_CERTIFICATE for at in rows)


def shipment_of(form: Form, draft: Draft) -> Shipment:
    """Return what a draft states that taxes depend on."""
    reader = Reader(form, draft)
    agreements = reader.agreements()
    lines = tuple(reader.line(at, agreements.get(at, "")) for at in range(draft.rows(ITEMS)))
    return with_head(form, draft, reader, lines)


def with_head(form: Form, draft: Draft, reader: Reader, lines: tuple[Line, ...]) -> Shipment:
    """Return a shipment of lines read before, with everything else read from the draft."""
    terms = reader.text("terms")
    if terms and terms not in frozenset(Terms):
        reader.unread.append(Told("成交方式的代码无法识别，没有计入", "DecHead/TransMode is no such code: not used"))
    entered = day_fact(draft.facts.get("entry_day"))
    return Shipment(
        form.direction,
        Terms(terms) if terms in frozenset(Terms) else None,
        lines,
        reader.charge("fee"),
        reader.charge("insurance"),
        reader.charge("other"),
        reader.number("gross_weight"),
        reader.number("net_weight"),
        _FILINGS[draft.mode],
        entered or (reader.day("ie_date") if form.direction == "I" else None),
        reader.has_quota(),
        draft.get("type").startswith(COLLECTIVE),
        tuple(dict.fromkeys(reader.unread)),
    )


_FILINGS = {
    Mode.ONCE: Filing.ONCE,
    Mode.ADVANCE: Filing.ADVANCE,
    Mode.SUMMARY: Filing.SUMMARY,
    Mode.COMPLETE: Filing.COMPLETE,
}
