"""The rule book: every rule of the 报关单, grouped by what it looks at; this module only gathers them."""

from app.core.rules import rules_in
from forms.rules import (
    codes,
    containers,
    elements,
    fees,
    goods,
    identity,
    inspection,
    licences,
    modes,
    preference,
    price,
    regime,
    required,
    route,
    transport,
    weights,
)

RULES = rules_in(
    identity,
    codes,
    modes,
    transport,
    weights,
    containers,
    fees,
    price,
    goods,
    elements,
    regime,
    inspection,
    licences,
    preference,
    route,
    required,
)
