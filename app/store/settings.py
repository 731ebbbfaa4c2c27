"""Settings by name, each a JSON value; secrets do not belong here."""

import json
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from app.store.tables import settings


def get_setting(connection: Connection, key: str, default: Any = None) -> Any:
    """Return the value of a setting, ``default`` where it was never set."""
    text = connection.execute(select(settings.c.value).where(settings.c.key == key)).scalar_one_or_none()
    return default if text is None else json.loads(text)


def put_setting(connection: Connection, key: str, value: Any, now: datetime) -> None:
    """Set a setting to any JSON value."""
    row = {"value": json.dumps(value, ensure_ascii=False), "updated_at": now}
    connection.execute(insert(settings).values(key=key, **row).on_conflict_do_update(index_elements=["key"], set_=row))


def all_settings(connection: Connection) -> dict[str, Any]:
    """Return every setting."""
    rows = connection.execute(select(settings.c.key, settings.c.value).order_by(settings.c.key))
    return {key: json.loads(value) for key, value in rows}
