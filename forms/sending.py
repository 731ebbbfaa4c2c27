"""What a 报关单 message carries only when it is sent: the operation block, filled from the head."""

from app.core.draft import Draft

DECLARE = "C"
"""OperType of a declaration sent to the gateway; the folder exchange writes G (message.md §0.5)."""


def prepare(draft: Draft) -> None:
    """Fill DecSign from the operator's fields of the head; what a sender wrote himself stays, but OperType and Sign."""
    draft.put("sign.oper_type", DECLARE)
    draft.put("sign.sign", "")  # the signature is detached, beside the message
    _fill(draft, "sign.card_number", draft.get("typist_card")[:13])
    _fill(draft, "sign.company_code", draft.get("typist_company_code")[:10])
    _fill(draft, "sign.operator_name", draft.get("typist_name")[:30])


def _fill(draft: Draft, path: str, text: str) -> None:
    if not draft.get(path):
        draft.put(path, text)
