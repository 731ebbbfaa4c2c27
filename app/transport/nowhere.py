"""The gateway of an office that has none it can use: nothing is sent, everything can be typed and queued."""

from datetime import datetime

from app.transport.errors import Unreachable
from app.transport.gateway import (
    Envelope,
    Health,
    Held,
    HeldPage,
    Kind,
    Manifest,
    ManifestLink,
    ManifestLinked,
    ReceiptPage,
)
from app.transport.outcome import NotSent, Outcome


class NoGateway:
    """Answers every question with the sentence why there is none."""

    endpoint = ""
    kind: Kind | None = None

    def __init__(self, why: str) -> None:
        self._why = why

    def is_at(self, endpoint: str) -> bool:
        """Nothing was ever sent here."""
        return False

    def submit(self, envelope: Envelope) -> Outcome:
        """Send nothing."""
        return NotSent("no_gateway")

    def query(self, message_id: str) -> Held | None:
        """Refuse."""
        raise Unreachable(self._why)

    def held_since(self, since: datetime, after: int, limit: int = 500) -> HeldPage:
        """Refuse."""
        raise Unreachable(self._why)

    def receipts(self, after: int, limit: int = 100) -> ReceiptPage:
        """Refuse."""
        raise Unreachable(self._why)

    def manifest(self, bill_number: str, voyage_number: str) -> Manifest | None:
        """Refuse."""
        raise Unreachable(self._why)

    def link_manifest(self, link: ManifestLink) -> ManifestLinked:
        """Refuse."""
        raise Unreachable(self._why)

    def health(self) -> Health:
        """Refuse."""
        raise Unreachable(self._why)

    def close(self) -> None:
        """Nothing is open."""
