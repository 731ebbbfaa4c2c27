"""Settings and the self-check for the pages."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.declarations.two_step_pack import PROFILE as PACK_PROFILE
from app.store import audit
from app.store.engine import Connection
from app.store.settings import get_setting, put_setting
from app.transport.gateway import GatewayProfile, Kind
from app.transport.tls import TrustUnusable
from app.ui.desk.drafts import PROFILE
from app.ui.desk.office import Office, Refusal
from app.ui.pages.services import CheckLine, Preferences
from app.work.gateway_profile import profile_told, put_profile
from app.work.gateway_trust import KEYS as TRUST_KEYS
from app.work.gateway_trust import check_trust
from app.work.news import Changed, Done

Diagnose = Callable[[Connection], Sequence[CheckLine]]
RELIANCE = ("gateway_kind", "gateway_quiet", "gateway_keeps")
"""Settings that the command line sets too, so they are kept where it keeps them."""

_KEYS = ("theme", "percent", "strong_borders", "gateway", "lock_minutes", "quiet_hours", PACK_PROFILE, *TRUST_KEYS)


class DeskSettings(QObject):
    """SettingsService over the settings table. ``applied(Preferences)`` after every save, so that they take effect."""

    applied = Signal(object)

    def __init__(self, office: Office, diagnose: Diagnose) -> None:
        super().__init__(office)
        self._office = office
        self._diagnose = diagnose

    def load(self, done: Callable[[Preferences], None], failed: Callable[[str], None]) -> None:
        self._office.ask(read_preferences, done, failed)

    def save(self, preferences: Preferences, done: Callable[[None], None], failed: Callable[[str], None]) -> None:
        def operation(connection: Connection) -> Done[None]:
            now = self._office.clock.now()
            try:
                check_trust({key: getattr(preferences, key) for key in TRUST_KEYS})
            except TrustUnusable as error:
                raise Refusal(str(error)) from error
            for key in _KEYS:
                put_setting(connection, f"preferences.{key}", getattr(preferences, key), now)
            put_setting(connection, PROFILE, dict(preferences.profile), now)
            _rely(connection, preferences, now)
            return Done(None, Changed(settings=frozenset({"preferences"})))

        def stored(_: None) -> None:
            self.applied.emit(preferences)
            done(None)

        self._office.change(operation, stored, failed)

    def doctor(self, done: Callable[[Sequence[CheckLine]], None], failed: Callable[[str], None]) -> None:
        self._office.ask(self._diagnose, done, failed)


def _rely(connection: Connection, preferences: Preferences, now: datetime) -> None:
    """Write down what the gateway is relied on for, and in the log that somebody changed it."""
    if _reliance(profile_told(connection)) == {name: getattr(preferences, name) for name in RELIANCE}:
        return
    kind = Kind(preferences.gateway_kind) if preferences.gateway_kind else None
    put_profile(connection, kind, timedelta(seconds=preferences.gateway_quiet), preferences.gateway_keeps, now)
    audit.record(connection, now, "本机", "rely_on_gateway", "gateway", {"kind": preferences.gateway_kind or "auto"})


def _reliance(told: GatewayProfile) -> dict[str, Any]:
    kind = told.kind.value if told.fixed else ""
    return dict(zip(RELIANCE, (kind, told.quiet.total_seconds(), told.key_retention.days), strict=True))


def read_preferences(connection: Connection) -> Preferences:
    """Return the stored settings; what was never set has its default."""
    plain = Preferences()
    found: dict[str, Any] = {key: get_setting(connection, f"preferences.{key}", getattr(plain, key)) for key in _KEYS}
    profile = get_setting(connection, PROFILE, {})
    found |= _reliance(profile_told(connection))
    return Preferences(**found, profile={path: text for path, text in profile.items() if isinstance(text, str)})
