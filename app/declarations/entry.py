"""When an import entered or is expected to: read from facts of a draft and what it declares, never guessed."""

from collections.abc import Callable, Mapping
from datetime import date

from app.declarations.stage_facts import ENTRY_DAY, PLANNED_ARRIVAL, day_of

ARRIVED = "goods_arrived"
DECLARED_ENTRY = "ie_date"


def entry_day(facts: Mapping[str, object], text: Callable[[str], str]) -> date | None:
    """Return the day of entry: as it was reported, else as the draft declares it; None while it is not known."""
    return day_of(facts, ENTRY_DAY) or _whole(text(DECLARED_ENTRY))


def expected_entry(facts: Mapping[str, object]) -> date | None:
    """Return the day on which the goods are planned to arrive, for words that say 预计 alone."""
    return day_of(facts, PLANNED_ARRIVAL)


def has_arrived(facts: Mapping[str, object]) -> bool:
    """Tell whether it is known that the goods are at the supervised place."""
    return facts.get(ARRIVED) is True


def _whole(text: str) -> date | None:
    plain = text.strip().replace("-", "")
    try:
        return date(int(plain[:4]), int(plain[4:6]), int(plain[6:])) if len(plain) == 8 and plain.isdecimal() else None
    except ValueError:
        return None
