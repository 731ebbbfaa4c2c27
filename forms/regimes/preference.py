"""What a claim of a trade agreement's preference starts with; the proof's number and item are the clerk's to type."""

from dataclasses import dataclass

from app.core.draft import Draft
from app.core.form import Form
from app.core.tables import CodeTables
from forms.rules.preference import members

APTA, RCEP = "01", "22"
OFFERED = (APTA, RCEP)
"""Agreements most used at the northern border: 亚太 for Mongolia (since 2021-01-01) and RCEP."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A new row of the preference block (relative texts) and the texts it brings to the goods line (by path)."""

    row: dict[str, str]
    texts: dict[str, str]


def claimable(draft: Draft, line: int, tables: CodeTables) -> tuple[str, ...]:
    """Return the offered agreements the origin of a goods line (from 0) belongs to."""
    origin = draft.get(f"items[{line}].origin_country").strip()
    return tuple(one for one in OFFERED if origin in members(tables, one) - {"CHN"})


def claim(form: Form, draft: Draft, line: int, agreement: str) -> Claim:
    """Return what to add for a goods line (from 0): the claim's row, and the origin there if blank."""
    number = draft.get(f"items[{line}].number").strip() or str(line + 1)
    row = {**form.new_row("preferences"), "certificate_kind": f"Y{agreement}", "goods_number": number}
    place = f"items[{line}].preference_origin"
    origin = draft.get(f"items[{line}].origin_country").strip()
    return Claim(row, {} if draft.get(place).strip() or not origin else {place: origin})
