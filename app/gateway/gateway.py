"""What one running gateway is made of: store, clock, profile and the settings the admin face may change."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from app.gateway.clock import GatewayClock
from app.gateway.delivery import deliver_due
from app.gateway.receipt_key import ReceiptKey
from app.gateway.script import Script
from app.gateway.settings import Faults
from app.gateway.store import Store

DEFAULT_PACE = 2.0


class Profile(StrEnum):
    """What the gateway does for a sender that is not sure whether a message arrived."""

    IDEMPOTENT = "idempotent"  # keeps keys: the same message again gets the same answer
    QUERY = "query"  # takes everything again, but answers questions by message id
    BARE = "bare"  # neither


@dataclass(slots=True)
class Gateway:
    """One running gateway."""

    store: Store
    clock: GatewayClock
    profile: Profile = Profile.IDEMPOTENT
    pace: float = DEFAULT_PACE
    """Seconds from one stage of a declaration's life to the next."""
    script: Script = field(default_factory=Script)
    faults: Faults = field(default_factory=Faults)
    chance: random.Random = field(default_factory=random.Random)
    receipt_key: ReceiptKey | None = None
    """Signs what is handed out, None on a gateway whose receipts are not signed."""
    refusals: Counter[str] = field(default_factory=Counter)
    """How often each message was met with a scripted 503."""

    def catch_up(self) -> datetime:
        """Delivers the receipts that are due and returns the present moment."""
        now = self.clock.now()
        deliver_due(self.store, now, self.pace, twice=self.faults.duplicate_receipts)
        return now
