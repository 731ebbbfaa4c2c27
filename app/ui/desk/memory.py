"""Small things remembered per user (splitters, open sections): read at once, written behind in the store thread."""

from app.store.engine import Connection
from app.store.settings import all_settings, put_setting
from app.ui.desk.office import Office
from app.work.news import Done

_PREFIX = "memory."


class DeskMemory:
    """Memory over the settings table; load() once before the first page opens."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._values: dict[str, str] = {}

    def load(self, connection: Connection) -> None:
        """Read everything remembered (before the window opens, in the starting thread)."""
        found = all_settings(connection)
        self._values = {
            key.removeprefix(_PREFIX): str(value) for key, value in found.items() if key.startswith(_PREFIX)
        }

    def get(self, key: str, default: str = "") -> str:
        return self._values.get(key, default)

    def put(self, key: str, value: str) -> None:
        if self._values.get(key) == value:
            return
        self._values[key] = value

        def operation(connection: Connection) -> Done[None]:
            put_setting(connection, _PREFIX + key, value, self._office.clock.now())
            return Done(None)

        self._office.note(operation)
