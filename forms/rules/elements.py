"""Rules R099–R103: the 申报要素 in 规格型号 against the elements the tariff line asks for; nothing is put in order."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

from app.core.problem import Severity
from app.core.rules import FULL_MODES, Finding, Fired, rule
from app.core.tables import CodeTables
from forms.rules.law import ELEMENT_CATALOGUE, UNVERIFIED, box
from forms.rules.tariff import tariff

_SOURCE = f"{box(35)}；{ELEMENT_CATALOGUE}"
_BAR = "|"
_BRANDS = frozenset("01234")
_EXPORT_TOKENS = frozenset("012")
_IMPORT_TOKEN = "3"
_OWN_RULES = 2  # the first two tokens are the business of R101 and R100
_NOTHING = ";；,，、 \u3000"
_REMEMBERED = 4096
_FEW = 3  # so many names joined by 或 still help
_DAY = re.compile(r"20[0-9]{6}|20[0-9]{2}[-./年].*")


@lru_cache(maxsize=_REMEMBERED)  # four rules read each specification
def _tokens(model: str) -> tuple[str, ...]:
    """Return the elements of a specification; trailing blank ones are not counted."""
    tokens = [token.strip(_NOTHING) for token in model.split(_BAR)]
    while len(tokens) > 1 and not tokens[-1]:
        tokens.pop()
    return tuple(tokens)


def _names(values: Mapping[str, str], column: str) -> tuple[str, ...]:
    return _listed(values.get(column, ""))


@lru_cache(maxsize=_REMEMBERED)
def _listed(text: str) -> tuple[str, ...]:
    return tuple(name for name in text.split(";") if name)


def _short(name: str) -> str:
    return name.partition("（")[0]


def in_order(wanted: Sequence[str], given: Sequence[str]) -> bool:
    """Tell that no element says by its words (灰分10.5%, a date) that it stands in another's place."""
    return all(
        not (meant := _meant(wanted, token)) or (place < len(wanted) and wanted[place] in meant)
        for place, token in enumerate(given)
    )


def _meant(wanted: Sequence[str], token: str) -> list[str]:
    """Return the elements a token names itself: two letters in common, or a day where a day is asked for."""
    if _DAY.fullmatch(token):
        return [name for name in wanted if "日期" in name]
    words = _pairs(token)
    return [name for name in wanted if words & _pairs(_short(name))]


@lru_cache(maxsize=_REMEMBERED)
def _pairs(text: str) -> frozenset[str]:
    chinese = text.replace("粘", "黏")
    pairs = {chinese[at : at + 2] for at in range(len(chinese) - 1)}
    return frozenset(pair for pair in pairs if all("\u4e00" <= sign <= "\u9fff" for sign in pair))


@rule(
    "R099",
    at="items[].model",
    needs="items[].hs_code items[].model tables today",
    message="规范申报要素不全，缺 {missing}，请补填",
    english="Elements the catalogue requires are missing: {missing}",
    source=_SOURCE,
    modes=FULL_MODES,
)
def required_elements_are_there(code: str, model: str, tables: CodeTables, today: date) -> Fired:
    row = tariff(tables, code, today)
    if row is None or row.values.get("elements_ordered") != "yes":
        return None  # without the order no element can be told from another; R103 counts them
    wanted, given = _names(row.values, "elements")[_OWN_RULES:], _tokens(model)[_OWN_RULES:]
    if len(given) >= len(wanted) and all(given):
        return None  # there is an element for each, and R103 counts those that are too many
    missing = _by_place(wanted, given) if in_order(wanted, given) else _by_words(wanted, given)
    return bool(missing) and {"missing": missing}


def _by_place(wanted: Sequence[str], given: Sequence[str]) -> str:
    filled = {place for place, token in enumerate(given) if token}
    return "、".join(_short(name) for place, name in enumerate(wanted) if place not in filled)


