"""What a code typed on the page brings along: the texts of its template or claim, into fields that are still blank."""

from collections.abc import Mapping
from datetime import date

from app.core.draft import Draft
from app.core.form import Form
from app.core.path import pattern_of, rows_of
from app.core.tables import CodeTables
from forms.regimes import preference
from forms.regimes.template import Kind, apply
from forms.regimes.templates import TEMPLATES

_REGIME, _TRANSIT = "trade_mode", "transit.kind"
_CLAIM = ("preferences[].goods_number", "preferences[].certificate_kind")


def brought(form: Form, draft: Draft, path: str, tables: CodeTables, day: date) -> Mapping[str, str]:
    """Return the texts a code typed at ``path`` brings along; nothing for other fields and codes."""
    code = draft.get(path).strip()
    texts: Mapping[str, str] = {}
    if not code:
        return texts
    if path in (_REGIME, _TRANSIT):
        texts = _of_template(form, draft, path == _TRANSIT, code, day)
    elif pattern_of(path) in _CLAIM:
        texts = preference.brought(draft, rows_of(path)[0], tables)
    return {at: text for at, text in texts.items() if not draft.get(at).strip()}


def _of_template(form: Form, draft: Draft, transport: bool, code: str, day: date) -> Mapping[str, str]:
    for one in TEMPLATES:
        named = one.id if transport else one.code
        if named == code and (one.kind is Kind.TRANSPORT) is transport and one.offered(form.direction, day):
            return apply(form, draft, one, day)
    return {}
