"""What a claim of a trade agreement's preference starts with; the proof's number and item are the clerk's to type."""

from dataclasses import dataclass

from app.core.draft import Draft
from app.core.form import Form
from app.core.tables import CodeTables
from forms.rules.preference import agreement_of, line_of, members

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


def brought(draft: Draft, row: int, tables: CodeTables) -> dict[str, str]:
    """Return what a begun row of the preference block (from 0) can be told from the rest, by path.

    The only goods line, the agreement where the origin leaves but one of those offered, and the origin under it.
    """
    at = f"preferences[{row}]."
    only = "1" if draft.rows("items") == 1 else ""
    number = draft.get(at + "goods_number").strip() or only
    line = line_of(number, draft.rows("items"))
    if line is None:
        return {}
    offered = claimable(draft, line, tables)
    kind = draft.get(at + "certificate_kind").strip() or (f"Y{offered[0]}" if len(offered) == 1 else "")
    texts = {at + "goods_number": number, at + "certificate_kind": kind}
    origin = draft.get(f"items[{line}].origin_country").strip()
    if agreement_of(kind) and origin in members(tables, agreement_of(kind)):
        texts[f"items[{line}].preference_origin"] = origin
    return {path: text for path, text in texts.items() if text}