def _by_words(wanted: Sequence[str], given: Sequence[str]) -> str:
    """Name what is missing among elements written in another order, or how many where the words do not tell."""
    tokens = [token for token in given if token]
    lacking = len(wanted) - len(tokens)
    if lacking <= 0:
        return ""
    open_names, told = list(wanted), 0
    for token in sorted(tokens, key=lambda token: len(_meant(wanted, token))):
        meant = [name for name in _meant(wanted, token) if name in open_names]
        if meant:
            open_names.remove(meant[0])
            told += 1
    if told == len(tokens):
        return "、".join(map(_short, open_names))
    return "或".join(map(_short, open_names)) if lacking == 1 and len(open_names) <= _FEW else f"{lacking} 项"


@rule(
    "R100",
    at="items[].model",
    needs="items[].model",
    message="出口享惠情况为 {token}，出口应填 0、1 或 2",
    english="The second element of an export is 0, 1 or 2, not {token}",
    source=f"{_SOURCE}{UNVERIFIED}",
    confidence="F",
    directions="E",
    modes=FULL_MODES,
)
def export_states_its_preference(model: str) -> Fired:
    tokens = _tokens(model)
    token = tokens[1] if len(tokens) > 1 else ""
    if _BAR not in model and tokens[0] not in _BRANDS:
        return None  # not written as elements at all, R101 says so
    return token not in _EXPORT_TOKENS and {"token": token or "空"}


@rule(
    "R100",
    at="items[].model",
    needs="items[].model",
    message="出口享惠情况为 {token}，进口应填 3 不适用",
    english="The second element of an import is 3 or blank, not {token}",
    source=f"{_SOURCE}{UNVERIFIED}",
    confidence="F",
    directions="I",
    modes=FULL_MODES,
    cures=True,
)
def import_has_no_export_preference(model: str) -> Fired:
    tokens = model.split(_BAR)
    token = tokens[1].strip(_NOTHING) if len(tokens) > 1 else ""
    if token in ("", _IMPORT_TOKEN):
        return None
    fix = _BAR.join([tokens[0], _IMPORT_TOKEN, *tokens[2:]])
    return Finding({"token": token}, fix=fix, said=f"出口享惠情况改为 {_IMPORT_TOKEN} 不适用")


@rule(
    "R101",
    at="items[].model",
    needs="items[].model",
    message="品牌类型为 {token}，应为 0–4，填在规格型号第一位",
    english="The first element is the brand type, 0 to 4, not {token}",
    source=_SOURCE,
    modes=FULL_MODES,
)
def brand_type_is_known(model: str) -> Fired:
    token = _tokens(model)[0]
    return token not in _BRANDS and {"token": token[:10] or "空"}


@rule(
    "R103",
    at="items[].model",
    needs="items[].hs_code items[].model tables today",
    message="申报要素填了 {given} 个，该商品编号应填 {wanted} 个，请核对",
    english="{given} elements given, the catalogue asks for {wanted}",
    source=f"{_SOURCE}{UNVERIFIED}",
    severity=Severity.WARNING,
    confidence="F",
    modes=FULL_MODES,
)
def element_count_fits(code: str, model: str, tables: CodeTables, today: date) -> Fired:
    row = tariff(tables, code, today)
    required = _names(row.values, "elements") if row else []
    if row is None or not required:
        return None
    tokens = _tokens(model)
    most = len(required) + len(_names(row.values, "elements_optional"))
    if len(tokens) == 1 and tokens[0] not in _BRANDS:
        return None  # not written as elements at all, R101 says so
    filled = len(tokens[:_OWN_RULES]) + sum(1 for token in tokens[_OWN_RULES:] if token)
    too_few = filled < len(required) and row.values.get("elements_ordered") != "yes"  # else R099 names them
    if not too_few and len(tokens) <= most:
        return None
    wanted = f"{len(required)}" if most == len(required) else f"{len(required)}–{most}"
    return {"given": filled if too_few else len(tokens), "wanted": wanted}
