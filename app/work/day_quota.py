"""The day quota of a border resident as a whole number of fen, from the dated settings."""

from datetime import date

from app.border_trade.lot import fen
from forms.settings import RESIDENT_QUOTA


def day_quota(day: date) -> int:
    """Return what is exempt for one resident on a day."""
    return fen(RESIDENT_QUOTA.on(day))
