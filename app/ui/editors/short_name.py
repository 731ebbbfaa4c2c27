"""The short form of a code's name, for places where the whole name has no room; the whole one stays in the tip."""

from app.core.tables import CodeRow
from app.ui.theme import Font
from app.ui.theme.paint import width_of


def short_name(row: CodeRow) -> str:
    """Return the official short name, or another name the whole one begins with (俄罗斯 of 俄罗斯联邦), else ""."""
    official = row.values.get("short_name", "")
    others = row.values.get("alias", "").split(";")
    begun = (one.strip() for one in others if one.strip() and row.name.startswith(one.strip()))
    return official or next(begun, "")


def name_for(row: CodeRow, room: float) -> str:
    """Return the name of a code that fits a room best."""
    short = short_name(row)
    return short if short and width_of(row.name, Font.BODY) > room else row.name
