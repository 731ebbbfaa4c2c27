"""What a 报关单 message carries only when it is sent: the operation block, and what rows take from their place."""

import re
from collections.abc import Mapping

from app.core.draft import Draft, Mode
from forms.packs.document_type import is_two_step_mark, type_for

DECLARE = "C"
"""OperType of a declaration sent to the gateway; the folder exchange writes G (message.md §0.5)."""

UNSTRUCTURED = "US"
"""EdocFomatType of a PDF or picture, which is all that is attached by hand."""

NO_STATEMENT = "99999"
"""PromiseItmes that states nothing: five blanks."""

CHINA = "CHN"
UNKNOWN_COUNTRY = "ZZZ"
"""国(地)别不详, of the table of countries."""

_TYPE, _REGIME = "type", "trade_mode"
_NUMBER = re.compile("[0-9]{1,9}")
_COUNTRY = re.compile("[A-Z]{3}")


def prepare(draft: Draft) -> None:
    """Fill in what can be told from the rest; what a sender wrote himself stays, but OperType and Sign."""
    draft.put("sign.oper_type", DECLARE)
    draft.update(_type(draft))
    if draft.mode is Mode.SUMMARY:
        _fill_unasked(draft)
    draft.put("sign.sign", "")  # the signature is detached, beside the message
    _fill(draft, "sign.card_number", draft.get("typist_card")[:13])
    _fill(draft, "sign.company_code", draft.get("typist_company_code")[:10])
    _fill(draft, "sign.operator_name", draft.get("typist_name")[:30])
    _fill_rows(draft, "edocs", "format", UNSTRUCTURED)
    for line in range(draft.rows("items")):
        number = draft.get(f"items[{line}].number").strip()
        own = number if _NUMBER.fullmatch(number) else str(line + 1)
        _fill_rows(draft, f"items[{line}].limits", "goods_number", own)


def staged(draft: Draft) -> Mapping[str, str]:
    """Return the 单据类型 that mode, regime and confirmations ask for, where it stands otherwise."""
    typed = draft.get(_TYPE)
    wanted = type_for(typed, draft.mode, draft.get(_REGIME).strip(), draft.facts)
    return {} if wanted == typed else {_TYPE: wanted}


def _type(draft: Draft) -> Mapping[str, str]:
    """Return the 单据类型 of a message; a mark the sender wrote himself stands, R180 has judged it."""
    return {} if is_two_step_mark(draft.get(_TYPE)) else staged(draft)


def _fill_unasked(draft: Draft) -> None:
    """Fill elements the format wants filled though 概要 does not ask for them (message.md §4); 完整 states them."""
    _fill(draft, "price_statements", NO_STATEMENT)
    lines = range(draft.rows("items"))
    origins = (draft.get(f"items[{line}].origin_country").strip() for line in lines)
    # Without a readable origin the message is not sent anyway; the schema need not complain of this place too.
    _fill(draft, "trade_area", next((origin for origin in origins if _COUNTRY.fullmatch(origin)), UNKNOWN_COUNTRY))
    for line in lines:
        _fill(draft, f"items[{line}].destination_country", CHINA)


def _fill_rows(draft: Draft, section: str, name: str, text: str) -> None:
    """Fill one field in the rows of a section that hold anything; the others are not sent."""
    for row in range(draft.rows(section)):
        if any(raw.strip() for raw in draft.row_texts(section, row).values()):
            _fill(draft, f"{section}[{row}].{name}", text)


def _fill(draft: Draft, path: str, text: str) -> None:
    if not draft.get(path).strip():
        draft.put(path, text)
