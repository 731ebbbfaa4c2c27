"""What a code typed on the page brings along: the texts of its template or claim, into fields that are still blank."""

from collections.abc import Mapping
from datetime import date

from app.core.draft import Draft
from app.core.form import Form
from app.core.path import pattern_of, rows_of
from app.core.tables import CodeTables
from forms.regimes import preference
from forms.regimes.template import Kind, Template, apply
from forms.regimes.templates import TEMPLATES

_REGIME, _TRANSIT = "trade_mode", "transit.kind"
_CLAIM = ("preferences[].goods_number", "preferences[].certificate_kind")


def brought(form: Form, draft: Draft, path: str, tables: CodeTables, day: date) -> Mapping[str, str]:
    """Return the texts a code typed at ``path`` brings along; nothing for other fields and codes."""
    code = draft.get(path).strip()
    texts: Mapping[str, str] = {}
    if not code:
        return texts
    template = template_at(form, draft, path, day)
    if template is not None:
        texts = apply(form, draft, template, day)
    elif pattern_of(path) in _CLAIM:
        texts = preference.brought(draft, rows_of(path)[0], tables)
    return {at: text for at, text in texts.items() if not draft.get(at).strip()}


def template_at(form: Form, draft: Draft, path: str, day: date) -> Template | None:
    """Return the template that the code typed at ``path`` names; None for other fields and codes."""
    code = draft.get(path).strip()
    if path not in (_REGIME, _TRANSIT) or not code:
        return None
    transport = path == _TRANSIT
    for one in TEMPLATES:
        named = one.id if transport else one.code
        if named == code and (one.kind is Kind.TRANSPORT) is transport and one.offered(form.direction, day):
            return one
    return None
