"""What a 报关单 message carries only when it is sent: the operation block, and what rows take from their place."""

import re

from app.core.draft import Draft

DECLARE = "C"
"""OperType of a declaration sent to the gateway; the folder exchange writes G (message.md §0.5)."""

UNSTRUCTURED = "US"
"""EdocFomatType of a PDF or picture, which is all that is attached by hand."""

_NUMBER = re.compile("[0-9]{1,9}")


def prepare(draft: Draft) -> None:
    """Fill in what can be told from the rest; what a sender wrote himself stays, but OperType and Sign."""
    draft.put("sign.oper_type", DECLARE)
    draft.put("sign.sign", "")  # the signature is detached, beside the message
    _fill(draft, "sign.card_number", draft.get("typist_card")[:13])
    _fill(draft, "sign.company_code", draft.get("typist_company_code")[:10])
    _fill(draft, "sign.operator_name", draft.get("typist_name")[:30])
    _fill_rows(draft, "edocs", "format", UNSTRUCTURED)
    for line in range(draft.rows("items")):
        number = draft.get(f"items[{line}].number").strip()
        own = number if _NUMBER.fullmatch(number) else str(line + 1)
        _fill_rows(draft, f"items[{line}].limits", "goods_number", own)


def _fill_rows(draft: Draft, section: str, name: str, text: str) -> None:
    """Fill one field in the rows of a section that hold anything; the others are not sent."""
    for row in range(draft.rows(section)):
        if any(raw.strip() for raw in draft.row_texts(section, row).values()):
            _fill(draft, f"{section}[{row}].{name}", text)


def _fill(draft: Draft, path: str, text: str) -> None:
    if not draft.get(path).strip():
        draft.put(path, text)
