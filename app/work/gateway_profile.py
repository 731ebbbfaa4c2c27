"""What to rely on of the gateway, as a person has set it; nothing set means what the gateway says of itself."""

from dataclasses import replace
from datetime import datetime, timedelta

from app.store.engine import Connection
from app.store.settings import get_setting, put_setting
from app.transport.gateway import GatewayProfile, Kind

_SETTING = "gateway.profile"


def profile_told(connection: Connection) -> GatewayProfile:
    """Return the profile in force."""
    told = get_setting(connection, _SETTING, {})
    plain = GatewayProfile()
    return replace(
        plain,
        kind=Kind(told["kind"]) if "kind" in told else plain.kind,
        quiet=timedelta(seconds=told["quiet"]) if "quiet" in told else plain.quiet,
        key_retention=timedelta(days=told["days"]) if "days" in told else plain.key_retention,
        fixed="kind" in told,
    )


def put_profile(
    connection: Connection, kind: Kind | None, quiet: timedelta | None, days: int | None, now: datetime
) -> None:
    """Set what to rely on; None leaves a part to the gateway or to its default."""
    told: dict[str, object] = {} if kind is None else {"kind": kind.value}
    told |= {} if quiet is None else {"quiet": quiet.total_seconds()}
    told |= {} if days is None else {"days": days}
    put_setting(connection, _SETTING, told, now)
