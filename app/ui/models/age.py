"""How old a table or rate is, in words and in a tone; the same words wherever an age is shown."""

from datetime import date

from app.ui.theme import Tone

YEAR = 365
VERY_OLD = 3 * YEAR
_TENTHS = 36.525  # days in a tenth of a year


def read_day(as_of: str) -> date | None:
    """Return the day in a text like ``2026-11-15`` or ``2026-11``; None if there is none."""
    text = f"{as_of}-01" if len(as_of) == len("2026-11") else as_of[:10]
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def age_words(as_of: date, today: date) -> str:
    """Return an age: 今天, ``6 天``, ``4.4 年``; what begins later says when."""
    days = (today - as_of).days
    if days < 0:
        return f"{as_of:%m-%d} 启用"
    if days == 0:
        return "今天"
    return f"{days} 天" if days <= YEAR else f"{days / _TENTHS / 10:.1f} 年"


def age_tone(as_of: date, today: date, yearly: bool = False) -> Tone:
    """Return the tone of an age: amber from twelve months on, and for yearly tables from before 1 January; then red."""
    days = (today - as_of).days
    if days < 0:
        return Tone.INFO
    if days > VERY_OLD:
        return Tone.ERR
    return Tone.WARN if days > YEAR or (yearly and as_of.year < today.year) else Tone.OK
