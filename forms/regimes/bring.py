"""What choosing a 监管方式 on the page brings along: the texts of its template, into fields that are still blank."""

from collections.abc import Mapping
from datetime import date

from app.core.draft import Draft
from app.core.form import Form
from forms.regimes.template import Kind, apply
from forms.regimes.templates import TEMPLATES

_CHOICE = "trade_mode"


def brought(form: Form, draft: Draft, path: str, day: date) -> Mapping[str, str]:
    """Return the texts a code chosen at ``path`` brings along; nothing for other fields and codes."""
    code = draft.get(path).strip() if path == _CHOICE else ""
    found = next((one for one in TEMPLATES if one.code == code and one.offered(form.direction, day)), None)
    if not code or found is None or found.kind is Kind.TRANSPORT:
        return {}
    texts = apply(form, draft, found, day)
    return {at: text for at, text in texts.items() if not draft.get(at).strip()}
