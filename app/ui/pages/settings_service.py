"""What the settings page asks of the program, as a Protocol; answers come as services.py says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from app.ui.pages.answers import Done, Failed


@dataclass(frozen=True, slots=True)
class Preferences:
    """The settings a person can change; ``profile`` holds field path → text for new drafts.

    lock_minutes: after how many without a touch the window locks, 0 = never.
    two_step_profile: profile of the rule pack of 两步申报, "" = the usual one. How the gateway is known: names of PEM
    files, pins (one or two, apart by white space), the address of a proxy; all empty for what the system believes. What
    the gateway is relied on for: its class ("" = what it says of itself), seconds of quiet before it is asked, days it
    keeps keys. quiet_hours: when no notice comes up by itself, as 12:00-13:30, "" = never.
    """

    theme: str = "system"
    percent: int = 100
    strong_borders: bool = False
    gateway: str = ""
    profile: Mapping[str, str] = field(default_factory=dict)
    two_step_profile: str = ""
    lock_minutes: int = 10
    gateway_ca: str = ""
    gateway_pins: str = ""
    client_certificate: str = ""
    client_key: str = ""
    receipt_certificate: str = ""
    gateway_proxy: str = ""
    gateway_kind: str = ""
    gateway_quiet: float = 600
    gateway_keeps: int = 14
    quiet_hours: str = ""


class Verdict(StrEnum):
    """How a self-check line came out."""

    OK = "ok"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One line of the self-check: what was looked at, and one sentence."""

    name: str
    verdict: Verdict
    sentence: str


class SettingsService(Protocol):
    """Settings and the self-check."""

    def load(self, done: Done[Preferences], failed: Failed) -> None:
        """Return the settings."""
        ...

    def save(self, preferences: Preferences, done: Done[None], failed: Failed) -> None:
        """Store the settings; what needs the other end (the gateway) takes effect at once."""
        ...

    def doctor(self, done: Done[Sequence[CheckLine]], failed: Failed) -> None:
        """Run the self-check."""
        ...
