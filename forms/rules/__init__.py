"""The rule book: every rule of the 报关单, grouped by what it looks at; this module only gathers them."""

from app.core.rules import rules_in

RULES = rules_in()
