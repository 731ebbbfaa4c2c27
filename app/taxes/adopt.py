"""What taking a what-if column over changes in the draft: texts by path for one step; it changes nothing itself."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.core.draft import Draft
from app.taxes.compare import NO_AGREEMENT, Variation
from app.taxes.of_draft import CLAIMS, ITEMS
from forms.rules.preference import agreement_of, line_of

_KIND = "certificate_kind"
_NUMBER = "goods_number"
_CLAIM = ("certificate_kind", "certificate_number", "goods_number", "certificate_item", "extension")


@dataclass(frozen=True, slots=True)
class Adoption:
    """The texts to put in, the place a person knows the step by, and what is still to be done by hand."""

    texts: Mapping[str, str]
    at: str
    open: tuple[str, ...] = ()


def adoption(draft: Draft, variation: Variation) -> Adoption:
    """Return what makes the draft say what a column assumes; a column that only looks at another day changes nothing.

    A new claim has no proof of origin yet: that is told, and the rules will ask for it.
    """
    texts: dict[str, str] = {}
    wanted = [at for at in range(draft.rows(ITEMS)) if not variation.items or at + 1 in variation.items]
    if variation.origin is not None:
        texts |= {f"{ITEMS}[{at}].origin_country": variation.origin for at in wanted}
    told: tuple[str, ...] = ()
    if variation.agreement is not None:
        texts |= _claims(draft, wanted, variation.agreement)
        told = ("原产地证明的编号和项号还要填写",) if variation.agreement != NO_AGREEMENT else ()
    if variation.day is not None:
        told = (*told, "计税日随进境日，采用不改日期")
    changed = {path: text for path, text in texts.items() if draft.get(path) != text}
    return Adoption(changed, min(changed, default=""), told)


def _claims(draft: Draft, wanted: list[int], agreement: str) -> dict[str, str]:
    """Return the claims of the wanted lines as they should be: changed, emptied, or added in new rows."""
    texts: dict[str, str] = {}
    lines, rows = draft.rows(ITEMS), draft.rows(CLAIMS)
    left = set(wanted)
    for row in range(rows):
        kind, number = draft.get(f"{CLAIMS}[{row}].{_KIND}"), draft.get(f"{CLAIMS}[{row}].{_NUMBER}")
        line = line_of(number.strip(), lines)
        if line not in left or not agreement_of(kind.strip()):
            continue
        left.discard(line)
        if agreement == NO_AGREEMENT:
            texts |= {f"{CLAIMS}[{row}].{name}": "" for name in _CLAIM}
        else:
            texts[f"{CLAIMS}[{row}].{_KIND}"] = f"Y{agreement}"
    if agreement != NO_AGREEMENT:
        for row, line in enumerate(sorted(left), start=rows):
            texts[f"{CLAIMS}[{row}].{_KIND}"] = f"Y{agreement}"
            texts[f"{CLAIMS}[{row}].{_NUMBER}"] = str(line + 1)
    return texts
