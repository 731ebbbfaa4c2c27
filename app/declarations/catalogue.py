"""The list of every rule as people read it, made from the rule objects themselves; it decides nothing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import forms
from app.core.draft import Mode
from app.core.form import Form
from app.core.problem import Severity
from app.core.rules import ALL_MODES, FULL_MODES, Rule
from forms.border_trade import FORM as BORDER_TRADE
from forms.rules.elsewhere import ELSEWHERE, Elsewhere
from forms.settings import Setting, settings_of

_MODES = {Mode.ONCE: "一次申报", Mode.ADVANCE: "提前申报", Mode.SUMMARY: "概要申报", Mode.COMPLETE: "完整申报"}
_DIRECTIONS = {"I": "进口", "E": "出口", "IE": "进出口"}
_NUMBERS = re.compile(r"\{[a-z_]+\}")
_CONFIDENCE = {"S": "可靠", "F": "待核", "U": "未证实"}


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """One rule at one place of one document, in words; several rows may share an id."""

    id: str
    document: str  # title of the form: 报关单 or 互市申报单
    field: str  # label of the place its problem is shown at
    fields: tuple[str, ...]  # labels of every field it looks at, the place's first
    facts: tuple[str, ...]  # meanings of the facts it looks at
    phase: str
    severity: Severity
    directions: str
    sentence: str
    english: str
    fix: bool
    source: str
    confidence: str  # S, F or U
    settings: tuple[Setting, ...]
    decided_by: str  # name of the predicate, or where else it is spoken

    @property
    def confidence_words(self) -> str:
        """Say how sure the content of the rule is."""
        return _CONFIDENCE[self.confidence]


def catalogue() -> tuple[CatalogueRow, ...]:
    """Return every rule of every document in the order of ids: what runs, told by itself."""
    seen: set[tuple[str, str, str, str]] = set()
    rows: list[CatalogueRow] = []
    for document, form in _documents():
        for one in form.rules:
            key = (one.id, one.at, one.message, document)
            if one.effect == "problem" and form.direction in one.directions and key not in seen:
                seen.add(key)
                rows.append(_row(one, form, document))
    rows += [_told(one) for one in ELSEWHERE]
    return tuple(sorted(rows, key=lambda row: row.id))


def _documents() -> Iterator[tuple[str, Form]]:
    for form_id in forms.REGISTRY:
        yield "报关单", forms.load(form_id)
    yield "互市申报单", BORDER_TRADE


def _row(one: Rule, form: Form, document: str) -> CatalogueRow:
    looked = [one.at, *(need.name for need in one.needs if need.kind in ("field", "rows"))]
    facts = (form.facts[need.name].meaning for need in one.needs if need.kind == "fact" and need.name in form.facts)
    labels = tuple(dict.fromkeys(_label(form, name) for name in looked))
    label = labels[0]
    return CatalogueRow(
        one.id,
        document,
        label,
        labels,
        tuple(dict.fromkeys(facts)),
        _phase(one),
        one.severity,
        "进口" if document == "互市申报单" else _DIRECTIONS[one.directions],
        _spoken(one.message, label),
        _spoken(one.english, label),
        one.cures,
        one.source,
        one.confidence,
        settings_of(one.id),
        one.name,
    )


def _told(one: Elsewhere) -> CatalogueRow:
    form = forms.load("import")
    labels = tuple(_label(form, pattern) for pattern in one.at) or (one.words,)
    return CatalogueRow(
        one.id,
        "报关单",
        labels[0],
        labels,
        (),
        one.spoken.value,
        one.severity,
        _DIRECTIONS[one.directions],
        _spoken(one.message, "、".join(labels)),
        one.english,
        one.cures,
        one.source,
        one.confidence,
        settings_of(one.id),
        one.spoken.value,
    )


def _label(form: Form, pattern: str) -> str:
    bound = form.fields.get(pattern)
    if bound is not None:
        return bound.box.label
    titles = {section.rows: section.title for section in form.sections if section.rows}
    return titles[pattern]


def _spoken(sentence: str, label: str) -> str:
    """Put the label in; what only a finding knows is left as dots."""
    return _NUMBERS.sub("…", sentence.replace("{label}", label))


def _phase(one: Rule) -> str:
    if one.modes == ALL_MODES:
        return "各阶段"
    if one.modes == FULL_MODES:
        return "一次申报、提前申报、完整申报"
    return "、".join(word for mode, word in _MODES.items() if mode in one.modes)
