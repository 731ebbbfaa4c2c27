"""What a person has set about the gateway holds, whatever the gateway says of itself."""

from datetime import timedelta

from app.store.engine import Database
from app.transport.gateway import GatewayProfile, Kind
from app.work.gateway_profile import profile_told, put_profile
from tests.helpers.filings import NOW


def test_nothing_set_is_what_the_gateway_says(database: Database) -> None:
    with database.reading() as connection:
        profile = profile_told(connection)
    assert profile == GatewayProfile()
    assert profile.as_told(Kind.IDEMPOTENT).kind is Kind.IDEMPOTENT


def test_what_is_set_holds_and_can_be_taken_back(database: Database) -> None:
    with database.writing() as connection:
        put_profile(connection, Kind.BARE, timedelta(minutes=30), 2, NOW)
        profile = profile_told(connection)
    assert profile.as_told(Kind.IDEMPOTENT).kind is Kind.BARE
    assert (profile.quiet, profile.key_retention) == (timedelta(minutes=30), timedelta(days=2))
    with database.writing() as connection:
        put_profile(connection, None, None, None, NOW)
        assert profile_told(connection) == GatewayProfile()
