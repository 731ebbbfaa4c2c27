"""The tour at finding: the palette over a form, and the sheet of keys."""

from app.ui.tour.clerk import Clerk
from app.ui.tour.paper import Paper
from app.ui.tour.waiting import rest

PALETTE, SHEET = "命令面板", "键位表"
LETTERS = "my"
LOOKS_MS = 500  # declarations and codes come a moment after the letters


class FindingLook:
    """``paper`` is the declaration the palette is opened over."""

    def __init__(self, clerk: Clerk, paper: Paper) -> None:
        self._clerk, self._paper = clerk, paper

    def look(self) -> None:
        """Open the palette, type two initials, look, go back; look at the keys."""
        clerk = self._clerk
        clerk.turn_to(self._paper.tab)
        clerk.keys.press("Ctrl+K")
        clerk.wait_for(PALETTE)
        clerk.keys.type(LETTERS, is_data=False)
        rest(LOOKS_MS)
        clerk.picture("21-palette")
        clerk.keys.press("Escape", "Ctrl+Slash")
        clerk.wait_for(SHEET)
        clerk.picture("21b-keys")
        clerk.keys.press("Escape")
