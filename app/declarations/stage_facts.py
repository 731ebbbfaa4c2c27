"""Names of the facts by which a declaration's clock runs, and the days they hold; nothing is guessed."""

from collections.abc import Mapping
from datetime import date

PLANNED_ARRIVAL = "planned_arrival"
ENTRY_DAY = "entry_day"
SUMMARY_ACCEPTED = "summary_accepted"


def day_of(facts: Mapping[str, object], name: str) -> date | None:
    """Return a fact as a day, None where it is not known or no day."""
    found = facts.get(name)
    if isinstance(found, date):
        return found
    try:
        return date.fromisoformat(found) if isinstance(found, str) else None
    except ValueError:
        return None
