"""What the pages of 互市 ask of the program; the answer comes later, on the UI thread."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import SignalInstance

from app.border_trade.allocation import Strategy
from app.store.border_lots import StoredLot
from app.ui.pages.services import Done, Failed
from app.work.lot_filing import Manner
from app.work.lot_view import LotView


class LotService(Protocol):
    """Lots in the store. ``changed(str)`` names a lot that is no longer as it was shown ("" = many).

    Every act answers the lot as it stands afterwards; a refused one changes nothing.
    """

    @property
    def changed(self) -> SignalInstance: ...

    def of_today(self, done: Done[Sequence[StoredLot]], failed: Failed) -> None:
        """Return today's lots by number."""
        ...

    def begin(self, done: Done[str], failed: Failed) -> None:
        """Store a new lot of today; answers its id."""
        ...

    def open(self, lot_id: str, done: Done[LotView], failed: Failed) -> None:
        """Bring a lot with the findings on it."""
        ...

    def put(self, lot_id: str, path: str, text: str, done: Done[LotView], failed: Failed) -> None:
        """Take a typed text."""
        ...

    def choose_group(self, lot_id: str, text: str, done: Done[LotView], failed: Failed) -> None:
        """Bring the members of a group, named by its number or part of its name."""
        ...

    def divide(self, lot_id: str, strategy: Strategy, done: Done[LotView], failed: Failed) -> None:
        """Share the lot out."""
        ...

    def set_quantity(self, lot_id: str, share_id: str, quantity: str, done: Done[LotView], failed: Failed) -> None:
        """Set one quantity as typed."""
        ...

    def set_aside(self, lot_id: str, share_id: str, done: Done[LotView], failed: Failed) -> None:
        """Keep one resident out."""
        ...

    def take_back(self, lot_id: str, share_id: str, done: Done[LotView], failed: Failed) -> None:
        """Let one resident take part again."""
        ...

    def undo(self, lot_id: str, done: Done[LotView], failed: Failed) -> None:
        """Take the last division back."""
        ...

    def confirm_typed(self, lot_id: str, typed: str, done: Done[LotView], failed: Failed) -> None:
        """Confirm the one resident whose card was read or whose ID number ends so."""
        ...

    def confirm_signed(self, lot_id: str, share_id: str, done: Done[LotView], failed: Failed) -> None:
        """Confirm one resident who has signed."""
        ...

    def send(self, lot_id: str, manner: Manner, done: Done[LotView], failed: Failed) -> None:
        """Queue the confirmed shares."""
        ...

    def retry(self, lot_id: str, manner: Manner, done: Done[LotView], failed: Failed) -> None:
        """Send the refused ones again."""
        ...

    def link(self, lot_id: str, on: bool, done: Done[LotView], failed: Failed) -> None:
        """Ask for 核注 or 反核注; what came of it is told by ``changed``."""
        ...
