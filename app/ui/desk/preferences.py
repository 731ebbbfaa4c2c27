"""Settings and the self-check for the pages."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.declarations.two_step_pack import PROFILE as PACK_PROFILE
from app.store.engine import Connection
from app.store.settings import get_setting, put_setting
from app.transport.tls import TrustUnusable
from app.ui.desk.drafts import PROFILE
from app.ui.desk.office import Office, Refusal
from app.ui.pages.services import CheckLine, Preferences
from app.work.gateway_trust import KEYS as TRUST_KEYS
from app.work.gateway_trust import check_trust
from app.work.news import Changed, Done

Diagnose = Callable[[Connection], Sequence[CheckLine]]
_KEYS = ("theme", "percent", "strong_borders", "gateway", "lock_minutes", PACK_PROFILE, *TRUST_KEYS)


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
            return Done(None, Changed(settings=frozenset({"preferences"})))

        def stored(_: None) -> None:
            self.applied.emit(preferences)
            done(None)

        self._office.change(operation, stored, failed)

    def doctor(self, done: Callable[[Sequence[CheckLine]], None], failed: Callable[[str], None]) -> None:
        self._office.ask(self._diagnose, done, failed)


def read_preferences(connection: Connection) -> Preferences:
    """Return the stored settings; what was never set has its default."""
    plain = Preferences()
    found: dict[str, Any] = {key: get_setting(connection, f"preferences.{key}", getattr(plain, key)) for key in _KEYS}
    profile = get_setting(connection, PROFILE, {})
    return Preferences(**found, profile={path: text for path, text in profile.items() if isinstance(text, str)})
