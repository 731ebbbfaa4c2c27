"""Which drafts of this office use certain codes; asked after an import of code tables, on the store's thread."""

import json
from collections.abc import Iterable, Mapping
from functools import cache

from sqlalchemy import Connection, select

import forms
from app.core.path import pattern_of
from app.declarations.status import Status, is_editable
from app.store.tables import drafts

_HS = "hs_codes"
_ABOUT_ARTICLES = frozenset(("hs_elements", "hs_curated", "hs_ciq_codes", "tariff_rates", "agreement_rates"))
_ARTICLE_DIGITS = 10


def drafts_using(connection: Connection, changed: Mapping[str, Iterable[str]]) -> list[str]:
    """Return the ids of the drafts still open to change that hold one of the codes, the newest first.

    What is said about articles under another table (their elements, by the beginning of a code, or their rates)
    counts as a change of the article.
    """
    codes = {table: frozenset(some) for table, some in changed.items()}
    if not any(codes.values()):
        return []
    articles = tuple(code[:_ARTICLE_DIGITS] for table in _ABOUT_ARTICLES for code in codes.get(table, ()))
    open_ones = [status.value for status in Status if is_editable(status)]
    query = (
        select(drafts.c.id, drafts.c.form, drafts.c.document)
        .where(drafts.c.deleted.is_(False), drafts.c.status.in_(open_ones))
        .order_by(drafts.c.updated_at.desc())
    )
    return [row.id for row in connection.execute(query) if _uses(row.form, row.document, codes, articles)]


def _uses(form: str, document: str, codes: Mapping[str, frozenset[str]], articles: tuple[str, ...]) -> bool:
    tables = _tables_of(form)
    texts: Mapping[str, str] = json.loads(document).get("fields", {})
    for path, text in texts.items():
        table = tables.get(pattern_of(path), "")
        if not table or not text:
            continue
        if not codes.get(table, frozenset()).isdisjoint((text, *text.split(","))):
            return True
        if table == _HS and articles and text.startswith(articles):
            return True
    return False


@cache
def _tables_of(form: str) -> Mapping[str, str]:
    if form not in forms.REGISTRY:
        return {}
    fields = forms.load(form).fields
    return {pattern: bound.box.table for pattern, bound in fields.items() if bound.box.table}
