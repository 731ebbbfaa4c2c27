"""The rules that speak of a field, those told at it first; read from the form's own rules, it runs none."""

import re

from app.core.form import Form

_NUMBERS = re.compile(r"\{[a-z_]+\}")


def rules_about(form: Form, pattern: str) -> tuple[tuple[str, str], ...]:
    """Return id and sentence of each rule that is told at a field or looks at it, one row per id."""
    bound = form.fields[pattern]
    own = {bound.box.rule, bound.box.empty_rule} - {""}
    told: dict[str, str] = {}
    looked: dict[str, str] = {}
    for one in form.rules:
        if one.effect != "problem" or form.direction not in one.directions:
            continue
        label = form.fields[one.at].label if one.at in form.fields else ""
        sentence = _NUMBERS.sub("…", one.message.replace("{label}", label))
        if one.at == pattern or one.id in own:
            told.setdefault(one.id, sentence)
        elif any(need.kind == "field" and need.name == pattern for need in one.needs):
            looked.setdefault(one.id, sentence)
    rest = {id_: sentence for id_, sentence in looked.items() if id_ not in told}
    return (*sorted(told.items()), *sorted(rest.items()))
