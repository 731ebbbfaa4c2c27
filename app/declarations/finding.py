"""What the authority found wrong, by element and goods line as it says it; mapping to our paths is elsewhere."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from app.declarations.words import NUMBER, harmless


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding of the gateway; ``element`` is like DecHead/NetWt, ``item`` the goods line from 1 or None."""

    rule: str
    element: str
    item: int | None
    message: str


def findings_of(answer: object) -> tuple[Finding, ...]:
    """Return the findings in a decoded JSON list; whatever is not shaped like one is left out."""
    if not isinstance(answer, list):
        return ()
    return tuple(_finding(one) for one in answer if isinstance(one, dict))


def to_json(findings: Iterable[Finding]) -> str:
    """Return findings as a JSON list that findings_of(json.loads()) reads back."""
    return json.dumps([asdict(one) for one in findings], ensure_ascii=False)


def _finding(one: dict[str, Any]) -> Finding:
    item = one.get("item")
    return Finding(
        rule=harmless(str(one.get("rule") or ""), NUMBER),
        element=harmless(str(one.get("element") or ""), NUMBER),
        item=item if isinstance(item, int) and not isinstance(item, bool) else None,
        message=harmless(str(one.get("message") or "")),
    )
